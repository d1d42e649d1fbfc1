import { type Frame, has } from './frame.ts';

const RANKS = /^(?:superlative:|agg\.(?:max|min)$|order\.(?:worst|best|top)$)/;

/** Places of words that nothing explains and that stand where a noun does: "a bath", "the fastest mile". */
const unknownNouns = ({ words, unknown, concepts, language: spoken }: Frame): number[] =>
  words.tokens.flatMap(({ norm }, at) => {
    if (!unknown.includes(norm)) return [];
    const led = words.matches.some(
      ({ tag, end, language }) => tag === 'nounLead' && end === at && language === spoken,
    );
    const ranked = concepts.some(({ tag, end }) => end === at && RANKS.test(tag));
    return led || ranked ? [at] : [];
  });

/** "What does error 404 mean": what is to be explained has a number of its own. */
const explainsCode = (frame: Frame): boolean =>
  has(frame, 'define') &&
  frame.words.tokens.some(
    ({ kind }, at) =>
      kind === 'number' &&
      !frame.times.used.has(at) &&
      !frame.concepts.some(({ start, end }) => at >= start && at < end),
  );

/**
 * "Can you run me a bath", "che errori si fanno in inglese": a thing that this data does not know is what is spoken
 * of, whatever words of the data stand beside it.
 */
export const isAboutUnknown = (frame: Frame): boolean =>
  frame.naming.length + frame.mentions.length === 0 &&
  // "In our shop, how many processes are there?": of several of them nobody else speaks.
  !(has(frame, 'entity') && has(frame, 'many')) &&
  (unknownNouns(frame).length > 0 || explainsCode(frame));
