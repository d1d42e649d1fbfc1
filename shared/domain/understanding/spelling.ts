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

/** Of two words as near, one that a name has is meant. */
const NAMED = 0.3;

const wordSpeller = (
  words: ReadonlySet<string>,
  named: ReadonlySet<string>,
): ((word: string) => Guess | undefined) => {
  const byLength = new Map<number, Set<string>>();
  for (const word of [...words, ...named]) {
    if (word.length < 4) continue;
    const bucket = byLength.get(word.length) ?? new Set();
    byLength.set(word.length, bucket.add(word));
  }
  return (word) => {
    const limit = tolerance(word);
    let best: Guess | undefined;
    const longest = word.length + limit;
    for (let length = word.length - limit; length <= longest; length += 1) {
      for (const each of byLength.get(length) ?? []) {
        // A slip rarely changes the first letter; in a short word another letter is another word (Marte, parte).
        if (each[0] !== word[0] && (word.length < 7 || each[1] !== word[1])) continue;
        const distance = editDistance(word, each, limit);
        if (distance <= limit) {
          const score = weigh(word, each, distance) - (named.has(each) ? NAMED : 0);
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
const stemSpeller = (stems: ReadonlySet<string>): ((word: string) => Guess | undefined) => {
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
        const score = weigh(begun, stem, distance) + 1 / stem.length;
        best = better(best, { word: stem + word.slice(length), score });
      }
    }
    return best;
  };
};

/** Corrects a word against whole words and beginnings of words; undefined when nothing is near enough. */
export const speller = (
  words: ReadonlySet<string>,
  named: ReadonlySet<string>,
  stems: ReadonlySet<string>,
): ((word: string) => string | undefined) => {
  const whole = wordSpeller(words, named);
  const begun = stemSpeller(stems);
  return (word) => (tolerance(word) === 0 ? undefined : better(whole(word), begun(word))?.word);
};

/** Replaces the words that nothing knows by the nearest known word; says how many it changed. */
export const correct = (
  tokens: readonly Token[],
  known: (word: string) => boolean,
  nearest: (word: string) => string | undefined,
): { tokens: Token[]; corrected: number } => {
  let corrected = 0;
  const fixed = tokens.map((token) => {
    if (token.kind !== 'word' || token.norm.length < 5 || known(token.norm)) return token;
    const word = nearest(token.norm);
    if (word === undefined) return token;
    corrected += 1;
    return { ...token, norm: word };
  });
  return { tokens: fixed, corrected };
};
