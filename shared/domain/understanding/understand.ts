import type { Catalog, Directory } from '#shared/contracts/catalog.ts';
import type { Grammar } from '#shared/contracts/grammar.ts';
import type { Understanding } from '#shared/contracts/understanding.ts';
import { tokenise } from '#shared/domain/language/tokens.ts';
import { aside } from './categorise.ts';
import { chooseMetrics } from './choose-metric.ts';
import { compose } from './compose.ts';
import type { Composed } from './composing.ts';
import { detectLanguage } from './detect-language.ts';
import { all, type Frame, has, type Mention, names } from './frame.ts';
import { readFrame } from './read-frame.ts';
import { allOutside } from './scope-filters.ts';
import { localTime } from './time/calendar.ts';

export interface Asked {
  readonly text: string;
  readonly askedLanguage?: string;
  /** ISO instant. */
  readonly askedAt: string;
  readonly timeZone: string;
}

export interface Knowledge {
  readonly catalog: Catalog;
  readonly grammar: Grammar;
  readonly directory: Directory;
}

/** Under this the words are not trusted to mean what was read. */
const TRUSTED = 0.45;

/** Names that fit alike are asked back, three at most; a question is never answered for a guessed one. */
const ambiguous = (frame: Frame): Mention | undefined =>
  frame.mentions.find((mention) => mention.choices.length > 1);

const round = (value: number): number => Math.round(Math.max(0, Math.min(0.99, value)) * 100) / 100;

const confidenceOf = (frame: Frame, composed: Composed): number => {
  const linked = frame.mentions.reduce((least, mention) => Math.min(least, mention.score), 1);
  const doubt =
    0.2 * frame.naming.length +
    0.06 * (frame.unknown.length - frame.naming.length) +
    0.03 * frame.corrected +
    0.25 * (1 - linked);
  return round(0.98 * composed.sure - doubt);
};

const definition = (frame: Frame, knowledge: Knowledge): string[] => {
  const views = all(frame, 'view:').flatMap((name) => knowledge.grammar.reading.views[name]?.metric ?? name);
  const known = new Set(knowledge.catalog.metrics.map((metric) => metric.name));
  const chosen = chooseMetrics(frame, knowledge.grammar.reading);
  const named = [...(chosen.assumed ? [] : chosen.metrics), ...views].filter((metric) => known.has(metric));
  return [...new Set(named)].slice(0, 2);
};

const notesOf = (frame: Frame): { notes?: string[] } =>
  allOutside(frame) ? { notes: ['outside_population'] } : {};

/**
 * Reads a question: its category, its language and, for the data, the semantic query it asks for. Pure and
 * without a model; the same question on the same names gives the same reading.
 */
export const understand = (asked: Asked, knowledge: Knowledge): Understanding => {
  const { grammar, directory } = knowledge;
  const fallback = Object.keys(grammar.languages)[0] ?? 'en';
  const wanted =
    asked.askedLanguage !== undefined && asked.askedLanguage in grammar.languages
      ? asked.askedLanguage
      : undefined;
  const language = wanted ?? detectLanguage(tokenise(asked.text), grammar, fallback);
  const frame = readFrame(asked.text, language, localTime(asked.askedAt, asked.timeZone), grammar, directory);
  return decide(frame, language, knowledge);
};

const decide = (frame: Frame, language: string, knowledge: Knowledge): Understanding => {
  const away = aside(frame);
  if (away?.kind === 'static') {
    const { category, topic, sure } = away;
    return {
      kind: 'static',
      language,
      category,
      confidence: round(0.98 * sure),
      ...(topic !== undefined && { topic }),
    };
  }
  if (away) {
    const { category, reason, sure } = away;
    return { kind: 'refuse', language, category, reason, confidence: round(0.96 * sure) };
  }
  const data = { language, category: 'BUSINESS_DATA' as const };
  const defined = has(frame, 'define') ? definition(frame, knowledge) : [];
  if (defined.length > 0) return { ...data, kind: 'definition', metrics: defined, confidence: 0.96 };
  const unclear = ambiguous(frame);
  if (unclear) {
    const mention = frame.words.tokens
      .slice(unclear.start, unclear.end)
      .map((token) => token.text)
      .join(' ');
    const about = unclear.choices[0]?.dimension ?? knowledge.catalog.mainEntity;
    return {
      ...data,
      kind: 'clarify',
      about,
      choices: unclear.choices.slice(0, 3),
      mention,
      confidence: 0.6,
    };
  }
  if (frame.times.ranges.some((range) => range.future)) {
    return { ...data, kind: 'refuse', reason: 'future_period', confidence: 0.95 };
  }
  const composed = compose(frame, { catalog: knowledge.catalog, reading: knowledge.grammar.reading });
  const confidence = confidenceOf(frame, composed);
  const [mention] = frame.naming;
  if (mention !== undefined && names(frame).length === 0) {
    return { ...data, kind: 'refuse', reason: 'unknown_name', mention, confidence: 0.6 };
  }
  if (confidence < TRUSTED) return { ...data, kind: 'refuse', reason: 'not_understood', confidence };
  return {
    ...data,
    kind: 'query',
    query: composed.query,
    periodGiven: frame.times.ranges.length > 0,
    about: names(frame),
    confidence,
    ...notesOf(frame),
    ...(composed.yesNo === true && { yesNo: true }),
  };
};
