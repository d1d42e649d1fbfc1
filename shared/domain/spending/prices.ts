import { MOST_OUTPUT_TOKENS, type Spent } from '#shared/contracts/spending.ts';

/** USD for a million tokens. */
export interface Price {
  input: number;
  output: number;
}

export const NO_PRICE: Price = { input: 0, output: 0 };

/** Tokens around what is said: roles, the form of the answer. */
const FRAME = 200;
/** A token is seldom more than so many bytes of what we write. */
const BYTES_A_TOKEN = 12;

/** What a call can cost at the most: no token is less than a byte. In millionths of a dollar. */
export const mostMicros = (bytes: number, { input, output }: Price): number =>
  Math.ceil((bytes + FRAME) * input + MOST_OUTPUT_TOKENS * output);

interface Tokens {
  inputTokens: number;
  outputTokens: number;
}

/**
 * The tokens a provider tells, within what is possible for so many bytes in and out: who tells too few would get
 * round the budgets, who tells too many would use them up.
 */
export const plausible = (told: Tokens, bytes: { input: number; output: number }): Tokens => ({
  inputTokens: within(told.inputTokens, bytes.input / BYTES_A_TOKEN, bytes.input + FRAME),
  outputTokens: within(told.outputTokens, bytes.output / BYTES_A_TOKEN, MOST_OUTPUT_TOKENS),
});

const within = (value: number, least: number, most: number): number =>
  Math.round(Math.min(most, Math.max(least, value)));

/** Whole millionths, rounded up: many small amounts do not vanish. */
export const costOf = (calls: number, tokens: Tokens, { input, output }: Price): Spent => ({
  calls,
  ...tokens,
  micros: Math.ceil(tokens.inputTokens * input + tokens.outputTokens * output),
});
