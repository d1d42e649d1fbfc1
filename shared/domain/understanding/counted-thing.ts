import { type Context, isAmong } from './composing.ts';
import { concept, type Frame, names } from './frame.ts';
import type { Match } from './phrases.ts';

/** Things are counted, not rows: "how many processes", "how many carriers", but for adjectives in between. */
const isCounted = (frame: Frame, thing: Match | undefined): boolean => {
  const ask = concept(frame, 'ask.count');
  // "How many times did the robots fail" counts the times.
  if (!ask || !thing || frame.words.tag(ask.end, 'occasions') > 0) return false;
  // "How many automation runs": the things only say which rows.
  if (frame.words.tag(thing.end, 'rows.many') > 0) return false;
  // "Processes run today: how many?", "di processi, quanti ne …".
  // "Failed runs of tagged processes: count": the runs are.
  if (
    frame.concepts.some(({ tag, start }) => tag === 'row' && start < thing.start && thing.start < ask.start)
  )
    return false;
  if (thing.start < ask.start)
    return frame.words.tag(ask.end, 'ofThem') > 0 || isLast(frame, ask.end) || isAmong(frame, thing.start);
  const between = frame.concepts.filter((match) => match.start >= ask.end && match.end <= thing.start);
  // "How many failed processes": how they ended stands right before them.
  const ended = ({ tag, start, end }: Match): boolean =>
    tag.startsWith('metric:') && end === thing.start && frame.words.tag(start, 'mishap') === 0;
  return between.every(
    (each) =>
      /^(?:stop|aux|agg\.total|view:|ask\.yesno|many)/.test(each.tag) ||
      each.tag === thing.tag ||
      ended(each),
  );
};

const isLast = (frame: Frame, from: number): boolean =>
  frame.words.tokens.slice(from).every(({ kind }, at) => kind === 'mark' || frame.times.used.has(from + at));

/** The dimension whose things are counted: the one that people name, or another that can be counted. */
export const countedThing = (frame: Frame, { catalog, reading }: Context): string | undefined => {
  const main = catalog.mainEntity;
  if (isCounted(frame, concept(frame, 'entity') ?? concept(frame, `dimension:${main}`))) return main;
  const meant = new Set(names(frame).map(({ dimension }) => dimension));
  const groups = (reading.groupings ?? []).filter((each) => !meant.has(each));
  return [...Object.keys(reading.entities), ...groups].find((each) =>
    isCounted(frame, concept(frame, `dimension:${each}`)),
  );
};
