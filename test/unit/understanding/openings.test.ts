import { expect, test } from 'vitest';
import { talk } from '#test/support/dialogue.ts';

const WORDS = ['and', 'e', 'ok', 'no', 'morning', 'ciao', 'so', 'allora', 'thanks', 'scusa', 'good', 'sera'];
const MARKS = ['', '!', '?', '.', ','];

// Each word alone and before each other, with every mark: a message that only opens comes to an end.
const openings = WORDS.flatMap((one) =>
  MARKS.flatMap((mark) => [`${one}${mark}`, ...WORDS.map((other) => `${one}${mark} ${other}${mark}`)]),
);

test.each(['errors today', 'quale processo ha più errori?'])('what only opens, behind “%s”', (first) => {
  const sure = openings.filter((text) => {
    const { kind, confidence } = talk([first, text]);
    return kind === 'query' && confidence > 0.9;
  });
  expect(sure).toEqual([]);
});
