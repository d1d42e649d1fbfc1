import type { Mention } from './frame.ts';
import type { Lexemes } from './lexemes.ts';
import type { Match } from './phrases.ts';

interface Piece {
  readonly start: number;
  readonly end: number;
}

/** Words with which people put right what they have just said: "no wait", "anzi". */
interface Slip extends Piece {
  /** They mean nothing else: what is put right need not stand right before them. */
  readonly plain: boolean;
}

const slips = (words: Lexemes): Slip[] => {
  const found: Slip[] = [];
  for (let at = 1; at < words.tokens.length; at += 1) {
    const sure = words.tag(at, 'repair');
    const end = sure || words.tag(at, 'repair.maybe');
    // "Peggio o meglio": the words compare.
    const compares = words.matches.some(
      (match) => match.start < at && match.end >= end && match.tag === 'trending',
    );
    if (end === 0 || compares) continue;
    found.push({ start: at, end, plain: sure > 0 });
    at = end - 1;
  }
  return found;
};

/** Nothing but marks, more such words and articles between the two places. */
const near = (words: Lexemes, from: number, to: number): boolean => {
  for (let at = from; at < to; at += 1) {
    const filler =
      words.tokens[at]?.kind === 'mark' ||
      ['stop', 'repair', 'repair.maybe', 'time.glue', 'time.from', 'correct'].some(
        (tag) => words.tag(at, tag) > 0,
      );
    if (!filler) return false;
  }
  return true;
};

/**
 * What a slip of the tongue was put right to: "this morning no wait yesterday". Pieces stand in order of the
 * text; of two of one kind with such words between them the earlier gives way.
 */
export const putRight = <T extends Piece>(
  words: Lexemes,
  pieces: readonly T[],
  alike: (earlier: T, later: T) => boolean = () => true,
): { kept: T[]; dropped: T[]; slips: Piece[] } => {
  const dropped = new Set<T>();
  const used: Piece[] = [];
  for (const slip of slips(words)) {
    const later = pieces.find((piece) => piece.start >= slip.end);
    if (!later || !near(words, slip.end, later.start)) continue;
    const earlier = pieces.findLast((piece) => piece.end <= slip.start && alike(piece, later));
    if (!earlier || (!slip.plain && !near(words, earlier.end, slip.start))) continue;
    for (const piece of pieces)
      if (piece.start === earlier.start && piece.end === earlier.end) dropped.add(piece);
    used.push({ start: earlier.end > slip.start - 2 ? earlier.end : slip.start, end: later.start });
  }
  return {
    kept: pieces.filter((piece) => !dropped.has(piece)),
    dropped: [...dropped],
    slips: used,
  };
};

/** Of what kind a concept is: one of a kind takes the place of another. */
const kindOf = (tag: string): string =>
  /^(?:row$|counted:|metric:|family:|view:)/.test(tag) ? 'figure' : tag.replace(/[.:].*/, '');

const WEIGHTLESS = /^(?:stop|aux|none|not|single|many|group|ask)(?:\.|$)/;

/** Concepts without those that were put right: "giorno per giorno no aspetta settimana per settimana". */
export const conceptsPutRight = (words: Lexemes, found: readonly Match[]): Match[] => {
  const weighty = found.filter(({ tag }) => !WEIGHTLESS.test(tag));
  const { dropped, slips: said } = putRight(
    words,
    weighty,
    (earlier, later) => kindOf(earlier.tag) === kindOf(later.tag),
  );
  if (dropped.length === 0) return [...found];
  const spoken = ({ start, end }: Piece): boolean =>
    said.some((slip) => start >= slip.start && end <= slip.end);
  return found.filter((match) => !dropped.includes(match) && !spoken(match));
};

/** Names without those that were put right: "the invoices one, sorry, the orders one". */
export const namesPutRight = (words: Lexemes, mentions: readonly Mention[]): Mention[] =>
  putRight(words, mentions, (earlier, later) => earlier.choices[0]?.dimension === later.choices[0]?.dimension)
    .kept;
