import { randomUUID } from 'node:crypto';
import { connect } from 'node:net';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { noSharedCache, valkeyCache } from '#shared/adapters/valkey-cache.ts';
import type { SharedCache } from '#shared/ports.ts';
import { instance } from '#test/support/figures-cache.ts';
import { type RespServer, startRespServer } from '#test/support/resp-server.ts';

// FAILURES row 13: a cache that is down, slow or emptied is gone past.

const REAL = 'redis://127.0.0.1:6379';
const isThere = await new Promise<boolean>((resolve) => {
  const socket = connect(6379, '127.0.0.1', () => socket.write('PING\r\n'));
  socket.setTimeout(500, () => resolve(false));
  socket.on('data', (data) => resolve(data.toString().startsWith('+PONG')));
  socket.on('error', () => resolve(false));
}).finally(() => undefined);

const quiet = () => undefined;
const closing: (() => void)[] = [];
afterAll(() => closing.forEach((close) => close()));
const cacheAt = (url: string, count: Parameters<typeof valkeyCache>[1] = quiet) => {
  const cache = valkeyCache({ url, prefix: 'milhena-test:' }, count);
  closing.push(() => cache.close());
  return cache;
};

/** Puts a text into it and sees it there: a call that takes too long is given up, on a busy machine too. */
const keeps = (cache: SharedCache, key = 'k', text = 'v') =>
  expect
    .poll(async () => {
      await cache.set(key, text, 60);
      return cache.get(key);
    })
    .toBe(text);

/** What every shared cache does that remembers. */
const sharedCacheContract = (name: string, open: () => Promise<() => SharedCache>) =>
  describe(`the cache in ${name}`, () => {
    let another: () => SharedCache;
    beforeAll(async () => {
      another = await open();
    });

    test('gives to others what one has put into it, whatever is in the text', async () => {
      const key = randomUUID();
      const text = JSON.stringify({ name: 'Città di Überlingen \u{1F600}\r\n$5\r\n*1', empty: '' });
      const [one, other] = [another(), another()];
      expect(await one.get(key)).toBeUndefined();
      await keeps(one, key, text);
      await expect.poll(() => other.get(key)).toBe(text);
      await keeps(other, key, '');
      await expect.poll(() => one.get(key)).toBe('');
    });

    test('takes a large text, and leaves one alone that would take too long', async () => {
      const [key, cache] = [randomUUID(), another()];
      await keeps(cache, key, 'x'.repeat(300_000));
      await cache.set(`${key}2`, 'x'.repeat(1_000_001), 60);
      expect(await cache.get(`${key}2`)).toBeUndefined();
    });
  });

let server: RespServer;
sharedCacheContract('a server of this test', async () => {
  server = await startRespServer();
  return () => cacheAt(server.url);
});
describe.skipIf(!isThere)('the server of this machine (skipped where 127.0.0.1:6379 does not answer)', () => {
  sharedCacheContract('it', async () => () => cacheAt(REAL));
});

describe('a shared cache that is in trouble', () => {
  test('that hangs costs fifty milliseconds a call, then nothing, and is not there', async () => {
    const hung = await startRespServer();
    const outcomes: string[] = [];
    const cache = cacheAt(hung.url, (_, dimensions) => outcomes.push(Object.values(dimensions).join(' ')));
    await keeps(cache);
    outcomes.length = 0;
    hung.hang();
    const startedAt = performance.now();
    for (let call = 0; call < 100; call += 1) expect(await cache.get('k')).toBeUndefined();
    // Three calls of 50 ms and 97 that are not made; on a busy machine somewhat more.
    expect(performance.now() - startedAt).toBeLessThan(1000);
    expect(outcomes.filter((one) => one.startsWith('shared')).length).toBeLessThan(10);
    expect(outcomes.slice(0, 2)).toEqual(['shared away', 'cache_lost passed_by']);
    await hung.close();
  });

  test('that is not there at all, refuses everything or was emptied never throws', async () => {
    const gone = await startRespServer();
    const cache = cacheAt(gone.url);
    await keeps(cache);
    gone.texts.clear();
    expect(await cache.get('k')).toBeUndefined();
    gone.refuse('OOM command not allowed when used memory > maxmemory');
    await cache.set('k', 'v', 60);
    expect(await cache.get('k')).toBeUndefined();
    await gone.close();
    expect(await cache.get('k')).toBeUndefined();
    expect(await cacheAt('redis://127.0.0.1:1').get('k')).toBeUndefined();
  });

  test('is used again once it is back, and gives nobody what another had asked for', async () => {
    const back = await startRespServer();
    const cache = cacheAt(back.url);
    await keeps(cache);
    await keeps(cache, 'other', 'w');
    back.hang();
    expect(await cache.get('other')).toBeUndefined();
    back.work();
    for (let call = 0; call < 20; call += 1) expect([undefined, 'v']).toContain(await cache.get('k'));
    expect(await cache.get('k')).toBe('v');
    await back.close();
  });

  test('signs in anew with each connection, with the login of that moment', async () => {
    const guarded = await startRespServer();
    let password = 'old';
    guarded.onlyFor('milhena', password);
    const credentials = () => Promise.resolve({ username: 'milhena', password });
    const cache = valkeyCache({ url: guarded.url, prefix: 'milhena-test:', credentials }, quiet);
    closing.push(() => cache.close());
    await keeps(cache);
    expect([...guarded.texts]).toEqual([['milhena-test:k', 'v']]);
    guarded.onlyFor('milhena', 'new');
    password = 'new';
    const values = [];
    for (let call = 0; call < 3; call += 1) values.push(await cache.get('k'));
    expect(values.at(-1)).toBe('v');
    guarded.onlyFor('milhena', 'newer');
    expect(await cache.get('k')).toBeUndefined();
    await guarded.close();
  });
});

test('a hundred questions while it hangs, was emptied or is gone: none fails, none waits for it twice (FAILURES 13)', async () => {
  const troubled = await startRespServer();
  const one = instance(cacheAt(troubled.url));
  await one.ask();
  const askAll = async (name: string) => {
    const startedAt = performance.now();
    for (let at = 0; at < 100; at += 1)
      expect((await one.ask({ text: `${name} ${at}` }))[0]?.rows).toHaveLength(1);
    return performance.now() - startedAt;
  };
  const usual = await askAll('well');
  troubled.hang();
  // Calls of 50 ms until most of a second's calls have failed, then none; a hundred questions would be ten seconds.
  expect(await askAll('hanging')).toBeLessThan(usual + 4000);
  troubled.work();
  troubled.texts.clear();
  await askAll('emptied');
  await troubled.close();
  await askAll('gone');
});

test('none at all remembers nothing', async () => {
  await noSharedCache.set('k', 'v', 60);
  expect(await noSharedCache.get('k')).toBeUndefined();
});

afterAll(() => server.close());
