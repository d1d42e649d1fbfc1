import type { Claim } from '#shared/contracts/answer.ts';
import type { Formula } from '#shared/contracts/draft.ts';

const BETWEEN: Record<string, string> = { difference: '-', ratio: '/', percentOf: '/' };
const CHANGE: Record<string, string> = { percentChange: 'change in percent', direction: 'direction' };

/** A formula as a person can read it: `100 × e1.failures[0] / e1.completed[0]`. */
const formulaWords = (formula: Formula): string => {
  if ('left' in formula) {
    const text = `${formulaWords(formula.left)} ${BETWEEN[formula.op]} ${formulaWords(formula.right)}`;
    return formula.op === 'percentOf' ? `100 × ${text}` : text;
  }
  if ('from' in formula)
    return `${CHANGE[formula.op]} from ${formulaWords(formula.from)} to ${formulaWords(formula.to)}`;
  if (formula.op === 'cell') return `${formula.evidence}.${formula.column}[${formula.row}]`;
  const { op, evidence, ...details } = formula;
  const inside = Object.entries(details).map(([name, value]) => `${name} ${String(value)}`);
  return `${op} of ${evidence}${inside.length > 0 ? ` (${inside.join(', ')})` : ''}`;
};

/** Where a claim comes from: its cells, or what was computed. */
export const originWords = ({ formula, evidence, cells }: Claim, columns: readonly string[]): string => {
  if (formula !== null) return formulaWords(formula);
  return (
    cells.map(([row, column]) => `${evidence}.${columns[column] ?? column}[${row}]`).join(', ') || evidence
  );
};
