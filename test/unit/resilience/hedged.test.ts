import { setTimeout as sleep } from 'node:timers/promises';
import { describe, expect, test } from 'vitest';
import { hedged } from '#shared/adapters/hedged.ts';

/** Calls that answer after so many milliseconds each, or fail: negative. */
const calls = (...fates: number[]) => {
  let made = 0;
  const call = async (): Promise<number> => {
    const at = made;
    made += 1;
    const fate = fates[at] ?? 0;
    await sleep(Math.abs(fate));
    if (fate < 0) throw new Error(`call ${at}`);
    return at;
  };
  return { call, made: () => made };
};

describe('a call with a hedge', () => {
  test('that answers in time is made once', async () => {
    const { call, made } = calls(1);
    expect(await hedged({ afterMs: 200 })(call)).toBe(0);
    expect(made()).toBe(1);
  });

  test('that fails in time fails, and is not made again', async () => {
    const { call, made } = calls(-1, 1);
    await expect(hedged({ afterMs: 200 })(call)).rejects.toThrow('call 0');
    expect(made()).toBe(1);
  });

  test.each<[string, number[], number, boolean]>([
    ['the second answers first', [300, 1], 1, true],
    ['the first answers first after all', [60, 300], 0, false],
    ['the first fails while the second is under way', [-60, 100], 1, true],
    ['the second fails', [100, -1], 0, false],
  ])('that takes long: %s', async (_, fates, answered, isHelp) => {
    const { call, made } = calls(...fates);
    let helps = 0;
    const helped = () => {
      helps += 1;
    };
    expect(await hedged({ afterMs: 20, helped })(call)).toBe(answered);
    expect([made(), helps]).toEqual([2, isHelp ? 1 : 0]);
  });

  test('of which neither answers fails as the first did, and nothing has helped', async () => {
    const { call } = calls(-60, -1);
    let helps = 0;
    const helped = () => {
      helps += 1;
    };
    await expect(hedged({ afterMs: 20, helped })(call)).rejects.toThrow('call 0');
    expect(helps).toBe(0);
  });
});
