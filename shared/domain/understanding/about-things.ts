import { all, type Frame, has, type Mention, names, saysNoTime } from './frame.ts';
import type { Match } from './phrases.ts';

const NEAR = 2;

/** Phrases of a tag, in no name. */
export const saidOf = ({ words, mentions }: Frame, tag: string): Match[] =>
  words.matches.filter(
    (match) =>
      match.tag === tag && !mentions.some(({ start, end }) => start < match.end && match.start < end),
  );

const isMeasured = (frame: Frame): boolean =>
  ['metric:', 'family:', 'view:', 'superlative:'].some((prefix) => all(frame, prefix).length > 0) ||
  has(frame, 'row', 'overview', 'cause', 'ask.why');

/** Two outcomes or more, where a word is said of each: "both failures and cancellations". */
export const outcomesOf = (
  frame: Frame,
  outcomes: readonly string[],
  tag: string,
  times: number,
): string[] => {
  const said = all(frame, 'metric:').filter((metric) => outcomes.includes(metric));
  const first = frame.concepts.find(({ tag: of }) => of.startsWith('metric:'));
  const things = frame.words.matches.some(
    (each) => each.tag === 'entity' && first && each.end <= first.start,
  );
  return things && said.length > 1 && saidOf(frame, tag).length >= times ? said : [];
};

const ofThing = (frame: Frame, main: string): Mention[] =>
  frame.mentions.filter(({ choices }) => choices.some(({ dimension }) => dimension === main));

/** "Processes created this month", "when was the invoicing process made": what became of the things themselves. */
export const asksMaking = (frame: Frame, main: string): boolean => {
  const made = saidOf(frame, 'made');
  const things = frame.words.matches.filter(({ tag }) => tag === 'entity');
  const ofKind = made.some(({ start }) => things.some(({ end }) => end <= start && start - end <= NEAR));
  const ofOne = made.length > 0 && ofThing(frame, main).length > 0 && has(frame, 'ask.when', 'last', 'first');
  return ofKind || (ofOne && !isMeasured(frame));
};

/** "What does the backup do", "a cosa serve la quadratura": what it is for, and neither what it did nor does now. */
export const asksPurpose = (frame: Frame, main: string): boolean => {
  const named = ofThing(frame, main);
  const things = [...named, ...frame.words.matches.filter(({ tag }) => tag === 'entity')];
  if (things.length === 0 || !saysNoTime(frame) || isMeasured(frame)) return false;
  if (has(frame, 'now', 'last', 'first') || names(frame).length > 1) return false;
  const lasts = Math.max(...things.map(({ end }) => end));
  const whole = saidOf(frame, 'purpose.whole').some(({ end }) => things.some(({ start }) => start >= end));
  const begun = saidOf(frame, 'purpose.asks').some(({ end }) => things.some(({ start }) => start >= end));
  const ended = saidOf(frame, 'purpose.ends').some(({ start }) => start >= lasts && start - lasts <= NEAR);
  return whole || (begun && ended);
};
