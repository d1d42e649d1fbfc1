import type { Reading } from '#shared/contracts/grammar.ts';
import { all, concept, type Frame, has } from './frame.ts';

/** What is measured, and how sure the words are about it. */
export interface Choice {
  readonly metrics: readonly string[];
  /** Nothing named it: rows are counted by default. */
  readonly assumed: boolean;
}

const AGGREGATES = ['median', 'p95', 'mean', 'min', 'max', 'total'];

/** The members of a family that are asked for; its mean when none is named. */
const ofFamily = (frame: Frame, reading: Reading, family: string): string[] => {
  const members = reading.families[family] ?? {};
  const asked = AGGREGATES.filter((name) => has(frame, `agg.${name}`)).flatMap((name) => members[name] ?? []);
  return asked.length > 0 ? asked.slice(0, 3) : [members['mean'] ?? []].flat();
};

/** "That did not fail": a negation close before the word turns it into its opposite; "never" does not. */
const negated = (frame: Frame, metric: string): boolean => {
  const found = concept(frame, `metric:${metric}`);
  if (!found || has(frame, 'never')) return false;
  return frame.concepts.some(
    (match) => match.tag === 'not' && match.end <= found.start && found.start - match.end <= 3,
  );
};

export const chooseMetrics = (frame: Frame, reading: Reading): Choice => {
  const named = all(frame, 'metric:');
  // Outcome words weigh less than measures: "how long do failed runs take" is about time.
  const measure = named.find((metric) => !reading.outcomes.includes(metric));
  if (measure !== undefined) return { metrics: [measure], assumed: false };
  const [family] = all(frame, 'family:');
  const fromFamily = family === undefined ? [] : ofFamily(frame, reading, family);
  if (fromFamily.length > 0) return { metrics: fromFamily, assumed: false };
  const outcomes = named.map((metric) =>
    negated(frame, metric) ? (reading.opposites[metric] ?? metric) : metric,
  );
  const [first] = outcomes;
  if (first !== undefined && has(frame, 'rate') && reading.rates[first] && !has(frame, 'share')) {
    return { metrics: [reading.rates[first]], assumed: false };
  }
  if (first !== undefined) return { metrics: [...new Set(outcomes)].slice(0, 2), assumed: false };
  const [superlative] = all(frame, 'superlative:');
  const fromSuperlative = superlative === undefined ? undefined : reading.superlatives[superlative]?.metric;
  if (fromSuperlative !== undefined) return { metrics: [fromSuperlative], assumed: false };
  // "Longest yesterday": an aggregate with nothing to measure is about how long it takes.
  const [anyFamily] = Object.keys(reading.families);
  const bare = has(frame, 'agg.median', 'agg.p95', 'agg.max', 'agg.min') ? anyFamily : undefined;
  const fromBare = bare === undefined ? [] : ofFamily(frame, reading, bare);
  if (fromBare.length > 0 && !has(frame, 'order.most', 'order.least'))
    return { metrics: fromBare, assumed: false };
  const best = reading.rates[reading.opposites[reading.trouble] ?? ''];
  if (has(frame, 'order.best') && best !== undefined) return { metrics: [best], assumed: true };
  if (has(frame, 'order.worst')) return { metrics: [reading.trouble], assumed: true };
  return { metrics: [reading.rows], assumed: !has(frame, 'row') };
};
