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

/** The words that spelling is corrected against, bucketed by length. */
export const speller = (
  vocabularies: readonly ReadonlySet<string>[],
): ((word: string) => string | undefined) => {
  const byLength = new Map<number, Set<string>>();
  for (const word of vocabularies.flatMap((words) => [...words])) {
    if (word.length < 4) continue;
    const bucket = byLength.get(word.length) ?? new Set();
    byLength.set(word.length, bucket.add(word));
  }
  return (word) => {
    const limit = tolerance(word);
    let best: { word: string; score: number } | undefined;
    if (limit === 0) return undefined;
    const longest = word.length + limit;
    for (let length = word.length - limit; length <= longest; length += 1) {
      for (const each of byLength.get(length) ?? []) {
        // A slip rarely changes the first letter; in a short word another letter is another word (Marte, parte).
        if (each[0] !== word[0] && (word.length < 7 || each[1] !== word[1])) continue;
        const distance = editDistance(word, each, limit);
        // Among equals the word that begins alike is meant.
        const score = distance + (each[0] === word[0] ? 0 : 0.5);
        if (distance <= limit && (!best || score < best.score)) best = { word: each, score };
      }
    }
    return best?.word;
  };
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
