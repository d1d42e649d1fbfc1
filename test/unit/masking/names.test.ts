import { describe, expect, test } from 'vitest';
import { compileDictionary } from '#shared/domain/masking/dictionary.ts';
import { createMask, type Mask } from '#shared/domain/masking/mask.ts';
import { english, italian } from './support.ts';

describe('masked names of processes', () => {
  test.each([
    'Fatturazione giornaliera',
    'Sincronizzazione clienti CRM',
    'Registrazione ordini e-commerce',
    'Monthly customer newsletter',
    'Backup catalogo prodotti',
    'Avviso in caso di errore',
    'Porta automatica magazzino',
    'Ordini Shopify verso Excel',
    'Customer survey results',
    'Ordini iPhone e iPad',
    'eCommerce GoToWebinar',
    'Ordini ( ) nuovi',
    'Ordini via',
    '2syncOrders',
  ])('%s is business language already', (name) => {
    expect(italian.name(name)).toBe(name);
    expect(english.name(name)).toBe(name);
  });

  test.each([
    ['Invio fatture via API', 'Invio fatture'],
    ['Sync Postgres → HubSpot', 'Sync archivio → HubSpot'],
    ['Elaborazione webhook ordini e-commerce', 'Elaborazione ordini e-commerce'],
    ['report_vendite_2025', 'report vendite 2025'],
    ['Database clienti', 'Archivio clienti'],
    ['[PROD] Slack alert - new order (v2.1)', '[PROD] alert - new order'],
    ['Workflow 3', 'Processo 3'],
    ['https://hooks.acme.io/x', 'Processo'],
    ['', 'Processo'],
  ])('%s', (name, masked) => {
    expect(italian.name(name)).toBe(masked);
  });

  test.each([
    ['sync_orders__to crm', 'sync orders to crm'],
    ['syncOrders', 'sync orders'],
    ['exportCSVFile', 'export CSV file'],
    ['XMLFeedImport', 'Dati feed import'],
    ['JavaScript', 'Programma'],
    ['a_b', 'a b'],
    ['Test_API_2', 'Test connessione 2'],
    ['SyncOrdersNow', 'Sync orders now'],
    ['_per_', 'per'],
    ['calcolo_provvigioni.py', 'calcolo provvigioni'],
    ['stampa-etichette.SH notturna', 'stampa-etichette notturna'],
    ['Fatture.elettroniche.json', 'Fatture.elettroniche'],
    ['Node.js ordini', 'Programma ordini'],
    ['a.json ordini', 'ordini'],
    ['Lambda:ordini', 'Servizio:ordini'],
    ['Sonda lambda', 'Sonda lambda'],
    ['report_via', 'report'],
    // A term of several words in one, and what is no name in words.
    ['jQuery ordini', 'programma ordini'],
    ['phpMyAdmin', 'programma'],
    ['syncOrders2 fatture', 'fatture'],
    ['ordini syncOrders2 fatture', 'ordini fatture'],
  ])('%s is read as the words it is made of: %s', (name, masked) => {
    expect(italian.name(name)).toBe(masked);
  });

  test.each([
    // A word that says little goes where the rest says enough.
    ['API ordini oggi', 'Ordini oggi'],
    ['ordini API', 'ordini connessione'],
    ['ORDINI API', 'ORDINI connessione'],
    ['API webhook', 'Segnale'],
    ['API 2', 'Connessione 2'],
    ['(API)', '(connessione)'],
    ['Webhook ordini', 'Segnale ordini'],
    ['webhook ordini', 'segnale ordini'],
    ['Ordini API v2.1', 'Ordini connessione'],
    ['Backup Postgres DB', 'Backup archivio'],
    ['Slack alert', 'Servizio alert'],
    ['slack alert', 'slack alert'],
    ['https://x.acme.io/a Ordini', 'Ordini'],
    ['12', '12'],
    ['!!!', 'Processo'],
    ['ORDINI E-MAIL API', 'ORDINI E-MAIL'],
    ['API DI ordini', 'Connessione DI ordini'],
    ['API ordini x', 'Connessione ordini x'],
    ['API via', 'Connessione'],
    // Neighbours that are called the same are one.
    ['Backup Postgres, MySQL', 'Backup archivio'],
    ['3 workflow', '3 processi'],
    ['[API] ordini nuovi', 'Ordini nuovi'],
  ])('%s: %s', (name, masked) => {
    expect(italian.name(name)).toBe(masked);
  });

  test.each([
    ['Ordini (API) nuovi', 'Ordini nuovi'],
    ['Ordini nuovi [API]', 'Ordini nuovi'],
    ['Ordini nuovi { API }', 'Ordini nuovi'],
    ['Ordini - webhook - resi', 'Ordini - resi'],
    ['workflow Ordini → API → Resi', 'Ordini → Resi'],
    ['Ordini & API & resi', 'Ordini & resi'],
    ['Ordini: API, resi', 'Ordini: resi'],
    ['Ordini nuovi API, resi', 'Ordini nuovi, resi'],
    ['#Ordini nuovi / API#', 'Ordini nuovi'],
    ['<API> Ordini nuovi <API>', 'Ordini nuovi'],
    ['Invio ordini con API e', 'Invio ordini'],
    ['Ordini(API)nuovi', 'Ordini nuovi'],
    ['API. Ordini nuovi', 'Ordini nuovi'],
    ['API ⇒ Ordini nuovi', 'Ordini nuovi'],
    ['Ordini nuovi = API', 'Ordini nuovi'],
    ['Ordini nuovi – API —', 'Ordini nuovi'],
    ['Ordini -- API -- resi', 'Ordini -- resi'],
    ['Ordini resi con per API', 'Ordini resi'],
    ['Ordini resi API PER', 'Ordini resi'],
    ['Send orders by API to the webhook', 'Send orders'],
  ])('what joined a word that is gone goes with it: %s', (name, masked) => {
    expect(italian.name(name)).toBe(masked);
    expect(italian.name(masked)).toBe(masked);
  });

  test.each([
    ['*Ordini* ~vecchi~ `nuovi`', 'Ordini vecchi nuovi'],
    ['=SOMMA(A1) Ordini', 'Ordini'],
    ['@tutti +Ordini', 'tutti +Ordini'],
    ['> citazione', 'citazione'],
    ['Ordini\r\n\u202eoggi\u0007', 'Ordini oggi'],
    ['Ordini {{totale}} ${oggi}', 'Ordini totale oggi'],
    ['<b>Ordini</b>', 'b Ordini /b'],
    ['Ordini > 100 €', 'Ordini > 100 €'],
    ['O\u0301\u0301\u0301\u0301rdini', 'Ó\u0301\u0301rdini'],
    ['Ordini '.repeat(40), `${'Ordini '.repeat(17).trim()} O…`],
  ])('%j holds nothing that a chat, a page or a spreadsheet acts upon', (name, plain) => {
    expect(italian.name(name)).toBe(plain);
    expect(italian.name(plain)).toBe(plain);
  });

  test.each([
    ['"API ordini oggi"', '"ordini oggi"'],
    ['«API ordini oggi» nuovo', '«ordini oggi» nuovo'],
    ['“API ordini oggi”', '“ordini oggi”'],
    ['Ordini (API oggi di notte)', 'Ordini (oggi di notte)'],
    ['Ordini di "oggi API" nuovi', 'Ordini di "oggi" nuovi'],
    ['Ordini di "API" nuovi', 'Ordini di nuovi'],
  ])('%s leaves no space behind its quote', (name, masked) => {
    expect(italian.name(name)).toBe(masked);
    expect(italian.name(masked)).toBe(masked);
  });

  test('a word written as code is taken apart, not thrown away', () => {
    expect(english.name('syncOrdersToDB')).toBe('sync orders to archive');
  });

  test('instructions in a name stay what they are: words', () => {
    const name = "Ordini'; DROP TABLE clienti; --";
    expect(italian.leaks(italian.name(name))).toEqual([]);
  });
});

describe('masked names with a dictionary of one’s own', () => {
  const noun = (one: string) => ({ it: { one, many: one } });
  const maskOf = (concepts: Record<string, string>, terms: Record<string, string[]>): Mask =>
    createMask(
      compileDictionary([
        {
          concepts: Object.fromEntries(Object.entries(concepts).map(([name, one]) => [name, noun(one)])),
          lists: Object.entries(terms).map(([to, of]) => ({ to, terms: of, strength: 'brand' })),
        },
      ]),
      'it',
    );

  test('a word that is technical itself leaves nothing of the name', () => {
    const mask = maskOf(
      { 'technical-reference': 'cosa', signal: 'il Webhook', process: 'attività' },
      { signal: ['Webhook'] },
    );
    expect(mask.name('Webhook')).toBe('Attività');
    expect(mask.name('Ordini di ieri')).toBe('Ordini di ieri');
  });

  test('words that stand for each other come to an end', () => {
    const mask = maskOf(
      { 'technical-reference': 'cosa', one: 'Gateway', two: 'Webhook', process: 'attività' },
      { one: ['Webhook'], two: ['Gateway'] },
    );
    expect(mask.name('Webhook')).toBe('Attività');
  });

  test('no name is empty, even without a word for processes', () => {
    const mask = maskOf({ 'technical-reference': 'cosa' }, {});
    expect(mask.name('!!!')).toBe('?');
  });
});
