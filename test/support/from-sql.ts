import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { EvalQuestion, ExpectedValue, Expectation } from '#test/support/judge.ts';

/** A question whose values a statement gives when it is asked: the names of its columns are the units. */
export interface SqlQuestion extends Omit<EvalQuestion, 'expect'> {
  sql?: string;
  expect?: Partial<Expectation>;
}

export const sqlQuestions = (file: string): SqlQuestion[] =>
  readFileSync(join(import.meta.dirname, '../evals/questions', file), 'utf8')
    .split('\n')
    .filter((line) => line.trim() !== '')
    .map((line): SqlQuestion => JSON.parse(line));

/** Rates and means are compared to a few digits: PostgreSQL computes some of them in decimals. */
const TOLERANCE: Readonly<Record<string, number>> = {
  fraction: 0.005,
  percent: 0.001,
  seconds: 0.01,
  date: 1,
};

const valueOf = (column: string, cell: unknown): ExpectedValue => {
  // Two of one unit in a row: `count`, `count2`.
  const unit = column.replace(/\d+$/, '');
  const text = unit === 'name' || unit === 'date';
  const v = cell instanceof Date ? cell.toISOString() : text ? String(cell) : Number(cell);
  return { v, unit, tol: TOLERANCE[unit] ?? 0 };
};

/** What the answer must hold: every value of every row. */
export const expectationOf = async (
  { sql, expect = {} }: SqlQuestion,
  run: (sql: string) => Promise<Record<string, unknown>[]>,
): Promise<Expectation> => {
  const rows = sql === undefined ? [] : await run(sql);
  const values = rows.flatMap((row) => Object.entries(row).map(([column, cell]) => valueOf(column, cell)));
  return {
    category: ['BUSINESS_DATA'],
    ...(sql !== undefined && { kind: ['answer'], values }),
    ...expect,
  };
};
