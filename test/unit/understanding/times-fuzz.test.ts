import { Temporal } from 'temporal-polyfill';
import { describe, expect, test } from 'vitest';
import { instantOf, timeCases, timesOf, ZONE } from '#test/support/times-table.ts';

/** The same numbers every time: a failure can be looked at again. */
const chance = (seed: number): ((count: number) => number) => {
  let state = seed;
  return (count) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 2 ** 32) * count);
  };
};

const LANGUAGES = ['it', 'en'];
const CASES = LANGUAGES.flatMap(timeCases);
/** What is over or goes on; some hours of today may yet have to come. */
const PAST = CASES.filter(
  ({ text, future, impossible }) =>
    future === undefined &&
    impossible === undefined &&
    !/\b(?:dopo|after|oggi pomeriggio|this afternoon|10 di oggi|10am today)\b/.test(text),
);

const LEADS = {
  any: [
    '',
    '',
    '',
    'da',
    'dal',
    'from',
    'between',
    'tra',
    'since',
    'until',
    'fino a',
    'prima di',
    'before',
    'non',
    'not',
    'solo',
    'only',
    'tranne',
    'except',
    'ogni',
    'every',
    'alle',
    'at',
  ],
  later: ['dopo', 'after', 'due settimane dopo', 'the day after', 'prossimo', 'next', 'tra tre giorni'],
};
const JOINTS = [
  'e',
  'and',
  ',',
  'contro',
  'vs',
  'anzi',
  'no wait',
  'a',
  'to',
  '-',
  '+',
  'o',
  'or',
  'rispetto a',
  'compared with',
  'ma',
  'but',
  'alle',
  'di',
  'of',
  'sorry',
  'and the week before',
  'e il mese prima',
  '?',
];

const endOfToday = (instant: string): number =>
  Temporal.Instant.from(instant).toZonedDateTimeISO(ZONE).startOfDay().add({ days: 1 }).epochMilliseconds;

describe('any words of time, in any order', () => {
  const pick = chance(20_261_118);
  const of = <T>(items: readonly T[]): T => {
    const item = items[pick(items.length)];
    if (item === undefined) throw new Error('nothing to pick from');
    return item;
  };
  const texts = (count: number, leads: readonly string[]): { text: string; instant: string }[] =>
    Array.from({ length: count }, () => {
      const { now } = of(PAST);
      const pieces = PAST.filter((each) => each.now === now);
      const text = Array.from({ length: 1 + pick(3) }, () => `${of(leads)} ${of(pieces).text}`);
      return { text: text.join(` ${of(JOINTS)} `), instant: instantOf(now) };
    });

  test('expressions of the past, put together, never throw, run backwards or reach into the future', () => {
    const faults = texts(1_500, LEADS.any).filter(({ text, instant }) => {
      const { ranges } = timesOf(text, of(LANGUAGES), instant);
      return ranges.some(({ range, future }) => {
        const [from, to] = [Date.parse(range.from), Date.parse(range.to)];
        return future || from >= to || from > Date.parse(instant) || to > endOfToday(instant);
      });
    });
    expect(faults).toEqual([]);
  });

  test('with words of what comes later they never throw nor run backwards', () => {
    const faults = texts(500, [...LEADS.any, ...LEADS.later]).filter(({ text, instant }) =>
      timesOf(text, of(LANGUAGES), instant).ranges.some(({ range }) => range.from >= range.to),
    );
    expect(faults).toEqual([]);
  });

  test('nor do their words in no order at all', () => {
    const words = [...new Set(CASES.flatMap(({ text }) => text.split(' ')))];
    const faults = Array.from({ length: 1_500 }, () =>
      Array.from({ length: 1 + pick(9) }, () => of(words)).join(' '),
    ).filter((text) =>
      timesOf(text, of(LANGUAGES), instantOf(of(CASES).now)).ranges.some(
        ({ range }) => range.from >= range.to,
      ),
    );
    expect(faults).toEqual([]);
  });

  test('hours and weekdays that recur are some of those there are, each once', () => {
    const faults = texts(500, LEADS.any).filter(({ text, instant }) =>
      timesOf(text, of(LANGUAGES), instant).windows.some(({ recurring: { field, values } }) => {
        const fits = (value: number): boolean =>
          Number.isInteger(value) && (field === 'hour' ? value >= 0 && value < 24 : value > 0 && value < 8);
        return values.length === 0 || new Set(values).size < values.length || !values.every(fits);
      }),
    );
    expect(faults).toEqual([]);
  });
});
