import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { packRows } from '#shared/domain/masking/double-array.ts';

const WIDTH = 8;

/** Each row's number behind a letter, of the words given; rows are numbered as they are met. */
const rowsOf = (words: readonly number[][]) => {
  const table: number[][] = [Array<number>(WIDTH).fill(0)];
  const ends = words.map((word) =>
    word.reduce((row, letter) => {
      const known = table[row]?.[letter] ?? 0;
      if (known !== 0) return known;
      table.push(Array<number>(WIDTH).fill(0));
      (table[row] ?? [])[letter] = table.length - 1;
      return table.length - 1;
    }, 0),
  );
  return { rows: Uint16Array.from(table.flat()), size: table.length, ends };
};

const letter = fc.integer({ min: 1, max: WIDTH - 1 });
const words = fc.array(fc.array(letter, { minLength: 1, maxLength: 6 }), { maxLength: 60 });

test('every step of the table is one of the automaton, and no other is', () => {
  fc.assert(
    fc.property(words, (some) => {
      const { rows, size } = rowsOf(some);
      const { automaton, stateOf } = packRows(rows, size, WIDTH);
      const { base, owner } = automaton;
      for (let row = 0; row < size; row++)
        for (let at = 0; at < WIDTH; at++) {
          const state = stateOf[row] ?? -1;
          const next = (base[state] ?? 0) + at;
          const behind = rows[row * WIDTH + at] ?? 0;
          expect(owner[next] === state ? next : 0).toBe(behind === 0 ? 0 : stateOf[behind]);
        }
      expect(new Set(stateOf).size).toBe(size);
    }),
  );
});

test('too many rows are refused', () => {
  const size = 0x10000;
  const rows = new Uint16Array(size * 2);
  for (let row = 0; row + 1 < size; row++) rows[row * 2 + 1] = row + 1;
  expect(() => packRows(rows, size, 2)).toThrow('too large');
});
