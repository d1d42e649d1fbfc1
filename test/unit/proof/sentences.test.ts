import { describe, expect, test } from 'vitest';
import type { Formula, Part, Sentence, Slot } from '#shared/contracts/draft.ts';
import type { Cell } from '#shared/contracts/evidence.ts';
import type { SemanticQuery } from '#shared/contracts/query.ts';
import { type Proof, prove } from '#shared/domain/proof/prove.ts';
import { catalog, evidenceFor, now, ranges, textOf, timeZone, wordings } from '#test/support/wordings.ts';

const { en: wording } = wordings;
const unproven = wording.refusals['not_proven'] ?? '';
const definition = wording.metrics['failures']?.definition?.trim() ?? '';
const query: SemanticQuery = {
  metrics: ['failures'],
  dimensions: ['process'],
  timeRange: ranges.lastWeek,
  having: [{ metric: 'failures', operator: '>', value: 3 }],
};
const read = { id: 'e1', query };
const rows = [
  { process: 'Acme', failures: 7 },
  { process: 'In total', failures: 5 },
  { process: ' ', failures: 4 },
];
const told = (sentences: Sentence[], given: Record<string, Cell>[] = rows): Proof =>
  prove({ sentences }, [evidenceFor(read, given)], [read], { wording, catalog, timeZone, now });

const slot = (formula: Formula, unit: Slot['unit'], style?: Slot['style'], name = 's'): Slot => ({
  slot: name,
  unit,
  formula,
  ...(style && { style }),
});
const cell = (column: string, row: number | 'each'): Formula => ({ op: 'cell', evidence: 'e1', column, row });
const count = (row: number | 'each' = 0, name = 's'): Slot =>
  slot(cell('failures', row), 'count', 'counted', name);
const name = (row: number | 'each'): Slot => slot(cell('process', row), 'name');
const period = slot({ op: 'period', evidence: 'e1', which: 'main' }, 'date', 'period');
const readAt = slot({ op: 'readAt', evidence: 'e1' }, 'date');
const asked = slot({ op: 'asked', evidence: 'e1', having: 0 }, 'count', 'bound');
const reasons = ({ refused }: Proof): string[] => refused.map(({ reason }) => reason);

describe('why a sentence is dropped', () => {
  test.each<[string, Part[], string]>([
    ['a name of plain words', ['In total ', count(), '.'], 'free text: name'],
    ['a name', ['Acme ', count(), '.'], 'free text: word'],
    ['a figure', ['12 ', count(), '.'], 'free text: sign'],
    ['a weekday', ['On Monday ', count(), '.'], 'free text: dates'],
    ['the figure of another row', [name(0), ': ', count(1), '.'], 'value of another row'],
    ['a row that is not there', [count(9), '.'], 'unknown'],
    ['a column that was not read', [slot(cell('runs', 0), 'count'), '.'], 'unknown column'],
  ])('%s', (_, parts, reason) => {
    const proof = told([{ parts }]);
    const where = reason.startsWith('unknown') ? 's' : '';
    expect(proof.refused).toEqual([{ slot: where, reason }]);
    expect(proof.claims).toEqual([]);
    expect(textOf(proof)).toBe(unproven);
  });

  test('words with a slot between them are read as if they stood together', () => {
    expect(reasons(told([{ parts: ['In', count(), 'total.'] }]))).toEqual(['free text: name']);
    expect(reasons(told([{ parts: ['In ', 'total ', count(), '.'] }]))).toEqual(['free text: name']);
  });

  test('a name of nothing forbids nothing, and figures are no names', () => {
    expect(textOf(told([{ parts: ['Out of ', count(), '.'] }]))).toBe('Out of 7 failures.');
    expect(textOf(told([{ parts: [count(), '.'] }], [...rows, { process: null, failures: 2 }]))).toBe(
      '7 failures.',
    );
  });
});

describe('fixed texts', () => {
  test('stand as they are, and answer', () => {
    const proof = told([{ parts: [], said: ['definition.failures'] }]);
    expect(textOf(proof)).toBe(definition);
    expect(proof.claims).toEqual([]);
    expect(proof.refused).toEqual([]);
  });

  test('that nobody wrote are refused', () => {
    const proof = told([{ parts: [], said: ['definition.runs', 'refusals.nonsense'] }]);
    expect(proof.refused).toEqual([{ slot: '', reason: 'no such text' }]);
    expect(textOf(proof)).toBe(unproven);
  });
});

describe('courtesy', () => {
  const tone = wording.tone.find((text) => /^[a-z]+$/i.test(text)) ?? '';
  const beside = (parts: Part[]): Proof => told([{ parts: [count(), '.'] }, { parts, tone: true }]);

  test('of plain words stands', () => {
    expect(textOf(beside([tone])).toLowerCase()).toBe(`7 failures. ${tone.toLowerCase()}`);
    expect(beside([tone]).refused).toEqual([]);
  });

  test('that says something is dropped', () => {
    expect(reasons(beside(['There were']))).toEqual(['free text: word']);
    expect(reasons(beside([`${tone} 12`]))).toEqual(['free text: sign']);
    expect(reasons(beside([' '.repeat(201)]))).toEqual(['free text: length']);
  });

  test('is one text, and no slot', () => {
    for (const parts of [[], [''], [count()], [tone, tone], [tone, count()]])
      expect(reasons(beside(parts))).toEqual(['free text: not a text']);
  });

  test('alone is no answer', () => {
    expect(textOf(told([{ parts: [tone], tone: true }]))).toBe(unproven);
  });
});

describe('an answer', () => {
  test('is more than when the data was read and what was asked for', () => {
    for (const part of [period, readAt, asked]) {
      const proof = told([{ parts: [part, '.'] }]);
      expect(proof.claims).toEqual([]);
      expect(textOf(proof)).toBe(unproven);
    }
    const framed = told([{ parts: [count(0, 'range_first'), '.'] }]);
    expect(textOf(framed)).toBe(unproven);
    expect(textOf(told([{ parts: [count(0, 'last_range_'), '.'] }]))).toBe('7 failures.');
  });

  test('is set off from its period by a comma, where people say one', () => {
    expect(textOf(told([{ parts: [period, ' ', count(), '.'] }]))).toBe(
      'Last week, from 9 to 15 November, 7 failures.',
    );
  });

  test('may be that something is unknown', () => {
    const empty = [{ process: 'Acme', failures: null }];
    const unknown = slot(cell('failures', 0), 'name', 'unknown');
    const reads = { ...read, query: { ...query, metrics: ['failure_rate'] } };
    const proof = prove(
      { sentences: [{ parts: [{ ...unknown, formula: cell('failure_rate', 0) }, '.'] }] },
      [evidenceFor(reads, empty)],
      [reads],
      { wording, catalog, timeZone, now },
    );
    expect(proof.refused).toEqual([]);
    expect(textOf(proof).toLowerCase()).toContain(wording.trends['unknown'] ?? '?');
  });
});

describe('conditions', () => {
  const when = (is: 'zero' | 'positive'): Sentence => ({
    when: [
      { is: 'positive', formula: cell('failures', 1) },
      { is, formula: cell('failures', 0) },
    ],
    parts: [count(), '.'],
  });
  test('must all hold, and one that does not is no refusal', () => {
    expect(textOf(told([when('positive')]))).toBe('7 failures.');
    expect(told([when('zero')]).refused).toEqual([]);
    expect(textOf(told([when('zero')]))).toBe(unproven);
  });
});

describe('a sentence that repeats', () => {
  const each = (limit: number, evidence = 'e1'): Sentence => ({
    each: { evidence, limit },
    parts: [name('each'), ': ', count('each')],
  });

  test('makes a line of each row, up to its limit', () => {
    expect(textOf(told([each(2)]))).toBe('\n• Acme: 7 failures\n• In total: 5 failures');
    expect(told([each(9)], rows.slice(0, 2)).sentences).toHaveLength(2);
    expect(told([each(2)]).claims.map(({ value }) => value)).toEqual(['Acme', 7, 'In total', 5]);
  });

  test('over evidence that is not there says nothing', () => {
    expect(textOf(told([each(2, 'e9')]))).toBe(unproven);
  });

  test('begins its lines also with words of ours', () => {
    const line: Sentence = { each: { evidence: 'e1', limit: 2 }, parts: ['Out of ', count('each'), '.'] };
    const proof = told([line, { parts: [count(1), '.'] }]);
    expect(textOf(proof)).toBe('\n• Out of 7 failures.\n• Out of 5 failures.\n5 failures.');
  });

  test('is followed by a line of its own', () => {
    const proof = told([each(1), { parts: [count(1), '.'] }, { parts: [count(2), '.'] }]);
    expect(proof.sentences.at(1)?.[0]).toBe('\n');
    expect(proof.sentences.at(2)?.[0]).not.toBe('\n');
    expect(textOf(proof)).toBe('\n• Acme: 7 failures\n5 failures. 4 failures.');
  });
});

describe('several questions in one message', () => {
  const part = (number: number | undefined, ...parts: Part[]): Sentence => ({
    parts,
    ...(number !== undefined && { part: number }),
  });
  const lied: Part[] = ['12 ', count()];

  test('are answered in their order, each on a line, what is of all at the end', () => {
    const proof = told([
      part(undefined, 'Data as of ', readAt, '.'),
      part(10, count(2), '.'),
      part(2, count(1), '.'),
      part(1, count(0), '.'),
    ]);
    expect(textOf(proof)).toBe('7 failures.\n5 failures.\n4 failures.\nData as of today at 03:36.');
    expect(proof.claims.map(({ value }) => value).slice(0, 3)).toEqual([7, 5, 4]);
    expect(proof.sentences.map((parts) => parts[0] === '\n')).toEqual([false, true, true, true]);
  });

  test('a question with nothing left says so, the others stand', () => {
    const proof = told([part(1, ...lied), part(2, count(1), '.')]);
    expect(textOf(proof)).toBe(`${unproven}\n5 failures.`);
    expect(reasons(proof)).toEqual(['free text: sign']);
    const other = told([part(1, count(0), '.'), part(2, ...lied), part(2, period, '.')]);
    expect(textOf(other)).toBe(`7 failures.\n${unproven}`);
    expect(other.claims).toHaveLength(1);
  });

  test('with nothing left of any, one sentence says so, and nothing that is of all', () => {
    const proof = told([part(1, ...lied), part(2, ...lied), part(undefined, 'Data as of ', readAt, '.')]);
    expect(textOf(proof)).toBe(unproven);
    expect(proof.claims).toEqual([]);
    expect(reasons(proof)).toHaveLength(2);
  });

  test('a definition beside nothing is an answer', () => {
    const proof = told([{ parts: [], said: ['definition.failures'], part: 1 }, part(2, ...lied)]);
    expect(textOf(proof)).toBe(`${definition}\n${unproven}`);
  });

  test('lines of one begin by themselves', () => {
    const proof = told([
      part(1, count(0), '.'),
      { part: 2, each: { evidence: 'e1', limit: 2 }, parts: [name('each'), ': ', count('each')] },
      part(3, count(1), '.'),
    ]);
    expect(textOf(proof)).toBe('7 failures.\n• Acme: 7 failures\n• In total: 5 failures\n5 failures.');
  });
});
