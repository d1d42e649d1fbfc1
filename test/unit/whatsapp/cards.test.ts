import { describe, expect, test } from 'vitest';
import { cardsWith } from '#functions/dispatch/respond/cards.ts';
import { memoryCharts } from '#shared/adapters/memory-charts.ts';
import type { Block, Claim } from '#shared/contracts/answer.ts';
import type { Masked } from '#shared/contracts/documents.ts';
import type { Evidence } from '#shared/contracts/evidence.ts';
import type { SemanticQuery } from '#shared/contracts/query.ts';
import { rankedThings } from '#shared/domain/whatsapp/cards.ts';
import { answerDocument } from '#test/support/documents.ts';

const RANGE = { from: '2026-11-05T23:00:00.000Z', to: '2026-11-12T23:00:00.000Z' };
const READ_AT = '2026-11-13T15:00:00.000Z';
const NOW = () => new Date(READ_AT);
const metrics = { failures: { one: 'fallimento', many: 'fallimenti' } };
const wording = { metrics, each: { failures: 'Fallimenti al giorno di {name} negli ultimi {days} giorni' } };

const claim = (text: string, value: string | number, cell: [number, number], evidence = 'e1'): Claim => ({
  slot: 's',
  text,
  value,
  unit: typeof value === 'number' ? 'count' : 'name',
  evidence,
  cells: [cell],
  formula: null,
});
const evidenceOf = (query: SemanticQuery, rows: Evidence['rows']): Evidence => ({
  id: 'e1',
  fingerprint: 'sha256:1',
  parameters: [],
  columns: [...(query.dimensions ?? []), ...query.metrics],
  rows,
  readAt: READ_AT,
  query,
});
const series = (label: string): Block => ({
  type: 'series',
  title: 'Fallimenti',
  unit: 'count',
  evidence: 'e1',
  label,
  value: 'failures',
});
const masked = (query: SemanticQuery, rows: Evidence['rows'], claims: Claim[]): Masked =>
  answerDocument({
    questionId: 'q',
    sessionId: 's',
    confidence: 1,
    answer: '…',
    query,
    claims,
    evidence: [evidenceOf(query, rows)],
    blocks: [series(query.dimensions?.[0] ?? '')],
    usage: { modelCalls: 0, inputTokens: 0, outputTokens: 0, costUsd: 0 },
  });

const THINGS: [string, number][] = [
  ['Resi', 3],
  ['Ordini', 1],
];
const ranking = (more: Partial<SemanticQuery> = {}): Masked =>
  masked(
    { metrics: ['failures'], dimensions: ['process'], shape: 'top', timeRange: RANGE, ...more },
    THINGS,
    THINGS.flatMap(([name, value], row) => [claim(name, name, [row, 0]), claim(`${value}`, value, [row, 1])]),
  );
/** Failures of the name on two days, as many as its question is answered with. */
const detail = (name: string, second: number, timeRange = RANGE): Masked =>
  masked(
    { metrics: ['failures'], dimensions: ['day'], shape: 'series', timeRange },
    [
      ['2026-11-06', 1],
      ['2026-11-07', second],
    ],
    [claim(name, name, [0, 0], 'n1')],
  );

describe('the things of a ranking', () => {
  test('are asked for by name and by the days of the ranking, with the figure in words', () => {
    expect(rankedThings(ranking(), wording)).toEqual([
      {
        name: 'Resi',
        value: 3,
        text: '3 fallimenti',
        question: 'Fallimenti al giorno di Resi negli ultimi 7 giorni',
        range: RANGE,
      },
      expect.objectContaining({ name: 'Ordini', text: '1 fallimento' }),
    ]);
  });

  test.each<[string, Masked]>([
    ['another figure', ranking({ metrics: ['runs'] })],
    ['a list', ranking({ shape: 'list' })],
    ['an earlier week', ranking({ timeRange: { ...RANGE, to: '2026-11-11T23:00:00.000Z' } })],
    ['one day', ranking({ timeRange: { ...RANGE, from: '2026-11-11T23:00:00.000Z' } })],
    ['all times', ranking({ timeRange: undefined })],
    ['one thing', { ...ranking(), claims: ranking().claims.slice(0, 2) }],
    ['a refusal', { ...ranking(), kind: 'refuse' }],
  ])('are none for %s', (_, answer) => {
    expect(rankedThings(answer, wording)).toEqual([]);
  });
});

describe('cards', () => {
  const reader = { tenantId: 't', userId: 'u' };
  const cardsFor = (answers: Masked[]) =>
    cardsWith({ charts: memoryCharts(NOW, 60), timeZone: 'Europe/Rome' })(
      ranking(),
      reader,
      wording,
      async (_, place) => {
        const answer = answers[place];
        if (answer === undefined) throw new Error('away');
        return { ...answer, questionId: `q-${place}` };
      },
    );

  test('show each thing with a picture of its own', async () => {
    const cards = await cardsFor([detail('Resi', 2), detail('Ordini', 0)]);
    expect(cards).toMatchObject([{ name: 'Resi', text: '3 fallimenti' }, { name: 'Ordini' }]);
    expect(new Set(cards.map(({ chart }) => chart)).size).toBe(2);
  });

  test.each<[string, Masked[]]>([
    ['the line is away', [detail('Resi', 2)]],
    ['a picture comes to another figure', [detail('Resi', 2), detail('Ordini', 1)]],
    ['a picture is of another name', [detail('Resi', 2), detail('Ordini di ieri', 0)]],
    [
      'a picture is of other days',
      [detail('Resi', 2), detail('Ordini', 0, { ...RANGE, from: '2026-11-04T23:00:00.000Z' })],
    ],
    ['the name is asked back', [detail('Resi', 2), { ...detail('Ordini', 0), kind: 'clarify' }]],
  ])('are none where %s', async (_, answers) => {
    expect(await cardsFor(answers)).toEqual([]);
  });
});
