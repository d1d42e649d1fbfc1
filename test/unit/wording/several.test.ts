import { describe, expect, test } from 'vitest';
import type { Understanding } from '#shared/contracts/understanding.ts';
import { prove } from '#shared/domain/proof/prove.ts';
import { wordAnswer } from '#shared/domain/wording/word.ts';
import {
  catalog,
  evidenceFor,
  now,
  ranges,
  tell,
  textOf,
  timeZone,
  understood,
  wordings,
} from '#test/support/wordings.ts';

type Single = Exclude<Understanding, { kind: 'several' }>;

const common = { language: 'it', category: 'BUSINESS_DATA', confidence: 1 } as const;
const refuse = (reason: 'not_in_data' | 'no_forecast'): Single => ({ ...common, kind: 'refuse', reason });
const asked = (...given: Parameters<typeof understood>): Single => {
  const understanding = understood(...given);
  if (understanding.kind === 'several') throw new Error('one question');
  return understanding;
};
const failures = asked({ metrics: ['failures'], timeRange: ranges.yesterday, shape: 'figure' });
const billing = { field: 'process', operator: 'in' as const, values: ['p1'] };
const last = asked({ metrics: ['last_run'], filters: billing, shape: 'last' });
const several = (...parts: Single[]): Understanding => ({ ...common, kind: 'several', parts });

const rows = {
  e1: [{ failures: 9, completed: 68 }],
  'q2-e1': [{ last_run: '2026-11-21T02:35:21.238Z' }],
  'q2-n1': [{ process: 'Fatturazione giornaliera' }],
};
const READ_AT = 'Dati alle 03:36 di sabato 21 novembre 2026.';
const NINE = 'Ieri, venerdì 20 novembre, ci sono stati 9 fallimenti su 68 esecuzioni concluse (13,2 %).';

describe('several questions in one message', () => {
  test('are answered one after the other; when the data was read is said once', () => {
    const told = tell(several(failures, last), rows);
    expect(told.text).toBe(
      `${NINE}\nL'ultima esecuzione di «Fatturazione giornaliera» è stata oggi alle 03:35.\n${READ_AT}`,
    );
    expect(told.refused).toEqual([]);
    expect(new Set(told.claims.map(({ evidence }) => evidence))).toEqual(new Set(['e1', 'q2-e1', 'q2-n1']));
  });

  test('have evidence of their own each, and the definitions of all in one block', () => {
    const { reads, blocks, suggestions } = tell(several(failures, last), rows).worded;
    expect(reads.map(({ id }) => id)).toEqual(['e1', 'q2-e1', 'q2-n1', 'q2-k1']);
    expect(blocks).toHaveLength(1);
    expect(blocks[0]).toMatchObject({ definitions: [{ metric: 'failures' }, { metric: 'last_run' }] });
    expect(suggestions.length).toBeLessThanOrEqual(3);
    expect(new Set(suggestions).size).toBe(suggestions.length);
  });

  test('what is refused is said after what is answered', () => {
    const told = tell(several(refuse('not_in_data'), failures), rows);
    expect(told.text).toMatch(/^Ieri, .*\nSul resto: questo nei dati non c'è\. .*\nDati alle 03:36/);
    expect(told.worded.reads[0]?.query.metrics[0]).toBe('failures');
  });

  test('the causes behind a first place are said to be those of all', () => {
    const first = asked({
      metrics: ['failures'],
      dimensions: ['process'],
      order: [{ by: 'failures', direction: 'desc' }],
      limit: 1,
      shape: 'top',
    });
    const why = asked({
      metrics: [],
      dataset: 'failure_details',
      dimensions: ['process', 'started_at', 'cause'],
      limit: 100,
      shape: 'reason',
    });
    const failed = { process: 'Ordini', started_at: '2026-11-20T21:00:00.000Z', cause: 'timeout' };
    const given = { e1: [{ process: 'Resi', failures: 9 }], 'q2-e1': [failed, failed] };
    expect(tell(several(first, why), given).text).toContain(
      "Ci sono stati 2 fallimenti nell'insieme dei processi, con la stessa causa",
    );
    expect(tell(several(failures, why), given).text).not.toContain("nell'insieme");
  });

  test('the same refusal is said once', () => {
    const { text } = tell(several(failures, refuse('no_forecast'), refuse('no_forecast')), rows);
    expect(text.match(/previsioni/g)).toHaveLength(1);
  });

  test('refusals alone need no data', () => {
    const worded = wordAnswer(several(refuse('not_in_data'), refuse('no_forecast')), {
      catalog,
      wording: wordings.it,
    });
    expect(worded.reads).toEqual([]);
    expect(worded.draft.sentences.flatMap(({ parts }) => parts)).toEqual([
      wordings.it.refusals['not_in_data'],
      wordings.it.refusals['no_forecast'],
    ]);
  });

  test('a definition stands beside a figure', () => {
    const { text } = tell(several(failures, { ...common, kind: 'definition', metrics: ['recovered'] }), rows);
    expect(text).toContain('\nUn fallimento è recuperato quando');
  });

  test('one that cannot be proven is said to be so; the other stands', () => {
    const told = tell(several(failures, last), { e1: rows.e1 });
    expect(told.text).toContain(`${NINE}\n${wordings.it.refusals['not_proven']}\nDati`);
  });

  test('with nothing proven there is one honest sentence', () => {
    const { reads, draft } = wordAnswer(several(failures, failures), { catalog, wording: wordings.it });
    const evidence = reads.map((read) => evidenceFor(read, []));
    const proof = prove(draft, evidence, reads, { wording: wordings.it, catalog, timeZone, now });
    expect(textOf(proof)).toBe(wordings.it.refusals['not_proven']);
    expect(proof.claims).toEqual([]);
  });

  test('a lying draft cannot pass words of its own as fixed text', () => {
    const proof = prove({ sentences: [{ said: ['refusals.no_such'], parts: ['Tutto bene.'] }] }, [], [], {
      wording: wordings.it,
      catalog,
      timeZone,
      now,
    });
    expect(textOf(proof)).toBe(wordings.it.refusals['not_proven']);
  });
});
