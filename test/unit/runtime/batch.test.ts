import * as z from 'zod/mini';
import { beforeEach, describe, expect, test, vi } from 'vitest';
import { NotYet, StoreUnavailable } from '#shared/contracts/faults.ts';
import { batch } from '#shared/runtime/batch.ts';

const Item = z.object({ id: z.string(), fails: z.optional(z.enum(['store', 'notyet', 'stranger'])) });
type Item = z.infer<typeof Item>;

let done: string[] = [];
let postponed: [string, number][] = [];
let deadlines: Date[] = [];
beforeEach(() => {
  [done, postponed, deadlines] = [[], [], []];
});

const work = async ({ id, fails }: Item, deadline: Date): Promise<void> => {
  deadlines.push(deadline);
  await Promise.resolve();
  if (fails === 'store') throw new StoreUnavailable('away');
  if (fails === 'notyet') throw new NotYet('later', 12_300);
  if (fails === 'stranger') throw new Error('the text of a person');
  done.push(id);
};
const lane = {
  about: ({ id }: Item) => ({ kind: 'item', trail: { requestId: id } }),
  work,
  postpone: async ({ receiptHandle }: { receiptHandle: string }, seconds: number) => {
    postponed.push([receiptHandle, seconds]);
  },
};
const handler = batch('lane', Item, async () => lane);

const record = (
  id: string,
  group: string,
  more: { fails?: string; receives?: number; body?: string } = {},
) => ({
  messageId: id,
  receiptHandle: `r-${id}`,
  body: more.body ?? JSON.stringify({ id, fails: more.fails }),
  eventSourceARN: 'arn:aws:sqs:eu-south-1:1:normal.fifo',
  attributes: { MessageGroupId: group, ApproximateReceiveCount: String(more.receives ?? 1) },
});
const left = (ms = 60_000) => ({ getRemainingTimeInMillis: () => ms });
const run = async (records: ReturnType<typeof record>[], ms?: number): Promise<string[]> => {
  const { batchItemFailures } = await handler({ Records: records }, left(ms));
  return batchItemFailures.map(({ itemIdentifier }) => itemIdentifier);
};

describe('a batch of a queue', () => {
  test('is done in the order of each group', async () => {
    expect(await run([record('a1', 'a'), record('b1', 'b'), record('a2', 'a')])).toEqual([]);
    expect(done.filter((id) => id.startsWith('a'))).toEqual(['a1', 'a2']);
    expect(done.toSorted()).toEqual(['a1', 'a2', 'b1']);
  });

  test('after a failure nothing more of that group is done, all of it comes back, others go on (FAILURES 4)', async () => {
    const records = [
      record('a1', 'a'),
      record('a2', 'a', { fails: 'store' }),
      record('a3', 'a'),
      record('b1', 'b'),
    ];
    expect(await run(records)).toEqual(['a2', 'a3']);
    expect(done.toSorted()).toEqual(['a1', 'b1']);
    expect(postponed).toEqual([
      ['r-a3', 1],
      ['r-a2', 1],
    ]);
  });

  test('comes back when the work asked for it, else after a wait that doubles', async () => {
    await run([record('a', 'a', { fails: 'notyet', receives: 5 })]);
    for (const receives of [1, 2, 3, 7, 30]) await run([record('b', 'b', { fails: 'stranger', receives })]);
    expect(postponed.map(([, seconds]) => seconds)).toEqual([13, 1, 2, 4, 60, 60]);
  });

  test('that can not be read comes back after a second, on its way to the dead letters', async () => {
    expect(await run([record('a', 'a', { body: '{' }), record('b', 'b', { body: '{"id":7}' })])).toEqual([
      'a',
      'b',
    ]);
    expect(postponed.map(([, seconds]) => seconds)).toEqual([1, 1]);
    expect(done).toEqual([]);
  });

  test('of one poison in ten hurts its own group alone', async () => {
    const records = Array.from({ length: 10 }, (_, at) =>
      record(`m${at}`, `g${at}`, at === 3 ? { body: 'poison' } : {}),
    );
    expect(await run(records)).toEqual(['m3']);
    expect(done.length).toBe(9);
  });

  test('has a deadline before the function ends, and begins nothing without time', async () => {
    await run([record('a', 'a')], 30_000);
    const ms = (deadlines[0]?.getTime() ?? 0) - Date.now();
    expect(ms).toBeGreaterThan(27_000);
    expect(ms).toBeLessThanOrEqual(29_000);
    expect(await run([record('b', 'b')], 12_900)).toEqual(['b']);
    expect([done, postponed]).toEqual([['a'], [['r-b', 1]]]);
  });

  test('that can not be postponed comes back all the same', async () => {
    const stuck = batch('lane', Item, async () => ({
      ...lane,
      postpone: () => Promise.reject(new Error('no')),
    }));
    const { batchItemFailures } = await stuck({ Records: [record('a', 'a', { fails: 'store' })] }, left());
    expect(batchItemFailures).toEqual([{ itemIdentifier: 'a' }]);
  });

  test('tells nothing of what it held', async () => {
    const lines: string[] = [];
    const written = vi
      .spyOn(process.stdout, 'write')
      .mockImplementation((line) => lines.push(String(line)) > 0);
    const warned = vi
      .spyOn(process.stderr, 'write')
      .mockImplementation((line) => lines.push(String(line)) > 0);
    await run([
      record('a', 'a', { fails: 'stranger' }),
      record('b', 'b', { body: '{"id":"x","fails":"secret"}' }),
    ]);
    written.mockRestore();
    warned.mockRestore();
    expect(lines.join('\n')).toContain('InvalidDocument');
    expect(lines.join('\n')).not.toMatch(/text of a person|secret/);
  });
});
