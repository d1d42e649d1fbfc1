import { type Item, type Said, ofType } from './item.ts';
import type { Clause, Reading } from './reading.ts';

/** "X: 40 runs (80 …)": a name, its figure, and one figure in brackets. */
const lineOf = (clauses: readonly Clause[]): Clause | undefined => {
  const [name, figure, bracket, ...more] = clauses;
  if (!name || !figure || !bracket || more.length > 0 || !bracket.inner) return undefined;
  const alone = name.items.length === 1 && name.items[0]?.type === 'name' && figure.after === ':';
  const counts = [figure, bracket].every(({ items }) => ofType(items, 'value').length === 1);
  const bare = (items: readonly Item[]): boolean =>
    items.every(({ type }) => type === 'value' || type === 'metric' || type === 'period');
  return alone && counts && bare(figure.items) && bare(bracket.items) ? bracket : undefined;
};

/** Of lines that are all alike only the first says when the figures in brackets were. */
export const bracketed = (clauses: readonly Clause[], { memory }: Reading): readonly Clause[] => {
  const bracket = lineOf(clauses);
  const said: Said | undefined = bracket && ofType(bracket.items, 'period').at(-1)?.said;
  const carried = memory.bracket;
  memory.bracket = said ?? (bracket ? carried : undefined);
  const [value] = bracket?.items ?? [];
  if (!bracket || said || !carried || !value || bracket.items.length > 1) return clauses;
  const { start, end, from, to } = value;
  const time: Item = { start, end, from, to, type: 'period', said: carried };
  return clauses.map((clause) => (clause === bracket ? { ...clause, items: [value, time] } : clause));
};
