import { describe, expect, test } from 'vitest';
import { company, talk } from '#test/support/dialogue.ts';
import { queryOf, read } from '#test/support/understanding.ts';

const failed = { field: 'failed', operator: 'in', values: [true] };
const understood = (text: string) => read(text, { directory: company });

describe('something is to be done with one thing', () => {
  test.each([
    'Kindly have the nightly backup started again.',
    'please have the backup stopped',
    'get the sales report running again',
    'we need the payslips turned off',
    'the nightly backup must be restarted',
    'the backup needs restarting',
    'somebody should restart the backup',
    'take the sales report offline',
    'voglio che il backup riparta',
    'rimettete in funzione il backup',
    'bisogna riavviare il backup',
    'il tracking corrieri va fermato',
  ])('%s: an order', (text) => {
    expect(understood(text)).toMatchObject({ kind: 'refuse', category: 'ACTION' });
  });

  test.each([
    'I need the failures of the backup',
    'voglio le esecuzioni del backup',
    'I want the processes that are switched off',
    'I need the sales processes that are turned off',
  ])('%s: a question', (text) => {
    expect(understood(text)).toMatchObject({ kind: 'query' });
  });
});

describe('a part of the things, not of their runs', () => {
  test.each([
    'What percentage of processes failed this week?',
    'what share of the processes failed this week?',
    'che percentuale dei processi ha fallito questa settimana?',
  ])('%s', (text) => {
    expect(queryOf(text)).toMatchObject({
      metrics: ['active_processes'],
      filters: failed,
      comparison: { kind: 'whole' },
    });
  });

  test('of an area, the whole is of that area too', () => {
    const area = { field: 'area', operator: 'in', values: ['Vendite'] };
    const understanding = understood('what percentage of the sales processes failed yesterday?');
    expect(understanding).toMatchObject({
      query: { filters: { and: [failed, area] }, comparison: { kind: 'whole', filters: area } },
    });
  });

  test('and of their runs it is a rate', () => {
    expect(queryOf('what percentage of process runs failed last week?').metrics).toEqual(['failure_rate']);
  });
});

describe('what was in use in a time that is over is what ran', () => {
  test.each(['how many processes were active yesterday?', 'quanti processi erano attivi ieri?'])(
    '%s',
    (text) => expect(queryOf(text).metrics).toContain('active_processes'),
  );

  test('and those that were are listed with their runs', () => {
    expect(queryOf('which processes were active yesterday?')).toMatchObject({
      metrics: ['runs'],
      dimensions: ['process'],
      having: [{ metric: 'runs', operator: '>', value: 0 }],
    });
  });

  test.each(['how many processes are active?', 'quanti processi attivi abbiamo oggi?'])(
    '%s: as it is now',
    (text) => expect(queryOf(text).metrics).toEqual(['live_processes']),
  );
});

test.each([
  "compare last week's average duration with that of the week before",
  'confronta la durata media della settimana scorsa con quella della settimana precedente',
])('%s: the week before that one', (text) => {
  const { timeRange, comparison } = queryOf(text);
  expect(timeRange?.from).toBe('2026-11-08T23:00:00.000Z');
  expect(comparison).toMatchObject({ timeRange: { from: '2026-11-01T23:00:00.000Z' } });
});

test('a thing that nothing is called like is named, however it went', () => {
  expect(understood('How did the lamp repair process do last week?')).toMatchObject({
    kind: 'refuse',
    reason: 'unknown_name',
  });
});

test.each([
  'how often did the pizza process start last week?',
  'quante volte è partito il processo delle pizze ieri?',
])('%s: what a process is of is no other subject', (text) => {
  expect(understood(text)).toMatchObject({ kind: 'refuse', reason: 'unknown_name' });
});

test.each(['ciao, cosa ti posso chiedere?', 'hello, what can I ask you?'])('%s: help', (text) => {
  expect(understood(text)).toMatchObject({ kind: 'static', category: 'HELP' });
});

test.each(['did that thing work?', 'quella cosa ha funzionato?'])('%s: which one is asked back', (text) => {
  expect(talk([text])).toMatchObject({ kind: 'clarify' });
});

test.each(['area vendite: quali sono?', 'sales area, which ones?'])('%s: its processes', (text) => {
  expect(understood(text)).toMatchObject({ query: { dataset: 'processes' } });
});

describe('what was counted, as a part of the runs', () => {
  test.each([
    ['How many failures last week?', 'What percentage of all runs is that?'],
    ['How many failures last week?', 'what share of the runs does that represent?'],
    ['Quanti errori la settimana scorsa?', 'che percentuale delle esecuzioni rappresentano?'],
  ])('%s %s', (...said) => {
    expect(talk(said)).toMatchObject({ kind: 'query', query: { metrics: ['failure_rate'] } });
  });

  test('and runs of one area are a part of all runs', () => {
    expect(
      talk(['how many runs did sales have yesterday?', 'what percentage of all runs is that?']),
    ).toMatchObject({
      query: { metrics: ['runs'], comparison: { kind: 'whole' } },
    });
  });
});

test.each([
  'Quante ore di lavoro a mano ci hanno tolto le automazioni della logistica a ottobre?',
  'quanto lavoro manuale ci ha evitato la logistica a ottobre?',
])('%s: nothing is left out of the time that was saved', (text) => {
  const { metrics, filters } = queryOf(text);
  expect(metrics).toEqual(['time_saved']);
  expect(JSON.stringify(filters)).not.toContain('"not"');
});

test.each([
  'quanto pesa il tracking corrieri sul totale degli errori del magazzino a ottobre?',
  'what share of the failures in Magazzino in October was the courier tracking?',
])('%s: a part of what it belongs to', (text) => {
  const area = { field: 'area', operator: 'in', values: ['Magazzino'] };
  expect(understood(text)).toMatchObject({
    query: { metrics: ['failures'], comparison: { kind: 'whole', filters: area } },
  });
});

test.each([
  "quanto tempo abbiamo risparmiato grazie all'automazione?",
  'quante ore abbiamo guadagnato grazie ai processi?',
  'how much time did we save thanks to the automations?',
])('%s: nobody is thanked', (text) => expect(queryOf(text).metrics).toEqual(['time_saved']));

describe('what a label is on', () => {
  const things = { metrics: [], dimensions: ['process'], dataset: 'processes', shape: 'list' };

  test.each([
    "what's in the Vendite folder?",
    "what's in Vendite at the moment, please?",
    'what does the Vendite area contain?',
    'can you show me everything that is in Vendite?',
    'what belongs to Vendite?',
    "cosa c'è nella cartella Vendite?",
    'che cosa contiene Vendite?',
    'fammi vedere tutto quello che sta in Vendite',
    'quali processi fanno parte di Vendite?',
    'e in Vendite cosa abbiamo?',
  ])('%s', (text) => {
    const filters = { field: 'area', operator: 'in', values: ['Vendite'] };
    expect(understood(text)).toMatchObject({ kind: 'query', query: { ...things, filters } });
  });

  test.each([
    "can you show me everything that's tagged Urgente?",
    'which ones are labelled Urgente?',
    "mostrami tutto quello che ha l'etichetta Urgente",
    'tutto ciò che è etichettato Urgente',
  ])('%s', (text) => {
    const filters = { field: 'tag', operator: 'in', values: ['Urgente'] };
    expect(understood(text)).toMatchObject({ kind: 'query', query: { ...things, filters } });
  });

  test.each([
    'is everything in Vendite ok?',
    "cosa c'è che non va in Vendite?",
    'what is in progress in Vendite?',
  ])('%s: not the things themselves', (text) => {
    expect(understood(text)).not.toMatchObject({ query: { dataset: 'processes' } });
  });

  test.each([
    'numero di errori di ottobre per i processi con etichetta Urgente',
    'Indicare il numero di errori di ottobre per i processi dell’area Vendite, escluso Weekly sales report.',
    'State the number of failures in October for the processes in the Vendite area, except Weekly sales report.',
  ])('%s: one figure of all of them', (text) => {
    const reading = understood(text);
    expect(reading).toMatchObject({ kind: 'query', query: { metrics: ['failures'], shape: 'figure' } });
  });
});
