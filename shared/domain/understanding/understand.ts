import type { Catalog, Directory } from '#shared/contracts/catalog.ts';
import type { Conversation, Preferences } from '#shared/contracts/conversation.ts';
import type { Grammar, Reading } from '#shared/contracts/grammar.ts';
import type { Understanding } from '#shared/contracts/understanding.ts';
import { tokenise } from '#shared/domain/language/tokens.ts';
import { withFavourites } from './favourites.ts';
import { beyond } from './beyond.ts';
import { aside } from './categorise.ts';
import { chooseMetrics } from './choose-metric.ts';
import { confidenceOf, roundConfidence } from './confidence.ts';
import { compose } from './compose.ts';
import { reasonUnknown } from './compose-figure.ts';
import { enumerated } from './enumerated.ts';
import { percentileUnknown } from './families.ts';
import { detectLanguage } from './detect-language.ts';
import { all, type Frame, has, type Mention, names, opensWith, speaksOf } from './frame.ts';
import { asksOtherUnit } from './other-unit.ts';
import { explains } from './kinds-of-trouble.ts';
import { nearestNames } from './nearest-names.ts';
import { chanceName } from './chance-name.ts';
import { isStray } from './stray.ts';
import { readFrame } from './read-frame.ts';
import { readOnce } from './read-once.ts';
import { allOutside } from './scope-filters.ts';
import type { Local } from './time/calendar.ts';
import { withinReach } from './within-reach.ts';

export interface Asked {
  readonly text: string;
  readonly askedLanguage?: string;
  /** ISO instant. */
  readonly askedAt: string;
  readonly timeZone: string;
  readonly conversation?: Conversation;
  readonly preferences?: Preferences;
}

export interface Knowledge {
  readonly catalog: Catalog;
  readonly grammar: Grammar;
  readonly directory: Directory;
}

/** Under this the words are not trusted to mean what was read. */
const TRUSTED = 0.45;

/** Names that fit alike are asked back, three at most; a question is never answered for a guessed one. */
export const ambiguous = (frame: Frame): Mention | undefined =>
  frame.mentions.find((mention) => mention.choices.length > 1);

const definition = (frame: Frame, knowledge: Knowledge): string[] => {
  const views = all(frame, 'view:').flatMap((name) => knowledge.grammar.reading.views[name]?.metric ?? name);
  const known = new Set(knowledge.catalog.metrics.map((metric) => metric.name));
  const chosen = chooseMetrics(frame, knowledge.grammar.reading);
  const named = [...(chosen.assumed ? [] : chosen.metrics), ...views].filter((metric) => known.has(metric));
  const particular = named.filter((metric) => metric !== knowledge.grammar.reading.rows);
  return [...new Set(particular.length > 0 ? particular : named)].slice(0, 2);
};

/** "Is a cancelled run a failure?", "the difference between the two": the meaning of both is asked. */
const contrasts = (frame: Frame, reading: Reading): boolean => {
  const plain = frame.times.ranges.length === 0 && frame.mentions.length === 0 && !has(frame, 'trending');
  const ended = all(frame, 'metric:').filter((metric) => reading.outcomes.includes(metric)).length > 1;
  // "A cancelled run is a failure": one thing, not "any runs".
  const likened =
    frame.unknown.length === 0 &&
    opensWith(frame, 'ask.yesno') &&
    !frame.words.tokens.some((_, at) => frame.words.tag(at, 'or') > 0);
  const asked = speaksOf(frame, 'define.contrast') || likened;
  // "The difference between mean and median": two measures of one kind.
  const families = Object.values(reading.families).map((each) => new Set(Object.values(each)));
  const { metrics } = chooseMetrics(frame, reading);
  const kin = metrics.length > 1 && families.some((each) => metrics.every((metric) => each.has(metric)));
  if (kin && plain && has(frame, 'define.contrast')) return true;
  return (
    plain &&
    ended &&
    asked &&
    !has(frame, 'ask.count', 'ask.which') &&
    (speaksOf(frame, 'define.contrast') || enumerated(frame, reading).length < 2)
  );
};

const notesOf = (frame: Frame): { notes?: string[] } =>
  allOutside(frame) ? { notes: ['outside_population'] } : {};

/** A question as it was read: what was recognised in it, and what it asks for. */
export interface Readout {
  readonly frame: Frame;
  readonly understanding: Understanding;
}

const settled = (mention: Mention, pins: readonly string[]): Mention => {
  const pinned = mention.choices.filter((each) => pins.includes(each.key));
  return mention.choices.length > 1 && pinned.length === 1 ? { ...mention, choices: pinned } : mention;
};

/** Reads one text by itself. `pins`: keys of names that were chosen before, where several fit alike. */
export const readAlone = (asked: Asked, knowledge: Knowledge, pins: readonly string[] = []): Readout =>
  readOnce(asked, knowledge, pins, (local) => readAnew(asked, knowledge, pins, local));

const readAnew = (asked: Asked, knowledge: Knowledge, pins: readonly string[], local: Local): Readout => {
  const { grammar, directory } = knowledge;
  const language = languageOf(asked, grammar);
  const read = readFrame(asked.text, language, local, grammar, directory);
  const mentions = read.mentions.map((mention) => settled(mention, pins));
  const frame = withFavourites({ ...read, mentions }, asked.preferences?.favourites, directory);
  return { frame, understanding: decide(frame, language, knowledge) };
};

/** The language asked for; else the one of the words; else that of the conversation, of the asker, the first. */
const languageOf = (asked: Asked, grammar: Grammar): string => {
  const spoken = (language: string | undefined): language is string =>
    language !== undefined && Object.hasOwn(grammar.languages, language);
  if (spoken(asked.askedLanguage)) return asked.askedLanguage;
  const usual = [asked.conversation?.language, asked.preferences?.language].find(spoken);
  return detectLanguage(tokenise(asked.text), grammar, usual ?? Object.keys(grammar.languages)[0] ?? 'en');
};

/**
 * Reads a question: its category, its language and, for the data, the semantic query it asks for. Pure and
 * without a model; the same question on the same names gives the same reading.
 */
export const understand = (asked: Asked, knowledge: Knowledge): Understanding =>
  readAlone(asked, knowledge).understanding;

const decide = (frame: Frame, language: string, knowledge: Knowledge): Understanding => {
  const away = aside(frame, knowledge.grammar.reading);
  if (away?.kind === 'static') {
    const { category, topic, sure } = away;
    return {
      kind: 'static',
      language,
      category,
      confidence: roundConfidence(0.98 * sure),
      ...(topic !== undefined && { topic }),
    };
  }
  if (away) {
    const { category, reason, sure } = away;
    return { kind: 'refuse', language, category, reason, confidence: roundConfidence(0.96 * sure) };
  }
  const data = { language, category: 'BUSINESS_DATA' as const };
  const told = has(frame, 'define') || contrasts(frame, knowledge.grammar.reading);
  // "Explain how many failures there were yesterday": that many.
  const counts = has(frame, 'ask.count') && frame.times.ranges.length > 0;
  const defines = told && !counts && !explains(frame, knowledge.grammar.reading) && frame.unknown.length < 2;
  const defined = defines ? definition(frame, knowledge) : [];
  if (defined.length > 0) return { ...data, kind: 'definition', metrics: defined, confidence: 0.96 };
  const future = frame.times.ranges.some((range) => range.future);
  const context = { catalog: knowledge.catalog, reading: knowledge.grammar.reading };
  const out = future ? undefined : beyond(frame, context);
  if (out) return { ...data, kind: 'refuse', reason: out, confidence: 0.9 };
  const unclear = (future ? undefined : ambiguous(frame)) ?? chanceName(frame, knowledge.grammar.reading);
  if (unclear) {
    const mention = frame.words.tokens
      .slice(unclear.start, unclear.end)
      .map((token) => token.text)
      .join(' ');
    const choices = unclear.choices.slice(0, 3);
    const [kind = knowledge.catalog.mainEntity, ...kinds] = new Set(choices.map((one) => one.dimension));
    const about = kinds.length > 0 ? knowledge.catalog.mainEntity : kind;
    return { ...data, kind: 'clarify', about, choices, mention, confidence: 0.6 };
  }
  if (frame.times.impossible) return { ...data, kind: 'refuse', reason: 'not_understood', confidence: 0.6 };
  if (future) {
    return { ...data, kind: 'refuse', reason: 'future_period', confidence: 0.95 };
  }
  const composed =
    reasonUnknown(frame, context) || percentileUnknown(frame)
      ? undefined
      : withinReach(compose(frame, context), frame, context);
  const confidence = composed ? confidenceOf(frame, composed, knowledge.grammar) : 0.9;
  const [mention] = frame.naming;
  if (mention !== undefined && (names(frame).length === 0 || isStray(frame))) {
    const nearest = nearestNames(frame.naming.join(' '), knowledge.directory, knowledge.catalog.mainEntity);
    return {
      ...data,
      kind: 'refuse',
      reason: 'unknown_name',
      mention,
      confidence: 0.6,
      ...(nearest.length > 0 && { nearestNames: nearest }),
    };
  }
  if (!composed) return { ...data, kind: 'refuse', reason: 'not_in_data', confidence };
  if (confidence < TRUSTED || asksOtherUnit(frame, composed.query, knowledge.catalog))
    return { ...data, kind: 'refuse', reason: 'not_understood', confidence };
  return {
    ...data,
    kind: 'query',
    query: composed.query,
    periodGiven: frame.times.ranges.length > 0 || composed.query.timeRange !== undefined,
    about: names(frame),
    confidence,
    ...notesOf(frame),
    ...(composed.yesNo === true && { yesNo: true }),
    ...(composed.average === true && { average: true }),
  };
};
