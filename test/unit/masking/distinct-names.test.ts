import { describe, expect, test } from 'vitest';
import type { Named } from '#shared/contracts/catalog.ts';
import { distinctNames } from '#shared/domain/masking/distinct-names.ts';
import { directory, process, read } from '#test/support/understanding.ts';
import { italian } from './support.ts';

const named = (key: string, name: string, dimension = 'process'): Named => {
  const masked = italian.name(name);
  return { ...process(name, { key }), dimension, ...(masked !== name && { masked }) };
};
const called = (names: readonly Named[]): Record<string, string> =>
  Object.fromEntries(names.map(({ key, name, masked }) => [key, masked ?? name]));

const postgres = named('1', 'Sync Postgres clienti');
const mysql = named('2', 'Sync MySQL clienti');
const redis = named('3', 'Sync Redis clienti');

describe('names that mask to the same words', () => {
  test('are told apart by a number, in the order of their keys', () => {
    expect(called(distinctNames([redis, postgres, mysql]))).toEqual({
      1: 'Sync archivio clienti',
      2: 'Sync archivio clienti (2)',
      3: 'Sync archivio clienti (3)',
    });
  });

  test('give way to a name that needs no masking', () => {
    const plain = named('9', 'Archivio clienti');
    expect(called(distinctNames([named('1', 'Database clienti'), plain]))).toEqual({
      1: 'Archivio clienti (2)',
      9: 'Archivio clienti',
    });
  });

  test('keep what they are called when others come and go', () => {
    const first = distinctNames([mysql, redis]);
    const more = distinctNames([postgres, mysql, redis], first);
    expect(called(more)).toEqual({
      2: 'Sync archivio clienti',
      3: 'Sync archivio clienti (2)',
      1: 'Sync archivio clienti (3)',
    });
    expect(called(distinctNames([postgres, redis], more))).toEqual({
      3: 'Sync archivio clienti (2)',
      1: 'Sync archivio clienti (3)',
    });
  });

  test('are called anew when they are renamed', () => {
    const first = distinctNames([postgres, mysql]);
    const renamed = distinctNames([postgres, named('2', 'Invio fatture via API')], first);
    expect(called(renamed)).toEqual({ 1: 'Sync archivio clienti', 2: 'Invio fatture' });
  });

  test('are the same for two processes of one name, and free in another dimension', () => {
    const twin = named('7', 'Sync Postgres clienti');
    const tag = named('t', 'Sync MySQL clienti', 'tag');
    expect(called(distinctNames([postgres, twin, tag]))).toEqual({
      1: 'Sync archivio clienti',
      7: 'Sync archivio clienti',
      t: 'Sync archivio clienti',
    });
  });

  test('come out the same however often they are read', () => {
    const names = [redis, mysql, postgres, named('4', 'Workflow 3'), named('5', 'https://hooks.acme.io/x')];
    const once = distinctNames(names);
    expect(distinctNames(names.toReversed(), once).toReversed()).toEqual(once);
    expect(new Set(Object.values(called(once))).size).toBe(names.length);
  });

  test('are as they are where they need no masking, also in other capitals', () => {
    const plain = [named('1', 'Ordini'), named('2', 'ordini'), named('3', 'Resi')];
    expect(distinctNames(plain)).toEqual(plain);
  });

  test('do not see the names of other readers', () => {
    expect(called(distinctNames([mysql]))).toEqual({ 2: 'Sync archivio clienti' });
  });
});

describe('a reader who uses a masked name', () => {
  const names = distinctNames([postgres, mysql, redis]);
  const asked = (name: string): string[] => {
    const reading = read(`Quante volte è fallito ${name} ieri?`, { directory: { ...directory, names } });
    return [...JSON.stringify(reading).matchAll(/"values":\["(\d)"/g)].map((match) => match[1] ?? '');
  };

  test.each([
    ['Sync archivio clienti (2)', '2'],
    ['Sync archivio clienti (3)', '3'],
    ['Sync archivio clienti', '1'],
    ['Sync MySQL clienti', '2'],
  ])('%s is understood', (name, key) => {
    expect(new Set(asked(name))).toEqual(new Set([key]));
  });
});
