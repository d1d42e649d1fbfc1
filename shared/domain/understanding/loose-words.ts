import type { Frame } from './frame.ts';

const LOOSE = /^(?:stop|aux|or|group|many)$/;
/** Words of courtesy and of asking say nothing that could be missed. */
const COURTESY = new Set(['asking', 'opener', 'follow', 'joint', 'naming']);
const SHORTEST = 4;

/**
 * How many longer words of a question are known but came to nothing: each may say something that was not
 * understood ("last night's *shift*").
 */
export const looseWords = (frame: Frame): number => {
  const { words, mentions, times } = frame;
  const telling = [
    ...frame.concepts.filter(({ tag }) => !LOOSE.test(tag)),
    ...mentions,
    ...times.ranges,
    ...times.windows,
    ...words.matches.filter(({ tag }) => COURTESY.has(tag) || tag === 'time.all'),
  ];
  return words.tokens.filter(
    ({ kind, norm }, at) =>
      kind === 'word' &&
      norm.length >= SHORTEST &&
      !frame.unknown.includes(norm) &&
      !times.used.has(at) &&
      !telling.some(({ start, end }) => at >= start && at < end),
  ).length;
};
