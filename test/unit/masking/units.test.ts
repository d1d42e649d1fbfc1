import { expect, test } from 'vitest';
import { createUnits } from '#shared/domain/masking/units.ts';

const read = (unitsOf: ReturnType<typeof createUnits>, text: string): string =>
  String.fromCharCode(...unitsOf(text).subarray(0, text.length));

test('a text is read unit by unit, whatever it holds and however long it is', () => {
  const unitsOf = createUnits();
  for (const text of ['', 'città 🚀', '\ud83d', 'a'.repeat(1023), 'b'.repeat(1024), 'c'.repeat(5000), 'd'])
    expect(read(unitsOf, text)).toBe(text);
});

test('behind a text stands nothing of the one before', () => {
  const unitsOf = createUnits();
  for (const length of [1024, 3000, 1024, 1, 0, 2048, 5999, 6000])
    expect(unitsOf('x'.repeat(length))[length]).toBe(0);
});

test('short texts are read in the same place: nothing is taken anew', () => {
  const unitsOf = createUnits();
  expect(unitsOf('uno')).toBe(unitsOf('due'));
  expect(unitsOf('x'.repeat(1023))).toBe(unitsOf('y'));
});
