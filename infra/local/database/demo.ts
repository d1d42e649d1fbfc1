import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Client } from 'pg';
import { placeOf } from '#infra/catalog-source.ts';
import { settingsOf } from '#infra/settings.ts';
import { BootFailure } from '../failure.ts';

export interface DemoSize {
  runs: number;
  days: number;
}

export interface Seeding {
  /** The instant at which the data ends. */
  now: Date;
  timeZone: string;
  size: DemoSize | undefined;
  onProgress: (part: string) => void;
}

/** Data to show a catalog with. */
export interface DemoData {
  /** Another one when the data would be other data. */
  id: string;
  /** Fills an empty database; what it made, in a few words. */
  seed: (client: Client, seeding: Seeding) => Promise<string>;
}

/**
 * A catalog brings its demo data as `demo.sql`; for the usual one a whole company is made.
 * @throws BootFailure when it has none
 */
export const demoDataOf = (catalog: string | undefined): DemoData => {
  const { folder, name } = placeOf({ catalog });
  const file = join(folder, 'demo.sql');
  if (existsSync(file)) return scripted(readFileSync(file, 'utf8'), name);
  if (name === settingsOf('local').catalog) return company;
  throw new BootFailure(
    'setting',
    `The catalog ${name} has no demo data (demo.sql). Name the database to answer from in DATABASE_URL.`,
  );
};

const company: DemoData = {
  id: 'company',
  seed: async (client, { now, timeZone, size, onProgress }) => {
    onProgress('making the demo company');
    const { seedDemo } = await import('../demo/seed.ts');
    const { runs } = await seedDemo(client, {
      now,
      timeZone,
      ...size,
      onProgress: (done, total) =>
        onProgress(`making the demo company ${Math.round((100 * done) / total)} %`),
    });
    return `demo company with ${runs.toLocaleString('en')} runs`;
  },
};

const scripted = (script: string, name: string): DemoData => ({
  id: createHash('sha256').update(script).digest('hex').slice(0, 16),
  seed: async (client, { now, timeZone, onProgress }) => {
    onProgress(`making the demo data of ${name}`);
    await runDemoScript(client, script, { now, timeZone });
    return `demo data of ${name}`;
  },
});

/** The script finds the instant and the zone as `milhena.now` and `milhena.time_zone`; whole or not at all. */
export const runDemoScript = async (
  client: Client,
  script: string,
  { now, timeZone }: Pick<Seeding, 'now' | 'timeZone'>,
): Promise<void> => {
  await client.query('begin');
  try {
    await client.query(
      "select set_config('milhena.now', $1, true), set_config('milhena.time_zone', $2, true)",
      [now.toISOString(), timeZone],
    );
    await client.query(script);
    await client.query('commit');
  } catch (failure) {
    await client.query('rollback');
    throw failure;
  }
};
