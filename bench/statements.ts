import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Client } from 'pg';
import * as z from 'zod/mini';
import { compileCatalog } from '#infra/catalog.ts';
import type { Statement } from '#shared/ports.ts';
import { type Company, companyOf, serverCpu } from './company.ts';
import { type Length, median, type Part, round } from './measure.ts';
import { barePipeline } from './pipeline.ts';
import { eachDataQuestion } from './questions.ts';

const SIZES = { short: [20_000], usual: [20_000, 200_000], long: [20_000, 200_000] };
const TURNS = 10;

/** What one statement of a question costs the server, in ms. */
interface Cost {
  name: string;
  planning: number;
  running: number;
  cpu: number;
  blocks: number;
}

const Explained = z.array(
  z.object({
    'Planning Time': z.number(),
    'Execution Time': z.number(),
    Plan: z.object({ 'Shared Hit Blocks': z.number(), 'Shared Read Blocks': z.number() }),
  }),
);

/** Every statement of every data question of the mix, by itself, on companies of two sizes. */
export const measureStatements = async (length: Length): Promise<Part> => {
  const catalogDir = await mkdtemp(join(tmpdir(), 'milhena-catalog-'));
  const figures: Part['figures'] = {};
  try {
    await compileCatalog(catalogDir);
    for (const runs of SIZES[length]) {
      const company = await companyOf(runs);
      try {
        const costs = await costsOf(company, await statementsOf(company, catalogDir));
        Object.assign(figures, rows(`${runs} runs`, costs));
      } finally {
        await company.stop();
      }
    }
  } finally {
    await rm(catalogDir, { recursive: true, force: true });
  }
  return {
    title: 'Statements of the data questions of the mix, dearest first',
    includes: `Each statement alone, sent ${TURNS} times to a PostgreSQL of its own as the read-only role. CPU: the server's for one sending, planning included; planning and running: as EXPLAIN ANALYZE tells them; medians. Share: of the CPU of all questions, each asked once.`,
    figures,
    ratios: {},
    aims: [],
  };
};

/** Question → its statements, in the order in which they are sent. */
const statementsOf = async ({ url }: Company, catalogDir: string): Promise<Map<string, Statement[]>> => {
  let sent: Statement[] = [];
  const line = await barePipeline(url, catalogDir, { sent: (statement) => void sent.push(statement) });
  const found = new Map<string, Statement[]>();
  // The first question has the names read.
  await line.answer('Quante esecuzioni oggi?');
  for (const text of eachDataQuestion()) {
    sent = [];
    await line.answer(text);
    found.set(text, sent);
  }
  await line.close();
  return found;
};

const costsOf = async (
  { url, admin }: Company,
  questions: ReadonlyMap<string, Statement[]>,
): Promise<Cost[]> => {
  const client = new Client({ connectionString: url, application_name: 'milhena' });
  await client.connect();
  const costs: Cost[] = [];
  for (const [text, statements] of questions)
    for (const [at, statement] of statements.entries())
      costs.push({
        name: `${text} ${at + 1}/${statements.length}: ${statement.columns.join(', ')}`,
        ...(await costOf(client, admin, statement)),
      });
  await client.end();
  return costs;
};

const costOf = async (
  client: Client,
  admin: Client,
  { sql, parameters }: Statement,
): Promise<Omit<Cost, 'name'>> => {
  const explained: z.infer<typeof Explained> = [];
  const cpus: number[] = [];
  for (let turn = 0; turn < TURNS; turn += 1) {
    const before = await serverCpu(admin);
    await client.query({ text: sql, values: parameters, rowMode: 'array' });
    cpus.push(((await serverCpu(admin)) - before) / 1000);
    const { rows: told } = await client.query<{ 'QUERY PLAN': unknown }>({
      text: `explain (analyze, buffers, timing off, format json) ${sql}`,
      values: parameters,
    });
    explained.push(...z.parse(Explained, told[0]?.['QUERY PLAN']));
  }
  return {
    cpu: median(cpus),
    planning: median(explained.map((one) => one['Planning Time'])),
    running: median(explained.map((one) => one['Execution Time'])),
    blocks: median(explained.map(({ Plan }) => Plan['Shared Hit Blocks'] + Plan['Shared Read Blocks'])),
  };
};

const rows = (name: string, costs: Cost[]): Part['figures'] => {
  const all = costs.reduce((sum, { cpu }) => sum + cpu, 0);
  const sorted = costs.toSorted((one, other) => other.cpu - one.cpu);
  return Object.fromEntries([
    ...sorted.map((one) => [
      `${name}, ${one.name}`,
      {
        'CPU ms': round(one.cpu),
        'planning ms': round(one.planning),
        'running ms': round(one.running),
        blocks: one.blocks,
        'share %': round((100 * one.cpu) / all),
      },
    ]),
    [`${name}, all`, { 'CPU ms': round(all) }],
  ]);
};
