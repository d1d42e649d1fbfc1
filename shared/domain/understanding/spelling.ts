import type { Token } from '#shared/domain/language/tokens.ts';

/** Edit distance with transpositions, at most `limit`; `limit + 1` when it is more. */
const editDistance = (a: string, b: string, limit: number): number => {
  if (Math.abs(a.length - b.length) > limit) return limit + 1;
  let before: number[] = [];
  let previous = Array.from({ length: b.length + 1 }, (_, at) => at);
  for (let i = 1; i <= a.length; i += 1) {
    const row = [i];
    let least = i;
    for (let j = 1; j <= b.length; j += 1) {
      const same = a[i - 1] === b[j - 1];
      let cost = Math.min(
        (previous[j] ?? 0) + 1,
        (row[j - 1] ?? 0) + 1,
        (previous[j - 1] ?? 0) + (same ? 0 : 1),
      );
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1])
        cost = Math.min(cost, (before[j - 2] ?? 0) + 1);
      row.push(cost);
      least = Math.min(least, cost);
    }
    if (least > limit) return limit + 1;
    before = previous;
    previous = row;
  }
  return previous[b.length] ?? limit + 1;
};

/** Which letters a word has, one bit each; others share theirs. */
const lettersOf = (word: string): number => {
  let letters = 0;
  for (let at = 0; at < word.length; at += 1) letters |= 1 << (word.charCodeAt(at) & 31);
  return letters;
};

const bitsIn = (bits: number): number => {
  let count = 0;
  for (let left = bits; left !== 0; left &= left - 1) count += 1;
  return count;
};

/** A slip changes one letter for another at most: words of other letters need not be measured. */
const isNear = (one: number, other: number, limit: number): boolean => bitsIn(one ^ other) <= 2 * limit;

const tolerance = (word: string): number => (word.length < 5 ? 0 : word.length < 9 ? 1 : 2);

interface Guess {
  readonly word: string;
  readonly score: number;
}

const better = (one: Guess | undefined, other: Guess | undefined): Guess | undefined =>
  !one || (other && other.score < one.score) ? other : one;

/** Letters are left out or doubled more often than they are taken for others. */
const weigh = (word: string, each: string, distance: number): number =>
  distance + (each[0] === word[0] ? 0 : 0.5) + (each.length === word.length ? 0.2 : 0);

/** Letters from which a word is known without its first. */
const LONG = 7;

/** Of two words as near, one that a name has is meant, or one that this data is spoken of with. */
const NAMED = 0.3;
const TELLING = 0.25;

/** Words, and beginnings of words, that one may be a slip of; those that this data is spoken of with come first. */
export interface Spellable {
  readonly words: ReadonlySet<string>;
  readonly stems: ReadonlySet<string>;
  readonly telling: ReadonlySet<string>;
}

const wordSpeller = (
  { words, telling }: Spellable,
  named: ReadonlySet<string>,
): ((word: string) => Guess | undefined) => {
  const usable = [...new Set([...words, ...named])]
    .filter(({ length }) => length >= 4)
    .map((word) => ({ word, letters: lettersOf(word) }));
  const byFirst = Map.groupBy(usable, ({ word }) => `${word.length}${word[0]}`);
  const bySecond = Map.groupBy(usable, ({ word }) => `${word.length}${word[1]}`);
  // A slip rarely changes the first letter; in a short word another letter is another word (Marte, parte).
  const alike = (word: string, length: number): typeof usable => {
    const begun = byFirst.get(`${length}${word[0]}`) ?? [];
    const other = word.length < LONG ? [] : (bySecond.get(`${length}${word[1]}`) ?? []);
    return [...begun, ...other.filter((each) => each.word[0] !== word[0])];
  };
  return (word) => {
    const limit = tolerance(word);
    const own = lettersOf(word);
    let best: Guess | undefined;
    const longest = word.length + limit;
    for (let length = word.length - limit; length <= longest; length += 1) {
      for (const { word: each, letters } of alike(word, length)) {
        const distance = isNear(own, letters, limit) ? editDistance(word, each, limit) : limit + 1;
        if (distance <= limit) {
          const nearer = named.has(each) ? NAMED : telling.has(each) ? TELLING : 0;
          const score = weigh(word, each, distance) - nearer;
          best = better(best, { word: each, score });
        }
      }
    }
    return best;
  };
};

const SHORTEST_STEM = 5;
const LONGEST_ENDING = 5;

/** "Falimenti" begins as "falliment…" does, but for a slip. */
const stemSpeller = ({ stems, telling }: Spellable): ((word: string) => Guess | undefined) => {
  const byFirst = new Map<string, string[]>();
  for (const stem of stems)
    if (stem.length >= SHORTEST_STEM)
      byFirst.set(stem[0] ?? '', [...(byFirst.get(stem[0] ?? '') ?? []), stem]);
  return (word) => {
    let best: Guess | undefined;
    for (const stem of byFirst.get(word[0] ?? '') ?? []) {
      for (const length of [stem.length - 1, stem.length, stem.length + 1]) {
        if (word.length < length || word.length - length > LONGEST_ENDING) continue;
        const begun = word.slice(0, length);
        const distance = editDistance(begun, stem, 1);
        // Other words begin alike and end as they like: a slip stands inside (attenzione, attend…).
        if (distance > 1 || (distance === 1 && begun.slice(0, stem.length - 1) === stem.slice(0, -1)))
          continue;
        // The longer the beginning, the less it is chance.
        const nearer = telling.has(stem) ? TELLING : 0;
        const score = weigh(begun, stem, distance) + 1 / stem.length - nearer;
        best = better(best, { word: stem + word.slice(length), score });
      }
    }
    return best;
  };
};

const LETTERS = 'abcdefghijklmnopqrstuvwxyz'.split('');

/** The words that a short one is when one letter was left out of it, or two changed places; it begins as they do. */
const slipsOf = (word: string): string[] => {
  const found = new Set<string>();
  for (let at = 1; at <= word.length; at += 1) {
    for (const letter of LETTERS) found.add(word.slice(0, at) + letter + word.slice(at));
    if (at + 1 < word.length) found.add(word.slice(0, at) + word[at + 1] + word[at] + word.slice(at + 2));
  }
  found.delete(word);
  return [...found];
};

/**
 * The one word that a word of three or four letters can be a slip of: one that says something by itself, else one that
 * does beside its neighbours; undefined where there are several or none.
 */
export const shortSpeller =
  (
    says: (word: string) => boolean,
    saysBeside: (word: string, at: number) => boolean,
  ): ((word: string, at: number) => string | undefined) =>
  (word, at) => {
    if (!/^[a-z]{3,4}$/.test(word)) return undefined;
    const slips = slipsOf(word);
    const own = slips.filter(says);
    const [meant, ...others] = own.length > 0 ? own : slips.filter((each) => saysBeside(each, at));
    return others.length === 0 ? meant : undefined;
  };

/** Corrects a word against whole words and beginnings of words; undefined when nothing is near enough. */
export const speller = (
  spellable: Spellable,
  named: ReadonlySet<string>,
): ((word: string) => string | undefined) => {
  const whole = wordSpeller(spellable, named);
  const begun = stemSpeller(spellable);
  return (word) => (tolerance(word) === 0 ? undefined : better(whole(word), begun(word))?.word);
};

/** Replaces the words that nothing knows by the nearest known word; says how many it changed. */
export const correct = (
  tokens: readonly Token[],
  known: (word: string, at: number) => boolean,
  nearest: (word: string, at: number) => string | undefined,
): { tokens: Token[]; corrected: number } => {
  let corrected = 0;
  const fixed = tokens.map((token, at) => {
    if (token.kind !== 'word' || known(token.norm, at)) return token;
    const word = nearest(token.norm, at);
    if (word === undefined) return token;
    corrected += 1;
    return { ...token, norm: word };
  });
  return { tokens: fixed, corrected };
};
