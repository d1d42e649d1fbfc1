import type { Lexemes } from '../lexemes.ts';
import type { ClockSpan } from './clock.ts';

/** "Were there", "did any", "c'è stato": of the time just gone, and not of what usually is. */
const hasHappened = ({ matches }: Lexemes): boolean =>
  !matches.some(({ tag }) => /^(?:time\.(?:habitual|all)|usual|always|never)$/.test(tag)) &&
  matches.some(({ tag }) => tag === 'past' || tag === 'ask.yesno');

/** "Since 9 am", "were there any after midnight": up to now. */
export const isSince = (words: Lexemes, { form, from }: ClockSpan): boolean =>
  form === 'since' || (form === 'after' && from === 0 && hasHappened(words));
