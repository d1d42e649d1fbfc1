import { describe, expect, test } from 'vitest';
import type { SemanticQuery } from '#shared/contracts/query.ts';
import { prove } from '#shared/domain/proof/prove.ts';
import { wordAnswer } from '#shared/domain/wording/word.ts';
import {
  catalog,
  evidenceFor,
  now,
  ranges,
  textOf,
  timeZone,
  understood,
  wordings,
} from '#test/support/wordings.ts';

const october = { from: '2026-09-30T22:00:00.000Z', to: '2026-10-31T23:00:00.000Z' };
const wording = wordings.it;

const tellSince = (query: SemanticQuery, row: Record<string, string | number>, first: string | null) => {
  const { reads, draft } = wordAnswer(understood(query), { catalog, wording, now });
  const evidence = reads.map((read) => evidenceFor(read, [read.id === 'e1' ? row : { first_run: first }]));
  const proof = prove(draft, evidence, reads, { wording, catalog, timeZone, now });
  return { text: textOf(proof), claims: proof.claims, reads };
};
const runsIn = (timeRange: SemanticQuery['timeRange']): SemanticQuery => ({
  metrics: ['runs'],
  timeRange,
  shape: 'figure',
});
const FIRST = '2026-11-02T08:00:00.000Z';

describe('the data does not reach back for ever', () => {
  test('a period before the data has no figure', () => {
    const { text, claims } = tellSince(runsIn(october), { runs: 0 }, FIRST);
    expect(text).toMatch(/^I dati partono da lunedì 2 novembre 2026: di quel periodo non so dire\. Dati/);
    expect(claims.some(({ value }) => value === 0)).toBe(false);
  });

  test('a period that begins before the data keeps its figure and says where the data begins', () => {
    expect(tellSince(runsIn(ranges.thisMonth), { runs: 70 }, FIRST).text).toContain(
      '70 esecuzioni. I dati partono da lunedì 2 novembre 2026. Dati',
    );
  });

  test('nothing is said when the data reaches far enough, or its beginning is unknown', () => {
    for (const first of ['2026-09-01T08:00:00.000Z', null])
      expect(tellSince(runsIn(october), { runs: 7 }, first).text).not.toContain('partono');
  });

  test('recent periods cost no further read', () => {
    expect(tellSince(runsIn(ranges.yesterday), { runs: 7 }, FIRST).reads).toHaveLength(1);
  });

  const compared: SemanticQuery = {
    metrics: ['failures'],
    timeRange: ranges.lastWeek,
    comparison: { kind: 'period', timeRange: october },
    shape: 'comparison',
  };

  test('a compared period before the data has no figure, and there is no trend from it', () => {
    const { text, claims } = tellSince(compared, { failures: 7, failures_compared: 0 }, FIRST);
    expect(text).toBe(
      'La settimana scorsa, dal 9 al 15 novembre, ci sono stati 7 fallimenti. I dati partono da lunedì 2 novembre 2026: il periodo di confronto viene prima. Dati alle 03:36 di sabato 21 novembre 2026.',
    );
    expect(claims.some(({ slot }) => slot.includes('compared'))).toBe(false);
  });

  test('groups that are compared with a period before the data stand alone', () => {
    const query = { ...compared, dimensions: ['process'] };
    const row = { process: 'Ordini', failures: 7, failures_compared: 0 };
    const { text } = tellSince(query, row, FIRST);
    expect(text).toContain('fallimenti per processo:\n• Ordini: 7 fallimenti\nI dati partono');
    expect(text).not.toMatch(/contro|confronto:/);
  });

  test('both periods stand where the data reaches back far enough', () => {
    const { text } = tellSince(compared, { failures: 7, failures_compared: 5 }, '2026-09-01T08:00:00.000Z');
    expect(text).toContain('; il mese scorso, dal 1º al 31 ottobre, 5 fallimenti. In aumento (+40 %). Dati');
  });

  test('what never happened is said with where the data begins', () => {
    const never = tellSince({ metrics: ['last_failure'], shape: 'last' }, {}, FIRST);
    expect(never.text).toContain(
      "Non c'è mai stato nessun fallimento. I dati partono da lunedì 2 novembre 2026.",
    );
    const once = tellSince({ metrics: ['last_run'], shape: 'last' }, { last_run: FIRST }, FIRST);
    expect(once.text).not.toContain('partono');
  });
});

describe('that something did not happen', () => {
  const notIn = (field: string, timeRange: { from: string; to: string }): SemanticQuery => ({
    metrics: [],
    dataset: 'processes',
    dimensions: ['process', 'last_run'],
    filters: { not: { field, operator: 'within', timeRange } },
    shape: 'list',
  });
  const row = { process: 'Resi', last_run: '2026-11-20T21:00:00.000Z' };

  test('in a period that the data reaches is told', () => {
    const { text } = tellSince(notIn('ran_at', october), row, '2026-09-01T08:00:00.000Z');
    expect(text).toContain('Resi');
    expect(text).not.toContain('partono');
  });

  test('in a period that begins before the data is not known', () => {
    const { text } = tellSince(notIn('ran_at', october), row, '2026-10-15T08:00:00.000Z');
    expect(text).toMatch(/^I dati partono da giovedì 15 ottobre 2026: di quel periodo non so dire\./);
    expect(text).not.toContain('Resi');
  });

  test('until now is told with where the data begins', () => {
    const { text } = tellSince(
      notIn('last_run', { from: october.from, to: now.toISOString() }),
      row,
      '2026-10-15T08:00:00.000Z',
    );
    expect(text).toContain('Resi');
    expect(text).toContain('I dati partono da giovedì 15 ottobre 2026.');
  });
});
