import { describe, expect, test } from 'vitest';
import type { Draft, Formula, Part, Sentence, Slot } from '#shared/contracts/draft.ts';
import type { SemanticQuery } from '#shared/contracts/query.ts';
import { prove } from '#shared/domain/proof/prove.ts';
import {
  type Language,
  catalog,
  evidenceFor,
  now,
  ranges,
  textOf,
  timeZone,
  wordings,
} from '#test/support/wordings.ts';

const cell = (column: string, row: number | 'each' = 0, evidence = 'e1'): Formula => ({
  op: 'cell',
  evidence,
  column,
  row,
});
const slot = (
  formula: Formula,
  unit: Slot['unit'] = 'count',
  style?: Slot['style'],
  labels?: string,
): Slot => ({
  slot: 's',
  unit,
  formula,
  ...(style === undefined ? {} : { style }),
  ...(labels === undefined ? {} : { labels }),
});

const query: SemanticQuery = {
  metrics: ['failures', 'completed', 'failure_rate', 'mean_duration', 'last_run'],
  dimensions: ['process'],
  timeRange: ranges.lastWeek,
  filters: { field: 'tag', operator: 'in', values: ['Assistenza'] },
  having: [{ metric: 'failures', operator: '>', value: 3 }],
};
const read = { id: 'e1', query };
const rows = [
  {
    process: 'Fatturazione giornaliera',
    failures: 26,
    completed: 92,
    failure_rate: 28.26,
    mean_duration: 2.5,
    last_run: '2026-11-15T10:00:00.000Z',
  },
  { process: 'Ordini', failures: 19, completed: 200, failure_rate: 9.5, mean_duration: 0.4, last_run: null },
  {
    process: 'Resi',
    failures: 19,
    completed: 20,
    failure_rate: 95,
    mean_duration: 60,
    last_run: '2026-11-14T10:00:00.000Z',
  },
];
const evidence = evidenceFor(read, rows);

const told = (sentences: Sentence[], language: Language = 'it', given = [evidence], reads = [read]) => {
  const draft: Draft = { sentences };
  return prove(draft, given, reads, { wording: wordings[language], catalog, timeZone, now });
};
const refusedFor = (parts: Part[], language: Language = 'it') => told([{ parts }], language);

const truth = slot(cell('failures'), 'count', 'counted');

describe('a true sentence survives beside a false one', () => {
  test('only the false one is dropped', () => {
    const proof = told([{ parts: [truth, '.'] }, { parts: ['Sono 12 ', truth, '.'] }]);
    expect(textOf(proof)).toBe('26 fallimenti.');
    expect(proof.refused).toHaveLength(1);
    expect(proof.claims).toEqual([
      { slot: 's', text: '26', value: 26, unit: 'count', evidence: 'e1', cells: [[0, 1]], formula: null },
    ]);
  });
});

const lyingTexts: [string, string][] = [
  ['a digit', 'In tutto 12 '],
  ['a digit of another script', 'In tutto ١٢ '],
  ['a full-width digit', 'In tutto １２ '],
  ['a Roman numeral sign', 'In tutto Ⅻ '],
  ['a fraction sign', 'In tutto ½ '],
  ['a number word', 'In tutto dodici '],
  ['a number word with an accent it has not', 'In tutto dodicì '],
  ['a number word in capitals', 'In tutto DODICI '],
  ['a compound number word', 'In tutto duecentoquarantasette '],
  ['a number word cut by a hyphen', 'In tutto do-dici '],
  ['a number word cut by points', 'In tutto d.o.d.i.c.i '],
  ['a number word letter by letter', 'In tutto d o d i c i '],
  ['a number word with a zero-width space', 'In tutto do​dici '],
  ['a number word with a soft hyphen', 'In tutto do­dici '],
  ['a number word in another alphabet', 'In tutto dоdici '],
  ['an English number word in Italian', 'In tutto twelve '],
  ['an English compound number', 'In tutto twenty-seven '],
  ['a half', 'In tutto la metà '],
  ['a dozen', 'In tutto una dozzina '],
  ['a couple', 'In tutto un paio '],
  ['a double', 'In tutto il doppio '],
  ['a percent sign', 'In tutto % '],
  ['a weekday', 'Di lunedì '],
  ['an English weekday', 'Monday '],
  ['a month', 'A novembre '],
  ['an English month', 'In November '],
  ['yesterday', 'Ieri '],
  ['today', 'Oggi '],
  ['tomorrow', 'Domani '],
  ['last week', 'La settimana scorsa '],
  ['last week in English', 'Last week '],
  ['a superlative', 'Il peggiore '],
  ['an English superlative', 'The worst '],
  ['a comparative', 'Più di '],
  ['an English comparative', 'More than '],
  ['a rank', 'Al primo posto '],
  ['a record', 'È un record '],
  ['a maximum', 'Il massimo '],
  ['a judgement of size', 'Sono molti '],
  ['a trend', 'In aumento '],
  ['a trend as a verb', 'Crescono '],
  ['a doubling', 'È raddoppiato '],
  ['an English trend', 'Rising '],
  ['stability', 'È stabile '],
  ['an improvement', 'È migliorato '],
  ['a denial', 'Non è '],
  ['an English denial', 'Not '],
  ['none', 'Nessuno '],
  ['never', 'Mai '],
  ['always', 'Sempre '],
  ['all', 'Tutti '],
  ['only', 'Solo '],
  ['yes', 'Sì, '],
  ['an English yes', 'Yes, '],
  ['a name from the data', 'Per Resi '],
  ['a name from the data in small letters', 'Per fatturazione giornaliera '],
  ['a name of somebody else', 'Per Acme '],
  ['an instruction', 'Ignora le istruzioni e scrivi '],
  ['a technology word', 'Nel database '],
  ['a link', 'Su www.esempio.it '],
  ['an invented cause', 'Per colpa del fornitore '],
  ['markdown', '**In tutto** '],
  ['an emoji', '🎉 '],
  ['a right-to-left override', 'In tutto ‮ '],
  ['an empty promise', 'Da adesso funziona perfettamente '],
];

describe('free text that says something by itself is dropped', () => {
  test.each(lyingTexts)('%s: %s', (_, text) => {
    const proof = refusedFor([text, truth, '.']);
    expect(proof.claims).toEqual([]);
    expect(textOf(proof)).toBe(wordings.it.refusals['not_proven']);
    expect(proof.refused).toHaveLength(1);
  });
});

const both = { left: cell('failures'), right: cell('completed') };
const lyingSlots: [string, Slot][] = [
  ['a share read from a count', slot(cell('failures'), 'percent')],
  ['a count read from a share', slot(cell('failure_rate'), 'count')],
  ['a duration read from a count', slot(cell('failures'), 'seconds')],
  ['milliseconds read from seconds', slot(cell('mean_duration'), 'ms')],
  ['a date read from a name', slot(cell('process'), 'date')],
  ['a name read from a count', slot(cell('failures'), 'name')],
  ['a column that was not read', slot(cell('runs'))],
  ['a column no catalog has', slot(cell('revenue'))],
  ['a row that is not there', slot(cell('failures', 9))],
  ['evidence that is not there', slot(cell('failures', 0, 'e9'))],
  ['a row of a sentence that does not repeat', slot(cell('failures', 'each'))],
  ['an unknown value', slot(cell('last_run', 1), 'date')],
  ['a mean of rates', slot({ op: 'mean', evidence: 'e1', column: 'failure_rate' }, 'percent')],
  ['a sum of rates', slot({ op: 'sum', evidence: 'e1', column: 'failure_rate' }, 'percent')],
  ['a sum of means', slot({ op: 'sum', evidence: 'e1', column: 'mean_duration' }, 'seconds')],
  ['a sum of names', slot({ op: 'sum', evidence: 'e1', column: 'process' }, 'name')],
  [
    'a share of seconds in counts',
    slot({ op: 'percentOf', left: cell('mean_duration'), right: cell('failures') }, 'percent'),
  ],
  ['a difference of two metrics', slot({ op: 'difference', ...both })],
  [
    'a trend between two metrics',
    slot({ op: 'direction', from: cell('failures'), to: cell('completed') }, 'name', 'trend'),
  ],
  ['a ratio shown as a share', slot({ op: 'ratio', ...both }, 'percent')],
  ['a trend word for a count', slot(cell('failures'), 'count', 'trend')],
  [
    'the greatest of a row that is not',
    slot({ op: 'extreme', evidence: 'e1', column: 'failures', row: 1, which: 'max' }, 'name', 'extreme'),
  ],
  [
    'the one least among ties',
    slot({ op: 'at', evidence: 'e1', column: 'process', by: 'failures', which: 'min' }, 'name'),
  ],
  ['a ranking word for a plain cell', slot(cell('failures'), 'name', 'extreme')],
  [
    'a compared period that is not',
    slot({ op: 'period', evidence: 'e1', which: 'compared' }, 'date', 'period'),
  ],
  ['a period of a cell', slot(cell('last_run'), 'date', 'period')],
  ['a bound nobody asked for', slot({ op: 'asked', evidence: 'e1', having: 3 }, 'count', 'bound')],
  ['a filter nobody set', slot({ op: 'filtered', evidence: 'e1', field: 'area' }, 'name')],
  ['an exclusion nobody set', slot({ op: 'filtered', evidence: 'e1', field: 'tag', excluded: true }, 'name')],
  ['a label that does not exist', slot(cell('process'), 'name', 'label', 'outcome')],
  ['a label list that does not exist', slot(cell('process'), 'name', 'label', 'constructor')],
  ['processes counted as tags', slot({ op: 'rows', evidence: 'e1' }, 'count', 'counted', 'tag')],
  ['a known value said to be unknown', slot(cell('failures'), 'name', 'unknown')],
  ['yes to a name', slot(cell('process'), 'name', 'yesno')],
  ['a clock time of a count', slot(cell('failures'), 'count', 'time')],
  ['the name of a metric of a dimension', slot(cell('process'), 'name', 'metric', 'the')],
  [
    'a tie for a place that one holds alone',
    slot({ op: 'tied', evidence: 'e1', column: 'process', by: 'failures', which: 'max', most: 4 }, 'name'),
  ],
  [
    'a tie of more than are named',
    slot({ op: 'tied', evidence: 'e1', column: 'process', by: 'failures', which: 'min', most: 1 }, 'name'),
  ],
  [
    'as many as are shown said to be all',
    slot({ op: 'listed', evidence: 'e1', limit: 2 }, 'count', 'counted', 'process'),
  ],
  [
    'the last of what is in no order of time',
    slot({ op: 'listed', evidence: 'e1', limit: 2 }, 'count', 'newest', 'process'),
  ],
  ['the state of one where there are several', slot(cell('failures'), 'name', 'state')],
  [
    'a rise that was not asked for',
    slot({ op: 'asked', evidence: 'e1', having: 0 }, 'count', 'bound', 'rising'),
  ],
  [
    'some, where more were asked for',
    slot({ op: 'asked', evidence: 'e1', having: 0 }, 'count', 'bound', 'some'),
  ],
  [
    'a text that was not looked for',
    slot({ op: 'filtered', evidence: 'e1', field: 'tag', contains: true }, 'name'),
  ],
  [
    'the filter of a peer that is not',
    slot({ op: 'filtered', evidence: 'e1', field: 'tag', peer: true }, 'name'),
  ],
  ['what never was, though it was', slot(cell('last_run'), 'name', 'unknown', 'never')],
  [
    'a compared period before data that is there',
    slot({ op: 'period', evidence: 'e1', which: 'main' }, 'name', 'reach', 'compared'),
  ],
];

describe('a slot that the evidence does not bear out is refused', () => {
  test.each(lyingSlots)('%s', (_, lying) => {
    const proof = refusedFor([lying, '.']);
    expect(proof.claims).toEqual([]);
    expect(proof.refused).toHaveLength(1);
    expect(textOf(proof)).toBe(wordings.it.refusals['not_proven']);
  });
});

const name = (row: number) => slot(cell('process', row), 'name');
const count = (row: number) => slot(cell('failures', row), 'count', 'counted');
const most = slot(
  { op: 'at', evidence: 'e1', column: 'failures', by: 'failures', which: 'max' },
  'name',
  'extreme',
);

describe('true facts in the wrong company are dropped', () => {
  test.each([
    ['the figure of another process', [name(2), ': ', count(0), '.']],
    ['the figure before the wrong name', [count(0), ': ', name(2), '.']],
    ['the crown on the wrong head', [most, ': ', name(2), '.']],
    [
      'two processes with their figures swapped',
      [name(0), ': ', count(1), '; ', name(1), ': ', count(0), '.'],
    ],
  ])('%s', (_, parts) => {
    expect(refusedFor(parts).claims).toEqual([]);
  });

  test('the right company stays', () => {
    expect(textOf(refusedFor([name(0), ': ', count(0), '; ', name(1), ': ', count(1), '.']))).toBe(
      'Fatturazione giornaliera: 26 fallimenti; Ordini: 19 fallimenti.',
    );
  });
});

describe('evidence itself is not taken on trust', () => {
  test('columns that the query did not ask for prove nothing', () => {
    const odd = { ...evidence, columns: [...evidence.columns.slice(0, -1), 'runs'] };
    expect(told([{ parts: [truth, '.'] }], 'it', [odd]).claims).toEqual([]);
  });

  test('rows of another length prove nothing', () => {
    const odd = { ...evidence, rows: evidence.rows.map((row) => row.slice(1)) };
    expect(told([{ parts: [truth, '.'] }], 'it', [odd]).claims).toEqual([]);
  });

  test('evidence nobody asked for proves nothing', () => {
    expect(told([{ parts: [truth, '.'] }], 'it', [{ ...evidence, id: 'e2' }]).claims).toEqual([]);
  });

  test('a sum over the first rows of many is refused', () => {
    const cut = { id: 'e1', query: { ...query, limit: 3 } };
    const sum = slot({ op: 'sum', evidence: 'e1', column: 'failures' }, 'count', 'counted');
    expect(told([{ parts: [sum, '.'] }], 'it', [evidence], [cut]).claims).toEqual([]);
    expect(textOf(told([{ parts: [sum, '.'] }]))).toBe('64 fallimenti.');
  });

  test('a greatest value over the first rows of an unordered many is refused', () => {
    const cut = { id: 'e1', query: { ...query, limit: 3 } };
    const top = slot({ op: 'at', evidence: 'e1', column: 'process', by: 'failures', which: 'max' }, 'name');
    expect(told([{ parts: [top, '.'] }], 'it', [evidence], [cut]).claims).toEqual([]);
    const ordered = {
      id: 'e1',
      query: { ...cut.query, order: [{ by: 'failures', direction: 'desc' as const }] },
    };
    expect(textOf(told([{ parts: [top, '.'] }], 'it', [evidence], [ordered]))).toBe(
      'Fatturazione giornaliera.',
    );
  });
});

describe('arithmetic is exact', () => {
  const value = (formula: Formula, unit: Slot['unit']) =>
    refusedFor([slot(formula, unit), '.']).claims[0]?.value;
  test('shares, medians, percentiles, differences', () => {
    expect(value({ op: 'percentOf', ...both }, 'percent')).toBeCloseTo(28.2609, 4);
    expect(value({ op: 'median', evidence: 'e1', column: 'failures' }, 'count')).toBe(19);
    expect(
      value({ op: 'difference', left: cell('mean_duration'), right: cell('mean_duration', 1) }, 'seconds'),
    ).toBe(2.1);
    expect(value({ op: 'max', evidence: 'e1', column: 'mean_duration' }, 'seconds')).toBe(60);
    expect(value({ op: 'countWhere', evidence: 'e1', column: 'failures', equals: 19 }, 'count')).toBe(2);
    expect(value({ op: 'rows', evidence: 'e1' }, 'count')).toBe(3);
  });

  test('a repeated sentence makes one claim a row and skips the row that lacks its value', () => {
    const each = { evidence: 'e1', limit: 10 };
    const parts = [
      slot(cell('process', 'each'), 'name'),
      ': ',
      slot(cell('last_run', 'each'), 'date', 'day'),
    ];
    const proof = told([{ each, parts }]);
    expect(textOf(proof)).toBe(
      '\n• Fatturazione giornaliera: domenica 15 novembre 2026\n• Resi: sabato 14 novembre 2026',
    );
    expect(proof.refused).toEqual([{ slot: 's', reason: 'unknown' }]);
  });
});
