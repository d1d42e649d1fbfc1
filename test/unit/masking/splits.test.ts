import { expect, test } from 'vitest';
import { createFold, type Folded } from '#shared/domain/masking/fold.ts';
import { isInWords, isJoined, isSplit, type Entry } from '#shared/domain/masking/splits.ts';
import { foldTerm } from '#shared/domain/masking/terms.ts';
import { createUnits } from '#shared/domain/masking/units.ts';
import { PLAIN } from '#test/support/masking/entry.ts';

const fold = createFold();
const unitsOf = createUnits();
const folded = (text: string): Folded => fold(text, unitsOf(text), 0, text.length);

/** Of the text, from this letter to that one. */
type Reach = readonly [from: number, to: number];

const split = (text: string, entry: Partial<Entry>, reach?: Reach, words: readonly string[] = []) => {
  const view = folded(text);
  const [from, to] = reach ?? [0, view.length];
  const common = new Set(words.map((word) => String.fromCharCode(...foldTerm(word).codes)));
  return isSplit(view, { entry: { ...PLAIN, ...entry }, from, to }, common);
};

test.each<[string, Partial<Entry>, Reach?]>([
  ['workflow', {}],
  ['x. workflow. Poi', {}, [1, 9]],
  ['work-flow', {}],
  ['no-de', {}],
  ['a-pi', { strength: 'exact' }],
  ['a p i', {}],
  ['a p i', { strength: 'weak' }],
  ['e c 22', {}],
  ['work flow', {}],
  ['ser ver', {}],
  ['web hook', { breaks: [3] }],
  ['il web hook', { breaks: [3] }, [2, 9]],
  ['il web hook', { breaks: [3], strength: 'weak' }, [2, 9]],
  ['work-flow', { concept: undefined, seams: [4] }],
  ['Slow Down', { seams: [4] }],
  ['un Slow Down', { seams: [4] }, [2, 10]],
  ['sl ow down', { seams: [4] }],
  ['slow do-wn', { seams: [6] }],
  // In single letters, words that are whole beside them, and signs with a space between them.
  ['o r d e r by', { breaks: [5], strength: 'exact' }],
  ['on c o n f l i c t', { breaks: [2], strength: 'exact' }],
  ['c o m p i l e: r', {}],
])('%s is the term %j', (text, entry, reach) => {
  expect(split(text, entry, reach)).toBe(true);
});

test.each<[string, Partial<Entry>, Reach?]>([
  ['a-pi', {}],
  ['un a-pi', {}, [2, 5]],
  ['d b', {}],
  ['d-b', {}],
  ['work- flow', {}],
  ['work. flow', {}],
  ['nod es', {}],
  ['no-de', { strength: 'weak' }],
  ['ap i', { strength: 'exact' }],
  ['work flow', { strength: 'exact' }],
  ['work flow', { strength: 'brand' }],
  ['work-flow', { concept: undefined }],
  ['work flow', { concept: undefined }],
  ['work flow', { concept: undefined, seams: [4] }],
  ['wo rk-flow', { concept: undefined, seams: [4] }],
  ['slow down', { seams: [4] }],
  ['Slow down', { seams: [4] }],
  ['SLOW DOWN', { seams: [4] }],
  ['slow dOwn', { seams: [4] }],
  ['un slow down', { seams: [4] }, [2, 10]],
  ['o rder by', { breaks: [5], strength: 'exact' }],
  ['o r d er by', { breaks: [5], strength: 'exact' }],
  ['order b y', { breaks: [5], strength: 'exact' }],
  ['c o m: p i', {}],
  ['com: piler', {}],
])('%s is not the term %j', (text, entry, reach) => {
  expect(split(text, entry, reach)).toBe(false);
});

test.each<[string, Partial<Entry>, Reach | undefined, string[], boolean]>([
  ['con sole', {}, undefined, ['con', 'sole'], false],
  ['con sole', {}, undefined, ['con'], true],
  ['con sole', {}, undefined, ['sole'], true],
  ['il con sole va', {}, [2, 9], ['con', 'sole'], false],
  ['web con sole', { breaks: [3] }, undefined, ['con', 'sole'], false],
  ['web con sole', { breaks: [3] }, undefined, ['web', 'con'], true],
  ['il web con sole', { breaks: [3] }, [2, 12], ['con', 'sole'], false],
  ['con sole web va', { breaks: [7] }, [0, 10], ['con', 'sole'], false],
  ['con-so le', {}, undefined, ['con', 'so', 'le'], false],
  ['con-so le', {}, undefined, ['conso', 'le'], true],
  ['roll back', {}, undefined, ['roll', 'back'], true],
  ['roll-back', {}, undefined, ['roll', 'back'], true],
  ['roll ba ck', {}, undefined, ['roll', 'ba', 'ck'], false],
  ['roll bac', {}, undefined, ['roll', 'bac'], false],
])('%s of the term %j, at %j, with the words %j: %s', (text, entry, reach, words, isTerm) => {
  expect(split(text, entry, reach, words)).toBe(isTerm);
});

test.each<[string, Partial<Entry>, Reach | undefined, boolean]>([
  ['roll back', {}, undefined, true],
  ['we roll back', {}, [2, 10], true],
  ['rollback', {}, undefined, false],
  ['roll-back', {}, undefined, false],
  ['rol lback', {}, undefined, false],
  ['rollb ack', {}, undefined, false],
  ['ro ll back', {}, undefined, false],
  ['roll back', { breaks: [4] }, undefined, false],
])('%s of %j, at %j, in two words of their own: %s', (text, entry, reach, isSo) => {
  const view = folded(text);
  const [from, to] = reach ?? [0, view.length];
  expect(isInWords(view, { entry: { ...PLAIN, ...entry }, from, to })).toBe(isSo);
});

test.each<[string, Partial<Entry>, Reach, boolean]>([
  ['webhook', { breaks: [3] }, [0, 7], false],
  ['webhook', { breaks: [3], joinable: true }, [0, 7], true],
  ['webhook', {}, [0, 7], true],
  ['web hook', { breaks: [3] }, [0, 7], true],
  ['il webhook', { breaks: [3] }, [2, 9], false],
  ['il web hook', { breaks: [3] }, [2, 9], true],
  ['web hooknow', { breaks: [3, 7] }, [0, 10], false],
])('%s as the words of %j written as one, at %j: %s', (text, entry, [from, to], isTerm) => {
  expect(isJoined(folded(text), { entry: { ...PLAIN, ...entry }, from, to })).toBe(isTerm);
});
