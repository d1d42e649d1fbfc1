const LETTER_BITS = 6;
const HASH_BITS = 16;
/** Spreads packed letters over the places of a table. */
export const HASH_FACTOR = 0x9e3779b1 | 0;

/** What terms begin with: most words are told by it. Each table holds 1 at the place of some letters. */
export interface Beginnings {
  /** Of the hash of the first four of a longer term. */
  fours: Uint8Array;
  /** Of the hash of a term of three letters. */
  threes: Uint8Array;
  /** Of a term of two letters. */
  twos: Uint8Array;
}

const hash = (letters: number): number => Math.imul(letters, HASH_FACTOR) >>> (32 - HASH_BITS);
const pack = (letters: readonly number[]): number =>
  letters.reduce((packed, letter) => (packed << LETTER_BITS) | letter, 0);

export const createBeginnings = (terms: Iterable<readonly number[]>): Beginnings => {
  const fours = new Uint8Array(1 << HASH_BITS);
  const threes = new Uint8Array(1 << HASH_BITS);
  const twos = new Uint8Array(1 << (2 * LETTER_BITS));
  for (const letters of terms) {
    if (letters.length > 3) fours[hash(pack(letters.slice(0, 4)))] = 1;
    else if (letters.length === 3) threes[hash(pack(letters))] = 1;
    else twos[pack(letters)] = 1;
  }
  return { fours, threes, twos };
};
