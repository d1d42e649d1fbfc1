/** So many characters are looked at from the start of a word, each kept in so many bits: 0 for what is no letter. */
export const SEEN = 5;
export const SEEN_BITS = 5;
const ALL_BITS = (1 << SEEN_BITS) - 1;

/** What was seen has its place in a table of bits. */
export const HASH_BITS = 20;
export const HASH_FACTOR = 0x9e3779b1 | 0;

/** A bit for each way in which a term may begin in a text, whatever stands between its letters. */
export type Beginnings = Uint8Array;

export const createBeginnings = (terms: Iterable<readonly number[]>): Beginnings => {
  const bits = new Uint8Array(1 << (HASH_BITS - 3));
  const set = (kept: number): void => {
    const place = Math.imul(kept, HASH_FACTOR) >>> (32 - HASH_BITS);
    bits[place >> 3] = (bits[place >> 3] ?? 0) | (1 << (place & 7));
  };
  /** All ways to go on behind what was `kept` of so many characters, `read` letters of the term among them. */
  const add = (letters: readonly number[], read: number, seen: number, kept: number): void => {
    const left = (SEEN - seen) * SEEN_BITS;
    const letter = letters[read];
    if (left === 0) set(kept);
    else if (letter === undefined)
      // Behind a whole term something else stands than a letter, and then anything.
      for (let any = 0; any < 1 << (left - SEEN_BITS); any++) set((kept << left) | any);
    else {
      add(letters, read + 1, seen + 1, (kept << SEEN_BITS) | (letter & ALL_BITS));
      add(letters, read, seen + 1, kept << SEEN_BITS);
    }
  };
  for (const letters of terms) add(letters, 1, 1, (letters[0] ?? 0) & ALL_BITS);
  return bits;
};
