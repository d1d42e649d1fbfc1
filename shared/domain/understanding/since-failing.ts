import type { Composed, Context } from './composing.ts';
import { all, type Frame, has, names, opensWith, saysNoTime, speaksOf } from './frame.ts';
import { scopeOf } from './scope-filters.ts';

/** "Since when", "how long has it been": of what goes on. */
const asksSince = (frame: Frame, family: string): boolean =>
  speaksOf(frame, 'refer.since') || (opensWith(frame, `family:${family}`) && speaksOf(frame, 'ongoing'));

/** "The last time that it broke": one moment; "da quanto tempo" only asks since when. */
const asksLast = ({ concepts, words }: Frame): boolean =>
  concepts.some(({ tag, start, end }) => tag === 'last' && words.tag(start, 'refer.since') !== end);

/** "Since when has the backup been failing", "when did it stop working": since the last time that it did not. */
export const composeSinceFailing = (frame: Frame, { reading }: Context): Composed | undefined => {
  const [only, ...others] = all(frame, 'metric:');
  const fails = only === reading.trouble && others.length === 0;
  const since = fails && asksSince(frame, reading.timing.family) && !has(frame, 'not', 'never', 'none');
  // "Which day did it break most", "when does it break": again and again.
  const again = all(frame, 'order.').length > 0 || speaksOf(frame, 'habitual.when');
  const stopped = has(frame, 'ask.when') && speaksOf(frame, 'stopped') && !again;
  const instant = reading.last[reading.opposites[reading.trouble] ?? ''];
  if (!(since || stopped) || asksLast(frame) || instant === undefined) return undefined;
  if (names(frame).length === 0 || !saysNoTime(frame)) return undefined;
  return { query: { ...scopeOf(frame), metrics: [instant], shape: 'last' }, sure: 0.9 };
};
