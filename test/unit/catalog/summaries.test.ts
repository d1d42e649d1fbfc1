import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { InvalidDocument, InvalidQuery } from '#shared/contracts/faults.ts';
import type { SemanticQuery } from '#shared/contracts/query.ts';
import { parseOsi } from '#shared/domain/catalog/parse-osi.ts';
import { compile } from '#shared/domain/compiling/compile.ts';
import { objection } from '#shared/domain/proof/free-text.ts';
import { n8nCatalog } from '#test/support/catalog.ts';
import { languages, wordings } from '#test/support/wordings.ts';

const text = readFileSync(new URL('../../../layers/catalog/n8n/model.yaml', import.meta.url), 'utf8');
const changed = (from: string | RegExp, to: string) => () => {
  const other = text.replace(from, to);
  expect(other).not.toBe(text);
  return parseOsi(parse(other));
};

describe('the summaries of a catalog', () => {
  test('have metrics of their own, apart from those of the rows', () => {
    const { summaries, metrics } = n8nCatalog;
    const names = new Set(metrics.map(({ name }) => name));
    expect(summaries?.metrics.filter(({ name }) => names.has(name))).toEqual([]);
    expect(summaries?.metrics.map(({ standsFor }) => standsFor)).toContain('failures');
  });

  test.each([
    [/"until":"ends_at",/, '', /have no beginning or no end/],
    [/"until":"ends_at"/, '"until":"end"', /have no beginning or no end/],
    [/,"longest":168/, '', /how long the stretches of history can be/],
    ['- name: settled', '- name: whole', /whole is a reserved/],
    ['- name: hours', '- name: size', /coverage has no field hours/],
    ['"stands_for":"failures"', '"stands_for":"mishaps"', /speak of mishaps/],
    ['"gap_of":"failures"', '"gap_of":"mishaps"', /speak of mishaps/],
    [',"role":"cut"', '', /no metric of the summaries has the role cut/],
    ['"nearest":"completed"', '"nearest":"done"', /runs is near to done/],
  ])('%s as %j is refused', (from, to, message) => {
    expect(changed(from, to)).toThrow(InvalidDocument);
    expect(changed(from, to)).toThrow(message);
  });

  test.each<[SemanticQuery, RegExp]>([
    [{ metrics: ['runs'], source: 'history' }, /history knows nothing of runs/],
    [{ metrics: ['failures'], source: 'runs' }, /runs knows nothing of failures/],
    [{ metrics: ['kept_since'], source: 'history' }, /history knows nothing of kept_since/],
    [
      { metrics: ['failures'], source: 'history', dimensions: ['outcome'] },
      /outcome is not a field of history/,
    ],
    [{ metrics: ['summed_failures'] }, /metric summed_failures/],
  ])('%j cannot be asked', (query, message) => {
    const ask = () =>
      compile(query, {
        catalog: n8nCatalog,
        schema: 'public',
        timeZone: 'Europe/Rome',
        now: '2026-11-21T02:36:42.000Z',
        scope: { kind: 'all' },
      });
    expect(ask).toThrow(InvalidQuery);
    expect(ask).toThrow(message);
  });

  test.each(languages)('all that is said of them may be said (%s)', (language) => {
    const wording = wordings[language];
    const notes = Object.entries(wording.notes).filter(([key]) => key.startsWith('coverage_'));
    const phrases = Object.entries(wording.phrases).filter(([key]) => key.startsWith('coverage_'));
    expect(notes.length + phrases.length).toBeGreaterThan(15);
    for (const [key, said] of [...notes, ...phrases])
      expect([key, objection(said.replaceAll(/\{[^}]*\}/g, ' '), wording, new Set())]).toEqual([
        key,
        undefined,
      ]);
  });

  test('are worded alike in every language', () => {
    const keys = languages.map((language) =>
      Object.keys({ ...wordings[language].notes, ...wordings[language].phrases })
        .filter((key) => key.startsWith('coverage_'))
        .sort(),
    );
    expect(new Set(keys.map((list) => list.join(' '))).size).toBe(1);
  });
});
