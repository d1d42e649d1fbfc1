import { beforeEach, describe, expect, test, vi } from 'vitest';

// The tables are made anew in each test: an error in the making is to be seen.
let looks: typeof import('#shared/domain/masking/looks.ts');
beforeEach(async () => {
  vi.resetModules();
  looks = await import('#shared/domain/masking/looks.ts');
});

/** The sentences of a text as one glances at it, `odd` where one needs a closer look; a text ends in a state. */
const glance = (text: string): { sentences: string[]; isOdd: boolean; state: number } => {
  const sentences: string[] = [];
  let state = 0;
  let start = 0;
  for (let at = 0; at < text.length; at++) {
    const look = looks.learn(text.charCodeAt(at));
    state = looks.nextStates[(state & 0xf0) | ((look >> looks.KIND_SHIFT) & 15)] ?? 0;
    if ((state & looks.SENTENCE) === 0) continue;
    sentences.push(((state & looks.ODD) === 0 ? '' : 'odd: ') + text.slice(start, at + 1));
    start = at + 1;
  }
  return { sentences, isOdd: (state & looks.ODD) !== 0, state };
};

describe('ordinary writing is not odd', () => {
  test.each([
    'Le consegne sono in linea.',
    "Dell'Emilia, l’ora e-mail «Pronto»",
    '“Pronto”, disse. Poi: «via»…',
    '1.234,50 € e 10:30:15 o 12.03.2026',
    '1.234.567, 10,5; 3! 4? 7.',
    '-5, 3',
    'Sì! Davvero?! Va bene... Basta.',
    'Nota: domani, poi. Fine: -',
    'È così – «Là»',
    'Bene 🚀 bravo 🤖!',
    '12, 13',
    '1,5.',
    '1.5.',
    '1.5.3.',
    'ora:',
    '10:30.',
    '10:30:',
    '10:30:15:',
    'Ciao.” Poi',
    ':- ecco',
    ':! ecco',
    'Ciao»: ecco',
    'Bene 🐀',
    'e—: via',
    '',
  ])('%s', (text) => {
    expect(glance(`${text} `).isOdd).toBe(false);
  });
});

describe('what may be technical is odd', () => {
  test.each([
    'aB',
    'ABC',
    'a7',
    '7a',
    'a_b',
    'a/b',
    'a(b)',
    'a.b',
    'a:b',
    'a;b',
    'a!B',
    'a.7',
    'a,7',
    '-7a',
    '1.2.3.4',
    '1:2:3:4',
    '1.a',
    '1..2',
    '1.,2',
    '1.5.a',
    '1.5,a',
    '1.5.,',
    '1.5.!',
    '1.5.3a',
    '.net',
    '.7',
    ':a',
    'a::',
    'ok.:',
    'ok:.',
    'ok.,a',
    'ok.🚀a',
    '\ud800\udc00',
    'ж',
    'ａ',
    'a\u200b',
    'a\u0301',
    '\u0000',
    '𝐀',
    '𝟎',
    '\ud835\udff0',
    '1 \ud83d\udff0',
    '1 \ud83d\udff9',
  ])('%s', (text) => {
    expect(glance(`${text} `).isOdd).toBe(true);
    expect(glance(`Ieri ${text} `).isOdd).toBe(true);
  });

  test('digits of keyboards and mathematics alone, not the signs beside them', () => {
    expect(glance('\ud83d\udfef \ud83d\udffa').isOdd).toBe(false);
  });
});

describe('sentences end', () => {
  test.each<[string, string[]]>([
    ['Uno. Due', ['Uno. ']],
    ['Uno! Due? Tre; ', ['Uno! ', 'Due? ', 'Tre; ']],
    ['Uno.\nDue', ['Uno.\n']],
    ['Uno... Due', ['Uno... ']],
    ['Uno?! Due', ['Uno?! ']],
    ['Ciao». E via»! Due', ['Ciao». ', 'E via»! ']],
    ['uno . due', ['uno . ']],
    ['uno ! due', ['uno ! ']],
    ['uno: ! due', ['uno: ! ']],
    ['uno:! due', ['uno:! ']],
    // Behind a number a full stop may be anything.
    ['1,5. Due', []],
    ['1,5! Due', ['1,5! ']],
    ['1.5! Due', ['1.5! ']],
    ['1.5.3! Due', ['1.5.3! ']],
    ['1.5.3. Due', []],
    ['a_b. Due. Tre', ['odd: a_b. ', 'Due. ']],
    ['a_! Due! Tre', ['odd: a_! ', 'Due! ']],
    ['a_... Due', ['odd: a_... ']],
    ['a_?!. Due', ['odd: a_?!. ']],
    ['a_b.c Due', []],
    ['Uno, due', []],
    ['Uno: due', []],
    ['Uno.', []],
    ['Uno.” Due', []],
    ['Uno\n\nDue', []],
    [': ', []],
  ])('in %j: %j', (text, sentences) => {
    expect(glance(text).sentences).toEqual(sentences);
  });

  test('what was odd in one is none of the next', () => {
    expect(glance('a_b. D').state).toBe(looks.WORD);
    expect(glance('a_b. D ').isOdd).toBe(false);
  });
});

test('a look tells letters, small ones, and digits, and the letter without its accent', () => {
  const seen = (char: string): unknown[] => {
    const look = looks.learn(char.charCodeAt(0));
    const of = { letter: looks.LETTER, small: looks.SMALL, digit: looks.DIGIT };
    return [
      ...Object.entries(of).flatMap(([name, bit]) => ((look & bit) === 0 ? [] : [name])),
      look & looks.LETTER_MASK,
    ];
  };
  expect(seen('a')).toEqual(['letter', 'small', 1]);
  expect(seen('z')).toEqual(['letter', 'small', 26]);
  expect(seen('A')).toEqual(['letter', 1]);
  expect(seen('ò')).toEqual(['letter', 'small', 15]);
  expect(seen('é')).toEqual(['letter', 'small', 5]);
  expect(seen('7')).toEqual(['digit', 34]);
  expect(seen('ж').slice(0, -1)).toEqual(['letter']);
  for (const char of ' .,:_\n\u200b🚀') expect(seen(char).slice(0, -1)).toEqual([]);
});

test('what was seen of a unit is kept, and Latin letters are known from the start', () => {
  expect(Array.from(looks.looks.subarray(0, 0x100)).includes(0)).toBe(false);
  expect(looks.looks[0x100]).toBe(0);
  expect(looks.learn(0x416)).toBe(looks.looks[0x416]);
  expect(looks.looks[0x416]).not.toBe(0);
});
