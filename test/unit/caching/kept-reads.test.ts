import { describe, expect, test } from 'vitest';
import { DatabaseRefused, DatabaseTimeout, DatabaseUnavailable } from '#shared/contracts/faults.ts';
import { instance, mapCache } from '#test/support/figures-cache.ts';

const MINUTE = 60_000;

describe('figures that were read a moment ago', () => {
  test('are told again without looking, with the instant they were read', async () => {
    const { ask, state, pass } = instance();
    const [first] = await ask();
    pass(9000);
    const [again] = await ask();
    expect(state.reads).toBe(1);
    expect(first?.kept).toBeUndefined();
    expect(again).toMatchObject({
      rows: first?.rows,
      readAt: first?.readAt,
      kept: { at: '2026-11-21T09:14:16.123Z', why: 'fresh' },
    });
  });

  test('up to now are told again up to the instant they were read', async () => {
    const { ask, state, pass } = instance();
    const [first] = await ask({ untilNow: true });
    pass(9000);
    const [again] = await ask({ untilNow: true });
    expect(state.reads).toBe(1);
    expect(again?.parameters).toEqual(first?.parameters);
    pass(2000);
    const [anew] = await ask({ untilNow: true });
    expect(anew?.kept).toBeUndefined();
    expect(anew?.readAt).toBe('2026-11-21T09:14:18.123Z');
  });

  test('are read anew each time where nothing may be told again', async () => {
    const { ask, state } = instance(mapCache(), { freshMs: 0 });
    await ask();
    await ask();
    expect(state.reads).toBe(2);
  });

  test('are not what somebody gets who asked long ago, or waited in a queue', async () => {
    const { ask, state, pass } = instance();
    await ask({ askedAt: '2026-11-21T08:00:00.500Z', untilNow: true });
    pass(1000);
    await ask({ untilNow: true });
    expect(state.reads).toBe(2);
  });
});

describe('older figures', () => {
  test('are told again while nothing was written, at most for five minutes', async () => {
    const { ask, state, pass } = instance();
    await ask();
    pass(4 * MINUTE);
    expect((await ask())[0]?.kept?.why).toBe('unchanged');
    pass(2 * MINUTE);
    expect((await ask())[0]?.kept).toBeUndefined();
    expect(state.reads).toBe(2);
  });

  test('are read anew as soon as something was written', async () => {
    const { ask, state, pass } = instance();
    await ask();
    pass(11_000);
    state.mark = 'm2';
    expect((await ask())[0]?.kept).toBeUndefined();
    expect(state.reads).toBe(2);
  });

  test('are read anew when it can not be told whether something was written', async () => {
    const { ask, state, pass } = instance();
    state.mark = undefined;
    await ask();
    pass(11_000);
    await ask();
    expect(state.reads).toBe(2);
  });

  test('of a period that moves with time are read anew, whatever was written', async () => {
    const { ask, state, pass } = instance();
    await ask({ untilNow: true });
    pass(11_000);
    await ask({ untilNow: true });
    expect(state.reads).toBe(2);
  });
});

describe('when the data can not be reached', () => {
  test.each([new DatabaseUnavailable('away'), new DatabaseTimeout('slow')])(
    'the last figures are told for a day, and said to be so (%s)',
    async (fault) => {
      const { ask, state, pass } = instance();
      const [first] = await ask();
      state.fails = fault;
      state.mark = undefined;
      pass(23 * 60 * MINUTE);
      const [stale] = await ask();
      expect(stale).toMatchObject({ rows: first?.rows, readAt: first?.readAt, kept: { why: 'unreachable' } });
      pass(2 * 60 * MINUTE);
      await expect(ask()).rejects.toBe(fault);
    },
  );

  test('nobody is told figures of something else: who asked nothing like it before gets the fault', async () => {
    const { ask, state } = instance();
    await ask({ text: 'runs' });
    state.fails = new DatabaseUnavailable('away');
    await expect(ask({ text: 'failures' })).rejects.toBe(state.fails);
  });

  test('a statement that the database refuses is no reason to tell old figures', async () => {
    const { ask, state, pass } = instance();
    await ask();
    pass(11_000);
    state.mark = 'm2';
    state.fails = new DatabaseRefused('no such column');
    await expect(ask()).rejects.toBe(state.fails);
  });

  test('nothing is read for whom nothing may be read, not even when the data is back', async () => {
    const { ask, state } = instance();
    await expect(ask({ unreached: true })).rejects.toThrow(DatabaseUnavailable);
    await ask();
    const [kept] = await ask({ unreached: true });
    expect(kept?.kept?.why).toBe('unreachable');
    expect(state.reads).toBe(1);
  });

  test('its return is noticed with the next question', async () => {
    const { ask, state, pass } = instance();
    await ask();
    state.fails = new DatabaseUnavailable('away');
    pass(11_000);
    state.mark = 'm2';
    await ask();
    state.fails = undefined;
    expect((await ask())[0]?.kept).toBeUndefined();
  });
});

describe('many at once', () => {
  test('a hundred who ask the same are one reading', async () => {
    const { ask, state } = instance();
    const all = await Promise.all(Array.from({ length: 100 }, () => ask()));
    expect(state.reads).toBe(1);
    expect(new Set(all.map(([one]) => JSON.stringify(one?.rows))).size).toBe(1);
    expect(all.filter(([one]) => one?.kept === undefined)).toHaveLength(1);
  });

  test('one failure is one for all of them, and the next one reads again', async () => {
    const { ask, state } = instance();
    state.fails = new DatabaseUnavailable('away');
    const all = await Promise.allSettled([ask(), ask(), ask()]);
    expect(all.every(({ status }) => status === 'rejected')).toBe(true);
    expect(state.reads).toBe(1);
    state.fails = undefined;
    await ask();
    expect(state.reads).toBe(2);
  });
});

describe('nothing crosses readers', () => {
  const readers = Array.from({ length: 100 }, (_, at) => ({
    tenantId: `t${at % 4}`,
    scope: { kind: 'processes' as const, ids: [`p${at}`, 'shared'] },
  }));
  const ownRow = ({ tenantId, scope }: (typeof readers)[number]) =>
    `${tenantId}/${JSON.stringify(scope)}/runs`;

  test('the same question of a hundred readers is a hundred readings, at once and after each other, in both levels', async () => {
    const shared = mapCache();
    const [one, two] = [instance(shared), instance(shared)];
    for (const { ask } of [one, one, two, two])
      await Promise.all(
        readers.map(async (reader) => expect((await ask(reader))[0]?.rows[0]?.[0]).toBe(ownRow(reader))),
      );
    expect([one.state.reads, two.state.reads]).toEqual([100, 0]);
    expect(shared.texts.size).toBe(100);
  });

  test('nor catalogs, time zones apart: another version of what is asked for reads anew', async () => {
    const shared = mapCache();
    const [before, after] = [instance(shared), instance(shared, { version: 'v2' })];
    await before.ask();
    await after.ask();
    expect(after.state.reads).toBe(1);
  });
});

describe('what all instances share', () => {
  test('serves the one that never read it, by the clock of the one that did', async () => {
    const shared = mapCache();
    const [one, two] = [instance(shared), instance(shared)];
    const [first] = await one.ask();
    two.pass(9000);
    expect((await two.ask())[0]).toMatchObject({ rows: first?.rows, kept: { why: 'fresh' } });
    two.pass(2000);
    two.state.mark = 'm2';
    await two.ask();
    expect(two.state.reads).toBe(1);
  });

  test('is read like any input: what is damaged or of another shape is as if it were not there', async () => {
    const shared = mapCache();
    const [one, two] = [instance(shared), instance(shared)];
    await one.ask();
    const [key = ''] = shared.texts.keys();
    for (const text of ['', '{', '[]', '{"storedAt":"x"}', '{"storedAt":1e15,"evidence":[{"rows":1}]}']) {
      shared.texts.set(key, text);
      expect((await two.ask({}))[0]?.rows[0]?.[0]).toBe('main/{"kind":"all"}/runs');
      two.pass(11_000);
      two.state.mark = `m${text.length}`;
    }
    expect(two.state.reads).toBe(5);
  });
});
