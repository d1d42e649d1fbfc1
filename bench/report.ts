import { styleText } from 'node:util';
import * as z from 'zod/mini';
import type { Aim, Machine, Part } from './measure.ts';

export interface Run {
  date: string;
  length: string;
  machine: Machine;
  parts: Record<string, Part>;
}

const KnownRatio = z.object({ value: z.number(), tolerance: z.number() });

/** What a run is compared with: of an earlier run only its ratios. */
export const Baseline = z.object({
  date: z.string(),
  parts: z.record(z.string(), z.object({ ratios: z.record(z.string(), KnownRatio) })),
});
export type Baseline = z.infer<typeof Baseline>;

export const met = ({ value, atMost, atLeast }: Aim): boolean =>
  (atMost === undefined || value <= atMost) && (atLeast === undefined || value >= atLeast);

const cell = (value: number | undefined): string => (value === undefined ? '' : String(value));

const table = (figures: Part['figures']): string[] => {
  const columns = [...new Set(Object.values(figures).flatMap((row) => Object.keys(row)))];
  const rows = Object.entries(figures).map(([name, row]) => [name, ...columns.map((one) => cell(row[one]))]);
  const all = [['', ...columns], ...rows];
  const widths = all[0]?.map((_, at) => Math.max(...all.map((row) => (row[at] ?? '').length))) ?? [];
  return all.map((row) =>
    row
      .map((text, at) => (at === 0 ? text.padEnd(widths[0] ?? 0) : text.padStart(widths[at] ?? 0)))
      .join('  ')
      .trimEnd(),
  );
};

const aimLine = (aim: Aim): string => {
  const bound = aim.atMost === undefined ? `≥ ${aim.atLeast}` : `≤ ${aim.atMost}`;
  const mark = met(aim) ? styleText('green', 'met   ') : styleText('yellow', 'missed');
  return `  ${mark}  ${aim.what}: ${aim.value} (aim ${bound})`;
};

/** One part for people: what was counted, the table, the aims. */
export const partText = ({ title, includes, figures, aims }: Part): string =>
  [styleText('bold', title), includes, '', ...table(figures), ...aims.map(aimLine), ''].join('\n');

export interface Comparison {
  worse: string[];
  lines: string[];
}

const shown = (value: number): string => String(Number(value.toPrecision(3)));

/** Ratios alone are compared: times of two machines say nothing about each other. */
export const compare = (run: Run, baseline: Baseline): Comparison => {
  const worse: string[] = [];
  const lines: string[] = [];
  for (const [name, { ratios }] of Object.entries(run.parts))
    for (const [what, { value, tolerance }] of Object.entries(ratios)) {
      const before = baseline.parts[name]?.ratios[what];
      if (before === undefined) continue;
      const most = before.value * (1 + tolerance);
      const held = value <= most;
      lines.push(
        `  ${held ? 'held ' : 'WORSE'}  ${what}: ${shown(value)}, baseline ${shown(before.value)}, at most ${shown(most)}`,
      );
      if (!held) worse.push(what);
    }
  return { worse, lines };
};
