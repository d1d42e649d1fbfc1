import type { Token } from '#shared/domain/language/tokens.ts';
import type { NameIndex } from './names.ts';
import type { Vocabulary } from './vocabulary.ts';

/** "Sett. scorsa": the dot belongs to the abbreviation. */
const withoutDots = (tokens: readonly Token[], isShort: (word: string) => boolean): Token[] =>
  tokens.filter((token, at) => {
    const before = tokens[at - 1];
    return !(token.norm === '.' && before?.kind === 'word' && at < tokens.length - 1 && isShort(before.norm));
  });

/** "Last 30d": behind a number a letter is a unit; such short forms begin with this mark. */
const BEHIND_NUMBER = '#';

/** "2025's runs": of that year, and no seconds. */
const ofYear = (before: Token, { start }: Token): boolean =>
  /^(?:19|20)\d\d$/.test(before.norm) && start > before.end;

/** Short forms as the words they stand for; one may stand for several ("ytd", "hr"). */
export const expand = (
  tokens: readonly Token[],
  language: string,
  { abbreviations, book, joints }: Vocabulary,
  index: NameIndex,
): Token[] => {
  const all = [...abbreviations.values()];
  const own = abbreviations.get(language);
  const anywhere = (word: string): string | undefined =>
    all.map((each) => each.get(word)).find((each) => each !== undefined);
  const meant = (token: Token, before: Token | undefined, next: Token | undefined): string | undefined => {
    const { norm, kind } = token;
    const unit = `${BEHIND_NUMBER}${norm}`;
    // "2 y 8", in Spanish: what a letter is in another language counts only where it is no word of its own.
    const counted =
      before?.kind === 'number' && !ofYear(before, token)
        ? (own?.get(unit) ?? (joints.has(norm) ? undefined : anywhere(unit)))
        : undefined;
    if (counted !== undefined) return counted;
    // "Runs last hr", "what hr do we fail": beside some words it is another.
    const beside = before && own?.get(`${before.norm} ${norm} ${next?.norm}`);
    // "Sett. 46 vs sett. 45": with a number it is what it is by itself.
    const numbered = next?.kind === 'number' && own?.has(norm) === true;
    const behind = beside ?? (before && !numbered ? own?.get(`${before.norm} ${norm}`) : undefined);
    if (behind !== undefined) return behind;
    // "Di + ieri": a mark may stand for a word.
    const short = own?.get(norm);
    if (short !== undefined) return short.includes(' ') && index.words.has(norm) ? undefined : short;
    return kind !== 'word' || book.knows(norm) ? undefined : anywhere(norm);
  };
  const kept = withoutDots(tokens, (word) => all.some((each) => each.has(word)));
  return kept.flatMap((token, at) => {
    const words = meant(token, kept[at - 1], kept[at + 1]);
    if (words === undefined) return [token];
    if (!words.includes(' ')) return [{ ...token, norm: words, kind: 'word' as const }];
    return words
      .split(' ')
      .map((word) => ({ text: word, norm: word, kind: 'word' as const, start: token.start, end: token.end }));
  });
};

const SHORTEST = 2;
/** Letters of a short form that is no chance meeting of two words. */
const LONG = 7;

/** What the directory and the phrases know of words. */
const knowledge = (
  { book, spellable, abbreviations, cardinals }: Vocabulary,
  index: NameIndex,
  language: string,
) => {
  const named = (word: string): boolean => index.weight(index.keyOf(word)) > 0;
  const known = (word: string): boolean => named(word) || book.knows(word) || cardinals.has(word);
  /** The whole has a meaning that its first piece has not. */
  const isMeant = (whole: string, first: string): boolean => {
    const key = index.keyOf(whole);
    const begun = [first.length, first.length + 1].map((length) => index.keyOf(whole.slice(0, length)));
    return key.startsWith('=') && !begun.includes(key);
  };
  /** The whole is a word of its own, not the first piece with an ending. */
  const isOne = (whole: string, first: string): boolean => {
    if (spellable.words.has(whole) || index.words.has(whole) || isMeant(whole, first)) return true;
    // "Dura traking": one letter of the second word is not enough.
    for (const stem of spellable.stems)
      if (stem.length > first.length + 1 && whole.startsWith(stem)) return true;
    return false;
  };
  const isShort = (word: string): boolean => abbreviations.get(language)?.has(word) === true;
  return { named, known, isMeant, isOne, isShort };
};

/**
 * Words that are one word here, written apart ("pay slips", "pick-up"), become it; a number glued to a word
 * ("top3") leaves it.
 */
export const respaced = (
  tokens: readonly Token[],
  language: string,
  vocabulary: Vocabulary,
  index: NameIndex,
): Token[] => {
  const elided = vocabulary.elided.get(language) ?? [];
  const { named, known, isMeant, isOne, isShort } = knowledge(vocabulary, index, language);
  const isWord = (token: Token | undefined): token is Token => token?.kind === 'word';
  const joins = (token: Token, next: Token, dashed: boolean): boolean => {
    // "E invoicing": the short form knows it as one word.
    if (token.norm.length < SHORTEST || next.norm.length < SHORTEST)
      return next.norm.length >= SHORTEST && isShort(token.norm + next.norm);
    // "Runner-up", "runner up": the short form knows it as one word.
    const whole = token.norm + next.norm;
    if (whole.length >= LONG && isShort(whole)) return true;
    const apart = dashed ? named(token.norm) && named(next.norm) : known(token.norm) && known(next.norm);
    const close = !dashed || token.end + 1 === next.start;
    // "Note spese": two words that are known, and another one together.
    const long = Math.min(token.norm.length, next.norm.length) >= SHORTEST_REST;
    const both = named(token.norm) && named(next.norm);
    if (apart && (both || !long || !isMeant(token.norm + next.norm, token.norm))) return false;
    return close && isOne(token.norm + next.norm, token.norm);
  };
  const found: Token[] = [];
  for (let at = 0; at < tokens.length; at += 1) {
    const token = tokens[at];
    const dashed = tokens[at + 1]?.norm === '-';
    const next = tokens[dashed ? at + 2 : at + 1];
    if (isWord(token) && isWord(next) && joins(token, next, dashed)) {
      const one = token.norm + next.norm;
      found.push({ ...token, text: one, norm: one, end: next.end });
      at += dashed ? 2 : 1;
    } else if (token) found.push(...parted(token, known, elided));
  }
  return found;
};

const GLUED = /^([a-z]{2,})(\d{1,2})$/;

/** Letters that a word has at least from which an elided one is taken off. */
const SHORTEST_REST = 4;

/** "Lultimo", "dellarea": the short word that stands in one with the next, as two. */
const apart = (token: Token, known: (word: string) => boolean, elided: readonly string[]): Token[] => {
  const { norm, start } = token;
  const short = elided.find((each) => {
    const rest = norm.slice(each.length);
    return norm.startsWith(each) && rest.length >= SHORTEST_REST && /^[aeiou]/.test(rest) && known(rest);
  });
  if (short === undefined || token.kind !== 'word' || known(norm)) return [token];
  const rest = norm.slice(short.length);
  const middle = start + short.length;
  return [
    { ...token, text: short, norm: short, end: middle },
    { ...token, text: rest, norm: rest, start: middle },
  ];
};

const parted = (token: Token, known: (word: string) => boolean, elided: readonly string[]): Token[] => {
  const [, word = '', digits = ''] = GLUED.exec(token.norm) ?? [];
  if (word === '' || known(token.norm) || !known(word)) return apart(token, known, elided);
  const middle = token.start + word.length;
  return [
    { ...token, text: word, norm: word, end: middle },
    { ...token, text: digits, norm: digits, kind: 'number', value: Number(digits), start: middle },
  ];
};
