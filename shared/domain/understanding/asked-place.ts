import type { Frame } from './frame.ts';

const FARTHEST = 9;

const MEASURES = /^(?:superlative:|order\.|agg\.(?:max|min)$|busiest$)/;
const NOUN = /^(?:entity$|dimension:|per\.|row$)/;

/** "The second area by failures", "il terzo processo per errori": what the places are given by stands behind. */
const ranksBy = ({ concepts }: Frame, end: number): boolean =>
  concepts.some(
    ({ tag, start, end: last }) =>
      tag === 'group' &&
      start === end &&
      concepts.some((figure) => figure.start === last && /^(?:metric:|row$|family:)/.test(figure.tag)),
  );

/**
 * "The second worst", "il terzo processo più lento": how far down a ranking the one stands that is asked for. A
 * ranking shows it with those before it.
 */
export const askedPlace = (frame: Frame): number | undefined => {
  const { words, concepts, times, mentions } = frame;
  const place = words.tokens.findIndex((_, at) => {
    const said = words.number(at);
    if (!said?.ordinal || said.value < 2 || said.value > FARTHEST || times.used.has(at)) return false;
    if (mentions.some(({ start, end }) => at >= start && at < end)) return false;
    const next = words.mark(said.end, '-') ? said.end + 1 : said.end;
    if (concepts.some(({ tag, start }) => start === next && MEASURES.test(tag))) return true;
    // "Chi è arrivato secondo per errori", "al secondo posto per errori".
    if (ranksBy(frame, words.tag(said.end, 'refer.one') || said.end)) return true;
    const noun = concepts.find(({ tag, start }) => start === next && NOUN.test(tag));
    if (!noun) return false;
    const measured = concepts.some(({ tag, start }) => start >= noun.end && MEASURES.test(tag));
    return measured || ranksBy(frame, noun.end);
  });
  return place < 0 ? undefined : words.number(place)?.value;
};
