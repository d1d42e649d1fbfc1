import { describe, expect, test } from 'vitest';
import type { Stretch } from '#shared/domain/masking/code-lines.ts';
import { compileDictionary } from '#shared/domain/masking/dictionary.ts';
import { createFold } from '#shared/domain/masking/fold.ts';
import { createTrie } from '#shared/domain/masking/trie.ts';
import { createUnits } from '#shared/domain/masking/units.ts';
import { createHoldsTerm, findWords, type HoldsTerm } from '#shared/domain/masking/words.ts';

const form = { en: { one: 'thing', many: 'things' } };

/** Knows three terms, one of them weak, and one word that is kept. */
const holdsTerm = (): HoldsTerm =>
  createHoldsTerm(
    createTrie(
      compileDictionary([
        {
          concepts: { 'technical-reference': form },
          lists: [
            { to: 'technical-reference', terms: ['http', 'xml', 'workflow'] },
            { to: 'technical-reference', strength: 'weak', terms: ['node'] },
          ],
          keep: ['report'],
        },
      ]),
    ),
  );

describe('a name made of names', () => {
  test.each([
    'HttpReply',
    'ReplyHttp',
    'HTTPReply',
    'replyXMLFile',
    'httpA',
    'aBHttp',
    'aB-http',
    'aB--http',
    'w0rkfl0w',
    'W0RKFL0W',
  ])('%s holds a term', (word) => {
    expect(holdsTerm()(word)).toBe(true);
  });
  test.each([
    'http',
    'HTTP',
    'Http',
    'http-x',
    'HTTPx',
    'AHTTPb',
    'ahttpB',
    'Aahttpb',
    'NodeReply',
    'ReportPlan',
    'n0deReply',
    'r3port',
    'w0rk',
    'w00rkflow',
    'w0rkfl0w-',
    'w2rkflow',
    'xw0rkflow',
  ])('%s holds none', (word) => {
    expect(holdsTerm()(word)).toBe(false);
  });
});

const fold = createFold();
const unitsOf = createUnits();
const found = (text: string): string[] => {
  const places: Stretch[] = [];
  findWords(text, fold(text, unitsOf(text), 0, text.length).words, holdsTerm(), places);
  return places.map(([from, to]) => text.slice(from, to));
};

describe('words that are technical by their form', () => {
  test.each([
    ['signs alone', 'e () e {{ e &&', ['()', '{{', '&&']],
    ['what reads as quotes around words', '(x) e Rossi&amp;Figli', ['Rossi&amp;Figli']],
    ['a name in capitals and small letters', 'La classe OrderHandler manca', ['OrderHandler']],
    ['a name behind an elided article', "dell'XMLFile qui", ['XMLFile']],
    ['a name of a table in quotes', 'Su "public.orders" qui', ['"public.orders"']],
    ['no name without quotes', 'Su public.orders e fine.Poi', []],
    ['no name with one quote', 'Su "public.orders qui', []],
    ['no name with the other quote', 'Su public.orders" qui', []],
    ['no name at the start of a text', 'public.orders" qui', []],
    ['no name at the end of a text', 'qui "public.orders', []],
    ['no sentence that goes on without a blank', 'Su "Fine.Poi" qui', []],
    ['a part of a word', 'La storeFunction-option manca', ['storeFunction']],
    ['a piece among signs of code', "Ecco errors={'10.0.0.3':", ['10.0.0.3']],
    ['a dressed name as a whole', 'Il con\u200bfig.yaml. manca', ['con\u200bfig.yaml.']],
    ['a name in letters of others', 'Il \u0441onfig.y\u0430ml manca', ['\u0441onfig.y\u0430ml']],
    ['dressed signs', 'Ecco {\u200b{ qui', ['{\u200b{']],
    ['a dressed name made of names', 'Ecco Http\u200bReply qui', ['Http\u200bReply']],
    ['one of several words in a sign', 'Ecco a_b\ufdfa qui', ['a_b\ufdfa']],
    ['no dressed word beside a technical one', 'a_b e con\u200bsegna', ['a_b']],
    ['no full stop, no capitals', 'Ecco API. E IVA. Poi.', []],
    ['no long text of short words', `${'qui '.repeat(100)} z1y 7z`, []],
    ['no word of three hundred signs', `${'z'.repeat(299)}1`, []],
  ])('%s', (_, text, expected) => {
    expect(found(text)).toEqual(expected);
  });

  test('a word of over three hundred signs, whatever it holds', () => {
    const word = `${'z'.repeat(300)}1`;
    expect(found(`qui ${word}`)).toEqual([word]);
  });
});
