import type { Block } from '#shared/contracts/answer.ts';
import type { Read } from '#shared/contracts/documents.ts';
import type { Draft, Sentence } from '#shared/contracts/draft.ts';

/** What to read, and how to say it. */
export interface Worded {
  reads: Read[];
  draft: Draft;
  blocks: Block[];
  suggestions: string[];
}

/** An answer whose end can still be shared with others: when the data was read is said once. */
export interface Told extends Omit<Worded, 'draft'> {
  sentences: Sentence[];
  closing: Sentence[];
}

export const finished = ({ sentences, closing, ...rest }: Told): Worded => ({
  ...rest,
  draft: { sentences: [...sentences, ...closing] },
});
