import type { Reading } from '#shared/contracts/grammar.ts';
import type { Edit, Span } from './pieces.ts';

/** What rewriting must know beside the questions themselves. */
export interface Setting {
  readonly reading: Reading;
  readonly timeZone: string;
  /** The first way that the language of the message has to say what a tag means. */
  readonly phrase: (tag: string) => string | undefined;
  /** A noun for one row of the data: run. */
  readonly row: string | undefined;
  /** Its figures of parts sum to the figure of the whole. */
  readonly adds: (metric: string) => boolean;
  /** A noun for a figure that is said of nothing else. */
  readonly metric: (name: string) => string | undefined;
  readonly superlative: (name: string) => string | undefined;
  /** The only month or day of the week whose name begins so. */
  readonly named: (beginning: string, kind: 'month' | 'weekday') => string | undefined;
  /** The name of a day, 1 to 7 from Monday. */
  readonly weekday: (day: number) => string | undefined;
}

/** What is changed in the question before, what comes behind it, and what of the message is used up so. */
export interface Placed {
  readonly edits: Edit[];
  readonly tail: string[];
  readonly placed: Span[];
}
