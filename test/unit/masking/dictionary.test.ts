import { describe, expect, test } from 'vitest';
import { compileDictionary } from '#shared/domain/masking/dictionary.ts';
import { createMask } from '#shared/domain/masking/mask.ts';
import { dictionary, masks } from './support.ts';

const form = { it: { one: 'dato', many: 'dati', gender: 'm' }, en: { one: 'data', many: 'data' } };
const base = { concepts: { 'technical-reference': form } };

describe('the dictionary', () => {
  test('holds at least 700 sure terms', () => {
    const sure = dictionary.lists
      .filter(({ strength }) => strength === undefined)
      .flatMap(({ terms }) => terms);
    expect(sure.length).toBeGreaterThan(700);
  });

  test('says no term twice', () => {
    const all = dictionary.lists.flatMap(({ terms }) => terms);
    expect(all.filter((term, at) => all.indexOf(term) !== at)).toEqual([]);
  });

  test.each(Object.entries(masks))('its own words hold nothing technical (%s)', (language, mask) => {
    const words = Object.values(dictionary.concepts).flatMap((concept) => {
      const { one = '', many = '', short = '' } = concept[language] ?? {};
      return [one, many, short];
    });
    expect(words.filter((word) => mask.text(word) !== word || mask.leaks(word).length > 0)).toEqual([]);
  });

  test('every Italian word has its gender', () => {
    expect(Object.values(dictionary.concepts).filter(({ it }) => it?.gender === undefined)).toEqual([]);
  });

  test('is joined from its files', () => {
    const webhook = { to: 'signal', terms: ['webhook'] };
    const grammar = { articles: [], determiners: [], dangling: [] };
    const joined = compileDictionary([
      {
        ...base,
        lists: [webhook],
        keep: ['report'],
        plural: { it: ['molti'] },
        grammar: { it: { head: 'first', ...grammar } },
      },
      { concepts: { signal: { it: form.it } }, common: ['sole'] },
      {
        concepts: { signal: { en: form.en } },
        lists: [{ to: 'signal', terms: ['hook'] }],
        keep: ['ora'],
        opening: ['workflow'],
      },
      { plural: { en: ['many'] }, common: ['con'], grammar: { en: { head: 'last', ...grammar } } },
    ]);
    expect(joined).toEqual({
      version: 1,
      neutral: 'technical-reference',
      concepts: { ...base.concepts, signal: form },
      lists: [webhook, { to: 'signal', terms: ['hook'] }],
      keep: ['report', 'ora'],
      opening: ['workflow'],
      common: ['sole', 'con'],
      plural: { it: ['molti'], en: ['many'] },
      grammar: { it: { head: 'first', ...grammar }, en: { head: 'last', ...grammar } },
    });
  });

  test('a list for a concept that is not there does not compile', () => {
    expect(() => compileDictionary([base, { lists: [{ to: 'nowhere', terms: ['webhook'] }] }])).toThrow(
      /nowhere/,
    );
  });

  test('a concept without a language does not compile', () => {
    expect(() => compileDictionary([base, { concepts: { process: { it: form.it } } }])).toThrow(/process/);
  });

  test('without the neutral words it does not compile', () => {
    expect(() => compileDictionary([{ concepts: { process: form } }])).toThrow(/technical-reference/);
  });

  test('a language it does not know is refused at once', () => {
    expect(() => createMask(dictionary, 'fr')).toThrow(/fr/);
  });

  test('a term of signs alone is refused at once', () => {
    const odd = compileDictionary([base, { lists: [{ to: 'technical-reference', terms: ['++'] }] }]);
    expect(() => createMask(odd, 'it')).toThrow(/\+\+/);
  });
});

test('a text that no writing makes clean does not pass the gate', () => {
  const turning = compileDictionary([
    base,
    {
      concepts: { process: { it: { one: 'il webhook', many: 'i webhook', gender: 'm' }, en: form.en } },
      lists: [{ to: 'process', terms: ['webhook'] }],
    },
  ]);
  const mask = createMask(turning, 'it');
  expect(mask.gate('Il webhook è fermo.')).toBeUndefined();
  expect(mask.text('Il webhook è fermo.')).toBe('dato');
  expect(mask.gate('Il processo è fermo.')).toBe('Il processo è fermo.');
});
