import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { stretchesAround } from '#shared/domain/masking/around.ts';
import type { Stretch } from '#shared/domain/masking/code-lines.ts';
import { createUnits } from '#shared/domain/masking/units.ts';
import { dictionary, disguises, lines, masks } from './support.ts';

const unitsOf = createUnits();
const around = (text: string, stretches: Stretch[], letters: number, behind = letters): string[] =>
  stretchesAround(unitsOf(text), text.length, stretches, letters, behind).map(([from, to]) =>
    text.slice(from, to),
  );

test('so many letters on either side, and whole words', () => {
  expect(around('uno due tre NUOVO sei sette otto', [[12, 17]], 4)).toEqual([' due tre NUOVO sei sette']);
});

test('more on one side than on the other', () => {
  expect(around('uno due tre NUOVO sei sette otto', [[12, 17]], 4, 0)).toEqual([' due tre NUOVO']);
  expect(around('uno due tre NUOVO sei sette otto', [[12, 17]], 0, 4)).toEqual([' NUOVO sei sette']);
  expect(around('uno due treNUOVOsei sette otto', [[11, 16]], 0, 0)).toEqual([' treNUOVOsei']);
});

test('signs between letters do not count', () => {
  expect(around('uno d - u - e NUOVO s. e. i. sette', [[14, 19]], 3)).toEqual([' d - u - e NUOVO s. e. i.']);
});

test('to the end of a line as to a blank, and no further than the text', () => {
  expect(around('uno\ndue tre NUOVO\nsei sette', [[12, 17]], 1)).toEqual([' tre NUOVO\nsei']);
  expect(around('uno\ndue\nNUOVO sei\nsette', [[8, 13]], 1)).toEqual(['\ndue\nNUOVO sei']);
  expect(stretchesAround(unitsOf('uno due'), 7, [[0, 3]], 50, 50)).toEqual([[0, 7]]);
  expect(stretchesAround(unitsOf('uno due'), 7, [[5, 7]], 50, 0)).toEqual([[0, 7]]);
  expect(stretchesAround(unitsOf(''), 0, [[0, 0]], 50, 50)).toEqual([[0, 0]]);
});

test('near each other they are one, far from each other they are two', () => {
  expect(
    around(
      'a NUOVO b c d e f ALTRO g',
      [
        [2, 7],
        [18, 23],
      ],
      3,
    ),
  ).toEqual(['a NUOVO b c d e f ALTRO g']);
  expect(
    around(
      'a NUOVO b c d e f ALTRO g',
      [
        [2, 7],
        [18, 23],
      ],
      1,
    ),
  ).toEqual(['a NUOVO b', ' f ALTRO g']);
});

test('of no stretch there is nothing', () => {
  expect(around('uno due', [], 3)).toEqual([]);
});

const terms = dictionary.lists.flatMap((list) => list.terms);
const ordinary = lines('ordinary.it.txt').flatMap((line) => line.split(' '));
const apart = disguises['letter by letter'] ?? ((text: string) => text);
const word = fc.oneof(
  fc.constantFrom(...terms),
  fc.constantFrom(...terms).map(apart),
  fc.constantFrom(...ordinary),
);
const sign = fc.constantFrom(' ', ' ', ' ', '-', "'", ', ', '. ', '\n', '5', ' (', '/');
const text = fc.array(fc.tuple(word, sign), { maxLength: 9 }).map((parts) => parts.flat().join(''));

test.each(Object.entries(masks))('reading there finds all that reading everything finds (%s)', (_, mask) => {
  fc.assert(
    fc.property(text, (any) => {
      expect(mask.leaks(mask.text(any))).toEqual([]);
    }),
    { numRuns: 4000 },
  );
});

test('a long term in single letters is seen, far as its end may be', () => {
  const long = apart('ProvisionedThroughputExceededException').replaceAll('  ', ' ');
  const masked = masks.it.text(`${long}5${apart('semantic versioning')}`);
  expect(masks.it.leaks(masked)).toEqual([]);
});
