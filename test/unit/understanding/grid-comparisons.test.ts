import { describe, expect, test } from 'vitest';
import {
  date,
  day,
  type Meaning,
  month,
  on,
  between,
  rangeOf,
  week,
  year,
} from '#test/support/said-periods.ts';
import { NOW, queryOf, read } from '#test/support/understanding.ts';

/** A later period and an earlier one, in the forms that sentences need. */
interface Said {
  readonly at: string;
  readonly of: string;
  readonly to: string;
  readonly bare: string;
  readonly meaning: Meaning;
}
const said = (at: string, of: string, to: string, bare: string, meaning: Meaning): Said => ({
  at,
  of,
  to,
  bare,
  meaning,
});
const english = (at: string, meaning: Meaning, bare = at): Said => said(at, bare, bare, bare, meaning);

const october = between(date(1, 10), date(31, 10));
const september = between(date(1, 9), date(30, 9));
const firstQuarter = between(date(1, 1), date(31, 3));
const secondQuarter = between(date(1, 4), date(30, 6));

const PAIRS_IT: readonly (readonly [Said, Said])[] = [
  [
    said('questa settimana', 'di questa settimana', 'a questa settimana', 'questa settimana', week(0)),
    said(
      'la settimana scorsa',
      'della settimana scorsa',
      'alla settimana scorsa',
      'la settimana scorsa',
      week(1),
    ),
  ],
  [said('oggi', 'di oggi', 'a oggi', 'oggi', day(0)), said('ieri', 'di ieri', 'a ieri', 'ieri', day(1))],
  [
    said('questo mese', 'di questo mese', 'a questo mese', 'questo mese', month(0)),
    said('il mese scorso', 'del mese scorso', 'al mese scorso', 'il mese scorso', month(1)),
  ],
  [
    said('a ottobre', 'di ottobre', 'a ottobre', 'ottobre', october),
    said('a settembre', 'di settembre', 'a settembre', 'settembre', september),
  ],
  [
    said("quest'anno", "di quest'anno", "a quest'anno", "quest'anno", year(0)),
    said("l'anno scorso", "dell'anno scorso", "all'anno scorso", "l'anno scorso", year(1)),
  ],
];
const PAIRS_EN: readonly (readonly [Said, Said])[] = [
  [english('this week', week(0)), english('last week', week(1))],
  [english('today', day(0)), english('yesterday', day(1))],
  [english('this month', month(0)), english('last month', month(1))],
  [english('in October', october, 'October'), english('in September', september, 'September')],
  [english('this year', year(0)), english('last year', year(1))],
];

const FIGURES_IT = [
  ['errori', 'degli errori', 'gli errori', 'failures'],
  ['esecuzioni', 'delle esecuzioni', 'le esecuzioni', 'runs'],
  ['tasso di successo', 'del tasso di successo', 'il tasso di successo', 'success_rate'],
  ['durata media', 'della durata media', 'la durata media', 'mean_duration'],
] as const;
const FIGURES_EN = [
  ['failures', 'of failures', 'failures', 'failures'],
  ['runs', 'of runs', 'runs', 'runs'],
  ['success rate', 'of success rate', 'the success rate', 'success_rate'],
  ['average duration', 'of average duration', 'the average duration', 'mean_duration'],
] as const;

const IT = [
  'confronta {the} {A.of} con {B.bare}',
  '{f} {A.at} rispetto {B.to}',
  '{f} {A.at} vs {B.bare}',
  '{f}: {A.bare} contro {B.bare}',
  'differenza di {f} tra {B.bare} e {A.bare}',
  'variazione {of} {A.at} rispetto {B.to}',
  'variazione percentuale {of} {A.at} rispetto {B.to}',
  '{the} {A.of} e {B.of} a confronto',
];
const EN = [
  'compare {f} {A.at} with {B.bare}',
  '{f} {A.at} vs {B.bare}',
  '{f} {A.at} compared to {B.bare}',
  'difference in {f} between {B.bare} and {A.bare}',
  'how did {the} change from {B.bare} to {A.bare}?',
  'change in {f} from {B.bare} to {A.bare}',
  'percent change in {f} {A.at} vs {B.bare}',
  '{f} {A.at} and {B.at} side by side',
];

type Figures = readonly (readonly [string, string, string, string])[];

const cases = (
  constructions: readonly string[],
  figures: Figures,
  pairs: readonly (readonly [Said, Said])[],
): { text: string; metric: string; later: Meaning; earlier: Meaning }[] =>
  constructions.flatMap((form) =>
    figures.flatMap(([f, of, the, metric]) =>
      pairs.map(([a, b]) => {
        const words: Record<string, string> = { f, of, the };
        for (const [key, value] of Object.entries(a)) words[`A.${key}`] = String(value);
        for (const [key, value] of Object.entries(b)) words[`B.${key}`] = String(value);
        const text = form.replace(/\{([\w.]+)\}/g, (_, name: string) => words[name] ?? '');
        return { text, metric, later: a.meaning, earlier: b.meaning };
      }),
    ),
  );

const within = (meaning: Meaning): { from: string; to: string } => {
  const [from = '', to = ''] = rangeOf(meaning, NOW) ?? [];
  return { from, to };
};

const comparisonOf = (text: string): unknown => {
  const { metrics, dimensions, timeRange, comparison } = queryOf(text);
  return { metrics, dimensions, timeRange, comparison };
};

const held = (metric: string, later: Meaning, earlier: Meaning): unknown => ({
  metrics: [metric],
  dimensions: undefined,
  timeRange: within(later),
  comparison: { kind: 'period', timeRange: within(earlier) },
});

describe('two periods are held against each other, however it is put', () => {
  test.each([...cases(IT, FIGURES_IT, PAIRS_IT), ...cases(EN, FIGURES_EN, PAIRS_EN)])(
    '$text',
    ({ text, metric, later, earlier }) => {
      expect(comparisonOf(text)).toEqual(held(metric, later, earlier));
    },
  );
});

describe('one period is held against the one before it, or the one of now against it', () => {
  test.each<readonly [text: string, metric: string, later: Meaning, earlier: Meaning]>([
    ['gli errori sono scesi questa settimana?', 'failures', week(0), week(1)],
    ['have failures fallen this week?', 'failures', week(0), week(1)],
    ['are runs up this month?', 'runs', month(0), month(1)],
    ['il tasso di errore è più alto questo mese?', 'failure_rate', month(0), month(1)],
    ['is the failure rate higher this month?', 'failure_rate', month(0), month(1)],
    ['di quanto sono aumentati gli errori questo mese?', 'failures', month(0), month(1)],
    ['by how much did failures increase this month?', 'failures', month(0), month(1)],
    ['crescita percentuale delle esecuzioni questo mese', 'runs', month(0), month(1)],
    ['percent growth in runs this month', 'runs', month(0), month(1)],
    ['gli errori sono in calo sul mese scorso?', 'failures', month(0), month(1)],
    ['are failures up or down on last week?', 'failures', week(0), week(1)],
    ['gli errori sono calati dal mese scorso?', 'failures', month(0), month(1)],
    ['are failures down from last month?', 'failures', month(0), month(1)],
    ['meno errori di ieri?', 'failures', day(0), day(1)],
    ['fewer failures than yesterday?', 'failures', day(0), day(1)],
    ['siamo messi meglio della settimana scorsa con gli errori?', 'failures', week(0), week(1)],
    ['questa settimana abbiamo più errori del solito?', 'failures', week(0), week(1)],
    ['did we have more failures than usual this week?', 'failures', week(0), week(1)],
    ['errori di oggi rispetto a una settimana fa', 'failures', day(0), day(7)],
    ['failures today compared with a week ago', 'failures', day(0), day(7)],
    ['failures today vs the same day last week', 'failures', day(0), day(7)],
    ['errori del primo trimestre rispetto al secondo', 'failures', secondQuarter, firstQuarter],
    ['failures in the first quarter vs the second', 'failures', secondQuarter, firstQuarter],
    [
      'errori della prima settimana di ottobre rispetto alla seconda',
      'failures',
      between(date(8, 10), date(14, 10)),
      between(date(1, 10), date(7, 10)),
    ],
    ['was the week better than last week for failures?', 'failures', week(0), week(1)],
  ])('%s', (text, metric, later, earlier) => {
    expect(comparisonOf(text)).toEqual(held(metric, later, earlier));
  });

  test.each(['va meglio questo mese?', 'are things better this month?'])('%s', (text) => {
    expect(queryOf(text)).toMatchObject({
      timeRange: within(month(0)),
      comparison: { timeRange: within(month(1)) },
    });
  });

  test('the days of a range are no two periods', () => {
    expect(queryOf('failures from 3 to 7 November').timeRange).toEqual(
      within(between(date(3, 11), date(7, 11))),
    );
    expect(queryOf('failures on Monday').timeRange).toEqual(within(on(date(16, 11))));
  });
});

describe('what only looks like a change is none', () => {
  test.each([
    ['quale area ha il tasso di errore più basso questo mese?', 'area'],
    ['which process fell below a 99 percent success rate this month?', 'process'],
  ])('%s', (text, dimension) => {
    const query = queryOf(text);
    expect(query).toMatchObject({ dimensions: [dimension], timeRange: within(month(0)) });
    expect(query.comparison).toBeUndefined();
  });

  test('how many runs dropped counts them', () => {
    expect(queryOf('how many runs dropped yesterday?').comparison).toBeUndefined();
  });
});

describe('hours are held against other hours', () => {
  const hoursFrom = (from: number, to: number): unknown => ({
    field: 'hour',
    operator: 'in',
    values: Array.from({ length: to - from }, (_, each) => (from + each) % 24),
  });

  test.each([
    ['errori la mattina rispetto al pomeriggio', hoursFrom(6, 12), hoursFrom(12, 18)],
    ['failures in the morning vs the afternoon', hoursFrom(6, 12), hoursFrom(12, 18)],
    ['errori di giorno rispetto alla notte', hoursFrom(6, 22), hoursFrom(22, 30)],
    ['failures in the daytime vs at night', hoursFrom(6, 22), hoursFrom(22, 30)],
  ])('%s', (text, filters, others) => {
    expect(queryOf(text)).toMatchObject({ filters, comparison: { kind: 'peer', filters: others } });
  });
});

describe('the day, week or weekend that stands out', () => {
  test.each([
    ['qual è il giorno con più errori questo mese?', 'failures', 'day', 'desc'],
    ['which day had the most failures this month?', 'failures', 'day', 'desc'],
    ['giorno record per gli errori questo mese', 'failures', 'day', 'desc'],
    ['record day for runs this month', 'runs', 'day', 'desc'],
    ['quando abbiamo avuto più errori questo mese?', 'failures', 'day', 'desc'],
    ['when did we have the fewest runs this month?', 'runs', 'day', 'asc'],
    ['la settimana con meno errori questo mese', 'failures', 'week', 'asc'],
    ['which week had the fewest failures this month?', 'failures', 'week', 'asc'],
    ['quale fine settimana è andato peggio questo mese?', 'failure_rate', 'week', 'desc'],
    ['il weekend con più errori questo mese', 'failures', 'week', 'desc'],
    ['which was the worst weekend this month?', 'failures', 'week', 'desc'],
    ['the weekend with the most failures this month', 'failures', 'week', 'desc'],
    ['on which weekend did we have the most runs this month?', 'runs', 'week', 'desc'],
    ['busiest weekend this month', 'runs', 'week', 'desc'],
  ])('%s', (text, metric, unit, direction) => {
    expect(queryOf(text)).toMatchObject({
      metrics: [metric],
      dimensions: [unit],
      order: [{ direction }],
      limit: 1,
      timeRange: within(month(0)),
    });
  });
});

describe('the mean of the days, weeks or months is told', () => {
  test.each([
    ['media giornaliera di errori questo mese', 'failures', 'day'],
    ['quanti errori in media al giorno questo mese?', 'failures', 'day'],
    ['average failures per day this month', 'failures', 'day'],
    ['media degli errori di questo mese', 'failures', 'day'],
    ['average failures this month', 'failures', 'day'],
    ['how many failures a day on average this month?', 'failures', 'day'],
    ['media settimanale delle esecuzioni questo mese', 'runs', 'week'],
    ['weekly average of runs this month', 'runs', 'week'],
  ])('%s', (text, metric, unit) => {
    expect(read(text)).toMatchObject({
      average: true,
      query: { metrics: [metric], dimensions: [unit], timeRange: within(month(0)) },
    });
  });
});
