import { expect, test } from 'vitest';
import { type Language, ranges, tell, understood } from '#test/support/wordings.ts';

const said = (field: string, values: string[], language: Language): string =>
  tell(
    understood(
      {
        metrics: ['runs'],
        filters: { field, operator: 'in', values },
        timeRange: ranges.yesterday,
        shape: 'figure',
      },
      language,
    ),
    { e1: [{ runs: 8 }] },
    language,
  ).text;

test('a figure of two areas is of both', () => {
  expect(said('area', ['Vendite', 'Magazzino'], 'it')).toContain('«Vendite» e «Magazzino»');
  expect(said('area', ['Vendite', 'Magazzino'], 'en')).toContain('“Vendite” and “Magazzino”');
  expect(said('area', ['Vendite', 'Magazzino', 'HR'], 'en')).toContain('“Vendite”, “Magazzino” and “HR”');
});

test('of two tags a process needs one, and may have both', () => {
  expect(said('tag', ['Critico', 'Notturno'], 'it')).toContain('«Critico» o «Notturno»');
  expect(said('tag', ['Critico', 'Notturno'], 'en')).toContain('“Critico” or “Notturno”');
});

test('a run has one outcome of several', () => {
  expect(said('outcome', ['error', 'crashed'], 'en')).toContain(' or ');
  expect(said('outcome', ['error', 'crashed'], 'it')).toContain(' o ');
});
