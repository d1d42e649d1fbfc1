import { describe, expect, test } from 'vitest';
import { compileDictionary, type TermList } from '#shared/domain/masking/dictionary.ts';
import { createFold, endAt } from '#shared/domain/masking/fold.ts';
import { createGlance } from '#shared/domain/masking/glance.ts';
import type { Entry } from '#shared/domain/masking/splits.ts';
import { createTrie, type Trie } from '#shared/domain/masking/trie.ts';
import { createUnits } from '#shared/domain/masking/units.ts';

const form = { en: { one: 'thing', many: 'things' } };
const concepts = { 'technical-reference': form, process: form, archive: form };

// What is built here is built in each test: an error in the building is to be seen.
const trieOf = (
  lists: TermList[],
  words: { keep?: string[]; common?: string[]; opening?: string[] } = {},
): Trie => createTrie(compileDictionary([{ concepts, lists, ...words }]));
const of = (...terms: string[]): TermList => ({ to: 'process', terms });

interface Longest {
  found: string | undefined;
  entry: Entry | undefined;
}
const fold = createFold();
const unitsOf = createUnits();
const longest = (trie: Trie, text: string, from = 0, limit?: number): Longest => {
  const view = fold(text, unitsOf(text), 0, text.length);
  const match = trie.longest(view, from, limit ?? view.length);
  if (!match) return { found: undefined, entry: undefined };
  return {
    found: text.slice(view.starts[match.from], endAt(view, match.to - 1)),
    entry: match.entry,
  };
};
const foundIn = (trie: Trie, text: string, from?: number, limit?: number): string | undefined =>
  longest(trie, text, from, limit).found;

describe('the longest term', () => {
  test.each([
    ['workflow', 'workflow'],
    ['workflow nuovo', 'workflow'],
    ['workflow.', 'workflow'],
    ['workflows', 'workflows'],
    ['workflow15', 'workflow15'],
    ['workflow15b', undefined],
    ['workflow 15', 'workflow'],
    ['workflowx', undefined],
    ['workflowà', undefined],
    ['workflo', undefined],
    ['web', 'web'],
    ['web hook', 'web hook'],
    ['web hoo', 'web'],
    ['webhook', 'webhook'],
    ['web-hook', 'web-hook'],
  ])('of %s is %s', (text, found) => {
    expect(foundIn(trieOf([of('workflow', 'web', 'web hook')]), text)).toBe(found);
  });

  test.each([
    ['webhookordini vecchi', 'webhookordini'],
    ['webhook2ordini', 'webhook2ordini'],
    ['webhook', 'webhook'],
    ['webhook ordini', 'webhook'],
    ['webhooks', 'webhooks'],
    ['webhoo', undefined],
    ['hookordini', undefined],
    ['webhoo ordini', undefined],
    ['web2hook', undefined],
  ])('of %s is %s, where the term opens words', (text, found) => {
    const trie = trieOf([of('webhook', 'hook')], { opening: ['webhook', 'unknown'] });
    expect(foundIn(trie, text)).toBe(found);
    expect(trie.standsAt(unitsOf(text), 0, text.length)).toBe(found !== undefined);
  });

  test('is in doubt when it is written in two ordinary words, and gives way to one that is not', () => {
    const doubtIn = (terms: TermList, text: string): unknown => {
      const view = fold(text, unitsOf(text), 0, text.length);
      const match = trieOf([terms], { common: ['roll', 'back'] }).longest(view, 0, view.length);
      return match && [text.slice(0, endAt(view, match.to - 1)), match.doubtful];
    };
    expect(doubtIn(of('rollback'), 'roll back now')).toEqual(['roll back', true]);
    expect(doubtIn(of('rollback'), 'rollback now')).toEqual(['rollback', false]);
    expect(doubtIn(of('rollback', 'roll'), 'roll back now')).toEqual(['roll', false]);
    expect(doubtIn(of('rollback', 'roll'), 'rollback now')).toEqual(['rollback', false]);
  });

  test('says beside what it counts, and what speaks against it', () => {
    const company = { beside: ['the'], unless: ['le'] };
    const trie = trieOf([of('webhook'), { to: 'process', strength: 'exact', ...company, terms: ['API'] }], {
      keep: ['report'],
    });
    expect(longest(trie, 'webhook').entry).toMatchObject({ beside: [], unless: [], opens: false });
    expect(longest(trie, 'report').entry).toMatchObject({ beside: [], unless: [], opens: false });
    expect(longest(trie, 'api').entry).toMatchObject(company);
  });

  test('of terms that count alone the beginnings are known, and of all how long they are', () => {
    const weak = trieOf([{ to: 'process', strength: 'weak', terms: ['workflow'] }]);
    expect(weak.beginnings.some((bits) => bits !== 0)).toBe(false);
    expect(weak.reach).toBe('workflows'.length);
    expect(trieOf([of('web hook', 'web')]).beginnings.some((bits) => bits !== 0)).toBe(true);
    expect(trieOf([]).reach).toBe(0);
  });

  test('begins at a letter and ends before a limit', () => {
    const trie = trieOf([of('web', 'web hook')]);
    expect(foundIn(trie, 'il web hook', 2)).toBe('web hook');
    expect(foundIn(trie, 'il web hook', 2, 5)).toBe('web');
    expect(foundIn(trie, 'il web hook', 2, 4)).toBeUndefined();
    expect(foundIn(trie, 'il web hook', 1)).toBeUndefined();
  });

  test('is found among twenty thousand letters of terms, and no more than the automaton holds', () => {
    const terms = (count: number): string[] =>
      Array.from({ length: count }, (_, i) => {
        const name = ((i + 1) * 48_271 * 1_103_515_245 + 12_345) % 2_147_483_647;
        return `${name.toString(36).replaceAll(/\d/g, 'q')}zxywvutsrq`.slice(0, 14).concat('abcdef');
      });
    const many = [...new Set(terms(1500))];
    const trie = trieOf([of(...many)]);
    expect(many.filter((term) => foundIn(trie, term) !== term)).toEqual([]);
    expect(() => trieOf([of(...new Set(terms(6000)))])).toThrow(/too large/);
  });
});

describe('plurals', () => {
  test('are made of terms of four letters and more', () => {
    const trie = trieOf([of('node', 'job', 'redis', 'oauth2', 'cache')]);
    expect(longest(trie, 'nodes')).toMatchObject({
      found: 'nodes',
      entry: { many: true, written: ['nodes'] },
    });
    expect(longest(trie, 'node')).toMatchObject({ found: 'node', entry: { many: false, written: ['node'] } });
    for (const none of ['jobs', 'rediss', 'oauth2s']) expect(foundIn(trie, none)).toBeUndefined();
  });

  test('are not made of plurals', () => {
    const trie = trieOf([{ ...of('indici'), many: true }]);
    expect(longest(trie, 'indici').entry?.many).toBe(true);
    expect(foundIn(trie, 'indicis')).toBeUndefined();
  });

  test('keep a meaning of their own', () => {
    const trie = trieOf([of('node'), { to: 'archive', terms: ['nodes'] }]);
    expect(longest(trie, 'nodes').entry).toMatchObject({ concept: 'archive', many: false });
  });

  test('keep the breaks of their term', () => {
    const trie = trieOf([of('my db')]);
    expect(foundIn(trie, 'my dbs')).toBe('my dbs');
    expect(foundIn(trie, 'mydbs')).toBeUndefined();
  });
});

describe('spellings', () => {
  test('a final accent may be left out', () => {
    const trie = trieOf([of('attività')]);
    expect(foundIn(trie, 'attività')).toBe('attività');
    expect(foundIn(trie, 'attivita')).toBe('attivita');
    expect(foundIn(trieOf([of('nodo')]), 'nodò')).toBeUndefined();
  });

  test('the first meaning stays', () => {
    const both = trieOf([of('email'), { to: 'archive', terms: ['email'] }]);
    expect(longest(both, 'email').entry?.concept).toBe('process');
    const kept = trieOf([of('email')], { keep: ['email'] });
    expect(longest(kept, 'email').entry).toMatchObject({ concept: undefined, strength: 'strong' });
    expect(longest(kept, 'email').entry).toMatchObject({ many: false, drop: false });
  });

  test('what a list says goes to its terms', () => {
    const said = { strength: 'exact', many: true, drop: true } as const;
    expect(longest(trieOf([{ ...of('indici'), ...said }]), 'indici').entry).toMatchObject(said);
    const unsaid = { strength: 'strong', many: false, drop: false };
    expect(longest(trieOf([of('indici')]), 'indici').entry).toMatchObject(unsaid);
  });

  test('words may be written as one from six letters on, or where a spelling does', () => {
    expect(foundIn(trieOf([of('my dbms')]), 'mydbms')).toBe('mydbms');
    expect(foundIn(trieOf([of('my db')]), 'mydb')).toBeUndefined();
    expect(foundIn(trieOf([of('my db')]), 'my db')).toBe('my db');
    expect(foundIn(trieOf([of('my db', 'mydb')]), 'mydb')).toBe('mydb');
    expect(foundIn(trieOf([of('my db', 'm ydb')]), 'mydb')).toBeUndefined();
    expect(foundIn(trieOf([of('mydb', 'my db')]), 'my db')).toBe('my db');
    expect(foundIn(trieOf([of('my db', 'mydb')]), 'my db')).toBe('my db');
  });

  test('a seam of one spelling counts for all', () => {
    expect(foundIn(trieOf([of('workflow')]), 'work flow')).toBe('work flow');
    expect(foundIn(trieOf([of('workflow', 'WorkFlow')]), 'work flow')).toBeUndefined();
    expect(foundIn(trieOf([of('WorkFlow', 'workflow')]), 'work flow')).toBeUndefined();
  });

  test('ordinary words in a row are no term', () => {
    const trie = trieOf([of('console')], { common: ['con', 'sole'] });
    expect(foundIn(trie, 'con sole')).toBeUndefined();
    expect(foundIn(trie, 'cons ole')).toBe('cons ole');
  });

  test('are kept as they are written, those of one strength', () => {
    const both = trieOf([{ ...of('REST', 'Rest'), strength: 'exact' }]);
    expect(longest(both, 'rest').entry?.written).toEqual(['REST', 'Rest']);
    const mixed = trieOf([of('VACUUM'), { ...of('vacuum'), strength: 'weak' }]);
    expect(longest(mixed, 'vacuum').entry).toMatchObject({ strength: 'strong', written: ['VACUUM'] });
  });

  test('of one letter are refused', () => {
    expect(() => trieOf([of('C#')])).toThrow(/nothing is left of the term C#/);
    expect(foundIn(trieOf([of('db')]), 'db')).toBe('db');
  });
});

describe('where a term may stand', () => {
  const isDoubtful = (trie: Trie, text: string): boolean =>
    createGlance(trie)(unitsOf(text), 0, text.length, text.length).length > 0;

  test.each([
    ['il workflow', true],
    ['il workflows', true],
    ['il work flow', true],
    ['il workflowx', false],
    ['il preworkflow', false],
    ['api', true],
    ['le api ora', true],
    ['apici', false],
    ['db', true],
    ['un db qui', true],
    ['dbx', false],
    ['node', false],
    ['slack', false],
    ['email', false],
    ['job', true],
    ['cache', false],
  ])('%s: %s', (text, expected) => {
    const trie = trieOf(
      [
        of('workflow', 'db', 'job'),
        { ...of('api'), strength: 'exact' },
        { ...of('node'), strength: 'weak' },
        { ...of('slack'), strength: 'brand' },
      ],
      { keep: ['email'] },
    );
    expect(isDoubtful(trie, text)).toBe(expected);
  });
});
