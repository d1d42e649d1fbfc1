import { describe, expect, test } from 'vitest';
import { createScan, type Reading, type Scan } from '#shared/domain/masking/scan.ts';
import { createTrie } from '#shared/domain/masking/trie.ts';
import { dictionary } from './support.ts';

let made: Scan | undefined;
const scan = (): Scan => (made ??= createScan(createTrie(dictionary)));

/** The text with what was found between brackets. */
const marked = (text: string, reading: Reading = 'prose'): string =>
  scan()(text, reading).reduceRight(
    (whole, { start, end }) => `${whole.slice(0, start)}[${whole.slice(start, end)}]${whole.slice(end)}`,
    text,
  );
const unmarked = (text: string): string => text.replaceAll(/[[\]]/g, '');

describe('in a sentence is found', () => {
  test.each([
    ['a word that is always technical', 'Il [webhook] tace'],
    ['one in several words', 'the [data base]'],
    ['none across sentences or paragraphs', 'data. base, Data\n\nbase'],
    ['an ordinary word beside one', 'The [node] [workflow] stopped'],
    ['an ordinary word two words away', 'The [node] of the [workflow]'],
    ['an ordinary word behind it', 'The [workflow] of the [node]'],
    ['no ordinary word three words away', 'The node and then the [workflow]'],
    ['no ordinary word three words behind', 'The [workflow] and then the node'],
    ['no ordinary word in another sentence', 'The [workflow]. Node of it'],
    ['no ordinary word of a line before', 'node\n[workflow]'],
    ['an ordinary word beside what only looks technical', 'i [chiave_nodo] chiave [nodo]'],
    ['an ordinary word before an apostrophe', "un [nodo] dell'[API]"],
    ['no ordinary word beside another', 'The node of the driver'],
    ['a maker only beside it', 'Slack is fine, the [workflow] [Slack]'],
    ['the name of an error', 'the [PaymentTimeoutError], [paytimeerror] and [badexception]'],
    ['no word that ends alike', 'a mirror, a terror, an Error, an exception'],
    ['a name of names', 'the [JsonFile], [xmlHttpRequest], [HttpProtocol]'],
    ['code', 'Ieri [SELECT nome FROM clienti]'],
    ['markup', '[<b>ciao</b>] e [{{ x }}]'],
    ['signs alone', 'prova [()] qui, prova (x) qui'],
    ['signs alone in disguise', 'prova [（）] qui, prova （x） qui'],
    ['a word that is meant by the one on the line before', 'la\n[api]\nis'],
    ['an everyday word with the signs of code', '[email()], email, «email»'],
    ['a technical word, and not the signs around it', '([workflow]), "[workflow]", e-mail/[workflow]'],
    ['a technical word that is called', '[workflow]()'],
    ['a form that holds more than the word', '[workflow_17], [workflow(a)]'],
    ['a name between quotes, with them', 'un ["totale.lordo"] e un totale.lordo'],
    ['a word in disguise, as a whole', 'un [ordini\u200b_numero,] un wo\u200brd'],
    ['a word in disguise, without its quotes', 'un «[JsonFi\u200ble]», un [po\u0301st\u0301gres]'],
    ['spelled out, from where it begins', 'q u e r y [s e r i a l i z e r]'],
    ['a word in any capitals', 'Il [WebHook] e il [WEBHOOK]'],
    ['a short word by the article before it', 'l’[api] tace'],
    ['a short word by what stands before it', 'another [api] here'],
    ['a short word by a word in capitals', 'THE [api] here'],
    ['a short word by what stands behind it', 'sue [api KEY]'],
    ['no short word that is another in small letters', 'le api tacciono'],
    ['no short word by what stands elsewhere', 'le api sono the '],
    ['a short word in its own letters', 'una [API]'],
    ['a short word in its own letters with signs between', 'le [A.P.I] tacciono'],
    ['a short word in letters of another alphabet', 'le [аpi] tacciono'],
    ['the name of an error inside a sentence', 'un [paytimeerror] qui'],
    ['no short word that ends as an error', 'un xexception qui'],
    ['a term in two words with an error’s name', 'un [uncaught TypeError] qui'],
    ['a name of names in capitals', 'un [SQLOrder]'],
    ['no name of makers, everyday and ordinary words', 'SlackFile, EmailOrder, NodeMap, OrdiniNuovi'],
    ['the word alone, before capitals that are no name', '[SQL]-ABC, [workflow]-A'],
    ['no short path, however far', `${'parola '.repeat(40)}prova a/b`],
    ['markup, and not what only stands between brackets', '[<b>ciao</b>] e (poi)'],
    ['an address that is broken at the end of a line', 'il [www.acme-\nsite.it] qui'],
    ['a part of a word', 'la [storeFunction]-option'],
    ['a part of a word with digits', 'un [7a-storeFunction]'],
    ['a part of a word in disguise, as a whole', 'un [stоreFunctiоn-option]'],
    ['an identifier in disguise', 'un [sуncOrders]'],
    ['no name behind a quote that opens alone', 'un "totale.lordo qui'],
    ['no name before a quote that closes alone', 'un totale.lordo" qui'],
    ['no ordinary word behind an exclamation', 'The node! [workflow]'],
    ['no ordinary word behind a question', 'The node? [workflow]'],
    ['no ordinary word behind a semicolon', 'The node; [workflow]'],
    ['no ordinary word two words and a sentence away', 'The [workflow] is. Node'],
    ['ordinary words with another between', 'The [workflow] [function] [body] is'],
    ['ordinary words with another between, before', 'A [body] [function] of [workflow] is'],
    ['no ordinary word behind another, too far', 'The [workflow] has a [function] and body'],
    ['signs between that are no words', 'The [workflow] - / - [function] is'],
    ['a term and a form that go on from each other', 'il [web server_name] qui'],
    ['a form and a term that go on from each other', 'il [my_access token] qui'],
    ['a term within a form', 'il [my_webhook_name] qui'],
    ['a term that holds a form', 'il [HTTP/1.1 403 Forbidden] qui'],
    ['an ordinary word that is called', 'il [node]() qui'],
    ['a full stop that begins a term', '[.NET Core] e [.NET Core] qui'],
    ['no full stop behind a word', 'fine.[API] qui'],
    ['a word by the two before it', 'a [request] to [local host] is late'],
    ['a word of addresses', 'sue [api].acme qui, sue api.Poi qui, le api .acme qui'],
    ['no word that nothing is said of', 'so soap l a t e; so soap.acme'],
    ['a word near three letters', 'le [api], x y z'],
    ['a word behind a bracket', 'the ([api]) e le cose'],
    ['no word at the whole reach', `le ${'x'.repeat(56)} api`],
    ['no word at the whole reach, behind', `api ${'x'.repeat(56)} le`],
    ['two ordinary words alone', '[Local host]'],
    ['two ordinary words alone in a sentence', 'Ecco. [Local host]. Poi'],
    ['no two ordinary words at its end', 'Ecco. A local host. Poi'],
    ['no two ordinary words at its start', 'Ecco. Local host qui. Poi'],
    ['a word between dressed neighbours', 'an\u200b [api] here'],
    ['a word between broken neighbours', 'le api zi-\nring, so [api] le-\nvel'],
    ['a word between letters', 'so [api] l a t e, l a t [api]'],
    ['no word between two letters', 'le api z a'],
    ['a word that nothing speaks against', 'so [api] here, so [api]'],
    ['no word near one of people', `so api ${'x'.repeat(55)} le, le ${'x'.repeat(55)} api so`],
    ['a word out of reach of one of people', `so [api] ${'x'.repeat(56)} le ${'x'.repeat(56)} [api] so`],
    ['a word near a piece of one', `so [api] ${'x'.repeat(56)} lekker; wegle ${'x'.repeat(56)} [api] so`],
    ['a word near the halves of one', 'so [api] le-\nvel, so [api] and di-\nsk'],
    ['no name of a business that looks like an address', '"monday.com" e (monday.com), monday.com!'],
  ])('%s', (_, text) => {
    expect(marked(unmarked(text))).toBe(text);
  });

  test('an ordinary word not beyond sixty signs', () => {
    expect(marked(`node ${'x'.repeat(58)} workflow`)).toMatch(/^\[node\]/);
    expect(marked(`node ${'x'.repeat(59)} workflow`)).toMatch(/^node/);
  });

  test('a word of over three hundred signs, whatever it holds', () => {
    expect(marked('a/'.repeat(150))).toBe('a/'.repeat(150));
    expect(marked(`ieri ${'a/'.repeat(150)}a`)).toBe(`ieri [${'a/'.repeat(150)}a]`);
  });
});

describe('of a text that was read before, what lies around some stretches is found', () => {
  const far = 'parola '.repeat(60);
  const text = `webhook ${far}workflow ${far}Slack`;
  const foundAround = (word: string, reading: Reading): string[] => {
    const at = text.indexOf(word);
    return scan()(text, reading, [[at, at + word.length]]).map(({ start, end }) => text.slice(start, end));
  };
  test.each<[string, Reading, string[]]>([
    ['webhook', 'prose', ['webhook']],
    ['workflow', 'prose', ['workflow']],
    ['Slack', 'prose', []],
    ['Slack', 'name', ['Slack']],
  ])('%s (%s)', (word, reading, found) => {
    expect(foundAround(word, reading)).toEqual(found);
  });
  test('and nothing around none', () => {
    expect(scan()(text, 'prose', [])).toEqual([]);
  });
});

describe('in a name makers count', () => {
  test.each(['[Slack] alert', 'slack alert', 'Ordini verso [Slack]', 'Rest of orders'])('%s', (text) => {
    expect(marked(unmarked(text), 'name')).toBe(text);
  });
});

test('what it is, is told by its entry, and by none where the form alone tells', () => {
  const entries = scan()('The node workflow broke ordini_numero.', 'prose').map(
    ({ entry }) => entry?.concept,
  );
  expect(entries).toEqual(['step', 'process', undefined]);
});

test.each([
  ['un "application/json" qui', ['connection']],
  ['il HTTP/1.1 403 Forbidden qui', ['refusal']],
  ['il node() qui', ['step']],
  ['il web server_name qui', [undefined]],
  ['il my_access token qui', [undefined]],
  ['un workflow() qui', ['process']],
])('a term that says all a form holds tells what it is: %s', (text, concepts) => {
  expect(scan()(text, 'prose').map(({ entry }) => entry?.concept)).toEqual(concepts);
});
