import { describe, expect, test } from 'vitest';
import { demoDirectory } from '#test/support/demo-directory.ts';
import { read } from '#test/support/understanding.ts';

/** What is read at 10:30 on Wednesday 18 November 2026, of the names of the demo company. */
const readHere = (text: string) => read(text, { directory: demoDirectory, now: '2026-11-18T09:30:00.000Z' });

const queryHere = (text: string) => {
  const reading = readHere(text);
  if (reading.kind !== 'query') throw new Error(`"${text}" was read as ${JSON.stringify(reading)}`);
  return reading.query;
};

describe('what happened is counted by the runs of the process that does it', () => {
  test.each([
    ['quante acquisizioni di ordini ci sono state?', 'Acquisizione ordini dal sito'],
    ['quante conferme ordine abbiamo fatto?', 'Conferma ordine al cliente'],
    ['quanti solleciti sono stati fatti?', 'Solleciti fatture scadute'],
    ['quante verifiche della partita IVA si sono fatte?', 'Verifica partita IVA'],
    ['how many payment reconciliations were there?', 'Riconciliazione pagamenti'],
    ['how many returns have been done?', 'Gestione resi'],
    ['how many invoice scans did we do?', 'Supplier invoice scanning'],
    ['how many ticket escalations took place?', 'Ticket escalation'],
  ])('%s', (text, name) => {
    const key = demoDirectory.names.find((each) => each.name === name)?.key;
    const { metrics, filters } = queryHere(text);
    expect(metrics[0]).toBe('runs');
    expect(filters).toEqual({ field: 'process', operator: 'in', values: [key] });
  });

  test.each(['quanti ticket sono aperti?', 'how many tickets are open?', 'how many customers are there?'])(
    'but not what there is: %s',
    (text) => expect(readHere(text).kind).toBe('refuse'),
  );
});

describe('how long something stays in the queue is the delay of its start', () => {
  test.each([
    'how long on average do ticket escalations sit in the queue?',
    'how long do the returns usually wait in line?',
    'average time the backup spends in the queue',
    'quanto tempo passano in coda i ticket?',
    'quanto restano in coda in media i ticket?',
    'tempo medio in coda delle note spese a ottobre',
    'quanto stanno in fila i resi in media?',
  ])('%s', (text) => expect(queryHere(text).metrics).toEqual(['start_delay']));

  test.each(['da quanto tempo è in coda il backup?', 'how long has the backup been in the queue?'])(
    'but what is there now is listed: %s',
    (text) => expect(queryHere(text).dataset).toBe('runs'),
  );

  test.each(['quanto è lunga la coda?', 'how long is the queue?'])('and its length is how many: %s', (text) =>
    expect(queryHere(text).metrics).toEqual(['queued']),
  );
});

describe('the best or worst of a kind of process is one of that kind', () => {
  test.each([
    ['which order process runs the most?', 'tag', 'ordini'],
    ['which invoice process fails the most?', 'tag', 'fatture'],
    ['the worst supplier workflow this month', 'tag', 'fornitori'],
    ['which sales process is the least reliable?', 'area', 'Vendite'],
    ['quale processo degli ordini gira di più?', 'tag', 'ordini'],
    ['qual è il processo di spedizione più lento?', 'tag', 'spedizioni'],
    ['quale automazione dei clienti ha più errori?', 'tag', 'clienti'],
    ['qual è il processo del personale che fallisce di più?', 'tag', 'personale'],
  ])('%s', (text, field, value) =>
    expect(queryHere(text)).toMatchObject({
      filters: { field, operator: 'in', values: [value] },
      dimensions: ['process'],
      limit: 1,
    }),
  );
});

describe('groups by how many things they have', () => {
  test.each([
    ['which departments have more than five processes?', 'area', '>', 5],
    ['areas with at least 3 processes', 'area', '>=', 3],
    ['tags with more than ten workflows', 'tag', '>', 10],
    ['quali aree hanno più di 5 processi?', 'area', '>', 5],
    ['quali reparti hanno meno di tre automazioni?', 'area', '<', 3],
    ['etichette con almeno due processi', 'tag', '>=', 2],
  ] as const)('%s', (text, dimension, operator, value) =>
    expect(queryHere(text)).toMatchObject({
      metrics: ['processes'],
      dimensions: [dimension],
      having: [{ metric: 'processes', operator, value }],
    }),
  );

  test.each([
    'areas where more than 2 processes failed last week',
    'le aree con più di 2 processi falliti la settimana scorsa',
  ])('and by how many of them did: %s', (text) =>
    expect(queryHere(text)).toMatchObject({
      dimensions: ['area'],
      having: [{ metric: 'failed_processes', operator: '>', value: 2 }],
    }),
  );
});

describe('who did something is not in the data', () => {
  test.each([
    'chi è che ha spento il processo delle garanzie?',
    'chi è stato a fermare il backup?',
    'chi lo ha modificato, il backup?',
    'who was it that turned off the backup?',
    'who has archived the returns process?',
    'whose fault is it that the backup failed?',
  ])('%s', (text) => expect(readHere(text)).toMatchObject({ kind: 'refuse', reason: 'not_in_data' }));

  test.each([
    ['chi ha fallito di più ieri?', 'failures'],
    ['chi è partito stamattina?', 'runs'],
    ['who ran this morning?', 'runs'],
    ['chi è stato annullato ieri?', 'cancelled'],
  ])('but which process did is: %s', (text, metric) =>
    expect(queryHere(text)).toMatchObject({ metrics: [metric], dimensions: ['process'] }),
  );
});

describe('when the longest one was is told by its row', () => {
  test.each([
    "quando c'è stata l'esecuzione più lunga del riordino scorte?",
    'quando il backup ci ha messo di più?',
    'when was the longest backup run?',
    'when was the backup slowest?',
  ])('%s', (text) =>
    expect(queryHere(text)).toMatchObject({
      dataset: 'runs',
      order: [{ by: 'duration', direction: 'desc' }],
      limit: 1,
    }),
  );

  test.each([
    ["qual è stata l'esecuzione più lenta del backup?", 'max_duration'],
    ['the quickest run of the backup', 'min_duration'],
  ])('and how long it took is no mean: %s', (text, metric) =>
    expect(queryHere(text).metrics).toEqual([metric]),
  );
});

describe('hours of work are time', () => {
  test.each([
    'quante ore di lavoro ci hanno fatto risparmiare le automazioni a ottobre?',
    'ore uomo risparmiate a ottobre',
    'how many working hours did we save in October?',
  ])('%s', (text) => expect(queryHere(text).metrics).toEqual(['time_saved']));
});

describe('a label beside its kind is that label, whatever else its word means', () => {
  test.each([
    'which clients-tagged processes had a failure rate above 5% last month?',
    'clienti-tagged processes with a failure rate above 5% last month',
  ])('%s', (text) =>
    expect(queryHere(text)).toMatchObject({
      filters: { field: 'tag', operator: 'in', values: ['clienti'] },
      having: [{ metric: 'failure_rate', operator: '>', value: 5 }],
    }),
  );
});

describe('what never starts', () => {
  test.each([
    'quali sono i processi che non partono mai?',
    'quali processi non girano mai?',
    'which processes never start?',
  ])('%s', (text) =>
    expect(queryHere(text).filters).toEqual({ field: 'never_run', operator: 'in', values: [true] }),
  );

  test('but what does not start now is silent', () =>
    expect(queryHere('quali processi non partono?').filters).toMatchObject({ field: 'silent' }));
});

describe('how something failed is why', () => {
  test.each([
    'how did the backup fail?',
    'how did the returns process fail yesterday?',
    "com'è fallito il backup?",
    'in che modo sono falliti i resi ieri?',
    'come ha fallito il backup?',
  ])('%s', (text) => expect(queryHere(text).shape).toBe('reason'));

  test.each(['how did the backup go?', "com'è andato il backup?", 'how many times did the backup fail?'])(
    'but not: %s',
    (text) => expect(queryHere(text).shape).not.toBe('reason'),
  );
});

describe('trouble of groups', () => {
  test.each([
    'which team gives us the biggest headaches this quarter?',
    'quale reparto ha bisogno di attenzione questo mese?',
    'which department needs attention this week?',
  ])('%s', (text) =>
    expect(queryHere(text)).toMatchObject({ metrics: ['failures'], dimensions: ['area'], limit: 1 }),
  );
});

describe('how all goes against another time', () => {
  test.each([
    'stiamo andando meglio o peggio di ottobre?',
    'andiamo meglio rispetto a ottobre?',
    'are we doing better than in October?',
    'is it going worse than last month?',
  ])('%s', (text) =>
    expect(queryHere(text).comparison).toMatchObject({
      kind: 'period',
      timeRange: { from: '2026-09-30T22:00:00.000Z' },
    }),
  );

  test.each(['il meteo è meglio di ieri?', 'sto meglio di ieri', 'is life better than in October?'])(
    'but of these things only: %s',
    (text) => expect(readHere(text).kind).not.toBe('query'),
  );
});

test('a number of the period is no percentile', () =>
  expect(queryHere('duration of onboarding, quarter 3, percentile 95').metrics).toEqual(['p95_duration']));

describe('what is left out stands before what is asked', () => {
  test.each([
    'togliendo i controlli temperatura, quanti errori ha fatto il magazzino a ottobre?',
    'lasciando fuori i controlli temperatura, quanti errori ha fatto il magazzino a ottobre?',
    'se escludiamo i controlli temperatura, quanti errori ha fatto il magazzino a ottobre?',
    'taking out the temperature checks, how many errors did magazzino have in October?',
  ])('%s', (text) => {
    const key = demoDirectory.names.find(({ name }) => name === 'Controllo temperatura celle')?.key;
    const temperature = { not: { field: 'process', operator: 'in', values: [key] } };
    const warehouse = { field: 'area', operator: 'in', values: ['Magazzino'] };
    expect(queryHere(text).filters).toEqual({ and: [warehouse, temperature] });
  });
});

describe('what runs least', () => {
  test.each([
    ['what are the five least used processes this quarter?', 5],
    ['least often launched process last month', 1],
    ['which process is used the least?', 1],
    ['processo meno usato a ottobre', 1],
    ['i tre processi meno richiesti a ottobre', 3],
  ])('%s', (text, limit) =>
    expect(queryHere(text)).toMatchObject({
      metrics: ['runs'],
      order: [{ by: 'runs', direction: 'asc' }],
      limit,
    }),
  );
});

describe('the part of the runs that ended so, where no rate says it', () => {
  test.each([
    "what share of Vendite's runs last month was cancelled?",
    'what percentage of the runs of Vendite was cancelled last month?',
    'che percentuale delle esecuzioni di Vendite del mese scorso è stata annullata?',
  ])('%s', (text) =>
    expect(queryHere(text)).toMatchObject({
      metrics: ['runs'],
      comparison: { kind: 'whole', filters: { field: 'area', operator: 'in', values: ['Vendite'] } },
    }),
  );

  test('but the part of the cancelled ones that is of an area is one of those', () =>
    expect(queryHere('what share of the cancelled runs was in sales?').metrics).toEqual(['cancelled']));
});

describe('words for runs that other subjects have too', () => {
  test('a part of the runs', () =>
    expect(
      queryHere('che percentuale delle esecuzioni di novembre è partita da un webhook?').comparison?.kind,
    ).toBe('whole'));

  test('but not a match', () => expect(readHere("com'è finita la partita di ieri?").kind).not.toBe('query'));
});

describe('who answers', () => {
  test.each(['sorry, who am I talking to?', 'con chi sto parlando?', 'who am I dealing with?'])(
    '%s',
    (text) => expect(readHere(text)).toMatchObject({ kind: 'static', category: 'HELP' }),
  );

  test.each(['which departments do you cover?', 'quali aree segui?', 'which teams do you monitor?'])(
    'and for whom: %s',
    (text) => expect(queryHere(text)).toMatchObject({ metrics: ['processes'], dimensions: ['area'] }),
  );
});

test('a short form of one language joins no words of another', () =>
  expect(queryHere("What's on hold at the moment?").filters).toMatchObject({ values: ['waiting'] }));
