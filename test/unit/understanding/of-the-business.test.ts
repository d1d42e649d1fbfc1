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

const keyOf = (name: string) => demoDirectory.names.find((each) => each.name === name)?.key;

describe('what a business asks of itself is not in the data, even in words of its names', () => {
  test.each([
    'Best-selling lamp?',
    'our top seller this month?',
    'how many 5 star reviews last week?',
    'what did our customers complain about most in the last survey',
    'what is the average customer satisfaction score?',
    'what time did marta from the warehouse clock in?',
    "what's our total of outstanding receivables as of today?",
    'which invoices are overdue?',
    'which of my colleagues makes the most mistakes?',
    'who in the team makes the most errors?',
    'how many carts were abandoned last week?',
    'average delivery time in October?',
    'Stock value today?',
    'quanto valgono le scorte?',
    'which of our resellers bought the most this year',
    'quale rivenditore ha comprato di più?',
    'quanti resi ci sono arrivati dalla Francia questo mese',
    'how many returns came from France this month?',
    'mi dai il cellulare di Marta',
    'first response time of the support team',
    'quante recensioni a cinque stelle ci hanno lasciato la settimana scorsa',
    "cosa hanno risposto i clienti nell'ultimo sondaggio?",
    'a che ora ha timbrato marta del magazzino',
    "a quanto ammontava l'insoluto verso i clienti a fine ottobre?",
    'quali fatture sono scadute?',
    'quale dei miei colleghi fa più errori?',
    'quanti ticket sono ancora aperti?',
    'qual è il fornitore con più errori?',
    'quante lampadine led ci restano?',
    'quanti follower abbiamo su instagram?',
    'what was the maximum temperature in the cells yesterday?',
    'which shipments are late?',
    'what needs reordering?',
    'what do customers think of our website chat?',
    'how long do customers take to pay?',
    'che temperatura c’è nelle celle adesso?',
    'quali ordini sono in ritardo?',
    'qual è l’ordine più grosso di ottobre?',
    'quanto ci mette un cliente a pagare?',
    'quanti preventivi sono diventati ordini?',
    'how much did we pay the couriers in October?',
    'what was the average order worth this week?',
  ])('%s', (text) =>
    expect(readHere(text)).toMatchObject({
      kind: 'refuse',
      category: 'BUSINESS_DATA',
      reason: 'not_in_data',
    }),
  );

  test.each([
    ['quanti solleciti per le fatture scadute sono partiti ieri?', 'Solleciti fatture scadute'],
    ['how often did the customer satisfaction survey fail in August?', 'Customer satisfaction survey'],
    ['quante volte è girata la raccolta recensioni ieri?', 'Review collection'],
  ])('but what its processes did is: %s', (text, name) =>
    expect(queryHere(text).filters).toMatchObject({ field: 'process', values: [keyOf(name)] }),
  );
});

describe('what the answer is for is no part of the question', () => {
  test.each([
    [
      'Per la nota al budget: quante ore di lavoro ci hanno fatto risparmiare le automazioni a settembre?',
      'time_saved',
    ],
    ['Per il bilancio: tempo risparmiato nel terzo trimestre?', 'time_saved'],
    ['Mi serve per il budget: quante esecuzioni a ottobre?', 'runs'],
    ['A proposito di costi, quante ore abbiamo risparmiato a ottobre?', 'time_saved'],
    ['For the cost review: time saved in Q3?', 'time_saved'],
    ['nota per il direttore: quante ore risparmiate a ottobre?', 'time_saved'],
    ['note for the board: hours saved in October', 'time_saved'],
    ["It's for the budget, how many hours saved last month?", 'time_saved'],
    ['Quick one before lunch, how many failures yesterday?', 'failures'],
  ])('%s', (text, metric) => {
    const { metrics, filters } = queryHere(text);
    expect(metrics).toEqual([metric]);
    expect(filters).toBeUndefined();
  });

  test.each([
    ['Per il magazzino: quanti errori ieri?', 'Magazzino'],
    ['For the warehouse: how many failures in October?', 'Magazzino'],
    ['Per le note spese, quanti errori ieri?', 'Expense report approval'],
    ['A proposito del backup: quante volte è fallito a ottobre?', 'Backup notturno archivi'],
  ])('but whose it is, is: %s', (text, name) =>
    expect(queryHere(text).filters).toMatchObject({ values: [keyOf(name)] }),
  );

  test('and a budget that is asked for is not in the data', () =>
    expect(readHere('what was our budget for the warehouse?')).toMatchObject({ reason: 'not_in_data' }));
});

describe('what breaks, and when it tends to', () => {
  test.each([
    ['at what times of day does the backup tend to break?', 'hour'],
    ['when does tracking break?', 'hour'],
    ['on what days of the week do failures cluster?', 'weekday'],
    ['a che ore tende a rompersi il tracking corrieri?', 'hour'],
    ['in che giorni tende a fallire il backup?', 'weekday'],
    ['quando cadono gli errori?', 'hour'],
  ])('%s', (text, unit) => {
    const { metrics, dimensions } = queryHere(text);
    expect(metrics).toEqual(['failures']);
    expect(dimensions).toEqual([unit]);
  });

  test.each([
    'did tracking break yesterday?',
    'the backup, did it break in October?',
    'how many times did the tracking break in October?',
    'did anything break yesterday?',
  ])('%s', (text) => expect(queryHere(text).metrics).toEqual(['failures']));

  test.each([
    'in che giorni della settimana cadono gli annullamenti?',
    'in che giorni si concentrano gli annullamenti?',
  ])('%s', (text) =>
    expect(queryHere(text)).toMatchObject({ metrics: ['cancelled'], dimensions: ['weekday'] }),
  );

  test.each([
    'do you need a break?',
    'did you take a break yesterday?',
    'does the tracking take a break at night?',
  ])('but a break is nothing that failed: %s', (text) => expect(readHere(text).kind).not.toBe('query'));
});

describe('what is in a label is its processes', () => {
  test.each([
    ["what's in the warehouse area?", 'Magazzino'],
    ["can you show me everything that's tagged marketing?", 'marketing'],
    ["che cosa c'è nell'area Magazzino?", 'Magazzino'],
    ['tutto ciò che è etichettato marketing', 'marketing'],
  ])('%s', (text, label) =>
    expect(queryHere(text)).toMatchObject({ dataset: 'processes', filters: { values: [label] } }),
  );

  test.each(['what about the sales area?', "come va l'area Vendite?"])('but not how they are: %s', (text) =>
    expect(queryHere(text).metrics).toContain('runs'),
  );
});

test.each(['did the report break in October?', 'il report è partito lunedì?', 'come va il report?'])(
  'one thing of several with the word of a label is asked back: %s',
  (text) => expect(readHere(text).kind).toBe('clarify'),
);

test.each([
  'when was the fax thing last used?',
  'when was the fax last used?',
  'when did we last use the fax?',
])('what was used ran: %s', (text) =>
  expect(queryHere(text)).toMatchObject({
    metrics: ['last_run'],
    filters: { values: [keyOf('Invio cataloghi via fax')] },
  }),
);

test.each([
  'Please provide a list of all failed runs of Emissione fatture elettroniche on 16 and 17 November.',
  'I need a list of all failed runs of tracking on 16 and 17 November',
  'Please send me a list of the failed runs of the backup in October',
])('a list is wanted: %s', (text) =>
  expect(queryHere(text)).toMatchObject({ dataset: 'runs', shape: 'list' }),
);

describe('a part of the runs is a rate', () => {
  test.each([
    'for each area, the failed runs as a percentage of the completed runs',
    'failures as a share of all runs per area in October',
    'i fallimenti in percentuale delle esecuzioni concluse per area a ottobre',
    'i fallimenti in rapporto alle esecuzioni concluse, area per area, a ottobre',
  ])('%s', (text) =>
    expect(queryHere(text)).toMatchObject({ metrics: ['failure_rate'], dimensions: ['area'] }),
  );

  test.each([
    'cancelled runs as a percentage of all runs in October',
    'sales runs as a percentage of all runs',
  ])('where there is none, a share: %s', (text) =>
    expect(queryHere(text)).toMatchObject({ metrics: ['runs'], comparison: { kind: 'whole' } }),
  );
});

describe('of the assistant itself', () => {
  test.each([
    ['which ai company made you', 'TECHNOLOGY'],
    ['are you made by google?', 'TECHNOLOGY'],
    ['quale azienda ti ha fatto?', 'TECHNOLOGY'],
    ['which vendor supplies the platform behind these automations?', 'TECHNOLOGY'],
    ['quale fornitore ci fornisce la piattaforma dietro queste automazioni?', 'TECHNOLOGY'],
    ['chi ti ha programmato?', 'TECHNOLOGY'],
    ['e che cose ti si possono chiedere?', 'HELP'],
    ['su cosa ti posso interrogare?', 'HELP'],
    ['what kind of stuff can one ask?', 'HELP'],
  ])('%s', (text, category) => expect(readHere(text)).toMatchObject({ kind: 'static', category }));

  test.each([
    ["okay cheers mate that's all", 'thanks'],
    ['ta mate', 'thanks'],
    ["right, I'm off", 'goodbye'],
    ['all good, speak tomorrow', 'goodbye'],
    ['va bene ho finito, a domani', 'goodbye'],
    ['perfetto, ci sentiamo domani', 'goodbye'],
    ['basta, per ora è tutto', 'noted'],
    ["fine, that's all then", 'noted'],
  ])('a conversation is closed: %s', (text, topic) => expect(readHere(text)).toMatchObject({ topic }));

  test('a question is not', () => expect(readHere('ok and yesterday?').kind).toBe('query'));
});

describe('the day that had the most, by its date', () => {
  test.each([
    ['On which date in October did we see the fewest runs?', 'runs', 'asc'],
    ['on what date did we have the most failures in October?', 'failures', 'desc'],
    ['in che data abbiamo avuto meno esecuzioni a ottobre?', 'runs', 'asc'],
  ])('%s', (text, by, direction) =>
    expect(queryHere(text)).toMatchObject({ dimensions: ['day'], order: [{ by, direction }], limit: 1 }),
  );

  test('but of the last run it is the moment', () =>
    expect(queryHere('on which date did the backup last run?').metrics).toEqual(['last_run']));
});

test.each([
  'Which process saved the least time in October?',
  'who saved the least time last week',
  'which process saved us the fewest hours in October?',
])('who saved least: %s', (text) =>
  expect(queryHere(text)).toMatchObject({
    metrics: ['time_saved'],
    dimensions: ['process'],
    order: [{ direction: 'asc' }],
    limit: 1,
  }),
);

test.each([
  "mi dai i processi con l'etichetta clienti che sono spenti",
  'dammi i processi di vendite che sono spenti',
  'can you give me the processes tagged clienti that are off?',
])('those that are so are listed: %s', (text) =>
  expect(queryHere(text)).toMatchObject({ dataset: 'processes', shape: 'list' }),
);

test.each([
  'non è fallito niente ieri?',
  'è vero che ieri non è fallito niente in hr?',
  'is it true that nothing failed yesterday in sales?',
  'non ci sono stati errori ieri, vero?',
  'è vero che ieri non ci sono stati errori?',
  'were there no failures yesterday?',
])('whether nothing failed is told by how many did: %s', (text) =>
  expect(queryHere(text)).toMatchObject({ metrics: ['failures'], shape: 'figure' }),
);

test.each(['who did not fail in October?', "who didn't have a single failure in October?"])(
  'who did not fail is no person: %s',
  (text) => expect(queryHere(text).having).toContainEqual({ metric: 'failures', operator: '=', value: 0 }),
);

test('two figures with their articles', () =>
  expect(queryHere('What were the runs and the average duration of tracking last week?').metrics).toEqual([
    'runs',
    'mean_duration',
  ]));

describe('of what is spoken is said before the comma', () => {
  test.each([
    ['per quanto riguarda il tracking, quanti errori a ottobre?', 'Tracking corrieri'],
    ["per l'amministrazione: quanti errori ieri?", 'Amministrazione'],
    ['ciao, per il magazzino: quanti errori ieri?', 'Magazzino'],
    ['when it comes to returns, how many failed in October?', 'Gestione resi'],
    ['with regard to the backup, how many times did it fail in October?', 'Backup notturno archivi'],
  ])('%s', (text, name) => {
    const { metrics, filters } = queryHere(text);
    expect(metrics).toEqual(['failures']);
    expect(filters).toMatchObject({ values: [keyOf(name)] });
  });
});

test.each(["outcomes of yesterday's runs", 'esiti delle esecuzioni di ieri'])(
  'outcomes are a split: %s',
  (text) => expect(queryHere(text)).toMatchObject({ metrics: ['runs'], dimensions: ['outcome'] }),
);

test('so many of those that have waited longest', () =>
  expect(queryHere('which 3 runs have been waiting longest?').limit).toBe(3));

test.each([
  ['do you use AI?', 'TECHNOLOGY'],
  ["chi c'è dietro di te?", 'TECHNOLOGY'],
  ['ma tu sei una persona?', 'HELP'],
  ['cosa non sai fare?', 'HELP'],
  ['perfect, no more questions', 'GREETING'],
  ['ok per me è tutto', 'GREETING'],
])('of itself, once more: %s', (text, category) =>
  expect(readHere(text)).toMatchObject({ kind: 'static', category }),
);
