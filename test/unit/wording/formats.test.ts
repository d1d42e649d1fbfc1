import { describe, expect, test } from 'vitest';
import { formatMoment, formatPeriod } from '#shared/domain/language/format-date.ts';
import { elide, formatCount, formatDuration, formatPercent } from '#shared/domain/language/format.ts';
import { article } from '#shared/domain/wording/agreement.ts';
import { now, ranges, timeZone, wordings } from '#test/support/wordings.ts';

const { it: italian, en: english } = wordings;

test.each([
  [0, '0', '0'],
  [1441, '1.441', '1,441'],
  [1234567, '1.234.567', '1,234,567'],
  [62.857, '62,9', '62.9'],
  [0.02, '0,02', '0.02'],
])('the count %d', (value, inItalian, inEnglish) => {
  expect(formatCount(value, italian)).toBe(inItalian);
  expect(formatCount(value, english)).toBe(inEnglish);
});

test.each([
  [0, '0 %', '0%'],
  [5, '5 %', '5%'],
  [13.2353, '13,2 %', '13.2%'],
  [0.02, 'meno dello 0,1 %', 'less than 0.1%'],
  [99.97, 'oltre il 99,9 %', 'more than 99.9%'],
  [100, '100 %', '100%'],
])('the share %d', (value, inItalian, inEnglish) => {
  expect(formatPercent(value, italian)).toBe(inItalian);
  expect(formatPercent(value, english)).toBe(inEnglish);
});

test.each([
  [0, '0 secondi', '0 seconds'],
  [0.0004, '0,4 millesimi di secondo', '0.4 milliseconds'],
  [0.001, '1 millesimo di secondo', '1 millisecond'],
  [0.035, '35 millesimi di secondo', '35 milliseconds'],
  [0.95, '0,95 secondi', '0.95 seconds'],
  [1, '1 secondo', '1 second'],
  [16.7857, '16,8 secondi', '16.8 seconds'],
  [59.97, '1 minuto', '1 minute'],
  [125, '2 minuti e 5 secondi', '2 minutes and 5 seconds'],
  [3599.9, '1 ora', '1 hour'],
  [48240, '13 ore e 24 minuti', '13 hours and 24 minutes'],
  [97200, '1 giorno e 3 ore', '1 day and 3 hours'],
])('the duration of %d seconds', (value, inItalian, inEnglish) => {
  expect(formatDuration(value, italian)).toBe(inItalian);
  expect(formatDuration(value, english)).toBe(inEnglish);
});

test('working time stays in hours', () => {
  expect(formatDuration(180_000, italian, 'hour')).toBe('50 ore');
});

const spoken = (range: { from: string; to: string }, wording = italian): string =>
  formatPeriod(range, now, timeZone, wording)
    .pieces.map((piece) => (typeof piece === 'string' ? piece : piece.text))
    .join('');
const edges = (range: { from: string; to: string }): string[] =>
  formatPeriod(range, now, timeZone, italian).pieces.flatMap((piece) =>
    typeof piece === 'string' ? [] : [piece.value],
  );

describe('periods', () => {
  test.each([
    [ranges.today, 'oggi, sabato 21 novembre', 'today, Saturday 21 November'],
    [ranges.yesterday, 'ieri, venerdì 20 novembre', 'yesterday, Friday 20 November'],
    [ranges.thisWeek, 'questa settimana, da lunedì 16 a oggi', 'this week, from Monday 16 to today'],
    [ranges.lastWeek, 'la settimana scorsa, dal 9 al 15 novembre', 'last week, from 9 to 15 November'],
    [ranges.weekBefore, "nella settimana dal 2 all'8 novembre", 'in the week from 2 to 8 November'],
    [ranges.thisMonth, 'questo mese, dal 1º novembre a oggi', 'this month, from 1 November to today'],
    [
      { from: '2026-09-30T22:00:00.000Z', to: '2026-10-31T23:00:00.000Z' },
      'il mese scorso, dal 1º al 31 ottobre',
      'last month, from 1 to 31 October',
    ],
    [
      { from: '2026-10-10T22:00:00.000Z', to: '2026-11-08T23:00:00.000Z' },
      "dall'11 ottobre all'8 novembre",
      'from 11 October to 8 November',
    ],
    [
      { from: '2025-12-30T23:00:00.000Z', to: '2026-01-02T23:00:00.000Z' },
      'dal 31 dicembre 2025 al 2 gennaio 2026',
      'from 31 December 2025 to 2 January 2026',
    ],
    [
      { from: '2026-11-12T23:00:00.000Z', to: '2026-11-13T23:00:00.000Z' },
      'venerdì 13 novembre',
      'on Friday 13 November',
    ],
    [
      { from: '2026-11-20T02:36:42.000Z', to: '2026-11-21T02:36:42.000Z' },
      'nelle ultime 24 ore, dalle 03:36 di venerdì 20 novembre alle 03:36',
      'in the last 24 hours, from 03:36 on Friday 20 November to 03:36',
    ],
    // This night at four: it is not over.
    [
      { from: '2026-11-21T00:00:00.000Z', to: '2026-11-21T05:00:00.000Z' },
      'oggi dalle 01:00 alle 06:00',
      'today from 01:00 to 06:00',
    ],
    [
      { from: '2026-11-20T07:00:00.000Z', to: '2026-11-20T11:00:00.000Z' },
      'ieri, venerdì 20 novembre, dalle 08:00 alle 12:00',
      'yesterday, Friday 20 November, from 08:00 to 12:00',
    ],
    [
      { from: '1999-12-31T23:00:00.000Z', to: '2026-10-31T23:00:00.000Z' },
      'fino al 31 ottobre 2026',
      'up to 31 October 2026',
    ],
    [{ from: '1999-12-31T23:00:00.000Z', to: now.toISOString() }, 'fino a oggi', 'up to today'],
  ])('%o', (range, inItalian, inEnglish) => {
    expect(spoken(range)).toBe(inItalian);
    expect(spoken(range, english)).toBe(inEnglish);
  });

  test('prove their first and last day in the time zone of the reader', () => {
    expect(edges(ranges.lastWeek)).toEqual(['2026-11-09', '2026-11-15']);
    expect(edges(ranges.thisWeek)).toEqual(['2026-11-16', '2026-11-21']);
    expect(edges(ranges.yesterday)).toEqual(['2026-11-20']);
  });

  test('cross the change of the clocks without losing a day', () => {
    const range = { from: '2026-10-24T22:00:00.000Z', to: '2026-10-25T23:00:00.000Z' };
    expect(spoken(range)).toBe('domenica 25 ottobre');
  });
});

test.each([
  ['2026-11-21T02:35:21.238Z', 'oggi alle 03:35'],
  ['2026-11-20T07:35:29.117Z', 'ieri, venerdì 20 novembre, alle 08:35'],
  ['2026-11-11T15:10:25.252Z', 'mercoledì 11 novembre 2026 alle 16:10'],
  ['3000-01-01T00:00:00.000Z', 'senza scadenza'],
])('the instant %s', (instant, text) => {
  expect(formatMoment(instant, now, timeZone, italian)).toBe(text);
});

test.each([
  ['è stato del ', '8,2 %', "è stato dell'"],
  ['è stato del ', '11 %', "è stato dell'"],
  ['è stato del ', '80 %', "è stato dell'"],
  ['è stato del ', '1,5 %', "è stato dell'"],
  ['è stato del ', '0,5 %', 'è stato dello '],
  ['è stato del ', '13 %', 'è stato del '],
  ['dal ', '1º novembre', 'dal '],
  ['il ', '1.234', 'il '],
])('"%s" before "%s"', (before, figure, bent) => {
  expect(elide(before, figure, italian)).toBe(bent);
});

test.each([
  ['the', 'f', 'esecuzione', "l'"],
  ['the', 'f', 'durata media', 'la '],
  ['the', 'm', 'tasso', 'il '],
  ['the', 'm', 'stato', 'lo '],
  ['the', 'm', 'zaino', 'lo '],
  ['none', 'm', 'stato', 'nessuno '],
  ['none', 'm', 'fallimento', 'nessun '],
  ['none', 'f', 'esecuzione', 'nessuna '],
] as const)('the article "%s" (%s) of %s', (name, gender, word, expected) => {
  expect(article(name, { gender }, 'one', word, italian)).toBe(expected);
});
