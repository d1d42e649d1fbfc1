import type { Block } from '#shared/contracts/answer.ts';
import { TIME_DIMENSIONS, type Unit } from '#shared/contracts/catalog.ts';
import { fillText } from '../language/format.ts';
import { fieldOf } from '../proof/columns.ts';
import { MOST_LINES } from './lines.ts';
import { type Frame, MAIN, metricNamed } from './slots.ts';
import { nounOf } from './wording.ts';

const DRAWN: ReadonlySet<Unit> = new Set(['count', 'percent', 'fraction', 'seconds', 'ms']);

const isTime = (name: string): boolean => TIME_DIMENSIONS.some((dimension) => dimension === name);

/** Metrics of moments and names, and parts of two things at once, are no picture. */
const isDrawn = ({ asked, query, catalog }: Frame): boolean => {
  const { metrics, dimensions = [], shape } = asked;
  const [metric = ''] = metrics;
  if (shape === 'reason' || query.comparison?.kind === 'whole' || query.comparison?.kind === 'peer')
    return false;
  if (dimensions.length === 0)
    return query.comparison !== undefined && metricNamed({ catalog }, metric) !== undefined;
  return dimensions.length === 1 && metrics.length > 0;
};

/** The rows that the answer tells, where it does not tell all. */
const mostRows = ({ asked, wording }: Frame, axis: string) => {
  const { shape, limit = 100 } = asked;
  if (axis === '' || (isTime(axis) && shape !== 'top')) return {};
  const rows = Math.min(limit, MOST_LINES);
  return { most: { rows, said: fillText(wording.phrases['picture_first'] ?? '', { shown: String(rows) }) } };
};

/** People's own names stand as they are, masked; all other cells of a name need words. */
const named = ({ catalog, query, wording }: Frame, axis: string) => {
  const own = [`${axis}_row`, axis].find((list) => Object.hasOwn(wording.labels, list));
  const field = fieldOf(catalog, query, axis);
  const others = field?.directory === true || field?.unit === 'name';
  const texts = own === undefined ? {} : (wording.labels[own] ?? {});
  return axis === '' || isTime(axis) ? {} : { named: { texts, others } };
};

const titleOf = ({ wording }: Frame, metric: string, axis: string): string => {
  const noun = nounOf(wording.metrics, metric);
  const name = noun.many ?? noun.one;
  const by = axis === '' ? '{metric}' : (wording.phrases['series_title'] ?? '');
  const title = fillText(by, {
    metric: name,
    dimension: axis === '' ? '' : nounOf(wording.dimensions, axis).one,
  });
  return title.slice(0, 1).toUpperCase() + title.slice(1);
};

/** What of the evidence can be drawn: a figure along time, of each name, or of two periods. */
export const pictureBlock = (frame: Frame): Block[] => {
  if (!isDrawn(frame)) return [];
  const { asked, query, catalog, wording } = frame;
  const [metric = ''] = asked.metrics;
  const [axis = ''] = asked.dimensions ?? [];
  const unit = metricNamed({ catalog }, metric)?.unit ?? 'count';
  // A place of the top alone is a sentence.
  if (!DRAWN.has(unit) || (asked.limit === 1 && !isTime(axis))) return [];
  return [
    {
      type: 'series',
      title: titleOf(frame, metric, axis),
      unit,
      evidence: MAIN,
      label: axis,
      value: metric,
      ...(query.comparison && { compared: `${metric}_compared` }),
      ...named(frame, axis),
      ...mostRows(frame, axis),
      note: wording.phrases['picture_note'] ?? '',
    },
  ];
};
