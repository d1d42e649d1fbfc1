import type { Catalog } from '#shared/contracts/catalog.ts';
import type { Read } from '#shared/contracts/documents.ts';
import type { Evidence } from '#shared/contracts/evidence.ts';
import { metricOf } from '../proof/columns.ts';
import { localTime } from '../understanding/time/calendar.ts';
import type { Assertion } from './claim.ts';
import {
  type Ground,
  endsOf,
  groundOf,
  isRowAt,
  rowBefore,
  rowCount,
  rowNames,
  scopeNames,
  unitOf,
} from './facts.ts';
import { isBegun, isWhen } from './when.ts';
import { itemsOf, namesFrom } from './items.ts';
import { type Verdict, judge } from './judge.ts';
import type { Lexicon } from './lexicon.ts';
import { mergedItems } from './merge.ts';
import { readSentence } from './read-sentence.ts';
import type { Hints, Memory } from './reading.ts';
import { LONGEST, MOST_SENTENCES, sentencesOf } from './sentences.ts';

export interface ProseContext {
  readonly catalog: Catalog;
  readonly lexicon: Lexicon;
  readonly timeZone: string;
  readonly now: Date;
}

/** A claim of the text with its place in it and what the evidence says of it. */
export interface JudgedClaim {
  readonly start: number;
  readonly end: number;
  readonly assertion: Assertion;
  readonly verdict: Verdict;
}

/** It passes when all of its claims are proven and nothing in it stays unread. */
export interface JudgedSentence {
  readonly start: number;
  readonly end: number;
  readonly claims: readonly JudgedClaim[];
  readonly unread: readonly { readonly start: number; readonly end: number }[];
  readonly passes: boolean;
}

const hintsOf = (ground: Ground): Hints => {
  const metrics = new Set(ground.tables.flatMap(({ facts }) => facts.map(({ metric }) => metric)));
  return {
    lexicon: ground.lexicon,
    unit: (metric) => unitOf(ground, metric),
    better: (metric) => metricOf(ground.catalog, metric)?.better,
    ends: (said) => endsOf(ground, said),
    additive: (metric) => metricOf(ground.catalog, metric)?.additive === true,
    isBucket: (said) =>
      ground.tables.some(({ facts }) => facts.some((fact) => isRowAt(fact, said, ground.now))),
    before: (said) => rowBefore(ground, said),
    rows: (dimension) => rowCount(ground, dimension),
    asked: ground.tables.flatMap(({ witness }) => {
      const range = witness.read.query.timeRange;
      return range ? [{ kind: 'range', range }] : [];
    }),
    begun: (dimension) =>
      ground.tables.every(({ witness }) => {
        const range = witness.read.query.timeRange;
        return range !== undefined && isBegun(range, dimension, ground.now, ground.timeZone);
      }),
    isCompared: (said) =>
      ground.tables.some(({ facts }) =>
        facts.some((fact) => fact.role === 'compared' && isWhen(fact, said, ground.now)),
      ),
    dimension: (name) =>
      ground.tables.find(({ facts }) => facts.some((fact) => fact.name === name))?.dimension,
    onlyMetric: metrics.size === 1 ? [...metrics][0] : undefined,
  };
};

/** Nobody means a longer sentence to be read; it stays unread as a whole. */
const MOST_TOKENS = 300;

/**
 * Checks free prose against evidence: every sentence with its claims, each proven, contradicted or unsupported.
 * Words that are not known, and figures, names, times or comparisons that no claim accounts for, leave their
 * sentence unread. Spans are places in the text. Never throws; linear in the length of the text but for the
 * length of one sentence.
 */
export const checkProse = (
  text: string,
  evidence: Evidence[],
  reads: Read[],
  context: ProseContext,
): JudgedSentence[] => {
  const sentences = text.length > LONGEST ? [] : sentencesOf(text, context.lexicon.decimal);
  if (text.length > LONGEST || sentences.length > MOST_SENTENCES)
    return [
      { start: 0, end: text.length, claims: [], unread: [{ start: 0, end: text.length }], passes: false },
    ];
  const ground = groundOf(evidence, reads, context);
  const scope = scopeNames(ground);
  const names = namesFrom(new Set([...rowNames(ground), ...scope]));
  const hints = hintsOf(ground);
  const memory: Memory = { names: [] };
  const local = localTime(context.now.toISOString(), context.timeZone);
  return sentences.map(({ start, end, tokens }) => {
    if (tokens.length > MOST_TOKENS)
      return { start, end, claims: [], unread: [{ start, end }], passes: false };
    const items = mergedItems(
      itemsOf(tokens, context.lexicon, names, local, (said) => hints.isBucket(said)),
      context.lexicon,
    );
    const read = readSentence(items, memory, hints, scope);
    const claims = read.claims.map((each) => ({ ...each, verdict: judge(each.assertion, ground) }));
    const passes = read.unread.length === 0 && claims.every(({ verdict }) => verdict === 'proven');
    return { start, end, claims, unread: read.unread, passes };
  });
};
