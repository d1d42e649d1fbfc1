import { fork } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as z from 'zod/mini';

const Ready = z.object({
  url: z.string(),
  apiKey: z.string(),
  databaseUrl: z.string(),
  queuesUrl: z.string(),
});
const Came = z.object({ came: z.array(z.object({ callback: z.string(), at: z.number() })) });
const Cpu = z.object({ cpuMicros: z.number() });

export interface Cloud extends z.infer<typeof Ready> {
  bootMs: number;
  /** CPU of the cloud's process with all its threads since it began; PostgreSQL is not in it. */
  cpuMicros(): Promise<number>;
  /** What came to people on WhatsApp: the id of the message it replies to begins `callback`. */
  came(): Promise<{ callback: string; at: number }[]>;
  stop(): Promise<void>;
}

/** The local cloud in a process and a data folder of its own, with about so many runs of demo data. */
export const startCloud = async (runs: number, phones = 0): Promise<Cloud> => {
  const folder = await mkdtemp(join(tmpdir(), 'milhena-bench-'));
  const startedAt = performance.now();
  const child = fork(join(import.meta.dirname, 'cloud-process.ts'), [folder, String(runs), String(phones)], {
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  });
  const gone = once(child, 'exit').then(([code]) => {
    throw new Error(`The local cloud ended with exit code ${code}`);
  });
  // Whoever waits for a message hears of the end; nobody else needs to.
  gone.catch(() => undefined);
  const message = async (): Promise<unknown> => (await Promise.race([once(child, 'message'), gone]))[0];
  const ready = z.parse(Ready, await message());
  return {
    ...ready,
    bootMs: performance.now() - startedAt,
    cpuMicros: async () => {
      child.send('cpu');
      return z.parse(Cpu, await message()).cpuMicros;
    },
    came: async () => {
      child.send('came');
      return z.parse(Came, await message()).came;
    },
    stop: async () => {
      const ended = once(child, 'exit');
      child.send('stop');
      await ended;
      await rm(folder, { recursive: true, force: true });
    },
  };
};
