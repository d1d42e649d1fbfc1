import { describe, expect, test } from 'vitest';
import type { SemanticQuery } from '#shared/contracts/query.ts';
import { queryOf, read } from '#test/support/understanding.ts';

/** One process, as people write its name in a sentence of each language. */
const NAMES: readonly (readonly [key: string, italian: string, english: string])[] = [
  ['payroll-export', 'payroll export', 'payroll export'],
  ['weekly-sales-report', 'il Weekly sales report', 'the weekly sales report'],
  ['fatturazione-giornaliera', 'la fatturazione giornaliera', 'the "Fatturazione giornaliera"'],
];

const ended = {
  metrics: [],
  dataset: 'runs',
  dimensions: ['process', 'started_at', 'outcome'],
  order: [{ by: 'started_at', direction: 'desc' }],
  limit: 1,
};
const took = { ...ended, dimensions: ['process', 'started_at', 'duration'] };
const firstFailure = {
  dimensions: ['process', 'started_at'],
  order: [{ by: 'started_at', direction: 'asc' }],
};
const why = { metrics: [], dataset: 'failure_details', shape: 'reason' };
const made = { metrics: [], dataset: 'processes', dimensions: ['process', 'created_at'] };
const overview = { metrics: ['runs', 'failures'], shape: 'figure' };
const last = (metric: string) => ({ metrics: [metric], shape: 'last' });
const by = (dimension: string) => ({ metrics: ['runs'], dimensions: [dimension], shape: 'distribution' });
const figure = (metric: string) => ({ metrics: [metric], shape: 'figure' });
const within = (dimension: string) => ({ metrics: ['processes'], dimensions: [dimension] });

/** What is asked, in both languages, and what answers it. `X` is the name. */
const GRID: readonly (readonly [concept: string, expected: object, italian: string[], english: string[]])[] =
  [
    [
      'does it work',
      ended,
      ['X funziona?', 'funziona X?', 'sta funzionando X?', 'X è fallito?', 'X ha finito?'],
      ['is X working?', 'does X work?', 'is X ok?', 'did X work?', 'has X finished?', 'did X fail?'],
    ],
    [
      'how is it',
      overview,
      ['come va X?', 'come sta X?', 'come sta andando X?', 'in che stato è X?', 'a che punto è X?'],
      ['how is X doing?', "what's the status of X?", 'current state of X', 'any news on X?', 'summarise X'],
    ],
    [
      'when last',
      last('last_run'),
      ['quando è partito X?', 'a che ora è partito X?'],
      ['when did X last run?', 'what time did X run?'],
    ],
    [
      'since when it fails',
      last('last_success'),
      ['da quando fallisce X?', 'da quanto tempo non funziona X?', 'quando ha smesso di funzionare X?'],
      [
        'how long has X been failing?',
        'how long has X not been working?',
        'since when is X broken?',
        'when did X stop working?',
      ],
    ],
    [
      'when it began to fail',
      firstFailure,
      ['quando ha iniziato a fallire X?'],
      ['when did X start failing?', 'when did X begin to fail?'],
    ],
    [
      'since it did',
      last('last_failure'),
      ['da quanto non fallisce X?'],
      ['how long has it been since X failed?'],
    ],
    [
      'when usually',
      by('hour'),
      ['quando gira X?', 'a che ora parte X?', 'quando parte X?'],
      ['when does X run?', 'what time does X start?', 'when does X usually run?'],
    ],
    [
      'on which days',
      by('weekday'),
      ['che giorni gira X?', 'in quali giorni parte X?'],
      ['on which days does X run?', 'what days does X run on?'],
    ],
    [
      'how often',
      figure('runs'),
      ['con che frequenza gira X?', 'quanto spesso gira X?'],
      ['how often does X run?', 'how frequently does X run?'],
    ],
    [
      'how long it took',
      took,
      ['quanto ci ha messo X?', 'quanto ha impiegato X?', "quanto ci ha messo X l'ultima volta?"],
      ['how long did X take?', 'how long did X run for?', 'how long did X take last time?'],
    ],
    [
      'how long it takes',
      figure('mean_duration'),
      ['quanto dura X?', 'quanto ci mette X?'],
      ['how long does X take?', 'how long does X usually take?'],
    ],
    [
      'why',
      why,
      ['perché è fallito X?', 'che problema ha X?'],
      ['why did X fail?', 'what problem does X have?', "why isn't X working?"],
    ],
    [
      'when it was made',
      made,
      ['quando è stato creato X?', 'da quando esiste X?'],
      ['when was X created?', 'creation date of X', 'since when does X exist?'],
    ],
    [
      'its area',
      within('area'),
      ['a che area appartiene X?', 'in che area è X?'],
      ['which area is X in?', 'area of X'],
    ],
    ['its labels', within('tag'), ['che etichette ha X?'], ['what tags does X have?', 'tags of X']],
    [
      'how reliable',
      figure('success_rate'),
      ['quanto è affidabile X?', 'X è affidabile?'],
      ['how reliable is X?', 'is X reliable?'],
    ],
    ['time saved', figure('time_saved'), ['quanto tempo fa risparmiare X?'], ['how much time does X save?']],
  ];

const sentences = GRID.flatMap(([concept, expected, italian, english]) =>
  NAMES.flatMap(([key, it, en]) => [
    ...italian.map((each) => [concept, each.replace('X', it), key, expected] as const),
    ...english.map((each) => [concept, each.replace('X', en), key, expected] as const),
  ]),
);

const keysOf = ({ filters }: SemanticQuery): unknown => JSON.stringify(filters);

describe('what is plainly asked of one process', () => {
  test.each(sentences)('%s: %s', (_, text, key, expected) => {
    const query = queryOf(text);
    expect(query).toMatchObject(expected);
    expect(keysOf(query)).toContain(`"${key}"`);
  });
});

describe('how one process is, and since when', () => {
  test.each([
    'is payroll export on or off?',
    'is payroll export active or not?',
    'payroll export è attivo o spento?',
  ])('%s', (text) => expect(queryOf(text)).toMatchObject({ metrics: ['off_processes'], shape: 'boolean' }));
  test.each([
    'how long has payroll export been off?',
    'when was payroll export switched off?',
    'quando è stato spento payroll export?',
    'da quanto è spento payroll export?',
  ])('%s', (text) => {
    expect(read(text)).toMatchObject({ kind: 'refuse', reason: 'not_in_data' });
  });
  test.each(['payroll export ok?', 'payroll export working?', 'la fatturazione giornaliera ok?'])(
    '%s',
    (text) => {
      expect(queryOf(text)).toMatchObject(ended);
    },
  );
});

describe('a name that nobody knows', () => {
  test.each([
    'foobar failures yesterday',
    'zx-importer failures last week',
    'how many failures did foobar have yesterday?',
    'when did foobar last run?',
    'how long does foobar take?',
    'foobar success rate',
    'errori zx-importer settimana scorsa',
    'foobar errori ieri',
    'tempo risparmiato da foobar',
  ])('%s', (text) => {
    expect(read(text)).toMatchObject({ kind: 'refuse', reason: 'unknown_name' });
  });

  test.each([
    'unexpected failures yesterday',
    'serious failures yesterday',
    'new failures today',
    'technical errors yesterday',
    'errori gravi ieri',
    'errori nuovi oggi',
    'errori tecnici ieri',
    'errori effettivi ieri',
  ])('an adjective is no name: %s', (text) => {
    expect(queryOf(text).metrics).toEqual(['failures']);
  });
});

describe('which one has the highest', () => {
  test.each([
    ['quale area ha il tasso di fallimento più alto a ottobre?', 'failure_rate', 'desc'],
    ['quale area ha il tasso di errore più basso questa settimana?', 'failure_rate', 'asc'],
  ])('%s', (text, measure, direction) => {
    const query = queryOf(text);
    expect(query).toMatchObject({ metrics: [measure], order: [{ by: measure, direction }], limit: 1 });
    expect(query.comparison).toBeUndefined();
  });
});

describe('when processes were made', () => {
  const november = { field: 'created_at', operator: 'within' };
  test.each([
    'which processes were created this month?',
    'new processes this month',
    'processi creati questo mese',
    'i nuovi processi di questo mese',
  ])('%s', (text) => {
    expect(queryOf(text)).toMatchObject({ ...made, filters: november });
  });
  test.each([
    'how many processes were created this month?',
    'quanti processi sono stati creati questo mese?',
  ])('%s', (text) => expect(queryOf(text)).toMatchObject({ metrics: ['processes'], filters: november }));
  test.each(['newest process', 'the latest process created', "qual è l'ultimo processo creato?"])(
    '%s',
    (text) => {
      expect(queryOf(text)).toMatchObject({
        ...made,
        limit: 1,
        order: [{ by: 'created_at', direction: 'desc' }],
      });
    },
  );
});
