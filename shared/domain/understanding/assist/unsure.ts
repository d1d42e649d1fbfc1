import type { Understanding } from '#shared/contracts/understanding.ts';
import { all, type Frame } from '../frame.ts';

/** From here on the rules are trusted, as long as they know every word that matters. */
const SURE = 0.85;
/** Under this a question that seems to be about something else may be about the data after all. */
const SURELY_ELSEWHERE = 0.8;

/** Something is measured or looked for by name; otherwise rows are counted because nothing better was found. */
export const saysWhat = (frame: Frame): boolean =>
  ['metric:', 'family:', 'superlative:', 'view:'].some((prefix) => all(frame, prefix).length > 0);

/**
 * The rules have doubts of their own reading: they did not understand, do not know a name, or left out words
 * that may matter. `loose`: such words are known to mean something now and then. Never for greetings, help,
 * technology, choices that are asked back, and refusals by rule.
 */
export const isUnsure = (reading: Understanding, frame: Frame, loose: boolean): boolean => {
  switch (reading.kind) {
    case 'static':
      return reading.category === 'OFF_TOPIC' && reading.confidence < SURELY_ELSEWHERE;
    case 'refuse':
      return reading.reason === 'not_understood' || reading.reason === 'unknown_name';
    case 'query':
    case 'several':
      return (
        loose ||
        reading.confidence < SURE ||
        frame.naming.length > 0 ||
        (frame.unknown.length > 0 && !saysWhat(frame))
      );
    case 'definition':
    case 'clarify':
      return false;
  }
};

const DATA = /^(?:metric:|family:|view:|superlative:|dimension:|row$|entity$)/;

/** A word of the data stands in the question. Without one no help can make it a question for the data. */
export const isAnchored = (frame: Frame): boolean =>
  frame.mentions.length > 0 || frame.words.matches.some((match) => DATA.test(match.tag));
