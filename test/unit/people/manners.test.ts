import { describe, expect, test } from 'vitest';
import { mannersOf } from '#infra/manners.ts';
import type { Person } from '#shared/contracts/person.ts';
import { createMask } from '#shared/domain/masking/mask.ts';
import { offered, offering } from '#shared/domain/people/offers.ts';
import { WORK_DAYS, workDaysOf } from '#shared/contracts/work-days.ts';
import { nextOpening } from '#shared/domain/people/opening.ts';
import { isWord, languageOfWord, wordsOf } from '#shared/domain/people/words.ts';
import { dictionary } from '#test/unit/masking/support.ts';

const all = new Map(mannersOf(['it', 'en']));

/** Every text of a tree of texts. */
const textsIn = (tree: unknown): string[] =>
  typeof tree === 'string'
    ? [tree]
    : tree !== null && typeof tree === 'object'
      ? Object.values(tree).flatMap(textsIn)
      : [];

describe.each([...all])('what is said beside answers in %s', (language, manners) => {
  const { words: _, language: __, ...said } = manners;

  test('holds no technology word', () => {
    const mask = createMask(dictionary, language);
    const masked = textsIn(said).filter((text) => mask.text(text) !== text);
    expect(masked).toEqual([]);
  });

  test('has its holes, and no others', () => {
    const holes = textsIn(said).flatMap((text) => text.match(/\{\w+\}/g) ?? []);
    expect([...new Set(holes)].sort()).toEqual(['{day}', '{name}', '{time}', '{when}']);
    expect(manners.today + manners.tomorrow).toMatch(/\{time\}.*\{time\}/);
    expect(manners.handedOverLater + manners.quietLater).toMatch(/\{when\}.*\{when\}/s);
  });

  test('names only words that are understood', () => {
    const words = wordsOf([...all.values()]);
    const named = textsIn(said).flatMap((text) => text.match(/\b[A-ZÀ-Ú]{4,}\b/g) ?? []);
    expect(new Set(named).size).toBeGreaterThan(4);
    const unknown = named.filter(
      (word) =>
        !(['stop', 'start', 'help', 'person', 'back'] as const).some((kind) => isWord(word, kind, words)),
    );
    expect(unknown).toEqual([]);
  });

  test('is short: three sentences at most, but for the first words', () => {
    const long = textsIn(said).filter(
      (text) => text.split(/[.?!](?:\s|$)/).filter(Boolean).length > 4 || text.length > 220,
    );
    expect(long).toEqual([]);
  });
});

test('a language without manners of its own has those of the first that has', () => {
  const spoken = new Map(mannersOf(['es', 'it', 'en']));
  expect(spoken.get('es')).toEqual(all.get('it'));
  expect(mannersOf(['es'])[0]?.[1]).toEqual(all.get('en'));
});

describe('words that are a whole message', () => {
  const words = wordsOf([...all.values()]);
  test.each([
    'STOP',
    'Basta!!',
    'annulla',
    'DISISCRIVI',
    ' ferma ',
    'Unsubscribe',
    'CANCEL.',
    'non scrivermi più',
    '🛑 stop',
  ])('%j stops', (text) => {
    expect(isWord(text, 'stop', words)).toBe(true);
  });
  test.each([
    '',
    '!',
    'stop al processo ordini',
    'non fermare',
    'bastano?',
    'basta con i falliti?',
    'stopped',
  ])('%j does not', (text) => {
    expect(isWord(text, 'stop', words)).toBe(false);
  });
  test('tell their language when only one has them', () => {
    expect(['basta', 'unsubscribe', 'stop', 'ieri'].map((text) => languageOfWord(text, words))).toEqual([
      'it',
      'en',
      undefined,
      undefined,
    ]);
  });
});

describe('what can be tapped', () => {
  const at = '2026-11-20T09:00:00.000Z';
  const someone = (personId: string): Person => ({
    version: 1,
    personId,
    sender: { phone: '39333111222' },
    admission: 'granted',
    offers: [],
  });
  const reply = {
    language: 'it',
    parts: [
      {
        type: 'options' as const,
        text: 't',
        open: 'o',
        options: [{ label: 'a', action: { do: 'person' as const } }],
      },
      {
        type: 'cards' as const,
        text: 't',
        cards: [1, 2].map((nth) => ({
          chart: 'c',
          text: 'x',
          option: { label: 'b', action: { do: 'say' as const, text: `q${nth}` } },
        })),
      },
    ],
  };
  const offer = (personId: string, messageId = 'm') => offering(someone(personId), reply, { messageId, at });

  test('has ids that depend on the person, which no device knows, and are the same when made again', () => {
    const ids = (one: ReturnType<typeof offer>) => one.person.offers.map(({ id }) => id);
    expect(ids(offer('p1'))).toEqual(ids(offer('p1')));
    const found = new Set([...ids(offer('p1')), ...ids(offer('p2')), ...ids(offer('p1', 'n'))]);
    expect(found.size).toBe(9);
  });

  test('is found for thirty days', () => {
    const { person } = offer('p1');
    const [, , last] = person.offers;
    expect(offered(person, last?.id ?? '', '2026-12-20T08:59:59.000Z')).toEqual({ do: 'say', text: 'q2' });
    expect(offered(person, last?.id ?? '', '2026-12-20T09:00:00.000Z')).toBeUndefined();
    expect(offered(person, 'x', at)).toBeUndefined();
  });

  test('the oldest goes first', () => {
    let person = someone('p1');
    for (let nth = 0; nth < 30; nth += 1)
      ({ person } = offering(person, reply, { messageId: `m${nth}`, at }));
    expect(person.offers).toHaveLength(60);
    const { offers } = offer('p1', 'm29').person;
    expect(person.offers.slice(-3)).toEqual(offers);
  });
});

// 20 November 2026 is a Friday.
test.each([
  ['2026-11-20T04:59:00.000Z', '06:00', '20:00', 'mon-fri', { day: 'today', time: '06:00' }],
  ['2026-11-20T05:00:00.000Z', '06:00', '20:00', 'mon-fri', undefined],
  ['2026-11-20T19:00:00.000Z', '06:00', '20:00', 'mon-sun', { day: 'tomorrow', time: '06:00' }],
  ['2026-11-20T19:00:00.000Z', '06:00', '20:00', 'mon-fri', { day: 1, time: '06:00' }],
  ['2026-11-21T10:00:00.000Z', '06:00', '20:00', 'mon-fri', { day: 1, time: '06:00' }],
  ['2026-11-21T04:00:00.000Z', '06:00', '20:00', 'mon-sat', { day: 'today', time: '06:00' }],
  ['2026-11-22T19:00:00.000Z', '06:00', '20:00', 'mon-fri', { day: 'tomorrow', time: '06:00' }],
  ['2026-11-20T10:00:00.000Z', '06:00', '20:00', 'tue,thu', { day: 2, time: '06:00' }],
  ['2026-11-20T19:00:00.000Z', '06:00', '20:00', 'fri', { day: 5, time: '06:00' }],
  ['2026-11-20T12:00:00.000Z', '22:00', '06:00', 'mon-fri', { day: 'today', time: '22:00' }],
  ['2026-11-20T02:00:00.000Z', '22:00', '06:00', 'mon-fri', undefined],
  // The shift of Friday goes on in the small hours of Saturday; none of Sunday does in those of Monday.
  ['2026-11-21T02:00:00.000Z', '22:00', '06:00', 'mon-fri', undefined],
  ['2026-11-23T02:00:00.000Z', '22:00', '06:00', 'mon-fri', { day: 'today', time: '22:00' }],
  ['2026-11-20T02:00:00.000Z', '00:00', '00:00', 'mon-fri', undefined],
  ['2026-11-21T02:00:00.000Z', '00:00', '00:00', 'mon-fri', { day: 1, time: '00:00' }],
])(
  'at %s, where people work from %s to %s on %s, the next start is %j',
  (at, workStart, workEnd, days, expected) => {
    const workDays = workDaysOf(days);
    expect(nextOpening(at, { idleMs: 0, workStart, workEnd, workDays, timeZone: 'Europe/Rome' })).toEqual(
      expected,
    );
  },
);

test('working days are told as a span, over the end of the week too, or one by one', () => {
  expect(workDaysOf('mon-fri')).toEqual([1, 2, 3, 4, 5]);
  expect(workDaysOf('sat-mon')).toEqual([6, 7, 1]);
  expect(workDaysOf('tue,sun')).toEqual([2, 7]);
  for (const wrong of ['', 'monday', 'mon-', 'mon-fri-sun', 'mon,', 'Mon-Fri'])
    expect(wrong).not.toMatch(WORK_DAYS);
});
