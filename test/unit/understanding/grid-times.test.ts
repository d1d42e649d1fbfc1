import { describe, expect, test } from 'vitest';
import {
  before,
  between,
  date,
  day,
  everything,
  firstOfMonth,
  firstOfYear,
  hours,
  last,
  lastHours,
  type Meaning,
  monday,
  month,
  on,
  quarter,
  rangeOf,
  since,
  week,
  weekday,
  weekend,
  year,
} from '#test/support/said-periods.ts';
import { queryOf, read } from '#test/support/understanding.ts';

/** A Saturday night, a Monday morning, a Sunday evening, both days of clock change, New Year's Eve. */
const INSTANTS = [
  '2026-11-21T02:36:42.000Z',
  '2026-11-23T07:30:00.000Z',
  '2026-11-15T18:00:00.000Z',
  '2026-11-30T23:30:00.000Z',
  '2026-12-31T20:00:00.000Z',
];
const CLOCK_CHANGES = ['2026-03-29T10:00:00.000Z', '2026-10-25T10:00:00.000Z'];

const yesterday = (at: Parameters<typeof monday>[0]): typeof at => at.subtract({ days: 1 });
const now = (at: Parameters<typeof monday>[0]): typeof at => at;
const days7 = last({ days: 7 });

/** What is said of now, whenever it is asked. */
const MOVING: readonly (readonly [it: string, en: string, meaning: Meaning])[] = [
  ['oggi', 'today', day(0)],
  ['ieri', 'yesterday', day(1)],
  ["l'altro ieri", 'the day before yesterday', day(2)],
  ['5 giorni fa', '5 days ago', day(5)],
  ['questa settimana', 'this week', week(0)],
  ['la settimana scorsa', 'last week', week(1)],
  ['due settimane fa', 'two weeks ago', week(2)],
  ['questo mese', 'this month', month(0)],
  ['durante tutta la settimana', 'all week', week(0)],
  ['lo scorso mese', 'last month', month(1)],
  ['questo trimestre', 'this quarter', quarter(0)],
  ['il trimestre scorso', 'last quarter', quarter(1)],
  ["quest'anno", 'this year', year(0)],
  ["l'anno scorso", 'last year', year(1)],
  ['nel weekend', 'over the weekend', weekend(false)],
  ['lo scorso fine settimana', 'last weekend', weekend(true)],
  ['negli ultimi 7 giorni', 'in the last 7 days', days7],
  ["nell'ultima settimana", 'in the past week', days7],
  ['nelle ultime due settimane', 'over the past two weeks', last({ days: 14 })],
  ['negli ultimi 3 mesi', 'in the past 3 months', last({ months: 3 })],
  ['nelle ultime 24 ore', 'in the last 24 hours', lastHours(24)],
  ['negli ultimi giorni', 'in the last few days', days7],
  ['nei giorni scorsi', 'in recent days', days7],
  ['in questi giorni', 'these days', days7],
  ['in questo periodo', 'of late', days7],
  ['ultimamente', 'lately', days7],
  ['di recente', 'recently', days7],
  ['in queste settimane', 'in recent weeks', last({ days: 28 })],
  ['da ieri', 'since yesterday', since(yesterday)],
  ["dall'inizio della settimana", 'this week so far', since(monday)],
  ['da inizio mese', 'month to date', since(firstOfMonth)],
  ["dall'inizio dell'anno", 'so far this year', since(firstOfYear)],
  ['lunedì', 'on Monday', on(weekday(1))],
  ['venerdì scorso', 'last Friday', on(weekday(5))],
  ['nella giornata di giovedì', 'on Thursday', on(weekday(4))],
  ['ieri mattina', 'yesterday morning', hours(yesterday, 6, 12)],
  ['stanotte', 'last night', hours(yesterday, 22, 30)],
  ['ieri dopo le 18', 'yesterday after 6 pm', hours(yesterday, 18, 24)],
  ['ieri tra le 8 e le 12', 'yesterday between 8 and 12', hours(yesterday, 8, 12)],
  ['in tutto', 'overall', everything],
];

/** Named days and months, in November 2026. */
const NAMED: readonly (readonly [it: string, en: string, meaning: Meaning])[] = [
  ['a novembre', 'in November', between(date(1, 11), date(30, 11, 2026))],
  ['ad ottobre', 'in October', between(date(1, 10), date(31, 10))],
  ['nel mese di ottobre', 'in the month of October', between(date(1, 10), date(31, 10))],
  ['a novembre 2025', 'in November 2025', between(date(1, 11, 2025), date(30, 11, 2025))],
  ['a dicembre', 'in December', between(date(1, 12), date(31, 12))],
  ['nel 2025', 'in 2025', between(date(1, 1, 2025), date(31, 12, 2025))],
  ['nel terzo trimestre', 'in Q3', between(date(1, 7), date(30, 9))],
  ['a inizio ottobre', 'in early October', between(date(1, 10), date(10, 10))],
  ['a fine ottobre', 'at the end of October', between(date(21, 10), date(31, 10))],
  ['nella prima metà di ottobre', 'in the first half of October', between(date(1, 10), date(15, 10))],
  ['nella seconda parte di ottobre', 'in the second part of October', between(date(16, 10), date(31, 10))],
  [
    'nei primi dieci giorni di ottobre',
    'in the first ten days of October',
    between(date(1, 10), date(10, 10)),
  ],
  ['nel primo weekend di novembre', 'on the first weekend of November', between(date(7, 11), date(8, 11))],
  ["nell'ultimo lunedì di ottobre", 'on the last Monday of October', on(date(26, 10))],
  ["l'estate scorsa", 'last summer', between(date(1, 6), date(31, 8))],
  ['la settimana di Natale', 'in the week of Christmas', between(date(22, 12, 2025), date(28, 12, 2025))],
  ['il 3 novembre', 'on the 3rd of November', on(date(3, 11))],
  ['il 3/10', 'on 3/10', on(date(3, 10))],
  ['il 10', 'on the 10th', on(date(10, 11))],
  ['dal 3 al 7 novembre', 'from 3 to 7 November', between(date(3, 11), date(7, 11))],
  ['tra il 5 e il 12 ottobre', 'between 5 and 12 October', between(date(5, 10), date(12, 10))],
  [
    'nella settimana dal 9 al 15 novembre',
    'in the week from 9 to 15 November',
    between(date(9, 11), date(15, 11)),
  ],
  ['nella settimana del 9 novembre', 'in the week of November 9', between(date(9, 11), date(15, 11))],
  ['dal 10 novembre', 'since November 10', since(date(10, 11))],
  ['dopo il 10 novembre', 'after November 10', since(date(11, 11))],
  ['prima del 10 novembre', 'before November 10', before(date(10, 11))],
  ['fino a ieri', 'until yesterday', before(now)],
];

interface Asked {
  readonly metrics: readonly string[];
  readonly dimensions?: readonly string[];
  readonly limit?: number;
  readonly process?: string;
}
const failures: Asked = { metrics: ['failures'] };
const payroll = { process: 'payroll-export' };

const CONSTRUCTIONS: readonly (readonly [it: string, en: string, asked: Asked])[] = [
  ['quanti errori ci sono stati {t}?', 'how many failures were there {t}?', failures],
  ['{t} quanti errori abbiamo avuto?', '{t} how many failures did we have?', failures],
  ['quante esecuzioni {t}?', 'how many runs {t}?', { metrics: ['runs'] }],
  ['è fallito qualcosa {t}?', 'did anything fail {t}?', failures],
  ['{t} ci sono stati errori?', 'were there any failures {t}?', failures],
  [
    'quali processi sono falliti {t}?',
    'which processes failed {t}?',
    { ...failures, dimensions: ['process'], limit: 100 },
  ],
  [
    'quale processo ha avuto più errori {t}?',
    'which process had the most failures {t}?',
    { ...failures, dimensions: ['process'], limit: 1 },
  ],
  [
    'i 3 processi con più errori {t}',
    'top 3 processes by failures {t}',
    { ...failures, dimensions: ['process'], limit: 3 },
  ],
  ['errori per giorno {t}', 'failures per day {t}', { ...failures, dimensions: ['day'] }],
  ['errori {t} per area', 'failures {t} by area', { ...failures, dimensions: ['area'] }],
  ['tasso di successo {t}', 'success rate {t}', { metrics: ['success_rate'] }],
  ['quanto tempo abbiamo risparmiato {t}?', 'how much time did we save {t}?', { metrics: ['time_saved'] }],
  ['payroll export {t} ha avuto errori?', 'did payroll export fail {t}?', { ...failures, ...payroll }],
  [
    '{t} quante volte è partito payroll export?',
    '{t} how often did payroll export run?',
    { metrics: ['runs'], ...payroll },
  ],
];

interface Case {
  readonly text: string;
  readonly at: string;
  readonly asked: Asked;
  readonly meaning: Meaning;
}

/** Every period in some of the constructions, each of them with all periods in turn. */
const MOST = 4;

const cases = (periods: typeof MOVING, instants: readonly string[]): Case[] =>
  periods.flatMap(([it, en, meaning], row) =>
    Array.from({ length: MOST }, (_, each) => {
      const at = instants[(row + each) % instants.length] ?? '';
      const [inIt, inEn, asked] = CONSTRUCTIONS[(row * 3 + each * 5) % CONSTRUCTIONS.length] ?? [
        '',
        '',
        failures,
      ];
      return [inIt.replace('{t}', it), inEn.replace('{t}', en)].map((text) => ({ text, at, asked, meaning }));
    }).flat(),
  );

const LONGEST_DAY = 25 * 3_600_000;

/** Of one day there is nothing to split. */
const isWhole = ({ at, asked, meaning }: Case): boolean => {
  const range = rangeOf(meaning, at);
  const short = range && Date.parse(range[1]) - Date.parse(range[0]) <= LONGEST_DAY;
  return !(short === true && asked.dimensions?.[0] === 'day');
};

const isAhead = ({ at, meaning }: Case): boolean => (rangeOf(meaning, at)?.[0] ?? '') > at;

/** What is read, as far as the grid knows what it should be. */
const readOf = ({ text, at, asked }: Case): unknown => {
  const { metrics, dimensions, limit, filters, comparison, timeRange } = queryOf(text, at);
  return {
    metrics: metrics.slice(0, 1),
    dimensions,
    filters,
    comparison,
    timeRange,
    ...(asked.limit !== undefined && { limit }),
  };
};

const meantBy = ({ at, asked, meaning }: Case): unknown => {
  const range = rangeOf(meaning, at);
  const process = { field: 'process', operator: 'in', values: [asked.process] };
  return {
    metrics: asked.metrics,
    dimensions: asked.dimensions,
    filters: asked.process === undefined ? undefined : process,
    comparison: undefined,
    timeRange: range && { from: range[0], to: range[1] },
    ...(asked.limit !== undefined && { limit: asked.limit }),
  };
};

const GRID = [
  ...cases(MOVING, INSTANTS),
  ...cases(NAMED, INSTANTS.slice(0, 2)),
  ...cases(MOVING, CLOCK_CHANGES),
].filter(isWhole);

describe('a period is read the same in every construction', () => {
  test.each(GRID.filter((each) => !isAhead(each)))('$text ($at)', (each) => {
    expect(readOf(each)).toEqual(meantBy(each));
  });

  test.each(GRID.filter(isAhead))('$text ($at): it has not come yet', ({ text, at }) => {
    expect(read(text, { now: at })).toMatchObject({ kind: 'refuse', reason: 'future_period' });
  });
});
