import type { Cell } from '../contracts/evidence.ts';

const BOOL = 16;
const INTEGERS = new Set([20, 21, 23, 26]);
const NUMBERS = new Set([700, 701, 1700]);
const TIMESTAMPTZ = 1184;

const number = (text: string): number | null => {
  const value = Number(text);
  return Number.isFinite(value) ? value : null;
};

const instant = (text: string): string => {
  const parsed = Date.parse(text.replace(' ', 'T').replace(/([+-]\d\d)$/, '$1:00'));
  return Number.isNaN(parsed) ? text : new Date(parsed).toISOString();
};

/** How a column's text becomes a cell: numbers, booleans, instants as ISO in UTC, the rest as it stands. */
const parserOf = (oid: number): ((text: string) => Cell) => {
  if (oid === BOOL) return (text) => text === 't';
  if (INTEGERS.has(oid) || NUMBERS.has(oid)) return number;
  if (oid === TIMESTAMPTZ) return instant;
  return (text) => text;
};

export const cellTypes = { getTypeParser: (oid: number) => parserOf(oid) };
