import type { Cell } from '#shared/contracts/evidence.ts';
import type { SemanticQuery } from '#shared/contracts/query.ts';
import { judged, passes, type ProseDraft } from './drafts.ts';
import { type Language, ranges } from './wordings.ts';

/** What is known, for prose that is held against it. */
export type Held = ProseDraft['evidence'];

export const held = (query: SemanticQuery, columns: string[], rows: Cell[][]): Held => ({
  query,
  columns,
  rows,
});

export const overWeekBefore = { kind: 'period', timeRange: ranges.weekBefore } as const;

/** Failures of last week by process, most first. */
export const failuresByProcess = (rows: [name: string, failures: number][], limit?: number): Held =>
  held(
    {
      metrics: ['failures'],
      dimensions: ['process'],
      timeRange: ranges.lastWeek,
      order: [{ by: 'failures', direction: 'desc' }],
      ...(limit !== undefined && { limit }),
    },
    ['process', 'failures'],
    rows,
  );

/** Failures of last week by day, from its Monday on. */
export const failuresByDay = (failures: number[]): Held =>
  held(
    { metrics: ['failures'], dimensions: ['day'], timeRange: ranges.lastWeek, fill: true },
    ['day', 'failures'],
    failures.map((value, at) => [`2026-11-${String(9 + at).padStart(2, '0')}`, value]),
  );

/** Whether every sentence of the text is proven by what is known. */
export const passesWith = (evidence: Held, language: Language, text: string): boolean =>
  passes(judged({ id: '', language, made: 'free', truth: false, text, evidence }));
