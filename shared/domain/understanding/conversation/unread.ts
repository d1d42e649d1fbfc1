import type { Frame } from '../frame.ts';
import type { Readout } from '../understand.ts';
import { alike } from './several.ts';

/** Words that shape a message and ask for nothing. */
const LIGHT = /^(?:stop|aux|greet|or|many|naming|thanks|ask\.list|ask\.yesno|now|row|entity)$/;
/** Which of what is shown already. */
const WHICH = /^(?:single|ask\.which)$/;

const queryOf = ({ understanding }: Readout): unknown =>
  understanding.kind === 'query' ? understanding.query : undefined;

/** The question stayed what it was, though the message says something that the question before did not. */
export const isUnread = (next: Frame, before: Readout, read: Readout): boolean => {
  const query = queryOf(read);
  if (query === undefined || !alike(query, queryOf(before))) return false;
  const shown = before.understanding.kind === 'query' && before.understanding.query.dimensions !== undefined;
  const known = new Set(before.frame.concepts.map(({ tag }) => tag));
  const news = (tag: string): boolean => !LIGHT.test(tag) && !known.has(tag) && !(shown && WHICH.test(tag));
  return next.unknown.length > 0 || next.concepts.some(({ tag }) => news(tag));
};
