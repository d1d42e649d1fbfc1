import type { Cell } from '../../contracts/evidence.ts';

/** A value that the statement carries beside its text; the type is what the server is told it is. */
interface Bound {
  readonly value: Cell | Cell[];
  readonly type: SqlType;
}
export type SqlType =
  | 'text'
  | 'text[]'
  | 'double precision'
  | 'double precision[]'
  | 'boolean'
  | 'boolean[]'
  | 'timestamptz'
  | 'timestamptz[]'
  | 'bigint';

/** A piece that depends on all the others: it is asked for once the statement is there. */
type Later = () => Sql;
type Part = string | Bound | Later;

/** A piece of a statement: trusted text and bound values, in order. No value can become text. */
export interface Sql {
  readonly parts: readonly Part[];
}

/** A template whose holes are pieces themselves; its own text is ours. */
export const sql = (strings: TemplateStringsArray, ...holes: readonly Sql[]): Sql => {
  const parts: Part[] = [];
  for (const [index, text] of strings.entries()) {
    parts.push(text);
    const hole = holes[index];
    if (hole) for (const part of hole.parts) parts.push(part);
  }
  return { parts };
};

/** Text that was deployed with the catalog. */
export const trusted = (text: string): Sql => ({ parts: [text] });

/** A quoted identifier. */
export const name = (identifier: string): Sql => trusted(`"${identifier.replaceAll('"', '""')}"`);

/** A bound value; the same object gets the same number, however often it stands in the statement. */
export const bind = (value: Cell | Cell[], type: SqlType): Sql => ({ parts: [{ value, type }] });

export const join = (pieces: readonly Sql[], separator: string): Sql => {
  const parts: Part[] = [];
  for (const [index, piece] of pieces.entries()) {
    if (index > 0) parts.push(separator);
    for (const part of piece.parts) parts.push(part);
  }
  return { parts };
};

/** What is known only when everything else of the statement is. */
export const later = (piece: Later): Sql => ({ parts: [piece] });

export const EMPTY: Sql = { parts: [] };

/** The text with `$1 … $n`, and the values in that order. */
export const render = (piece: Sql): { text: string; parameters: (Cell | Cell[])[] } => {
  const numbers = new Map<Bound, number>();
  const parameters: (Cell | Cell[])[] = [];
  let text = '';
  const write = ({ parts }: Sql): void => {
    for (const part of parts) {
      if (typeof part === 'function') write(part());
      else if (typeof part === 'string') text += part;
      else text += `$${numberOf(part)}::${part.type}`;
    }
  };
  const numberOf = (bound: Bound): number => {
    const number = numbers.get(bound) ?? parameters.push(bound.value);
    numbers.set(bound, number);
    return number;
  };
  write(piece);
  return { text, parameters };
};
