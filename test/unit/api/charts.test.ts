import { describe, expect, test } from 'vitest';
import { chartRoute } from '#functions/api/charts.ts';
import { memoryCharts } from '#shared/adapters/memory-charts.ts';
import type { Masked } from '#shared/contracts/documents.ts';
import { StoreUnavailable } from '#shared/contracts/faults.ts';
import { keepCharts } from '#shared/domain/charts/keep.ts';
import type { ChartStore } from '#shared/ports.ts';
import { http } from '#shared/runtime/http.ts';
import { blockOf, days, evidenceOf } from '#test/support/charts.ts';

const now = () => new Date('2026-11-21T09:00:00.000Z');
const PNG = new Uint8Array([0x89, 0x50, 0x4e, 0x47, 0xff]);

const answer: Pick<Masked, 'questionId' | 'blocks' | 'evidence' | 'claims' | 'language'> = {
  questionId: 'q1',
  blocks: [blockOf('day'), { type: 'topics', topics: [] }, blockOf('nothing')],
  evidence: [evidenceOf(['day', 'failures'], days)],
  claims: [],
  language: 'it',
};

const door = (charts: ChartStore = memoryCharts(now, 3600)) => {
  const drawn: string[] = [];
  const draw = async ({ title }: { title: string }) => {
    drawn.push(title);
    return PNG;
  };
  const handler = http([chartRoute({ charts, draw, tenantId: 'acme' })]);
  const get = (file: string, userId?: string) =>
    handler({
      httpMethod: 'GET',
      path: `/v1/charts/${file}`,
      resource: '/v1/charts/{file}',
      pathParameters: { file },
      queryStringParameters: userId === undefined ? null : { userId },
      headers: {},
    });
  const keep = async (userId: string) => {
    const blocks = await keepCharts(charts, { tenantId: 'acme', userId }, answer, 'Europe/Rome');
    const [first] = blocks;
    return { blocks, id: (first?.type === 'series' ? first.chart : undefined) ?? '' };
  };
  return { get, keep, drawn };
};

describe('the picture of an answer', () => {
  test('is named in its block, and in no other', async () => {
    const { blocks, id } = await door().keep('anonymous');
    expect(id).toMatch(/^[0-9a-f]{24}-[0-9a-f]{32}$/);
    expect(blocks).toEqual([{ ...answer.blocks[0], chart: id }, ...answer.blocks.slice(1)]);
  });

  test('is bytes of a PNG, for this client to keep', async () => {
    const { get, keep, drawn } = door();
    const { id } = await keep('anonymous');
    const { statusCode, headers, body, isBase64Encoded } = await get(`${id}.png`);
    expect([statusCode, isBase64Encoded, headers['content-type']]).toEqual([200, true, 'image/png']);
    expect(headers['cache-control']).toBe('private, max-age=86400, immutable');
    expect([...Buffer.from(body, 'base64')]).toEqual([...PNG]);
    expect(drawn).toEqual(['Fallimenti per giorno']);
  });

  test('of a person is theirs alone: for others it is as if it never was (FAILURES 25)', async () => {
    const { get, keep, drawn } = door();
    const { id } = await keep('maria');
    const missing = await get(`${id.replace(/.$/, (last) => (last === '0' ? '1' : '0'))}.png`, 'maria');
    const known = JSON.parse(missing.body);
    for (const userId of ['luca', 'anonymous', undefined]) {
      const foreign = await get(`${id}.png`, userId);
      expect(foreign.statusCode).toBe(404);
      expect({ ...JSON.parse(foreign.body), instance: '' }).toEqual({ ...known, instance: '' });
    }
    expect(drawn).toEqual([]);
    expect((await get(`${id}.png`, 'maria')).statusCode).toBe(200);
  });

  test.each(['', 'x', 'x.png', '.png', '%2e%2e.png', '__proto__.png'])('%s is not there', async (file) => {
    expect((await door().get(file)).statusCode).toBe(404);
  });

  test('without its ending is not there', async () => {
    const { get, keep } = door();
    expect((await get((await keep('anonymous')).id)).statusCode).toBe(404);
  });

  test('is not to be had while the table is away, and that is said', async () => {
    const away = () => Promise.reject(new StoreUnavailable('TimeoutError'));
    const { statusCode } = await door({ read: away, write: away, removeAll: away }).get('x.png');
    expect(statusCode).toBe(503);
  });
});
