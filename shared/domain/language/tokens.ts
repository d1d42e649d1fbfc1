/** One word, number, date or mark of a text. `norm` is lower case without accents; `start`, `end` index the text. */
export interface Token {
  readonly text: string;
  readonly norm: string;
  readonly kind: 'word' | 'number' | 'date' | 'mark';
  /** For numbers: the value; `ordinal` for 16th, 1°. */
  readonly value?: number;
  readonly ordinal?: boolean;
  /** A word of one letter that was written with its accent: "è". */
  readonly accented?: boolean;
  readonly start: number;
  readonly end: number;
}

const INVISIBLE = /\p{Cc}|\p{Cf}|\u115f|\u1160|\u3164/gu;
const GRAVE = '\u0300';
const MARKS = /(?<![\p{L}\p{M}\p{N}])([aeiou])\p{M}+(?![\p{L}\p{M}])|\p{M}/gu;

/** Lower case, compatibility forms folded, accents and invisible characters removed, but for a letter alone. */
const fold = (text: string): string =>
  text
    .normalize('NFKC')
    .replace(INVISIBLE, ' ')
    .toLowerCase()
    .normalize('NFD')
    .replace(MARKS, (_, letter?: string) => (letter === undefined ? '' : letter + GRAVE));

// An ISO or slashed date, a number (grouped, decimal, ordinal), a word, or any other single mark.
const PIECE =
  /\d{4}-\d{2}-\d{2}|\d{1,2}\/\d{1,2}(?:\/\d{2,4})?|\d{1,3}(?:[.']\d{3})+|\d+(?:[.,:]\d+)?|[a-z]\u0300|[a-z][a-z0-9]*|[^\sa-z0-9]/g;
const ORDINAL_MARK = /^(?:st|nd|rd|th|°|o)$/;

const asNumber = (piece: string): number =>
  /^\d{1,3}(?:[.']\d{3})+$/.test(piece)
    ? Number(piece.replace(/[.']/g, ''))
    : Number(piece.replace(/[,:]/, '.'));

/** English contractions and joined forms are opened, so that a negation is a word of its own. */
const open = (text: string): string =>
  text
    .replace(/[’‘`´]/g, "'")
    .replace(/(?<![a-z'])([aeiou])'(?=\s|$)/g, `$1${GRAVE}`)
    .replace(/\b([a-z]+)n't\b/g, '$1 not')
    .replace(/\b(did|does|do|is|was|were|has|have|are|could|would)nt\b/g, '$1 not')
    .replace(/(?<=[a-z])'|'(?=[a-z])/g, ' ')
    .replace(/\be-(?=[a-z]{3})/g, 'e')
    .replace(/(?<=[a-z0-9])-(?=(?:day|week|month|hour|minute|year)s?\b(?!-))/g, ' ')
    .replace(/\bp[- ]?(\d{2})\b/g, 'percentile $1')
    .replace(/\b(\d+)(h|hrs?|gg|g|d|k)\b/g, '$1 $2')
    .replace(/\bq([1-4])\b/g, 'quarter $1');

/** The text as tokens are cut from it: their `start` and `end` are places in it. Folding twice changes nothing. */
export const foldText = (text: string): string => open(fold(text));

/** Splits a text into tokens; never throws, linear in the length of the text. */
export const tokenise = (text: string): Token[] => {
  const tokens: Token[] = [];
  for (const match of foldText(text).matchAll(PIECE)) {
    const piece = match[0];
    const start = match.index;
    const end = start + piece.length;
    const last = tokens.at(-1);
    if (ORDINAL_MARK.test(piece) && last?.kind === 'number' && last.end === start) {
      tokens[tokens.length - 1] = { ...last, ordinal: true, end };
    } else if (/^\d/.test(piece)) {
      const date = piece.includes('/') || /^\d{4}-/.test(piece);
      tokens.push(
        date
          ? { text: piece, norm: piece, kind: 'date', start, end }
          : { text: piece, norm: piece, kind: 'number', value: asNumber(piece), start, end },
      );
    } else {
      const accented = piece.endsWith(GRAVE);
      const norm = accented ? piece.slice(0, -1) : piece;
      const kind = /^[a-z]/.test(piece) ? 'word' : 'mark';
      tokens.push({ text: piece, norm, kind, ...(accented && { accented }), start, end });
    }
  }
  return tokens;
};
