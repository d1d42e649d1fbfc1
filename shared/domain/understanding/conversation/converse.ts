import type { Conversation, Told, Turn } from '#shared/contracts/conversation.ts';
import type { Understanding } from '#shared/contracts/understanding.ts';
import type { Frame } from '../frame.ts';
import { type Asked, type Knowledge, readAlone, type Readout } from '../understand.ts';
import { asksFigure, figureOf, isOfSame, withFigure } from './another-figure.ts';
import { bothOf } from './both.ts';
import type { Change } from './change.ts';
import { answered, otherChoice, pendingOf } from './choices.ts';
import { complete } from './complete.ts';
import { withoutCourtesy } from './courtesy.ts';
import { type Cues, cuesOf, ordinalIn } from './cues.ts';
import { fillPeriod } from './defaults.ts';
import { isLooseNumber } from './loose-number.ts';
import { ASK, some, tagSpan, WHAT } from './parts.ts';
import { type Edit, edited, type Span } from './pieces.ts';
import { pointsAtNobody } from './pointing.ts';
import { prepared } from './prepare.ts';
import { isAside, makesSense, type Read, readWhole, settingOf } from './read-whole.ts';
import { allNamed, lastNamed, lastPlace, nameAt, nextPlace, placeEdits } from './ranks.ts';
import { retouches } from './refilter.ts';
import { aboutOf, isKept } from './refused.ts';
import type { Setting } from './setting.ts';
import { onlyThose } from './those-ended.ts';
import { pointsAtUntold, toldEdits } from './told.ts';
import { isUnread } from './unread.ts';
import { withWholeNames } from './whole-names.ts';

export interface Conversed {
  readonly understanding: Understanding;
  /** What the next message has to know; the names that the answer gives are added once they are known. */
  readonly conversation: Conversation;
}

const MOST_CHARACTERS = 2000;

const localDay = (instant: string, timeZone: string): string =>
  new Date(instant).toLocaleDateString('sv-SE', { timeZone });

/**
 * Reads a message in its conversation: as the answer to what was asked back, as a follow-up of the last
 * question, or by itself. The same message in the same conversation is read the same.
 */
export const converse = (said: Asked, knowledge: Knowledge): Conversed => {
  const { asked, alone } = withoutCourtesy(said, knowledge);
  const { conversation } = asked;
  const chosen = conversation?.pending && answered(asked, alone, conversation.pending, knowledge);
  const last = openTurn(conversation) ?? conversation?.last;
  const nobody = (chosen ?? last) ? undefined : pointsAtNobody(alone.frame, knowledge.grammar.reading);
  if (nobody && alone.understanding.kind === 'query') return whose(alone, nobody, knowledge);
  const read = chosen ?? (last && followed(asked, alone, last, knowledge)) ?? alone;
  // In a conversation a message that names nothing may go on with what was said, though it makes sense by itself.
  const loose = read === alone && conversation && alone.frame.mentions.length === 0;
  const own = loose ? lessSure(alone) : read;
  const settled = own === 'other' ? undefined : fillPeriod(own, asked, knowledge);
  if (!settled) return inFull(alone, conversation);
  return { understanding: settled.understanding, conversation: remembered(settled, conversation) };
};

/** "Is it still failing?", said of nobody: of which one is asked back, and its name takes the place of "it". */
const whose = ({ frame, understanding, askedAt }: Read, span: Span, { catalog }: Knowledge): Conversed => {
  const { language, category } = understanding;
  const about = catalog.mainEntity;
  const from = frame.words.tokens[span.start]?.start ?? frame.words.tokens.at(span.end - 1)?.end ?? 0;
  const to = Math.max(from, frame.words.tokens[span.end - 1]?.end ?? from);
  const text = `${frame.source.slice(0, from)} ${frame.source.slice(from)}`.slice(0, MOST_CHARACTERS);
  return {
    understanding: { kind: 'clarify', language, category, about, choices: [], mention: '', confidence: 0.6 },
    conversation: {
      version: 1,
      language,
      pending: { text, askedAt, from: from + 1, to: to + 1, choices: [] },
    },
  };
};

/** "And today?", where a choice was asked for and not made: the question that is still open, to be asked back again. */
const openTurn = (conversation: Conversation | undefined): Turn | undefined => {
  const { pending } = conversation ?? {};
  return pending && pending.choices.length > 1
    ? { text: pending.text, askedAt: pending.askedAt, named: [], ...(pending.pins && { pins: pending.pins }) }
    : undefined;
};

/** None of the choices: the name is wanted in full. */
const inFull = ({ understanding }: Read, conversation: Conversation | undefined): Conversed => ({
  understanding: {
    kind: 'static',
    language: understanding.language,
    category: 'BUSINESS_DATA',
    topic: 'name',
    confidence: 0.95,
  },
  conversation: { version: 1, ...conversation, language: understanding.language },
});

const followed = (asked: Asked, alone: Read, last: Turn, knowledge: Knowledge): Read | undefined => {
  const pins = last.pins ?? [];
  const { mainEntity } = knowledge.catalog;
  const reading = (text: string): Readout =>
    readAlone({ ...asked, text, askedAt: last.askedAt }, knowledge, pins);
  const told = reading(last.text);
  const about = aboutOf(told, alone.frame, reading);
  const before = withWholeNames(about, pins, reading);
  if (isAside(alone.understanding) && !retouches(alone, before.frame, cuesOf(alone.frame, mainEntity)))
    return undefined;
  const other = otherChoice(asked, alone, last, knowledge);
  if (other) return makesSense(other.understanding) ? lessSure(other) : undefined;
  const { next, cues, dated } = tied(
    asked,
    alone,
    { before, named: namesIn(last), told: last.told },
    knowledge,
  );
  const setting = settingOf(next, asked, knowledge);
  const sameDays =
    last.earlier && localDay(last.earlier.askedAt, asked.timeZone) === localDay(last.askedAt, asked.timeZone);
  const opened = cuesOf(before.frame, mainEntity).opening;
  const both =
    last.earlier && sameDays
      ? bothOf(next.frame, {
          before,
          earlier: withWholeNames(reading(last.earlier.text), pins, reading),
          cues,
          opened,
          setting,
        })
      : undefined;
  const completed = isLooseNumber(next.frame, before.frame, setting)
    ? undefined
    : complete(next.frame, before.frame, spokenIn(last, next.frame, cues), cues, setting);
  const text = both ?? completed ?? (dated ? next.frame.source : undefined);
  const lost = both === undefined && pointsNowhere(next.frame, before.frame, setting);
  if (lost && text === undefined) return notUnderstood(alone);
  if (pointsAtUntold(next.frame, before.frame, setting)) return notUnderstood(alone);
  if (text === undefined || text.length > MOST_CHARACTERS) return undefined;
  // "Yesterday" of a question from before midnight stays the day it was.
  const sameDay = localDay(asked.askedAt, asked.timeZone) === localDay(last.askedAt, asked.timeZone);
  const askedAt = sameDay || next.frame.times.ranges.length > 0 ? asked.askedAt : last.askedAt;
  const { language } = alone.understanding;
  const readAs = (words: string): Read =>
    readWhole({ ...asked, text: words, askedAt, askedLanguage: language }, knowledge, pins);
  const change = { next: next.frame, before: before.frame, cues, opened, setting };
  const read = ofSame(readAs(text), readAs, change, before, alone);
  if (both === undefined && about === told && isUnread(next.frame, before, read)) {
    if (!makesSense(alone.understanding) || !some(alone.frame, WHAT)) return notUnderstood(alone);
    // "And how long does it usually take", asked twice: of the same one, not of all.
    return cues.refers && next.frame.unknown.length === 0 ? lessSure(read) : undefined;
  }
  if (makesSense(read.understanding)) return lessSure(read);
  return onlyWhen(next.frame, cues) && before.understanding.kind === 'query'
    ? notUnderstood(alone)
    : undefined;
};

/** "And the failures?": of the same things and time as was asked before, in whatever words that takes. */
const ofSame = (
  read: Read,
  readAs: (text: string) => Read,
  change: Change,
  before: Readout,
  alone: Read,
): Read => {
  const figure = figureOf(alone.understanding, change.next, change.setting.reading);
  const isSame = ({ understanding }: Read): boolean | undefined =>
    figure === undefined ? undefined : isOfSame(understanding, before.understanding, figure);
  if (onlyThose(change) || !asksFigure(change.next, change.cues) || isSame(read) !== false) return read;
  for (const text of withFigure(change)) {
    const other = readAs(text);
    if (isSame(other) === true) return other;
  }
  return read;
};

/** "And yesterday?": the question before at another time, and by itself no question that was asked. */
const onlyWhen = (next: Frame, { follows, breaks }: Cues): boolean =>
  follows &&
  !breaks &&
  next.times.ranges.length > 0 &&
  next.mentions.length + next.unknown.length === 0 &&
  !some(next, WHAT) &&
  !some(next, ASK);

/** Those that were listed, as long as nothing but one of them was asked about since. */
const namesIn = ({ named, listed = [] }: Turn): readonly string[] =>
  named.length === 1 && listed.includes(named[0] ?? '') ? listed : named;

/** "Which of these failed?", after one of those that were listed: of all of them. */
const spokenIn = (last: Turn, next: Frame, { many }: Cues): readonly string[] =>
  many && some(next, /^ask\.which$/) ? namesIn(last) : last.named;

/** The message as it is tied to the last question: "the second one" by its name, what it takes back left out. */
const tied = (
  asked: Asked,
  alone: Read,
  { before, named, told }: { before: Readout; named: readonly string[]; told: Told | undefined },
  knowledge: Knowledge,
): { next: Readout; cues: Cues; dated: boolean } => {
  const { mainEntity } = knowledge.catalog;
  const again = (frame: Frame, edits: readonly Edit[]): Readout =>
    readAlone(
      { ...asked, text: edited(frame, edits), askedLanguage: alone.understanding.language },
      knowledge,
    );
  const ordinal = lastNamed(alone.frame, before.frame, named) ?? ordinalIn(alone.frame, named.length);
  const name = ordinal && nameAt(ordinal, before.frame, named);
  if (ordinal && name !== undefined) {
    const next = again(alone.frame, [{ start: ordinal.start, end: ordinal.end, text: name }]);
    return { next, cues: { ...cuesOf(next.frame, mainEntity), follows: true }, dated: false };
  }
  const setting = settingOf(alone, asked, knowledge);
  const place = ordinal ?? nextPlace(alone.frame, before.frame);
  const all = allNamed(alone.frame, named);
  const moment = toldEdits(alone.frame, before.frame, told, setting);
  const dated = moment.length > 0;
  const edits = [
    ...(place ? placeEdits(place, before.frame, setting) : []),
    ...(place ? [] : lastPlace(alone.frame, before.frame, setting)),
    ...all,
    ...moment,
    ...prepared(alone.frame, before.frame, setting),
  ];
  const said = edits.length > 0 ? again(alone.frame, edits) : alone;
  const own = cuesOf(said.frame, mainEntity);
  const cues = all.length > 0 ? { ...own, follows: true } : own;
  // "E più di un'ora?": "and more" is no phrase here.
  const across = said.frame.concepts.some(({ start, end }) => start === 0 && end > cues.opening);
  if (!across || cues.opening === 0) return { next: said, cues, dated };
  return {
    next: again(said.frame, [{ start: 0, end: cues.opening, text: '' }]),
    cues: { ...cues, opening: 0 },
    dated,
  };
};

/** What was left out is taken from before: likely, never certain. */
const MOST_SURE = 0.9;

/** "The second", "which of the two": of what was asked, and nothing by itself. */
const pointsNowhere = (next: Frame, before: Frame, setting: Setting): boolean =>
  isLooseNumber(next, before, setting) || tagSpan(next, 'refer.two') !== undefined;

/** About the data, as what was asked before, but not what of it. */
const notUnderstood = (alone: Read): Read => {
  const { language } = alone.understanding;
  const reason = 'not_understood' as const;
  return {
    ...alone,
    understanding: { kind: 'refuse', language, category: 'BUSINESS_DATA', reason, confidence: 0.6 },
  };
};

const lessSure = (read: Read): Read => {
  const confidence = Math.min(MOST_SURE, read.understanding.confidence);
  return { ...read, understanding: { ...read.understanding, confidence } };
};

const remembered = (read: Read, before: Conversation | undefined): Conversation => {
  const { understanding } = read;
  const common = { version: 1 as const, language: understanding.language };
  if (isKept(read, before?.last)) return { ...common, last: turnOf(read, before?.last) };
  const pending = pendingOf(read, understanding);
  return { ...common, ...(before?.last && { last: before.last }), ...(pending && { pending }) };
};

const turnOf = ({ frame, askedAt, pins }: Read, last: Turn | undefined): Turn => ({
  text: frame.source.slice(0, MOST_CHARACTERS),
  askedAt,
  named: [],
  ...(last && namesIn(last).length > 1 && { listed: [...namesIn(last)] }),
  ...(pins.length > 0 && { pins: [...pins] }),
  ...(last && { earlier: { text: last.text, askedAt: last.askedAt } }),
});
