import { describe, expect, test } from 'vitest';
import { queryOf, read } from '#test/support/understanding.ts';

const latestFailed = {
  metrics: [],
  dataset: 'runs',
  filters: { field: 'failed', operator: 'in', values: [true] },
  limit: 1,
};

describe('what was last', () => {
  test.each([
    'cosa è fallito per ultimo?',
    'che cosa è fallito per ultimo',
    'chi è fallito per ultimo?',
    'what failed last?',
    'l’ultimo fallimento qual è stato?',
  ])('%s: the run, not how the last of all ended', (text) => {
    expect(queryOf(text)).toMatchObject(latestFailed);
  });

  test.each([
    'quanto tempo è passato dall’ultimo fallimento?',
    'quanto tempo fa è stato l’ultimo fallimento?',
    'quanti giorni fa c’è stato l’ultimo errore?',
    'how long since the last failure?',
    'how much time has passed since the last failure?',
  ])('%s: its instant, not how long it took', (text) => {
    expect(queryOf(text)).toMatchObject({ metrics: ['last_failure'], shape: 'last' });
  });
});

describe('since when it has been failing', () => {
  test.each([
    'da quando fallisce la fatturazione?',
    'da quanto tempo fallisce la fatturazione giornaliera?',
    'since when has payroll export been failing?',
  ])('%s: since its last success', (text) => {
    expect(queryOf(text)).toMatchObject({ metrics: ['last_success'], shape: 'last' });
  });

  test.each(['da quando non fallisce la fatturazione?', 'da quanto tempo non fallisce payroll export?'])(
    '%s: since its last failure',
    (text) => {
      expect(queryOf(text)).toMatchObject({ metrics: ['last_failure'], shape: 'last' });
    },
  );
});

describe('why something did not run', () => {
  test.each([
    'perché non è partita la fatturazione oggi?',
    'perché payroll export ieri non è partito?',
    'why did payroll export not run today?',
    'why didn’t the payroll export start yesterday?',
  ])('%s: whether it did, and no failure in its place', (text) => {
    const query = queryOf(text);
    expect(query.metrics).toContain('runs');
    expect(query).not.toMatchObject({ shape: 'reason' });
  });

  test.each([
    'perché è fallita la fatturazione?',
    'perché la fatturazione non funziona?',
    'xké la fatturazione nn parte?',
    'why did payroll export fail?',
  ])('%s: its causes', (text) => {
    expect(queryOf(text)).toMatchObject({ dataset: 'failure_details', shape: 'reason' });
  });
});

test.each([
  'quali sono le cause più frequenti?',
  'what is the most common cause?',
  'what are the most common causes of failure?',
])('%s: of all failures', (text) => {
  expect(queryOf(text)).toMatchObject({ dataset: 'failure_details', shape: 'reason' });
});

test.each(['summarise last week for me', 'give me the highlights of the week', 'summarize yesterday'])(
  '%s: an overview',
  (text) => {
    expect(queryOf(text)).toMatchObject({ metrics: ['runs', 'failures'], timeRange: {} });
  },
);

test.each([
  '__proto__ failures yesterday',
  'toString errors today',
  'runs of top_level_job today',
  'quanti errori ha avuto pippo?',
  'quanti errori su pippo?',
  'how long does the gift card activation process usually take?',
  'quante volte è andato in errore il processo dei buoni pasto?',
])('%s: a name that nobody knows gets no figure of all', (text) => {
  expect(read(text)).toMatchObject({ kind: 'refuse', reason: 'unknown_name' });
});

test.each(['errori su base mensile', 'quanti fallimenti su scala mensile', 'errori su tutta la linea ieri'])(
  '%s: no name is meant',
  (text) => {
    expect(queryOf(text)).toMatchObject({ metrics: ['failures'] });
  },
);

test.each(['dammi qualche esempio', 'give me some examples'])('%s: help', (text) => {
  expect(read(text)).toMatchObject({ kind: 'static', category: 'HELP' });
});
