const LETTER_BITS = 6;
export const HASH_BITS = 20;
/** Spreads packed letters over the places of a table. */
export const HASH_FACTOR = 0x9e3779b1 | 0;

/** The last letters of a word of more are looked up with its length; a shorter word with the two letters behind it. */
export const PACKED = 5;
/** Stands for nothing, and for anything, behind a short word. */
export const NOTHING = 0;
export const ANYTHING = 1;

/** A bit for each beginning of a term that may be a word of a text, at the place of two numbers. */
export type Beginnings = Uint8Array;

const pack = (letters: readonly number[]): number =>
  letters.reduce((packed, letter) => (packed << LETTER_BITS) | letter, 0);

export const createBeginnings = (terms: Iterable<readonly number[]>): Beginnings => {
  const bits = new Uint8Array(1 << (HASH_BITS - 3));
  const add = (word: number, more: number): void => {
    const place = Math.imul(Math.imul(word, HASH_FACTOR) + more, HASH_FACTOR) >>> (32 - HASH_BITS);
    bits[place >> 3] = (bits[place >> 3] ?? 0) | (1 << (place & 7));
  };
  for (const letters of terms)
    for (let size = 1; size <= letters.length; size++) {
      const word = pack(letters.slice(Math.max(0, size - PACKED), size));
      if (size > PACKED) add(word, size);
      else {
        // Behind a whole term nothing is packed: `NOTHING`.
        add(word, ANYTHING);
        add(word, pack(letters.slice(size, size + 2)));
      }
    }
  return bits;
};
