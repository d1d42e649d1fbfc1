import { type Frame, has } from './frame.ts';
import { sortedThings, splitBy } from './split-by.ts';

const FIGURES = /^(?:metric|family|view|superlative|value):/;
const SHORT = 4;
/** "Tell me about the payroll", "percentuale di successo della fatturazione". */
const ASKS = new Set(['asking', 'opener', 'rate', 'made']);
const ASKING =
  /^(?:ask\.|order\.|per\.|agg\.|having\.|compare|series$|rate$|share$|trending$|overview$|last|first|oldest|busiest|never|always|now$|many$|define|superlative)/;

/** "Success rate by area", "areas by success rate": a figure that is split is asked for. */
const splitsFigure = (frame: Frame): boolean =>
  frame.concepts.some(({ tag }) => /^(?:metric|family):/.test(tag)) &&
  (splitBy(frame).length > 0 || sortedThings(frame) !== undefined);

/** Several words that neither ask nor name a period: "we never make the same mistake". */
export const onlyTells = (frame: Frame): boolean =>
  !splitsFigure(frame) &&
  frame.words.tokens.filter(({ kind }) => kind !== 'mark').length > SHORT &&
  frame.times.ranges.length + frame.times.windows.length === 0 &&
  !frame.words.tokens.some(({ norm }) => norm === '?') &&
  !frame.words.matches.some(({ tag }) => ASKS.has(tag)) &&
  !frame.concepts.some(({ tag }) => ASKING.test(tag));

/** "I made three mistakes yesterday": somebody tells of himself, and asks nothing. */
export const tellsOfSelf = ({ words, concepts }: Frame): boolean =>
  !words.tokens.some(({ norm }) => norm === '?') &&
  !concepts.some(({ tag }) => tag.startsWith('ask.')) &&
  words.matches.some(({ tag, start, end }) => tag === 'self' && start === 0 && end > 1) &&
  !words.matches.some(({ tag }) => tag === 'asking' || tag === 'opener');

/** "The customer says the order never arrived": words that are labels here, in a sentence that tells of something else. */
export const tellsOfLabels = (frame: Frame): boolean =>
  (onlyTells(frame) || (tellsOfSelf(frame) && frame.mentions.length > 0)) &&
  frame.unknown.length > 0 &&
  frame.mentions.every(({ hits, one, choices: [choice] }) => {
    return hits === 1 && one !== true && choice?.key === choice?.name;
  }) &&
  !frame.concepts.some(({ tag }) => FIGURES.test(tag)) &&
  !has(frame, 'row', 'entity', 'overview');
