import { describe, expect, test } from 'vitest';
import { queryOf, read } from '#test/support/understanding.ts';

const payroll = { field: 'process', operator: 'in', values: ['payroll-export'] };
const cancelled = { field: 'outcome', operator: 'in', values: ['canceled'] };

describe('what stopped', () => {
  test.each(['is the payroll export stopped?', 'has the payroll export stopped?', 'Payroll export è ferma?'])(
    '%s: a process has gone quiet',
    (question) => {
      expect(queryOf(question)).toMatchObject({ metrics: ['silent_processes'], filters: payroll });
    },
  );

  test.each([
    'which runs were stopped?',
    'which runs were stopped by hand?',
    'quali esecuzioni sono state fermate?',
  ])('%s: somebody stopped them', (question) => {
    expect(queryOf(question)).toMatchObject({ dataset: 'runs', filters: cancelled });
  });
});

describe('why something is as it is', () => {
  test.each([
    ['why is the payroll export off?', { metrics: ['off_processes'], filters: payroll }],
    ['perché Payroll export è spento?', { metrics: ['off_processes'], filters: payroll }],
    ['why is the payroll export stuck?', { dataset: 'runs' }],
  ])('%s: that it is, and no earlier failures', (question, query) => {
    expect(queryOf(question)).toMatchObject(query);
  });
});

describe('kinds of starts, and kinds of errors', () => {
  test.each(['runs by type', 'esecuzioni per tipo', 'runs by kind yesterday'])('%s', (question) => {
    expect(queryOf(question)).toMatchObject({ metrics: ['runs'], dimensions: ['start_type'] });
  });

  test.each(['errors by type', 'errori per tipo'])('%s', (question) => {
    expect(queryOf(question)).toMatchObject({ dataset: 'failure_details', shape: 'reason' });
  });
});

describe('the oldest process', () => {
  test.each(['the oldest process', 'what is the oldest process?', 'il processo più vecchio'])(
    '%s: the first to be made',
    (question) => {
      const order = [{ by: 'created_at', direction: 'asc' }];
      expect(queryOf(question)).toMatchObject({ dataset: 'processes', order, limit: 1 });
    },
  );

  test('the oldest run: the first that is kept', () => {
    expect(queryOf('the oldest run')).toMatchObject({ metrics: ['first_run'] });
  });
});

describe('what takes longest in total', () => {
  test.each([
    ['quale processo impiega più tempo in totale?', 'total_duration'],
    ['which process takes the most time in total?', 'total_duration'],
    ['qual è il processo più lento in mediana?', 'median_duration'],
    ['which process is slowest overall?', 'mean_duration'],
  ])('%s', (question, metric) => {
    expect(queryOf(question)).toMatchObject({ metrics: [metric], dimensions: ['process'], limit: 1 });
  });
});

describe('months in a row', () => {
  test.each([
    'errors in august, september and october',
    'errori ad agosto, settembre e ottobre',
    'errori agosto settembre e ottobre',
  ])('%s: all of that time', (question) => {
    const timeRange = { from: '2026-07-31T22:00:00.000Z', to: '2026-10-31T23:00:00.000Z' };
    expect(queryOf(question)).toMatchObject({ metrics: ['failures'], timeRange });
  });
});

describe('a year that owns', () => {
  test("what was 2025's failure rate?", () => {
    const timeRange = { from: '2024-12-31T23:00:00.000Z', to: '2025-12-31T23:00:00.000Z' };
    expect(queryOf("what was 2025's failure rate?")).toMatchObject({ metrics: ['failure_rate'], timeRange });
  });

  test('runs over 2000 seconds: no year', () => {
    const query = queryOf('runs over 2000 seconds');
    expect(query).toMatchObject({ filters: { field: 'duration', operator: '>', value: 2000 } });
    expect(query).not.toHaveProperty('timeRange');
  });
});

describe('every one of them', () => {
  test.each([
    'Please list every run of the payroll export since the beginning of August.',
    'elenca ogni esecuzione di Payroll export da agosto',
    'show me each run of the payroll export this week',
  ])('%s: its runs, one by one', (question) => {
    const query = queryOf(question);
    expect(query).toMatchObject({ metrics: [], dataset: 'runs', filters: payroll });
  });
});

describe('customers and suppliers, and what they do', () => {
  test.each([
    'qual è il cliente che ci ordina di più?',
    'chi sono i migliori clienti?',
    'who is our best customer?',
    'which are the customers who pay late?',
  ])('%s: not in the data', (question) => {
    expect(read(question)).toMatchObject({ kind: 'refuse', reason: 'not_in_data' });
  });
});

describe('never at weekends', () => {
  test.each(['quali processi non girano mai nel weekend?', 'which processes never run at weekends?'])(
    '%s: no query says it, least of all of this weekend',
    (question) => {
      expect(read(question)).toMatchObject({ kind: 'refuse' });
    },
  );
});

describe('what was asked in words of its own', () => {
  test.each([
    ['how many times did the payroll export go off last week?', { metrics: ['runs'], filters: payroll }],
    ['how many runs yesterday, leaving the payroll export out of the count?', { filters: { not: payroll } }],
    ['quante esecuzioni ieri lasciando fuori dal conto Payroll export?', { filters: { not: payroll } }],
    ['how many failures of October were put right by a later retry?', { metrics: ['recovered'] }],
    ['quanti errori di ottobre sono stati sistemati da un nuovo tentativo?', { metrics: ['recovered'] }],
    ['trend of failures in August, September and October', { dimensions: ['month'] }],
    ['come si sono mossi i fallimenti ad agosto, settembre e ottobre?', { dimensions: ['month'] }],
    ['i processi vanno più piano della settimana scorsa o sbaglio?', { metrics: ['mean_duration'] }],
    ['which process used up the most processing time in October?', { metrics: ['total_duration'], limit: 1 }],
    ['quale processo ci ha messo di più ieri?', { metrics: ['mean_duration'], limit: 1 }],
    [
      'the working time that the payroll export saved us in September',
      { metrics: ['time_saved'], filters: payroll },
    ],
    ['are there live processes whose runs have all failed?', { dataset: 'processes' }],
    ['busiest area last month?', { metrics: ['runs'], dimensions: ['area'], limit: 1 }],
    ["this month's failure rate next to last month's", { comparison: { kind: 'period' } }],
    ["what's waiting for somebody's ok right now?", { dataset: 'runs' }],
    ["qual è stata l'ultima cosa che si è rotta?", { dataset: 'runs', limit: 1 }],
    [
      'è più veloce Payroll export questo mese o ad agosto?',
      { metrics: ['mean_duration'], filters: payroll, shape: 'comparison' },
    ],
    [
      'i processi sono più lenti della settimana scorsa?',
      { metrics: ['mean_duration'], shape: 'comparison', comparison: { kind: 'period' } },
    ],
    [
      'confronta gli errori dal 1 al 15 novembre con lo stesso intervallo di ottobre',
      { comparison: { timeRange: { to: '2026-10-15T22:00:00.000Z' } } },
    ],
    [
      'compare the errors from 1 to 15 November with the same interval of October',
      { comparison: { timeRange: { to: '2026-10-15T22:00:00.000Z' } } },
    ],
    ['quante volte è passato Payroll export ieri?', { metrics: ['runs'], filters: payroll }],
    ['what usually goes wrong with the payroll export?', { dataset: 'failure_details', shape: 'reason' }],
    ['ultima cosa, Payroll export quanto dura di solito?', { metrics: ['mean_duration'], filters: payroll }],
  ])('%s', (question, query) => expect(queryOf(question)).toMatchObject(query));

  test.each([
    'extrapolate the failures of December from the current trend',
    'fammi una proiezione dei fallimenti di dicembre',
    'secondo te domani si rompe di nuovo qualcosa?',
    'do you think anything breaks again tomorrow?',
  ])('%s: no forecast', (question) =>
    expect(read(question)).toMatchObject({ kind: 'refuse', reason: 'no_forecast' }),
  );

  test.each([
    ['how is start delay measured?', 'start_delay'],
    ['what do you actually count as time saved?', 'time_saved'],
    ['come è definita la durata mediana?', 'median_duration'],
    ['che cosa misura esattamente il tasso di successo?', 'success_rate'],
  ])('%s', (question, metric) =>
    expect(read(question)).toMatchObject({ kind: 'definition', metrics: [metric] }),
  );
});
