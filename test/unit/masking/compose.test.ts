import { describe, expect, test } from 'vitest';
import { articlesOf, NO_ARTICLES } from '#shared/domain/masking/articles.ts';
import { compose } from '#shared/domain/masking/compose.ts';
import type { Form } from '#shared/domain/masking/dictionary.ts';
import type { Finding } from '#shared/domain/masking/scan.ts';
import { PLAIN } from '#test/support/masking/entry.ts';
import { dictionary } from './support.ts';

const forms: Record<string, Form> = {
  process: { one: 'processo', many: 'processi', gender: 'm' },
  archive: { one: 'archivio', many: 'archivi' },
  link: { one: 'connessione', many: 'connessioni', gender: 'f' },
  reference: { one: 'riferimento tecnico', many: 'riferimenti tecnici', gender: 'm', indefinite: true },
};

/** `<word|concept>` is a finding, `<word|concept+>` one in the plural; what was written stands between brackets. */
const written = (marked: string, language = 'it'): string => {
  let text = '';
  const findings: Finding[] = [];
  for (const [, plain = '', word = '', concept, many] of marked.matchAll(
    /([^<]*)(?:<([^|]*)\|(\w+)(\+?)>)?/g,
  )) {
    text += plain;
    if (concept !== undefined)
      findings.push({
        start: text.length,
        end: text.length + word.length,
        entry: { ...PLAIN, concept, many: many === '+' },
      });
    text += word;
  }
  const voice = {
    articles: articlesOf(dictionary.grammar?.[language] ?? NO_ARTICLES),
    plural: new Set(dictionary.plural[language]),
  };
  const composed = compose(text, findings, voice, (finding) => forms[finding.entry?.concept ?? '']);
  return composed.written.reduceRight(
    (whole, [start, end]) => `${whole.slice(0, start)}[${whole.slice(start, end)}]${whole.slice(end)}`,
    composed.text,
  );
};

describe('a noun in the place of a technical word', () => {
  test.each([
    ['with its article', 'Ieri il <flow|process> era fermo.', 'Ieri [il processo] era fermo.'],
    ['with another gender', 'La <queue|process> e il <hook|link>', '[Il processo] e [la connessione]'],
    ['of no gender, as a masculine one', 'la <db|archive>', "[l'archivio]"],
    ['behind an apostrophe', "l'<api|link> e l’<id|process>", '[la connessione] e [il processo]'],
    [
      'behind hard and double spaces',
      'il\u00a0<db|archive>, il  <db|link>',
      "[l'archivio], [la connessione]",
    ],
    ['several, by the article', 'i <flow|process>, gli <x|link>', '[i processi], [le connessioni]'],
    ['several, by a word', 'tre <flow|process>, Molti <flow|process>', 'tre [processi], Molti [processi]'],
    ['several, by a figure', '12 <flow|process>, 1 <flow|process>', '12 [processi], 1 [processo]'],
    ['one, where the figure is part of a word', 'x3 <flow|process>', 'x3 [processo]'],
    ['one, where a figure only begins the word', '3x <flow|process>', '3x [processo]'],
    [
      'behind a word that only ends as an article',
      'n\u0301il <f|link>, n\u0300il <f|link>',
      'n\u0301il [connessione], n\u0300il [connessione]',
    ],
    ['several, by itself', 'dopo <flows|process+>', 'dopo [processi]'],
    ['behind what is no article', "d'<flow|process>, (il) <flow|link>", "d'[processo], (il) [connessione]"],
    [
      'behind a sign of another script',
      '，il <f|link>, \ue000il <f|link>',
      '，[la connessione], \ue000[la connessione]',
    ],
    ['behind what cannot be seen', '\u200bil <f|link>', '\u200b[la connessione]'],
    ['behind the end of a word beyond the first plane', '𐐨il <flow|link>', '𐐨il [connessione]'],
    ['at the start', '<flow|process> fermo', '[processo] fermo'],
  ])('%s', (_, before, after) => {
    expect(written(before)).toBe(after);
  });
});

describe('a reference', () => {
  test.each([
    ['takes an article', 'dopo <x|reference>', 'dopo [un riferimento tecnico]'],
    ['takes one in the plural', 'dopo <x|reference+>', 'dopo [dei riferimenti tecnici]'],
    ['keeps the one that is there', 'nella <x|reference>', '[nel riferimento tecnico]'],
    ['needs none behind a determiner', 'Ogni <x|reference>', 'Ogni [riferimento tecnico]'],
    ['needs none behind a count', 'tre <x|reference>', 'tre [riferimenti tecnici]'],
  ])('%s', (_, before, after) => {
    expect(written(before)).toBe(after);
  });
  test('is written also for what no list names', () => {
    const voice = { articles: articlesOf(NO_ARTICLES), plural: new Set<string>() };
    const unnamed = [{ start: 3, end: 6, entry: undefined }];
    expect(compose('un x_y qui', unnamed, voice, () => forms['reference'])).toEqual({
      text: 'un riferimento tecnico qui',
      written: [[3, 22]],
    });
  });
  test('in a language without articles stands bare', () => {
    expect(written('after <x|reference>', 'de')).toBe('after [riferimento tecnico]');
  });
});

describe('a capital', () => {
  test.each([
    ['<Flow|process> nuovo', '[Processo] nuovo'],
    ['Bene. <Flow|process>', 'Bene. [Processo]'],
    ['Bene! <Flow|process>', 'Bene! [Processo]'],
    ['Bene? <Flow|process>', 'Bene? [Processo]'],
    ['«Bene.» <Flow|process>', '«Bene.» [Processo]'],
    ['(Bene.) <Flow|process>', '(Bene.) [Processo]'],
    ['Bene\n<Flow|process>', 'Bene\n[Processo]'],
    ['Bene, <Flow|process>', 'Bene, [processo]'],
    ['Bene. Poi <Flow|process>', 'Bene. Poi [processo]'],
    ['<iFlow|process> nuovo', '[processo] nuovo'],
    ['Bene; <Flow|process>', 'Bene; [processo]'],
    ['Bene. <flow|process>', 'Bene. [processo]'],
    ['Bene. La <Flow|process>', 'Bene. [Il processo]'],
    ['Bene. la <Flow|process>', 'Bene. [il processo]'],
    ['Bene. <X|reference>', 'Bene. [Un riferimento tecnico]'],
  ])('stays where a sentence begins: %j', (before, after) => {
    expect(written(before)).toBe(after);
  });
});

describe('words do not run together', () => {
  test.each([
    ['pre<flow|process>', 'pre[ processo]'],
    ['<flow|process>fatture', '[processo ]fatture'],
    ['3<flow|process>4', '3[ processo ]4'],
    ['-<flow|process>-', '-[processo]-'],
    ['<flow|process>.', '[processo].'],
    ['<flow|process>-b', '[processo]-b'],
    ['«<flow|process>»', '«[processo]»'],
  ])('%s', (before, after) => {
    expect(written(before)).toBe(after);
  });
});

test('what goes leaves its place', () => {
  expect(written('ordini via <api|gone> oggi')).toBe('ordini via [] oggi');
  expect(written('<api|gone>')).toBe('[]');
});

describe('two side by side', () => {
  test.each([
    ['of a kind are one', '<a|process> <b|process>', '[processo]'],
    ['of a kind, three of them', '<a|process>/<b|process>-<c|process>!', '[processo]!'],
    ['and a reference are the noun', '<a|process> <b|reference>', '[processo]'],
    ['and a reference in front are the noun', 'il <a|reference>: <b|link>', '[la connessione]'],
    ['are the head', '<a|process> <b|link>, <c|link>-<d|process>', '[processo], [connessione]'],
    ['are two behind a comma', '<a|process>, <b|link>', '[processo], [connessione]'],
    ['are one behind a comma, of a kind', '<a|process>, <b|process>', '[processo]'],
    ['are two with a word between', '<a|process> e <b|process>', '[processo] e [processo]'],
    ['are two in two sentences', '<a|process>. <b|process>', '[processo]. [processo]'],
    ['are one where a stop ends nothing', '<a|process>.<b|process>', '[processo]'],
    ['are one in two lines', '<a|process>\n<b|process>', '[processo]'],
    ['are two in two paragraphs', '<a|process>\n\n<b|process>', '[processo]\n\n[processo]'],
    ['are one over eight signs', '<a|process>--------<b|process>', '[processo]'],
    ['are one over eight pictures', '<a|process>🚀🚀🚀🚀🚀🚀🚀🚀<b|process>', '[processo]'],
    [
      'are one, far into a text',
      'parola parola parola <a|process> <b|process>',
      'parola parola parola [processo]',
    ],
    ['are two over nine', '<a|process>---------<b|process>', '[processo]---------[processo]'],
    ['are two over nine spaces', '<a|process>         <b|link>', '[processo]         [connessione]'],
    ['one of them gone', '<a|gone> <b|process>', '[] [processo]'],
    ['the other gone', '<a|process> <b|gone>', '[processo] []'],
  ])('%s', (_, before, after) => {
    expect(written(before)).toBe(after);
  });

  test('in English the last is the head', () => {
    expect(written('<a|process> <b|link>', 'en')).toBe('[connessione]');
    expect(written('<a|link>/<b|process>', 'en')).toBe('[processo]');
    expect(written('<a|process> <b|reference>', 'en')).toBe('[processo]');
  });

  test('far apart are two', () => {
    const signs = '-'.repeat(17);
    expect(written(`<a|process>${signs}<b|process>`)).toBe(`[processo]${signs}[processo]`);
  });
});

test('in a long text articles and places are found as in a short one', () => {
  for (const words of [10, 36, 37, 38, 100, 500]) {
    const before = 'parola '.repeat(words);
    expect(written(`${before}la <a|process>, ${before}il <b|link>.`)).toBe(
      `${before}[il processo], ${before}[la connessione].`,
    );
  }
});
