import { describe, expect, test } from 'vitest';
import { queryOf, read } from '#test/support/understanding.ts';

const reasonOf = (text: string): string => {
  const reading = read(text);
  return reading.kind === 'refuse' ? reading.reason : `${reading.kind} ${JSON.stringify(reading)}`;
};

describe('what no query says is not answered with another question', () => {
  test.each([
    'Which processes fail more than average?',
    'which processes take longer than the average?',
    'which areas are below average?',
    'quali processi sono sopra la media per durata?',
    'quali processi falliscono più della media?',
    'quali processi hanno durate superiori alla media?',
    'Which day had the biggest jump in failures?',
    'in what week was the sharpest drop in errors?',
    'quale giorno ha avuto il maggior aumento di errori?',
    'which processes failed both yesterday and today?',
    'quali sono falliti ieri e anche oggi?',
    'quali processi sono falliti sia lunedì che martedì?',
    'how many processes failed both on Monday and on Tuesday?',
    'which processes failed yesterday but not today?',
    'quali sono falliti ieri ma non oggi?',
    'which processes ran today but not yesterday?',
    'which processes failed on weekends but not on weekdays?',
    'processi falliti almeno 3 giorni questa settimana',
    'which processes failed on more than two days this week?',
    'which processes failed every day this week?',
    'quali processi falliscono ogni notte?',
    'quali processi sono falliti tutti i giorni?',
    'quali processi sono falliti in due giorni diversi?',
    'which processes failed in all of the last three weeks?',
    'which processes fail only at night?',
    'which processes fail only on Mondays?',
    'quali processi falliscono solo di notte?',
    'which processes only ever run manually?',
    'quali processi partono solo a mano?',
    'which processes failed twice as many times as last week?',
    'quali processi hanno fallito il doppio della settimana scorsa?',
    'which processes account for half of the failures?',
    'quali processi fanno metà dei fallimenti?',
    'which processes failed today for the first time?',
    'quali processi sono falliti oggi per la prima volta?',
    'which processes failed the last three times they ran?',
    'which processes have more failures than successes?',
    'quali processi hanno più errori che successi?',
    'which processes failed and then succeeded today?',
    'quali processi sono falliti e poi riusciti oggi?',
    'quali processi hanno l’ultima esecuzione fallita?',
    'which two processes fail together?',
    'which processes failed within an hour of each other?',
    'which process has the most varied durations?',
  ])('%s', (text) => {
    expect(reasonOf(text)).toBe('not_understood');
  });

  test.each([
    'how many times in a row did the daily invoicing fail?',
    'consecutive failures of the daily invoicing',
    'what is the longest streak of failures?',
    'quante volte di fila è fallita la fatturazione?',
    'quali processi hanno fallimenti consecutivi?',
    'what is the mean time between failures of the daily invoicing?',
    'which processes were modified last week?',
    'failures of the new processes yesterday',
    'quanti errori nei nuovi processi?',
    'quando è stata modificata l’ultima volta la fatturazione giornaliera?',
    'what does the daily invoicing do?',
    'what is the daily invoicing process for?',
    'explain what the payroll export does',
    'describe Weekly sales report',
    'cosa fa la fatturazione giornaliera?',
    'a cosa serve la sincronizzazione clienti CRM?',
  ])('%s', (text) => {
    expect(reasonOf(text)).toBe('not_in_data');
  });

  test('an English message is refused in English', () => {
    expect(read('describe Weekly sales report').language).toBe('en');
  });
});

describe('what looks like it is answered as before', () => {
  test.each([
    ['quali processi sono falliti ieri e oggi?', { dimensions: ['process'] }],
    ['show failures every day this week', { dimensions: ['day'] }],
    ['list failures of every process every day', { dimensions: ['day', 'process'] }],
    ['failures only on Mondays, by process', { dimensions: ['process'] }],
    ['which processes failed in the first half of November?', { dimensions: ['process'] }],
    [
      'which processes failed exactly twice this week?',
      { having: [{ metric: 'failures', operator: '=', value: 2 }] },
    ],
    [
      'what is the average duration of each process?',
      { metrics: ['mean_duration'], dimensions: ['process'] },
    ],
    ['sono raddoppiati i fallimenti rispetto alla settimana scorsa?', { shape: 'comparison' }],
    ['quando è fallita per la prima volta la fatturazione giornaliera?', { limit: 1 }],
    ['come va la fatturazione giornaliera?', { metrics: ['runs', 'failures'] }],
    ['processes that ran only once in October', { having: [{ metric: 'runs', operator: '=', value: 1 }] }],
    ['what is the ratio between failures and runs this month?', { metrics: ['failure_rate'] }],
    ['processes that have yet to run for the first time', { dataset: 'processes' }],
    ['che cosa fa andare in errore la fatturazione giornaliera?', { shape: 'reason' }],
    ['what did the daily invoicing do yesterday?', { metrics: ['runs', 'failures'] }],
    ['what is Weekly sales report doing now?', { metrics: ['runs', 'failures'] }],
    ['mostrami sia fallimenti che successi per processo', { metrics: ['failures', 'successes'] }],
  ])('%s', (text, query) => {
    expect(queryOf(text)).toMatchObject(query);
  });
});

describe('each of two is said', () => {
  const above = (metric: string) => ({ metric, operator: '>', value: 0 });
  const none = (metric: string) => ({ metric, operator: '=', value: 0 });
  test.each([
    'which processes have both failures and cancellations?',
    'quali processi hanno avuto sia fallimenti che annullamenti?',
  ])('%s', (text) => {
    const { having, timeRange } = queryOf(text);
    expect(having).toEqual([above('failures'), above('cancelled')]);
    expect(timeRange).toBeUndefined();
  });

  test.each([
    'which processes neither failed nor were cancelled this week?',
    'which processes have neither failures nor cancellations?',
    'quali processi non hanno né fallimenti né annullamenti?',
  ])('%s', (text) => {
    expect(queryOf(text).having).toEqual([none('failures'), none('cancelled'), above('runs')]);
  });
});

describe('weekends that are ranked', () => {
  test.each([
    ['What was the worst weekend this month?', 'failures'],
    ['qual è stato il fine settimana peggiore?', 'failures'],
    ['which weekend had the most runs?', 'runs'],
    ['il weekend con più esecuzioni', 'runs'],
  ])('%s', (text, metric) => {
    expect(queryOf(text)).toMatchObject({
      metrics: [metric],
      dimensions: ['week'],
      filters: { field: 'weekday', operator: 'in', values: [6, 7] },
      limit: 1,
    });
  });

  test('who was worst then is another question', () => {
    expect(queryOf('which process was worst last weekend?').dimensions).toEqual(['process']);
  });
});

describe('how long it has waited', () => {
  test.each([
    ['Who has been waiting for more than a day?', '>', 86_400],
    ['quali esecuzioni aspettano da più di un giorno?', '>', 86_400],
    ['which runs have been waiting for less than two hours?', '<', 7200],
  ])('%s', (text, operator, value) => {
    expect(queryOf(text).filters).toMatchObject({
      and: [{ values: ['waiting'] }, { field: 'waiting_for', operator, value }],
    });
  });

  test('to ask for how long is no yes or no', () => {
    const reading = read('How long has the daily invoicing been waiting?');
    expect(reading).toMatchObject({ kind: 'query' });
    expect(reading).not.toHaveProperty('yesNo');
  });
});

describe('the first of the things', () => {
  test.each([
    'which was the first process to fail today?',
    'il primo processo fallito oggi',
    'il primo processo che è fallito questa settimana',
    'which process failed first today?',
    'quale processo è fallito per primo oggi?',
    'the first process to run today',
    'il primo processo partito oggi',
  ])('%s', (text) => {
    expect(queryOf(text)).toMatchObject({
      dimensions: ['process', 'started_at'],
      order: [{ by: 'started_at', direction: 'asc' }],
      limit: 1,
    });
  });
});

test.each([
  'how many runs were manual vs automatic?',
  'how many runs were manual and how many automatic?',
  'quante esecuzioni sono state manuali e quante automatiche?',
])('%s: by how they start', (text) => {
  expect(queryOf(text)).toMatchObject({ metrics: ['runs'], dimensions: ['start_type'] });
});

test.each(['which processes got slower this week?', 'which automations slowed down this month?'])(
  '%s: against the time before',
  (text) => {
    expect(queryOf(text)).toMatchObject({
      metrics: ['mean_duration'],
      comparison: { kind: 'period' },
      having: [{ metric: 'mean_duration_change', operator: '>', value: 0 }],
    });
  },
);

test.each([
  'did every process run today?',
  'have all the processes run this week?',
  'sono partiti tutti i processi oggi?',
])('%s: those that did not', (text) => {
  expect(queryOf(text)).toMatchObject({ dataset: 'processes', dimensions: ['process', 'last_run'] });
});

test('once is once, and not never', () => {
  expect(queryOf('quali processi sono falliti una sola volta?').having).toEqual([
    { metric: 'failures', operator: '=', value: 1 },
  ]);
  expect(queryOf('quali processi non sono falliti una sola volta?').having).toContainEqual({
    metric: 'failures',
    operator: '=',
    value: 0,
  });
});
