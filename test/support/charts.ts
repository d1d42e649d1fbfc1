import type { Claim } from '#shared/contracts/answer.ts';
import type { Cell, Evidence } from '#shared/contracts/evidence.ts';
import type { SemanticQuery } from '#shared/contracts/query.ts';
import type { SeriesBlock } from '#shared/domain/charts/labels.ts';

export const setting = { language: 'it', timeZone: 'Europe/Rome' };

/** Seven days of November 2026, the clock at the 21st. */
export const week = { from: '2026-11-13T23:00:00.000Z', to: '2026-11-20T23:00:00.000Z' };
export const weekBefore = { from: '2026-11-06T23:00:00.000Z', to: '2026-11-13T23:00:00.000Z' };

export const evidenceOf = (
  columns: string[],
  rows: Cell[][],
  query: Partial<SemanticQuery> = {},
): Evidence => ({
  id: 'e1',
  fingerprint: 'sha256:0',
  parameters: [],
  columns,
  rows,
  readAt: '2026-11-21T16:34:09.006Z',
  query: { metrics: [columns.at(-1) ?? ''], timeRange: week, ...query },
});

export const blockOf = (label: string, more: Partial<SeriesBlock> = {}): SeriesBlock => ({
  type: 'series',
  title: 'Fallimenti per giorno',
  unit: 'count',
  evidence: 'e1',
  label,
  value: 'failures',
  note: 'dati del {day}, ore {time}',
  ...more,
});

export const named = (slot: string, text: string, evidence = 'n1'): Claim => ({
  slot,
  text,
  value: text,
  unit: 'name',
  evidence,
  cells: [],
  formula: { op: 'values', evidence, column: slot },
});

export const days: Cell[][] = [
  ['2026-11-14', 122],
  ['2026-11-15', 295],
  ['2026-11-16', 0],
  ['2026-11-18', null],
  ['2026-11-20', 18],
];
