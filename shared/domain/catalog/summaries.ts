import type { Catalog, Metric, Summaries, SummaryMetric } from '../../contracts/catalog.ts';

/** The metrics over rows, and apart from them those over the summaries. */
export const partedMetrics = (
  metrics: SummaryMetric[],
  places: { dataset: string; coverage: string } | undefined,
): { metrics: Metric[]; summaries?: Summaries } => {
  if (!places) return { metrics };
  const of = ({ dataset }: Metric): boolean => dataset === places.dataset || dataset === places.coverage;
  return {
    metrics: metrics.filter((metric) => !of(metric)),
    summaries: { ...places, metrics: metrics.filter(of) },
  };
};

const COVERAGE_FIELDS = ['hours', 'since', 'until'];

/** What is wrong with the summaries of a catalog. */
export const summariesFault = ({ summaries, datasets, metrics }: Catalog): string | undefined => {
  const known = new Set(metrics.map(({ name }) => name));
  const lost = metrics.find(({ nearest }) => nearest !== undefined && !known.has(nearest));
  if (lost) return `${lost.name} is near to ${lost.nearest}, which is not there`;
  if (!summaries) return undefined;
  const named = (name: string) => datasets.find((dataset) => dataset.name === name);
  const { time, until, longest, fields = [] } = named(summaries.dataset) ?? {};
  if (time === undefined || !fields.some((field) => field.name === until))
    return `the stretches of ${summaries.dataset} have no beginning or no end`;
  if (longest === undefined) return `it is not said how long the stretches of ${summaries.dataset} can be`;
  if (fields.some((field) => field.name === 'whole')) return 'whole is a reserved field name of stretches';
  const coverage = named(summaries.coverage)?.fields.map((field) => field.name) ?? [];
  const missing = COVERAGE_FIELDS.find((field) => !coverage.includes(field));
  if (missing !== undefined) return `the coverage ${summaries.coverage} has no field ${missing}`;
  const stranger = summaries.metrics
    .flatMap(({ standsFor, gapOf }) => [standsFor, gapOf])
    .find((name) => name !== undefined && !known.has(name));
  if (stranger !== undefined) return `the summaries speak of ${stranger}, which is no metric`;
  const roles = new Set(summaries.metrics.map(({ role }) => role));
  const absent = (['cut', 'older', 'since', 'rowsSince'] as const).find((role) => !roles.has(role));
  return absent === undefined ? undefined : `no metric of the summaries has the role ${absent}`;
};
