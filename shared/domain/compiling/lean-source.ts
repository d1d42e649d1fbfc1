/** A SELECT, its list apart from what follows it. */
interface Listed {
  columns: readonly { name: string; text: string }[];
  /** From FROM on. */
  rest: string;
}

const PIECES = /'(?:[^']|'')*'|"(?:[^"]|"")*"|[A-Za-z_][\w$]*|[^\s\w'"]|\s+|\d+/g;
const NAMED = /(?:\bas\s+|\.)"?([A-Za-z_]\w*)"?\s*$/i;

/** Undefined where the text is no SELECT whose columns all have a name of their own. */
const listedIn = (source: string): Listed | undefined => {
  const start = /^\s*select\s/i.exec(source)?.[0].length ?? 0;
  if (start === 0) return undefined;
  const texts: string[] = [''];
  let depth = 0;
  let before = '';
  for (const { 0: piece, index } of source.slice(start).matchAll(PIECES)) {
    const word = piece.toLowerCase();
    // "Is distinct from" begins nothing.
    if (depth === 0 && word === 'from' && before !== 'distinct')
      return withNames(texts, source.slice(start + index));
    if (word === '(' || word === 'case') depth += 1;
    if (word === ')' || word === 'end') depth -= 1;
    if (piece.trim() !== '') before = word;
    if (depth === 0 && piece === ',') texts.push('');
    else texts.push((texts.pop() ?? '') + piece);
  }
  return undefined;
};

const withNames = (texts: readonly string[], rest: string): Listed | undefined => {
  const columns = texts.flatMap((text) => {
    const name = NAMED.exec(text)?.[1];
    return name === undefined ? [] : [{ name, text: text.trim() }];
  });
  return columns.length === texts.length ? { columns, rest } : undefined;
};

const known = new Map<string, Listed | undefined>();

/** The source with those columns alone that something is made of; as it stands where it is written otherwise. */
export const leanSource = (source: string, isUsed: (column: string) => boolean): string => {
  if (!known.has(source)) known.set(source, listedIn(source));
  const listed = known.get(source);
  const used = listed?.columns.filter(({ name }) => isUsed(name)) ?? [];
  if (!listed || used.length === 0) return source;
  return `select ${used.map(({ text }) => text).join(', ')} ${listed.rest}`;
};
