import { describe, expect, test } from 'vitest';
import { english, italian } from './support.ts';

describe('business words in the place of technical ones, in Italian', () => {
  test.each([
    ["L'esecuzione del workflow in ritardo.", 'Il completamento del processo in ritardo.'],
    ['Il webhook non risponde.', 'Il segnale automatico non risponde.'],
    ["Ieri l'API non era attiva.", 'Ieri la connessione tra sistemi non era attiva.'],
    ["Un'API e un endpoint.", 'Una connessione tra sistemi e un collegamento.'],
    ["Manca la risposta dell'endpoint.", 'Manca la risposta del collegamento.'],
    ['I workflow di ieri.', 'I processi di ieri.'],
    ['Ieri tre workflow, oggi 1 workflow.', 'Ieri tre processi, oggi 1 processo.'],
    ['Nel database dei clienti.', "Nell'archivio dati dei clienti."],
    ["Quell'API e questi webhook.", 'Quella connessione tra sistemi e questi segnali automatici.'],
    ['La chiave API è scaduta.', 'La chiave di accesso è scaduta.'],
    ['Workflow nuovo.', 'Processo nuovo.'],
    ['Il workflow-fatture parte alle 8.', 'Il processo-fatture parte alle 8.'],
    ['DEI WORKFLOW', 'Dei processi'],
  ])('%s', (before, after) => {
    expect(italian.text(before).toLowerCase()).toBe(after.toLowerCase());
  });

  test('keeps the capital of a sentence and of an article', () => {
    expect(italian.text('Workflow nuovo. Webhook nuovo.')).toBe('Processo nuovo. Segnale automatico nuovo.');
    expect(italian.text("L'API è nuova.")).toBe('La connessione tra sistemi è nuova.');
  });
});

describe('business words in the place of technical ones, in English', () => {
  test.each([
    ['The workflow execution ended.', 'The completion of the process ended.'],
    ['An API and a webhook.', 'A system connection and an automatic signal.'],
    ['3 workflows are late.', '3 processes are late.'],
    ['A user called an endpoint.', 'A user called a link between systems.'],
    ['Each database is full.', 'Each data archive is full.'],
  ])('%s', (before, after) => {
    expect(english.text(before)).toBe(after);
  });
});

describe('a word that is also an ordinary one, in small letters', () => {
  test.each([
    ['Map api is not loaded', 'Map system connection is not loaded'],
    ['The api did not answer.', 'The system connection did not answer.'],
    ['THE TIMERS APIS ARE AWAY.', 'THE TIMERS system connections ARE AWAY.'],
    ['A duplicate guid came in.', 'A duplicate data format came in.'],
  ])('counts beside the words of the technical one: %s', (before, after) => {
    expect(english.text(before)).toBe(after);
  });

  test('and with an article that the ordinary one can not have', () => {
    expect(italian.text("Ieri l'api non rispondeva.")).toBe(
      'Ieri la connessione tra sistemi non rispondeva.',
    );
  });

  test.each(['Le api producono miele.', 'Nelle arnie le api sono poche.', 'Ho visto api e vespe.'])(
    'stays where it is ordinary: %s',
    (text) => expect(italian.text(text)).toBe(text),
  );
});

describe('a word with digits for letters', () => {
  test.each(['p0stgres', 'W3BHOOK', 'webh00k', 'd4t4ba5e', '8igQuery', 'k1bana'])(
    'is read as letters: %s',
    (word) => expect(english.text(`The ${word} stopped.`)).not.toContain(word),
  );
  test.each(['S4les', 'C0D8', 'r3d', 'h3llo', 'B2B', 'pr0getto', '4x4', 'w0rk3r', 'webh00', 'p0stgr€s'])(
    'is left alone when it spells no term: %s',
    (word) => expect(english.text(`The ${word} stopped.`)).toBe(`The ${word} stopped.`),
  );
});

describe('what is technical by its form alone', () => {
  test.each([
    'https://api.acme.it/v2/orders?limit=50',
    '/usr/local/lib/node_modules',
    'C:\\Windows\\System32',
    '192.168.1.10',
    '3f2504e0-4f89-11d3-9a0c-0305e82c3301',
    'd41d8cd98f00b204e9800998ecf8427e',
    'JzDFs8xkQ2bHtY1aPq',
    'ordini_numero_key',
    'lastOrderImported',
    'PickupServiceTask',
    'java.lang.Thread',
    'index.ts:12:5',
    'config.yaml',
    'evalmachine.<anonymous>:2:22',
    '$json.body.totale',
    '{{ $json.id }}',
    'total=42',
    '42P01',
    'v2.8.4',
    'C#',
    '.NET',
    'righe.map(r=>r.prezzo)',
    'SELECT nome FROM clienti',
    'at Object.run (/app/index.js:1:2)',
    'const x = y;',
    '{"a":1}',
    '<div class="x">ciao</div>',
    '::1:5678',
    'system:serviceaccount:default',
    'registry.local/app:1.2',
    'nginx/1.18.0',
    'ORA-00001',
    "'root'@'localhost'",
    '"public.ordini"',
    'realm="ordini"',
    'PutRiga',
    'RigaWarning',
    'manda(riga, 3);',
  ])('%s', (text) => {
    for (const mask of [italian, english]) {
      expect(mask.leaks(`Ieri:\n${text}\nera fermo.`)).not.toEqual([]);
      expect(mask.text(`Ieri:\n${text}\nera`)).not.toContain(text);
    }
  });

  test.each(['-\n', '-\r\n'])('a word broken by %j is read as one', (end) => {
    expect(english.text(`The post${end}gres is down.`)).toBe('The data archive is down.');
  });

  test.each(['api.int-\nernal', 'db.acme.inter-\r\nnal'])(
    '%j is a name broken at the end of a line',
    (name) => {
      expect(english.text(`We lost ${name}, again.`)).toBe('We lost a technical reference, again.');
    },
  );

  test.each(['Vedi dott.-\nma non oggi.', 'Il totale 1.200,00-\nma con sconto.'])('%j is prose', (text) => {
    expect(italian.text(text)).toBe(text);
  });

  test('several in a row are one reference', () => {
    expect(english.text('Failed at ordini_numero_key (/app/index.js:1:2), 10.0.0.12.')).toBe(
      'Failed at a technical reference.',
    );
  });

  test('a reference takes the article that stands before it', () => {
    expect(italian.text('Nel totale_lordo di ieri.')).toBe('Nel riferimento tecnico di ieri.');
    expect(italian.text('Dopo totale_lordo.')).toBe('Dopo un riferimento tecnico.');
    expect(english.text('Each totale_lordo.')).toBe('Each technical reference.');
  });

  test('quotes go with what they enclose', () => {
    expect(english.text('We lost "totale_lordo" today.')).toBe('We lost a technical reference today.');
  });
});

describe('a term in two words that are ordinary', () => {
  test.each([
    ['It runs on local host.', 'It runs on system address.'],
    ['It runs o\u200bn local host.', 'It runs o\u200bn system address.'],
    ['local host', 'system address'],
    ['The reply is here. Local host. It is late.', 'The reply is here. System address. It is late.'],
    ['Connection to local host refused.', 'Connection to system address refused.'],
    ['Local host unreachable', 'System address unreachable'],
    ['L O C A L H O S T', 'System address'],
  ])('counts beside the words of the technical one: %s', (before, after) => {
    expect(english.text(before)).toBe(after);
  });

  test('and near something technical', () => {
    expect(english.text('We roll back the prepared transaction.')).not.toContain('roll back');
    expect(english.text('The local host 10.0.0.12 is away.')).not.toContain('local host');
  });

  test.each([
    'Our local host is ill.',
    'Thanks to local host Maria for the tour.',
    'The programme depends on local host families.',
    'We count on local host cities this year.',
    'Local host and guide: Maria',
    'From local host families we heard nothing.',
    'They roll back the prices.',
    'The back end of the van, and its front end.',
  ])('stays where it is ordinary: %s', (text) => {
    expect(english.text(text)).toBe(text);
    expect(english.text(text.toUpperCase())).toBe(text.toUpperCase());
  });
});

describe('what belongs to a term, and what does not', () => {
  test.each([
    ['Il calcolo usa .NET Core da ieri.', 'Il calcolo usa programma da ieri.'],
    ['.NET Core è fermo.', 'Programma è fermo.'],
    ["Legge l'XMLFile.", 'Legge il formato dei dati.'],
    ["Il peso dell'XMLFile cresce.", 'Il peso del formato dei dati cresce.'],
    ['Nell’HttpClient manca un dato.', 'Nella richiesta a un sistema manca un dato.'],
    ["Manca l'orders_pkey.", 'Manca il riferimento tecnico.'],
  ])('%s', (before, after) => {
    expect(italian.text(before)).toBe(after);
    expect(italian.text(after)).toBe(after);
  });
});

describe('words that are also ordinary', () => {
  test('are left alone in ordinary company', () => {
    expect(italian.text('La chiave apre la porta.')).toBe('La chiave apre la porta.');
    expect(english.text('The driver left the server a tip.')).toBe('The driver left the server a tip.');
  });

  test('are masked beside something technical', () => {
    expect(english.text('The node workflow_17 stopped.')).not.toContain('node');
    expect(italian.text('La colonna "totale_lordo" manca.')).not.toContain('colonna');
  });

  test('count by their capitals where capitals tell them apart', () => {
    expect(italian.text("C'è l'API. Le api volano.")).toBe("C'è la connessione tra sistemi. Le api volano.");
    expect(english.text('Use REST today. Then rest.')).toBe('Use system connection today. Then rest.');
  });

  test.each(['ànode', 'nodò', "l'esecuzione", 'Rediscover', 'note', 'esecutivo'])(
    '%s is untouched',
    (word) => {
      expect(italian.text(`${word} qui`)).toBe(`${word} qui`);
      expect(english.text(`${word} here`)).toBe(`${word} here`);
    },
  );
});

test('an ordinary word counts near something technical, another between them', () => {
  expect(english.text('The workflow function body.')).not.toMatch(/function|body/);
  expect(english.text("errors={'10.0.0.3': 'late'}")).not.toContain('10.0.0.3');
  expect(english.text("er\u200brors={'10.0.0.3'")).not.toContain('10.0.0.3');
});

test('what begins an address is no word of people, broken as the rest may be', () => {
  expect(english.text('Looking up api.a c m e.eu')).not.toContain('api');
  expect(italian.text('Il miele delle api. Poi il resto.')).toBe('Il miele delle api. Poi il resto.');
});

describe('what is also the name of an animal is read by its neighbours', () => {
  test.each([
    'unsupported api level',
    'unsu-pported api le-vel',
    'an api l e v e l',
    'a p i l e v e l of the api',
    'n a t i v e api',
    'api m i s m a t c h',
    'Lista api',
    'see (api)',
    'docs/api-r e f e r e n c e of l e v e l',
    'the na-\ntive api le-\nvel',
  ])('%s', (text) => {
    expect(english.text(text)).not.toMatch(/(?<!\p{L})api(?!\p{L})/u);
  });
  test.each([
    'Le api e i fiori.',
    'Tre arnie di api a gennaio.',
    'Ape, api; a b api',
    'Lista A B: le api',
    'api: miele',
  ])('%s', (text) => {
    expect(italian.text(text)).toBe(text);
  });
});
