import type { Catalog } from '#shared/contracts/catalog.ts';
import type { SemanticQuery } from '#shared/contracts/query.ts';
import { concept, type Frame } from './frame.ts';

const DAY_S = 86_400;

/** "How many hours can you work in a week": hours are asked for, and what was read is no length of time. */
export const asksOtherUnit = (frame: Frame, { metrics }: SemanticQuery, catalog: Catalog): boolean => {
  const asked = concept(frame, 'ask.count')?.end;
  const timed = frame.concepts.some(
    ({ tag, start }) =>
      tag.startsWith('measure.') && start === asked && Number(tag.slice('measure.'.length)) < DAY_S,
  );
  const units = metrics.map((name) => catalog.metrics.find((metric) => metric.name === name)?.unit);
  return timed && units.length > 0 && !units.includes('seconds');
};
