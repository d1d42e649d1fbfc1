import { Agent, request } from 'node:http';
import { percentile, round } from './measure.ts';

/** What came back for one request. */
export interface Reply {
  status: number;
  body: string;
}

export interface Load {
  requests: number;
  errors: number;
  perSecond: number;
  /** Of each kind: how long it took, in ms, in the order of the answers. */
  times: Record<string, number[]>;
}

export interface Work {
  kind: string;
  /** Resolves to whether the answer was as it should be. */
  run(): Promise<boolean>;
}

/** Requests that may be under way at once in the open loop; what finds no place counts as an error. */
const MOST_AT_ONCE = 1000;

/** Posts JSON to this machine only, on connections that stay open. */
export const localClient = (url: string, headers: Record<string, string>) => {
  const { hostname, port } = new URL(url);
  if (hostname !== '127.0.0.1' && hostname !== 'localhost') throw new Error('The load stays on this machine');
  const agent = new Agent({ keepAlive: true, maxSockets: MOST_AT_ONCE });
  const post = (path: string, document: unknown): Promise<Reply> =>
    new Promise((resolve, reject) => {
      const text = JSON.stringify(document);
      const length = Buffer.byteLength(text);
      const sent = request({
        agent,
        hostname,
        port,
        path,
        method: 'POST',
        timeout: 30_000,
        headers: { 'content-type': 'application/json', 'content-length': length, ...headers },
      });
      sent.on('response', (response) => {
        const parts: Buffer[] = [];
        response.on('data', (part: Buffer) => parts.push(part));
        response.on('error', reject);
        response.on('end', () =>
          resolve({ status: response.statusCode ?? 0, body: Buffer.concat(parts).toString() }),
        );
      });
      sent.on('timeout', () => sent.destroy(new Error('no answer in 30 s')));
      sent.on('error', reject);
      sent.end(text);
    });
  return { post, close: () => agent.destroy() };
};

/**
 * Open loop: work starts at a fixed rate whether or not earlier work has ended, and its time counts from the
 * instant it was due, so that queueing is seen.
 */
export const openLoop = async (next: () => Work, perSecond: number, seconds: number): Promise<Load> => {
  const load: Load = { requests: 0, errors: 0, perSecond: 0, times: {} };
  const total = Math.round(perSecond * seconds);
  const begin = performance.now();
  const running = new Set<Promise<void>>();
  for (let sent = 0; sent < total; sent += 1) {
    const due = begin + (sent * 1000) / perSecond;
    const early = due - performance.now();
    if (early > 0) await new Promise((resolve) => setTimeout(resolve, early));
    load.requests += 1;
    if (running.size >= MOST_AT_ONCE) {
      load.errors += 1;
      continue;
    }
    // A timer may be a little early.
    const one = timed(next(), Math.min(due, performance.now()), load).finally(() => running.delete(one));
    running.add(one);
  }
  await Promise.all(running);
  load.perSecond = (load.requests - load.errors) / ((performance.now() - begin) / 1000);
  return load;
};

/** Closed loop: so many users, each asking again as soon as it has its answer. */
export const closedLoop = async (next: () => Work, users: number, seconds: number): Promise<Load> => {
  const load: Load = { requests: 0, errors: 0, perSecond: 0, times: {} };
  const begin = performance.now();
  const end = begin + seconds * 1000;
  const user = async (): Promise<void> => {
    while (performance.now() < end) {
      load.requests += 1;
      await timed(next(), performance.now(), load);
    }
  };
  await Promise.all(Array.from({ length: users }, user));
  load.perSecond = (load.requests - load.errors) / ((performance.now() - begin) / 1000);
  return load;
};

const timed = async (work: Work, since: number, load: Load): Promise<void> => {
  const good = await work.run().catch(() => false);
  if (good) (load.times[work.kind] ??= []).push(performance.now() - since);
  else load.errors += 1;
};

/** One row of the table for each kind of question, and one for all. */
export const rowsOf = (name: string, load: Load): Record<string, Record<string, number>> => {
  const row = (times: number[]): Record<string, number> => ({
    answers: times.length,
    'p50 ms': round(percentile(times, 0.5)),
    'p95 ms': round(percentile(times, 0.95)),
    'p99 ms': round(percentile(times, 0.99)),
  });
  const kinds = Object.entries(load.times).map(([kind, times]) => [`${name}, ${kind}`, row(times)] as const);
  const all = {
    ...row(Object.values(load.times).flat()),
    errors: load.errors,
    'per s': round(load.perSecond),
  };
  return { ...Object.fromEntries(kinds), [`${name}, all`]: all };
};
