import { describe, expect, test } from 'vitest';
import { directory, process, queryOf, read } from '#test/support/understanding.ts';

const key = (name: string): string => process(name).key;
const onProcess = (...names: string[]) => ({ field: 'process', operator: 'in', values: names.map(key) });

describe('what is measured', () => {
  test.each<[string, string[]]>([
    ['quante esecuzioni ieri', ['runs']],
    ['fallimenti oggi?', ['failures']],
    ['quanti non sono andati a buon fine ieri', ['failures']],
    ['runs that did not fail yesterday', ['successes']],
    ['hw many ok runs ystrday', ['successes']],
    ['qnte esecuzioni ok sett scorsa?', ['successes']],
    ['tasso di fallimento di questa settimana', ['failure_rate']],
    ['in che percentuale falliscono i processi?', ['failure_rate']],
    ['success percentage this month', ['success_rate']],
    ['durata media dei preventivi', ['mean_duration']],
    ['median duration of quotes', ['median_duration']],
    ['p95 dei preventivi', ['p95_duration']],
    ['max duration yesterday', ['max_duration']],
    ['quante ore abbiamo risparmiato questo mese?', ['time_saved']],
    ['how many runs were cancelled this month?', ['cancelled']],
    ['quanti fallimenti sono stati recuperati con un nuovo tentativo?', ['recovered']],
    ['quanti processi sono falliti ieri?', ['failed_processes', 'failures']],
    ['quanti processi attivi ci sono?', ['live_processes']],
    ['how many processes do we have?', ['processes']],
    ['how many runs are waiting?', ['waiting']],
  ])('%s', (text, metrics) => {
    expect(queryOf(text).metrics).toEqual(metrics);
  });
});

describe('the shape of the question', () => {
  test('a ranking takes its length and direction from the words', () => {
    expect(queryOf('i tre processi con più esecuzioni la settimana scorsa')).toMatchObject({
      dimensions: ['process'],
      order: [{ by: 'runs', direction: 'desc' }],
      limit: 3,
      shape: 'top',
    });
    expect(queryOf('which is the fastest process?')).toMatchObject({
      order: [{ by: 'mean_duration', direction: 'asc' }],
      limit: 1,
    });
  });

  test('a bound on groups stands on the metric next to it', () => {
    expect(queryOf('Which 3 processes had the highest failure rate, with at least 20 runs?')).toMatchObject({
      metrics: ['failure_rate'],
      having: [{ metric: 'runs', operator: '>=', value: 20 }],
      limit: 3,
    });
    expect(queryOf('which processes failed more than 20 times?').having).toEqual([
      { metric: 'failures', operator: '>', value: 20 },
    ]);
  });

  test('a bound on time restricts single runs', () => {
    expect(queryOf('quante esecuzioni sono durate più di 2 minuti?')).toMatchObject({
      metrics: ['runs'],
      filters: { field: 'duration', operator: '>', value: 120 },
    });
  });

  test('per day is a series without holes; the busiest hour is one of them', () => {
    expect(queryOf('esecuzioni giornaliere degli ultimi 30 giorni')).toMatchObject({
      dimensions: ['day'],
      fill: true,
      shape: 'series',
    });
    expect(queryOf("what's the busiest hour?")).toMatchObject({
      dimensions: ['hour'],
      shape: 'top',
      limit: 1,
    });
  });

  test('a share is a part against the whole', () => {
    expect(queryOf('Che quota dei fallimenti viene dai preventivi?')).toMatchObject({
      metrics: ['failures'],
      comparison: { kind: 'whole' },
      shape: 'share',
    });
  });

  test('why something failed lists the failures with their causes', () => {
    expect(queryOf('perché è fallita la fatturazione?')).toMatchObject({
      dataset: 'failure_details',
      filters: onProcess('Fatturazione giornaliera'),
      shape: 'reason',
    });
  });

  test('what is so now is a list, or a count when it is counted', () => {
    expect(queryOf('cosa sta girando adesso?')).toMatchObject({ dataset: 'runs', shape: 'list' });
    expect(queryOf('quali processi non sono mai partiti?')).toMatchObject({
      dataset: 'processes',
      shape: 'list',
    });
    expect(queryOf('how many are stuck?')).toMatchObject({ metrics: ['stuck'], shape: 'figure' });
  });

  test('the last time of something is an instant', () => {
    expect(queryOf('When did the client sync last work?')).toMatchObject({
      metrics: ['last_success'],
      filters: onProcess('Sincronizzazione clienti CRM'),
    });
    expect(queryOf('ultima esecuzione del report vendite').metrics).toEqual(['last_run']);
  });
});

describe('what has not run for a while', () => {
  // Of one whose successful runs are not kept nobody knows when it last ran.
  const known = { and: [{ field: 'live' }, { field: 'successes_kept', operator: 'in', values: [true] }] };
  const idleSince = (from: string) => ({
    dimensions: ['process', 'last_run'],
    filters: { and: [known, { not: { field: 'last_run', timeRange: { from } } }] },
  });
  test.each([
    ['quali processi non girano da più di una settimana?', '2026-11-13T23:00:00.000Z'],
    ['processi fermi da più di 10 giorni', '2026-11-10T23:00:00.000Z'],
    ['processi senza esecuzioni da 3 giorni', '2026-11-17T23:00:00.000Z'],
    ['quali processi non hanno girato negli ultimi 7 giorni?', '2026-11-13T23:00:00.000Z'],
    ["what hasn't run in a month?", '2026-10-20T22:00:00.000Z'],
    ['which processes have not run for more than two weeks?', '2026-11-06T23:00:00.000Z'],
  ])('%s', (text, from) => {
    expect(queryOf(text)).toMatchObject(idleSince(from));
  });

  test('the one that has been idle the longest need not be late', () => {
    expect(queryOf('which process has been idle the longest?')).toMatchObject({
      filters: known,
      order: [{ by: 'last_run', direction: 'asc' }],
      limit: 1,
    });
  });

  test('of one thing the last time is meant', () => {
    const last = { metrics: ['last_run'], shape: 'last' };
    expect(queryOf('da quanto tempo non gira il weekly sales report?')).toMatchObject(last);
    expect(queryOf('how long since the last run of payroll export?')).toMatchObject(last);
  });
});

describe('names', () => {
  test.each<[string, string]>([
    ['quante volte ha girato la fatturazione?', 'Fatturazione giornaliera'],
    ['quante volte ha girato la faturazione giornaliera?', 'Fatturazione giornaliera'],
    ['how many times did the invoicing run?', 'Fatturazione giornaliera'],
    ['quanti fallimenti ha quello dei preventivi?', 'Preventivi clienti'],
    ['failures of order registration', 'Registrazione ordini e-commerce'],
    ['how long does the payroll one take?', 'Payroll export'],
    ['quanti errori il report settimanale delle vendite?', 'Weekly sales report'],
    ["quanti fallimenti dell'inserimento dipendenti?", 'Employee onboarding'],
    ['quante esecuzioni del controllo giacenze?', 'Controllo giacenze magazzino'],
  ])('%s', (text, name) => {
    expect(queryOf(text).filters).toEqual(onProcess(name));
  });

  test('two names that fit alike are asked back, never guessed', () => {
    const reading = read('quanto dura il controllo?');
    expect(reading).toMatchObject({ kind: 'clarify', about: 'process' });
    expect(reading.kind === 'clarify' && reading.choices.map((choice) => choice.name)).toEqual([
      'Controllo giacenze magazzino',
      'Controllo temperatura celle',
    ]);
  });

  test('a name that does not exist is said, not ignored', () => {
    expect(read('quante volte ha girato Zanzibar?')).toMatchObject({
      kind: 'refuse',
      reason: 'unknown_name',
    });
  });

  test('a group is a filter on its own dimension; areas come before tags of the same name', () => {
    expect(queryOf('failures of processes tagged Assistenza').filters).toMatchObject({ field: 'tag' });
    expect(queryOf('quanti fallimenti in logistica?').filters).toMatchObject({ field: 'area' });
  });

  test('a process whose runs all lie outside the usual count is answered with those runs, and says so', () => {
    const reading = read('quante esecuzioni della verifica partita iva?');
    expect(reading).toMatchObject({ query: { everything: true }, notes: ['outside_population'] });
  });

  test('words of a name do not become an outcome: errors are not the error notice', () => {
    expect(queryOf('quanti errori ieri?').filters).toBeUndefined();
  });

  test('without names the questions about everything are still read', () => {
    const empty = { ...directory, names: [] };
    expect(read('quanti fallimenti ieri?', { directory: empty })).toMatchObject({ kind: 'query' });
  });
});

describe('what is not a question for the data', () => {
  test.each<[string, string, string]>([
    ['ciao', 'GREETING', 'static'],
    ['grazie mille', 'GREETING', 'static'],
    ['cosa sai fare?', 'HELP', 'static'],
    ['what can you do?', 'HELP', 'static'],
    ['che database usate?', 'TECHNOLOGY', 'static'],
    ['are you built on n8n?', 'TECHNOLOGY', 'static'],
    ['voglio parlare con una persona', 'HUMAN', 'static'],
    ['I want to speak with a human', 'HUMAN', 'static'],
    ['what is the weather like?', 'OFF_TOPIC', 'static'],
    ['che ore sono su Marte?', 'OFF_TOPIC', 'static'],
    ['riavvia la fatturazione', 'ACTION', 'refuse'],
    ['che fatturato abbiamo fatto a ottobre?', 'BUSINESS_DATA', 'refuse'],
    ['how many customers do we have?', 'BUSINESS_DATA', 'refuse'],
    ['quanti ne falliranno domani?', 'BUSINESS_DATA', 'refuse'],
  ])('%s', (text, category, kind) => {
    expect(read(text)).toMatchObject({ category, kind });
  });

  test('a definition is asked for, not a figure', () => {
    expect(read('Cosa vuol dire "recuperato"?')).toMatchObject({
      kind: 'definition',
      metrics: ['recovered'],
    });
    expect(read('what counts as a failure?')).toMatchObject({ kind: 'definition', metrics: ['failures'] });
  });
});

describe('robustness', () => {
  test('language follows the words, and the client may fix it', () => {
    expect(read('failure rate di ieri?').language).toBe('it');
    expect(read('success rate della fatturazione this week').language).toBe('en');
    expect(read('runs?', { language: 'it' }).language).toBe('it');
  });

  test.each([
    '',
    '?',
    '....',
    '🙂🙂',
    '1',
    '%%%',
    "'; drop table x; --",
    'a'.repeat(4000),
    '٣ أيام',
    '\u0000\u202e',
  ])('odd text never throws: %j', (text) => {
    expect(() => read(text)).not.toThrow();
  });
});
