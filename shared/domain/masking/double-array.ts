const MOST_STATES = 0xffff;
const NOBODY = 0xffff;

/**
 * An automaton in two short arrays (Aoe, "An efficient digital search algorithm by using a double-array structure",
 * 1989): the state behind a letter is `base[state] + letter`, where `owner` names the state that leads there. The
 * first state is 0, which no letter leads to.
 */
export interface DoubleArray {
  base: Uint16Array;
  owner: Uint16Array;
}

/**
 * Packs a table of `size` rows of `width` letters, each a row's number or 0. Letters are not 0.
 * @returns the automaton, and its state for each row
 * @throws Error when there are too many rows
 */
export const packRows = (
  rows: Uint16Array,
  size: number,
  width: number,
): { automaton: DoubleArray; stateOf: Uint16Array } => {
  const base = new Uint16Array(MOST_STATES + width);
  const owner = new Uint16Array(MOST_STATES + width).fill(NOBODY);
  const stateOf = new Uint16Array(size);
  const isFree = (state: number): boolean => (owner[state] ?? NOBODY) === NOBODY;
  let firstFree = 1;
  const place = (row: number): void => {
    const letters: number[] = [];
    for (let letter = 1; letter < width; letter++) if (rows[row * width + letter] !== 0) letters.push(letter);
    const [first] = letters;
    if (first === undefined) return;
    while (!isFree(firstFree)) firstFree++;
    let start = Math.max(0, firstFree - first);
    while (!letters.every((letter) => isFree(start + letter))) start++;
    if (start + width > MOST_STATES)
      throw new Error('masking: the dictionary is too large for its automaton');
    const state = stateOf[row] ?? 0;
    base[state] = start;
    for (const letter of letters) {
      owner[start + letter] = state;
      stateOf[rows[row * width + letter] ?? 0] = start + letter;
    }
  };
  // A row is numbered after the one that leads to it.
  for (let row = 0; row < size; row++) place(row);
  return { automaton: { base, owner }, stateOf };
};
