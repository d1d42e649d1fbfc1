import type { Context } from './composing.ts';
import { all, type Frame, has, type Mention, names, saysNoTime, speaksOf } from './frame.ts';
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

const between = (thing: Match, { start, end }: Match): number =>
  Math.max(start - thing.end, thing.start - end);

/** "Processes created this month": the word stands beside that of the things. */
const ofKind = (frame: Frame, tag: string): boolean => {
  const things = frame.words.matches.filter((each) => each.tag === 'entity');
  return saidOf(frame, tag).some((made) => things.some((thing) => between(thing, made) <= NEAR));
};

/** Somebody made or changed one of the things, or several. */
const became = (frame: Frame, main: string, tag: string): boolean =>
  (ofKind(frame, tag) || (saidOf(frame, tag).length > 0 && ofThing(frame, main).length > 0)) &&
  !isMeasured(frame);

/** "Since when is there a backup", "da quando esiste la fatturazione". */
const existsSince = (frame: Frame, main: string): boolean =>
  speaksOf(frame, 'isThere') &&
  (speaksOf(frame, 'refer.since') || all(frame, 'family:').length > 0) &&
  ofThing(frame, main).length > 0 &&
  all(frame, 'metric:').length === 0;

/** "Processes created this month", "when was the invoicing process made": since when there are things. */
export const asksMaking = (frame: Frame, main: string): boolean =>
  became(frame, main, 'made') || existsSince(frame, main);

/** "How long has the backup been off", "quando è stato spento": how a thing is is known, and not since when. */
export const asksStateSince = (frame: Frame, { catalog, reading }: Context): boolean => {
  const { views, timing } = reading;
  const state = all(frame, 'view:').some((name) => views[name]?.describes === true);
  const since =
    has(frame, 'ask.when') ||
    speaksOf(frame, 'refer.since') ||
    (has(frame, `family:${timing.family}`) && speaksOf(frame, 'ongoing'));
  const measured = all(frame, 'metric:').length > 0 || has(frame, 'row');
  const last = frame.concepts.some(
    ({ tag, start, end }) => tag === 'last' && frame.words.tag(start, 'refer.since') !== end,
  );
  return state && since && !measured && !last && ofThing(frame, catalog.mainEntity).length > 0;
};

/** "When was the backup changed", "failures of the new processes": no query says it. */
export const asksChanging = (frame: Frame, main: string): boolean =>
  became(frame, main, 'altered') || (ofKind(frame, 'made') && isMeasured(frame));

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
