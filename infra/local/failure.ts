/** What ends a boot, by what the person can do about it; documented in docs/configuration.md. */
export const EXIT_CODES = {
  unexpected: [1, 'Something unforeseen; the details are in the log folder'],
  database: [
    2,
    'DATABASE_URL is malformed, or its database can not be reached, is missing or refuses the login',
  ],
  setting: [3, 'A setting or an option is malformed'],
  port: [4, 'The port is taken'],
  data: [5, 'The data folder can not be used, or another instance uses it'],
  template: [6, 'The template holds something that this machine can not stand for'],
  engine: [7, 'An embedded engine did not start'],
} as const satisfies Record<string, readonly [number, string]>;
export type FailureKind = keyof typeof EXIT_CODES;

/** Ends the boot with one sentence for people; never a stack trace. */
export class BootFailure extends Error {
  override readonly name = 'BootFailure';
  readonly kind: FailureKind;
  constructor(kind: FailureKind, sentence: string, options?: ErrorOptions) {
    super(sentence, options);
    this.kind = kind;
  }
  get exitCode(): number {
    return EXIT_CODES[this.kind][0];
  }
}

export const textOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));

/** The system's own code of an error (`ENOENT`, `EADDRINUSE`, SQLSTATE …). */
export const codeOf = (error: unknown): string | undefined =>
  error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : undefined;
