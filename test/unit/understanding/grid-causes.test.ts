import { describe, expect, test } from 'vitest';
import { read } from '#test/support/understanding.ts';

/** Local days of Rome in October and November 2026; now is Saturday 21 November, 03:36. */
const midnight = (day: string): string =>
  new Date(`${day}T00:00:00+0${day < '2026-10-26' ? 2 : 1}:00`).toISOString();
const from = (day: string, to: string) => ({ from: midnight(day), to: midnight(to) });

interface Part {
  readonly it: string;
  readonly en: string;
  readonly query: Record<string, unknown>;
}

const YESTERDAY = from('2026-11-20', '2026-11-21');
const WEEK = from('2026-11-16', '2026-11-22');
const MONTH = from('2026-10-01', '2026-11-01');

const periods: readonly Part[] = [
  { it: 'ieri', en: 'yesterday', query: { timeRange: YESTERDAY } },
  { it: 'questa settimana', en: 'this week', query: { timeRange: WEEK } },
  { it: 'il mese scorso', en: 'last month', query: { timeRange: MONTH } },
];
const always: readonly Part[] = [{ it: '', en: '', query: { timeRange: undefined } }];
const today: readonly Part[] = [
  { it: '', en: '', query: { timeRange: { from: midnight('2026-11-21'), to: '2026-11-21T02:36:42.000Z' } } },
];

const area = { field: 'area', operator: 'in', values: ['Logistica'] };
const process = (key: string) => ({ field: 'process', operator: 'in', values: [key] });
const scopes: readonly Part[] = [
  { it: '', en: '', query: { filters: undefined } },
  { it: 'in logistica', en: 'in logistica', query: { filters: area } },
];
const named: readonly Part[] = [
  { it: 'di Payroll export', en: 'of Payroll export', query: { filters: process('payroll-export') } },
];

interface Grid {
  readonly it?: readonly string[];
  readonly en?: readonly string[];
  readonly query: Record<string, unknown>;
  readonly times?: readonly Part[];
  readonly of?: readonly Part[];
}

/** Every template with every period (`{p}`) and scope (`{s}`), and what each must be read as. */
const cases = ({ query, times = always, of = scopes.slice(0, 1), ...texts }: Grid) =>
  (['it', 'en'] as const).flatMap((language) =>
    (texts[language] ?? []).flatMap((template) =>
      times.flatMap((time) =>
        of.map((scope) => ({
          text: template
            .replace('{p}', time[language])
            .replace('{s}', scope[language])
            .replaceAll(/ +/g, ' ')
            .trim(),
          query: { ...time.query, ...scope.query, ...query },
        })),
      ),
    ),
  );

/** What is read otherwise than meant. */
const misread = (grid: Grid): unknown[] =>
  cases(grid).flatMap(({ text, query }) => {
    const understanding = read(text);
    const found: Record<string, unknown> =
      understanding.kind === 'query' ? { ...understanding.query } : { ...understanding };
    const wrong = Object.entries(query).filter(
      ([key, value]) => JSON.stringify(found[key]) !== JSON.stringify(value),
    );
    return wrong.length > 0 ? [{ text, wrong: wrong.map(([key]) => key), found }] : [];
  });

const REASON = { metrics: [], dataset: 'failure_details', shape: 'reason' };
const FAILED = { field: 'failed', operator: 'in', values: [true] };
const OVERVIEW = { metrics: ['runs', 'failures'], shape: 'figure' };
const CONCERN = { metrics: ['failures'], dimensions: ['process'], shape: 'top', limit: 5 };
const earliest = (count: number) => ({
  metrics: [],
  dataset: 'runs',
  order: [{ by: 'started_at', direction: 'asc' }],
  limit: count,
  shape: 'list',
});

const WHY: Grid = {
  it: [
    'errori più frequenti {s} {p}',
    'qual è l’errore più frequente {s} {p}?',
    'gli errori più comuni {s} {p}',
    'problemi più ricorrenti {s} {p}',
    'i problemi principali {s} {p}',
    'quali sono i principali errori {s} {p}?',
    'cause principali degli errori {s} {p}',
    'quali sono le cause principali {s} {p}?',
    'qual è la causa più frequente dei fallimenti {s} {p}?',
    'motivi dei fallimenti {s} {p}',
    'perché ci sono stati errori {s} {p}?',
    'tipi di errore {s} {p}',
    'che tipo di errori ci sono {s} {p}?',
    'errori per tipo {s} {p}',
    'errori per causa {s} {p}',
    'è sempre lo stesso errore {s} {p}?',
    'top 5 errori {s} {p}',
    'errori ricorrenti {s} {p}',
  ],
  en: [
    'most frequent errors {s} {p}',
    'what is the most common error {s} {p}?',
    'what are the most frequent problems {s} {p}?',
    'main problems {s} {p}',
    'main causes of failure {s} {p}',
    'what are the main reasons for failures {s} {p}?',
    'what is the main cause of errors {s} {p}?',
    'top 3 causes of failure {s} {p}',
    'top 5 errors {s} {p}',
    'root causes of the failures {s} {p}',
    'why were there errors {s} {p}?',
    'types of errors {s} {p}',
    'what kind of errors were there {s} {p}?',
    'errors by type {s} {p}',
    'failures by reason {s} {p}',
    'is it always the same error {s} {p}?',
    'recurring problems {s} {p}',
  ],
  query: REASON,
};

const RECAPS: Grid = {
  it: [
    'report {s} {p}',
    'riepilogo {s} {p}',
    'riassunto {s} {p}',
    'situazione {s} {p}',
    'fammi un report {s} {p}',
    'bollettino {s} {p}',
    'i numeri {s} {p}',
    'dati {s} {p}',
    'com’è andata {s} {p}?',
    'come siamo messi {s} {p}?',
    'come stiamo andando {s} {p}?',
  ],
  en: [
    'report {s} {p}',
    'summary {s} {p}',
    'recap {s} {p}',
    'overview {s} {p}',
    'give me a report {s} {p}',
    'bulletin {s} {p}',
    'the numbers {s} {p}',
    'key figures {s} {p}',
    'what happened {s} {p}?',
    'how did things go {s} {p}?',
    'how are we doing {s} {p}?',
  ],
  query: OVERVIEW,
  times: periods,
  of: scopes,
};

describe('what goes wrong, by its kinds and causes', () => {
  test.each<[string, Grid]>([
    ['of a period, of a label', { ...WHY, times: periods, of: scopes }],
    ['of one process', { ...WHY, times: periods, of: named }],
    ['of all that is kept, and not of today', { ...WHY, of: scopes }],
    [
      'by themselves in a period',
      {
        it: ['le cause principali {p}', 'i motivi principali {p}', 'cause {p}'],
        en: ['main reasons {p}', 'root causes {p}', 'main causes {p}'],
        query: REASON,
        times: periods,
      },
    ],
    [
      'that keep coming back',
      {
        it: [
          'cosa continua ad andare storto?',
          'cosa va storto di solito?',
          'quali errori si ripetono di più?',
        ],
        en: ['what keeps going wrong?', 'what errors do we get most?', 'which problems occur most often?'],
        query: REASON,
      },
    ],
    [
      'of the last failure alone',
      {
        it: [
          'perché è fallita l’ultima esecuzione?',
          'l’errore dell’ultimo fallimento',
          'qual è stato l’errore dell’ultima esecuzione?',
        ],
        en: [
          'why did the last run fail?',
          'the error of the last failure',
          'what was the error in the last run?',
        ],
        query: { ...REASON, limit: 1 },
      },
    ],
  ])('%s', (_, grid) => {
    expect(misread(grid)).toEqual([]);
  });

  test.each([
    ['qual è il processo con più errori?', { dimensions: ['process'], shape: 'top' }],
    ['which process has the most frequent errors?', { dimensions: ['process'], shape: 'top' }],
    ['più errori ieri', { metrics: ['failures'] }],
    ['what went wrong?', { timeRange: today[0]?.query['timeRange'] }],
    ['most frequent error by process', { shape: 'list', dimensions: ['process', 'started_at', 'cause'] }],
  ])('but “%s” asks otherwise', (text, query) => {
    expect(read(text)).toMatchObject({ query });
  });

  test.each(['quale area ha più timeout?', 'which process has the most timeouts?'])(
    'causes are counted for no group: “%s”',
    (text) => {
      expect(read(text)).toMatchObject({ kind: 'refuse', reason: 'not_in_data' });
    },
  );

  test.each([
    ['errori per tipo di avvio la settimana scorsa', { dimensions: ['start_type'] }],
    ['top 3 errors by process last week', { dimensions: ['process'], limit: 3 }],
    ['spiegami quanti errori ci sono stati ieri', { metrics: ['failures'], timeRange: YESTERDAY }],
    ['explain yesterday’s errors', { ...REASON, timeRange: YESTERDAY }],
    ['what were the failures due to?', { ...REASON }],
    [
      'esecuzioni di più di 10 minuti',
      { metrics: [], filters: { field: 'duration', operator: '>', value: 600 } },
    ],
    [
      'runs that last less than 5 seconds',
      { metrics: [], filters: { field: 'duration', operator: '<', value: 5 } },
    ],
  ])('“%s”', (text, query) => {
    expect(read(text)).toMatchObject({ query });
  });
});

describe('how all goes', () => {
  test.each<[string, Grid]>([
    ['of a period, of a label', RECAPS],
    [
      'of today, where nothing else is said',
      {
        it: [
          'report',
          'bollettino',
          'novità?',
          'ci sono novità?',
          'aggiornami',
          'qual è lo stato?',
          'situazione',
        ],
        en: [
          'report',
          'status',
          'any news?',
          'anything new?',
          'give me an update',
          'what’s the status?',
          'recap',
        ],
        query: OVERVIEW,
        times: today,
      },
    ],
    [
      'of the week, in one word',
      {
        it: ['report settimanale', 'riepilogo settimanale', 'mi fai il report settimanale?'],
        en: ['weekly report', 'weekly summary', 'can I have the weekly report?'],
        query: { ...OVERVIEW, timeRange: WEEK },
        times: [{ it: '', en: '', query: {} }],
      },
    ],
    [
      'of the week, as it is',
      {
        it: ['com’è andata la settimana?', 'fai il punto della settimana', 'panoramica della settimana'],
        en: ['how was the week?', 'how did the week go?', 'sum up the week', 'summarise the week'],
        query: { ...OVERVIEW, timeRange: WEEK },
      },
    ],
    [
      'of the night that went by',
      {
        it: ['com’è andata la notte?'],
        en: ['how was the night?'],
        query: {
          ...OVERVIEW,
          timeRange: { from: '2026-11-20T21:00:00.000Z', to: '2026-11-21T05:00:00.000Z' },
        },
      },
    ],
    [
      'of the errors alone',
      {
        it: ['report degli errori {p}'],
        en: ['error report {p}', 'report of the errors {p}'],
        query: { metrics: ['failures'], filters: undefined },
        times: periods,
      },
    ],
    [
      'area by area',
      {
        it: ['report per area {p}', 'riepilogo per area {p}'],
        en: ['report by area {p}', 'summary by area {p}'],
        query: { metrics: ['runs', 'failures'], dimensions: ['area'], filters: undefined },
        times: [...always, ...periods],
      },
    ],
  ])('%s', (_, grid) => {
    expect(misread(grid)).toEqual([]);
  });

  test.each([
    ['il report è partito?', 'weekly-sales-report'],
    ['how many runs did the weekly report do in october', 'weekly-sales-report'],
    ['Weekly sales report', 'weekly-sales-report'],
    ['sales report yesterday', 'weekly-sales-report'],
  ])('but “%s” names a process', (text, key) => {
    expect(read(text)).toMatchObject({ about: [{ key }] });
  });
});

describe('what there is to worry about', () => {
  test.each<[string, Grid]>([
    [
      'what goes wrong most',
      {
        it: [
          'devo preoccuparmi?',
          'di cosa devo preoccuparmi?',
          'cosa richiede attenzione {p}?',
          'c’è qualcosa di strano {p}?',
          'qualcosa di insolito {p}?',
        ],
        en: [
          'should I be worried?',
          'what should I worry about?',
          'what needs attention {p}?',
          'anything unusual {p}?',
        ],
        query: CONCERN,
      },
    ],
    [
      'whether anything went wrong',
      {
        it: [
          'ci sono stati problemi {s} {p}?',
          'ci sono errori {s} {p}?',
          'qualcosa è andato storto {s} {p}?',
        ],
        en: ['any issues {s} {p}?', 'were there any problems {s} {p}?', 'did anything go wrong {s} {p}?'],
        query: { metrics: ['failures'], shape: 'boolean' },
        times: periods,
        of: scopes,
      },
    ],
    [
      'the things that did',
      {
        it: ['processi in errore {p}', 'i processi falliti {p}', 'elenco dei processi falliti {p}'],
        en: ['failing processes {p}', 'failed processes {p}', 'list of failed processes {p}'],
        query: { metrics: ['failures'], dimensions: ['process'], shape: 'list' },
        times: [...today, ...periods],
      },
    ],
    [
      'how many of them',
      {
        it: ['quanti processi falliti {p}?', 'quanti processi in errore {p}?'],
        en: ['how many failed processes {p}?', 'how many failing processes {p}?'],
        query: { metrics: ['failed_processes', 'failures'] },
        times: periods,
      },
    ],
    [
      'the things that do now',
      {
        it: ['quali processi danno problemi?', 'cosa non sta funzionando?', 'quali processi vanno male?'],
        en: ['which processes cause problems?', 'what is not working?', 'which processes do badly?'],
        query: { metrics: ['failures'], dimensions: ['process'], shape: 'list' },
        times: today,
      },
    ],
    [
      'what stands still',
      {
        it: ['cosa non gira?', 'cosa non sta girando?', 'quali processi sono fermi?'],
        en: ['what is not running?', 'what is idle?', 'which processes are idle?'],
        query: { dataset: 'processes', filters: { field: 'silent', operator: 'in', values: [true] } },
        times: [{ it: '', en: '', query: {} }],
      },
    ],
    [
      'all that ran',
      { it: ['è girato tutto {p}?'], en: ['did everything run {p}?'], query: OVERVIEW, times: periods },
    ],
  ])('%s', (_, grid) => {
    expect(misread(grid)).toEqual([]);
  });
});

describe('the first ones are the earliest', () => {
  test.each<[string, Grid]>([
    [
      'three runs',
      {
        it: ['le prime tre esecuzioni {s} {p}', 'quali sono state le prime 3 esecuzioni {s} {p}?'],
        en: ['the first three runs {s} {p}', 'which were the first 3 runs {s} {p}?'],
        query: earliest(3),
        times: periods,
        of: [...scopes, ...named],
      },
    ],
    [
      'three failures',
      {
        it: [
          'i primi tre errori {p}',
          'le prime tre esecuzioni fallite {p}',
          'quali sono state le prime tre a fallire {p}?',
          'i primi tre processi a fallire {p}',
        ],
        en: [
          'the first three errors {p}',
          'the first three failed runs {p}',
          'which were the first three to fail {p}?',
          'the first three processes to fail {p}',
        ],
        query: { ...earliest(3), filters: FAILED },
        times: periods,
      },
    ],
    [
      'one of them',
      {
        it: [
          'la prima esecuzione fallita {p}',
          'il primo a fallire {p}',
          'qual è stato il primo errore {p}?',
        ],
        en: ['the first failed run {p}', 'the first to fail {p}', 'what was the first error {p}?'],
        query: { ...earliest(1), filters: FAILED },
        times: periods,
      },
    ],
  ])('%s', (_, grid) => {
    expect(misread(grid)).toEqual([]);
  });

  test.each([
    ['i primi tre processi per errori', { dimensions: ['process'], limit: 3, shape: 'top' }],
    ['the first five processes by runs', { dimensions: ['process'], limit: 5, shape: 'top' }],
    ['l’ultima esecuzione di ieri', { metrics: ['last_run'], timeRange: YESTERDAY }],
    ['the last run of yesterday', { metrics: ['last_run'], timeRange: YESTERDAY }],
  ])('but “%s” is none of these', (text, query) => {
    expect(read(text)).toMatchObject({ query });
  });
});
