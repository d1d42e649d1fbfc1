/** A reproducible source of chance: the same seed gives the same numbers on every machine. */
export type Random = {
  /** Uniform in [0, 1). */
  next(): number;
  /** Whole number from `low` to `high`, both included. */
  int(low: number, high: number): number;
  chance(probability: number): boolean;
  /** Standard normal. */
  normal(): number;
  /** Log-normal with this median. */
  around(median: number, spread: number): number;
  pick<Item>(items: readonly [Item, ...Item[]]): Item;
  /** Every `#` of the text becomes a digit. */
  digits(text: string): string;
  /** `length` letters and digits, as n8n makes its identifiers. */
  id(length: number): string;
  uuid(): string;
};

const LETTERS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789';

// FNV-1a with a final mix, once for each of the four words of state.
const word = (text: string, salt: number): number => {
  let hash = (2166136261 ^ salt) >>> 0;
  for (let index = 0; index < text.length; index += 1) {
    hash = Math.imul(hash ^ text.charCodeAt(index), 16777619);
  }
  hash = Math.imul(hash ^ (hash >>> 16), 2246822507);
  return (hash ^ (hash >>> 13)) >>> 0;
};

// sfc32, a small generator that passes PractRand.
const generator = (seed: string): (() => number) => {
  let [a, b, c, counter] = [word(seed, 1), word(seed, 2), word(seed, 3), 1];
  const next = () => {
    const sum = (a + b + counter) | 0;
    counter = (counter + 1) | 0;
    a = b ^ (b >>> 9);
    b = (c + (c << 3)) | 0;
    c = ((c << 21) | (c >>> 11)) + sum;
    return (sum >>> 0) / 4294967296;
  };
  for (let turn = 0; turn < 12; turn += 1) {
    next();
  }
  return next;
};

export const randomOf = (seed: string): Random => {
  const next = generator(seed);
  const int = (low: number, high: number) => low + Math.floor(next() * (high - low + 1));
  const normal = () => Math.sqrt(-2 * Math.log(1 - next())) * Math.cos(2 * Math.PI * next());
  const hex = (length: number) => Array.from({ length }, () => int(0, 15).toString(16)).join('');
  return {
    next,
    int,
    normal,
    chance: (probability) => next() < probability,
    around: (median, spread) => median * Math.exp(spread * normal()),
    pick: (items) => items[int(0, items.length - 1)] ?? items[0],
    digits: (text) => text.replaceAll('#', () => String(int(0, 9))),
    id: (length) => Array.from({ length }, () => LETTERS.charAt(int(0, LETTERS.length - 1))).join(''),
    uuid: () => `${hex(8)}-${hex(4)}-4${hex(3)}-${'89ab'.charAt(int(0, 3))}${hex(3)}-${hex(12)}`,
  };
};
