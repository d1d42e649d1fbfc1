import { Agent, request } from 'node:http';
import { type Doors, type Fuzzed, fuzzed } from './requests.ts';
import { chanceOf } from './values.ts';

export interface Storm {
  /** How many answers had which status; 0: none came. */
  statuses: Record<string, number>;
  /** What was answered with 5xx, or not at all. */
  failed: { status: number; what: string; seed: number }[];
  /** What the process held of memory, looked at every thousand requests. */
  rssMb: number[];
  secondsTaken: number;
}

const ANSWER_MS = 30_000;
const MOST_FAILED = 20;

const LOOK_EVERY = 1000;

/** Sends so many requests, each of its own seed. */
export const storm = async (
  url: string,
  doors: Doors,
  { count, atOnce, firstSeed = 1 }: { count: number; atOnce: number; firstSeed?: number },
): Promise<Storm> => {
  const agent = new Agent({ keepAlive: true, maxSockets: atOnce });
  const found: Storm = { statuses: {}, failed: [], rssMb: [], secondsTaken: 0 };
  const startedAt = performance.now();
  let next = 0;
  const work = async (): Promise<void> => {
    while (next < count) {
      const seed = firstSeed + next;
      next += 1;
      if (next % LOOK_EVERY === 0) found.rssMb.push(Math.round(process.memoryUsage().rss / 1_048_576));
      const made = fuzzed(chanceOf(seed), doors);
      const status = await sent(url, made, agent);
      found.statuses[status] = (found.statuses[status] ?? 0) + 1;
      const isWrong = status === 0 || status >= 500;
      if (isWrong && found.failed.length < MOST_FAILED)
        found.failed.push({ status, what: wordsFor(made), seed });
    }
  };
  await Promise.all(Array.from({ length: atOnce }, work));
  agent.destroy();
  found.secondsTaken = Math.round((performance.now() - startedAt) / 1000);
  return found;
};

const wordsFor = ({ method, path, headers, body }: Fuzzed): string =>
  [method, path, JSON.stringify(headers), (body?.toString() ?? '').slice(0, 500)].join(' ');

const sent = (url: string, { method, path, headers, body }: Fuzzed, agent: Agent): Promise<number> =>
  new Promise((resolve) => {
    const { hostname, port } = new URL(url);
    const length = body && { 'content-length': String(body.length) };
    const options = {
      hostname,
      port,
      method,
      path,
      headers: { ...headers, ...length },
      agent,
      timeout: ANSWER_MS,
    };
    const asked = request(options, (response) => {
      response.resume();
      response.on('end', () => resolve(response.statusCode ?? 0));
      response.on('error', () => resolve(0));
    });
    asked.on('timeout', () => asked.destroy());
    asked.on('error', () => resolve(0));
    asked.end(body);
  });

/** By how much memory grew from the second fifth, when all is warm, to the last; MB. */
export const growthMb = (rssMb: readonly number[]): number => {
  const fifth = Math.max(1, Math.floor(rssMb.length / 5));
  const middle = (values: readonly number[]) =>
    values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0;
  return middle(rssMb.slice(-fifth)) - middle(rssMb.slice(fifth, 2 * fifth));
};
