import { type Sql, trusted } from './sql.ts';

type Piece =
  | { kind: 'text'; sql: Sql }
  | { kind: 'now' | 'time_zone' | 'schema' | 'unasked' }
  | { kind: 'seen' | 'asked'; key: Sql }
  | { kind: 'needed'; field: string };

/** Text of the catalog, cut at its placeholders. */
export interface CatalogText {
  pieces: readonly Piece[];
  /** The fields of `{needed …}`. */
  fields: readonly string[];
  /** What it speaks of, as `dataset.column`. */
  columns: readonly string[];
}

const PLACEHOLDER = /(?<!:):(now|time_zone)\b|\{(schema|unasked)\}|\{(seen|asked|needed) ([^{}]+)\}/g;
const columnsIn = (text: string): string[] =>
  text.split(/[^\w."]/).flatMap((dotted) => {
    const names = dotted.replaceAll('"', '').split('.');
    return names.slice(1).map((column, before) => `${names[before]}.${column}`);
  });

const read = (text: string): CatalogText => {
  const pieces: Piece[] = [];
  let from = 0;
  for (const match of text.matchAll(PLACEHOLDER)) {
    const [found, value, word, about, key = ''] = match;
    pieces.push(
      { kind: 'text', sql: trusted(text.slice(from, match.index)) },
      pieceOf(value ?? word ?? about, key),
    );
    from = match.index + found.length;
  }
  pieces.push({ kind: 'text', sql: trusted(text.slice(from)) });
  return {
    pieces,
    fields: pieces.flatMap((piece) => (piece.kind === 'needed' ? [piece.field] : [])),
    columns: columnsIn(text),
  };
};

const pieceOf = (word: string | undefined, key: string): Piece => {
  if (word === 'seen' || word === 'asked') return { kind: word, key: trusted(key) };
  if (word === 'needed') return { kind: word, field: key };
  return word === 'now' || word === 'time_zone' || word === 'unasked' ? { kind: word } : { kind: 'schema' };
};

const texts = new Map<string, CatalogText>();

/** Each text is cut once: there are as many as the catalog has. */
export const readCatalogText = (text: string): CatalogText => {
  const known = texts.get(text) ?? read(text);
  texts.set(text, known);
  return known;
};
