import { Client } from 'pg';
import { type Demo, seedDemo } from '#infra/local/demo/seed.ts';
import { startPostgres } from './postgres.ts';

/** The instant at which the composed questions are asked: a Wednesday, 10:30 in Rome. */
export const NOW = '2026-11-18T09:30:00.000Z';
export const TIME_ZONE = 'Europe/Rome';

export interface DemoCompany {
  url: string;
  client: Client;
  /** What is true of it by construction. */
  truth: Demo['truth'];
  stop(): Promise<void>;
}

/** The demo company with about so many runs in 120 days, in a PostgreSQL of its own. */
export const startDemoCompany = async (runs: number): Promise<DemoCompany> => {
  const postgres = await startPostgres();
  const client = new Client(postgres.url);
  await client.connect();
  const { truth } = await seedDemo(client, { now: new Date(NOW), timeZone: TIME_ZONE, seed: 1, runs });
  return {
    url: postgres.url,
    client,
    truth,
    stop: async () => {
      await client.end();
      await postgres.stop();
    },
  };
};
