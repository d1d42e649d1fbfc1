import { randomBytes } from 'node:crypto';

const TITLES: Readonly<Record<number, string>> = {
  2: 'Service temporarily unavailable',
  4: 'Application request limit reached',
  33: 'Parameter value is not valid',
  100: 'Invalid parameter',
  190: 'Invalid OAuth 2.0 Access Token',
  130429: 'Rate limit hit',
  131000: 'Something went wrong',
  131008: 'Required parameter is missing',
  131009: 'Parameter value is not valid',
  131016: 'Service unavailable',
  131026: 'Message undeliverable',
  131047: 'Re-engagement message',
  131051: 'Unsupported message type',
  131052: 'Media download error',
  131053: 'Media upload error',
  131056: '(Business Account, Consumer Account) pair rate limit hit',
  132000: 'Number of parameters does not match the expected number of params',
  132001: 'Template name does not exist in the translation',
};

const STATUSES: Readonly<Record<number, number>> = { 2: 503, 190: 401, 131000: 500, 131016: 503 };

/** A refusal in the platform's words: its code decides, the details are for people. */
export class GraphError extends Error {
  override readonly name = 'GraphError';
  readonly code: number;
  readonly details: string;
  readonly subcode: number | undefined;
  constructor(code: number, details: string, subcode?: number) {
    super(`(#${code}) ${TITLES[code] ?? 'Refused'}`);
    this.code = code;
    this.details = details;
    this.subcode = subcode;
  }

  get status(): number {
    return STATUSES[this.code] ?? 400;
  }

  /** The answer of the API. */
  document(): unknown {
    return {
      error: {
        message: this.message,
        type: 'OAuthException',
        code: this.code,
        ...(this.subcode !== undefined && { error_subcode: this.subcode }),
        error_data: { messaging_product: 'whatsapp', details: this.details },
        fbtrace_id: `A${randomBytes(12).toString('base64url')}`,
      },
    };
  }

  /** The same as it stands in the status of a message that was taken first and failed later. */
  inStatus(): unknown {
    const title = TITLES[this.code] ?? 'Refused';
    return { code: this.code, title, message: title, error_data: { details: this.details } };
  }
}
