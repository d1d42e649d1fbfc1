import { BootFailure } from '../failure.ts';

/** Ends a command with one sentence for people and an exit code. */
export class CommandFailure extends Error {
  override readonly name = 'CommandFailure';
  readonly exitCode: number;
  constructor(sentence: string, exitCode: number) {
    super(sentence);
    this.exitCode = exitCode;
  }
}

/** Runs a command: its result is the exit code; whatever goes wrong is one sentence, never a stack trace. */
export const runCommand = async (main: (args: string[]) => Promise<number>): Promise<void> => {
  try {
    process.exitCode = await main(process.argv.slice(2));
  } catch (error) {
    const { sentence, code } = inWords(error);
    console.error(sentence);
    process.exitCode = code;
  }
};

const inWords = (error: unknown): { sentence: string; code: number } => {
  if (error instanceof CommandFailure || error instanceof BootFailure)
    return { sentence: error.message, code: error.exitCode };
  if (error instanceof Error && error.name === 'CatalogError') return { sentence: error.message, code: 2 };
  if (error instanceof TypeError && 'code' in error && String(error.code).startsWith('ERR_PARSE_ARGS'))
    return { sentence: `${error.message.split('. ')[0]}. Try --help.`, code: 2 };
  if (error instanceof Error) return { sentence: `${error.name}: ${error.message.split('\n')[0]}`, code: 2 };
  return { sentence: 'Something unforeseen happened.', code: 2 };
};

/** Columns side by side, as wide as their widest cell. */
export const table = (rows: readonly (readonly string[])[], indent = '  '): string => {
  const widths: number[] = [];
  for (const row of rows)
    for (const [at, cell] of row.entries()) widths[at] = Math.max(widths[at] ?? 0, cell.length);
  return rows
    .map(
      (row) =>
        indent +
        row
          .map((cell, at) => cell.padEnd(widths[at] ?? 0))
          .join('  ')
          .trimEnd(),
    )
    .join('\n');
};
