/**
 * What a refusal of the platform means for what is to be done:
 * - `transient`, `throttled` (the whole number), `pair` (this person alone): later;
 * - `payload`: as plain text, once; `media`: without the picture;
 * - `window`: the person wrote too long ago for free words, so a template where there is one; `recipient`,
 *   `quality`, `unknown`: never again;
 * - `opt_out`: never again, and the person wants no more;
 * - `token`, `account`: nothing can be sent until somebody has looked.
 */
export type FailureClass =
  | 'transient'
  | 'throttled'
  | 'pair'
  | 'quality'
  | 'window'
  | 'recipient'
  | 'opt_out'
  | 'payload'
  | 'media'
  | 'token'
  | 'account'
  | 'unknown';

/** Meta's codes, as listed in its "Error codes" page; the same ones come in answers and in receipts. */
const CODES: readonly (readonly [FailureClass, readonly number[]])[] = [
  ['transient', [2, 131000, 131016, 131057, 133004]],
  ['throttled', [4, 80007, 130429]],
  ['pair', [131056]],
  ['quality', [131048, 131049, 131064]],
  ['window', [131047]],
  ['recipient', [131026, 131021, 130403, 130472, 131062]],
  ['opt_out', [131050]],
  [
    'payload',
    [100, 131008, 131009, 131051, 132000, 132001, 132005, 132007, 132012, 132015, 132016, 132068, 132069],
  ],
  ['media', [131052, 131053]],
  ['token', [0, 190, 3, 10, 131005]],
  ['account', [33, 368, 130497, 131031, 131037, 131042, 131045, 133010]],
];

const CLASS_OF = new Map(CODES.flatMap(([kind, codes]) => codes.map((code) => [code, kind] as const)));

export interface PlatformError {
  /** Of the HTTP answer; missing in receipts. */
  status?: number;
  code?: number;
}

/** The code decides; the HTTP status only where the code is missing, unknown or says nothing by itself. */
export const failureClass = ({ status, code }: PlatformError): FailureClass => {
  const known = code === undefined ? undefined : CLASS_OF.get(code);
  if (known !== undefined) return known;
  if (code !== undefined && code >= 200 && code <= 299) return 'token';
  if (status === 429) return 'throttled';
  if (status === 401) return 'token';
  // Code 1 is "unknown error": worth another attempt only when the platform itself broke.
  return status !== undefined && status >= 500 ? 'transient' : 'unknown';
};
