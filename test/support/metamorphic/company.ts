import { Client } from 'pg';
import { type Directory, Named } from '#shared/contracts/catalog.ts';
import type { Cell } from '#shared/contracts/evidence.ts';
import type { SemanticQuery } from '#shared/contracts/query.ts';
import type { Understanding } from '#shared/contracts/understanding.ts';
import { compile } from '#shared/domain/compiling/compile.ts';
import type { Scope } from '#shared/contracts/access.ts';
import { compileNames } from '#shared/domain/compiling/names.ts';
import { understand } from '#shared/domain/understanding/understand.ts';
import type { Statement } from '#shared/ports.ts';
import { makeWorld, NOW, type World } from '#test/support/brute-force/world.ts';
import { writeWorld } from '#test/support/brute-force/write-world.ts';
import { n8nCatalog } from '#test/support/catalog.ts';
import { createLayout } from '#test/support/n8n-layout.ts';
import type { TestPostgres } from '#test/support/postgres.ts';
import { asEvidence } from '#test/support/read-only-client.ts';
import { grammar } from '#test/support/understanding.ts';

/** From where, when and by whom something is asked. */
export interface Seat {
  timeZone?: string;
  /** ISO instant. */
  now?: string;
  scope?: Scope;
}

/** A generated company in a database of its own, as questions see it. */
export interface Company {
  seed: number;
  /** Asked everything, and not a part of it in turn with the others. */
  thorough: boolean;
  world: World;
  /** The rows of a query. */
  rows(query: SemanticQuery, seat?: Seat): Promise<Cell[][]>;
  read(text: string, seat?: Seat): Understanding;
  /** Changes the data, asks, and takes the change back. */
  pretend(change: (client: Client) => Promise<unknown>, ask: () => Promise<void>): Promise<void>;
}

const NAMES = [
  'Fatturazione clienti',
  'Payroll export',
  'Controllo giacenze',
  'Weekly sales report',
  'Sincronizzazione anagrafiche',
  'Employee onboarding',
  'Registrazione ordini',
  'Supplier reminders',
  'Archivio contratti',
  'Backup serale',
  'Price list update',
  'Raccolta recensioni',
  'Spedizioni corriere',
  'Newsletter marketing',
  'Quadratura contabile',
  'Temperature check',
  'Rimborso spese',
  'Approval of quotes',
  'Importazione catalogo',
  'Customer survey',
  'Avvisi scadenze',
  'Vat verification',
  'Pulizia documenti',
  'Invoice matching',
];

/** Every process has a name of its own: what is asked of one is not asked back. */
const companyWorld = (seed: number, size: { processes: number; runs: number }): World => {
  const world = makeWorld(seed, size);
  for (const [at, process] of world.processes.entries()) process.name = NAMES[at] ?? `Processo ${at}`;
  return world;
};

/** An empty database of each layout, copied for every company. */
export const makeTemplates = async (server: TestPostgres): Promise<void> => {
  for (const layout of ['2.8', '1.123'] as const) {
    const { adminUrl } = await server.createDatabase(`layout ${layout}`);
    const client = new Client(adminUrl);
    await client.connect();
    await createLayout(client, layout);
    await client.end();
  }
};

export const openCompany = async (
  server: TestPostgres,
  seed: number,
  { thorough, ...size }: { processes: number; runs: number; thorough: boolean },
): Promise<Company & { close: () => Promise<void> }> => {
  const world = companyWorld(seed, size);
  const url = new URL(server.adminUrl);
  const admin = new Client(url.href);
  await admin.connect();
  const layout = seed % 3 === 0 ? '1.123' : '2.8';
  await admin.query(`create database "company ${seed}" template "layout ${layout}"`);
  await admin.end();
  url.pathname = `/company ${seed}`;
  const client = new Client({ connectionString: url.href, types: asEvidence });
  client.on('error', () => undefined);
  await client.connect();
  await writeWorld(client, world);

  const run = async ({ sql, parameters }: Statement): Promise<Cell[][]> => {
    const { rows } = await client.query<Cell[]>({ text: sql, values: parameters, rowMode: 'array' });
    return rows;
  };
  const settings = ({ timeZone = 'Europe/Rome', now = READ_AT, scope = ALL }: Seat) => ({
    catalog: n8nCatalog,
    schema: 'public',
    timeZone,
    now,
    scope,
  });
  const readNames = async (): Promise<Directory> => {
    const found = await run(compileNames(settings({})));
    const names = found.map(([dimension, key, name, outside, listed]) =>
      Named.parse({
        dimension,
        key,
        name,
        ...(outside === true && { outside }),
        ...(listed === false && { listed }),
      }),
    );
    return { readers: 'test', readAt: READ_AT, names };
  };
  let directory = await readNames();

  return {
    seed,
    thorough,
    world,
    rows: (query, seat = {}) => run(compile(query, settings(seat))),
    read: (text, seat = {}) => {
      const { timeZone, now } = settings(seat);
      return understand({ text, askedAt: now, timeZone }, { catalog: n8nCatalog, grammar, directory });
    },
    pretend: async (change, ask) => {
      const before = directory;
      await client.query('begin');
      try {
        await change(client);
        directory = await readNames();
        await ask();
      } finally {
        await client.query('rollback');
        directory = before;
      }
    },
    close: () => client.end(),
  };
};

export const READ_AT = new Date(NOW).toISOString();
const ALL: Scope = { kind: 'all' };

/** Moves every instant of every run. */
export const moveRuns = (interval: string): string =>
  `update public.execution_entity set ${['createdAt', 'startedAt', 'stoppedAt', 'waitTill']
    .map((column) => `"${column}" = "${column}" + interval '${interval}'`)
    .join(', ')}`;
