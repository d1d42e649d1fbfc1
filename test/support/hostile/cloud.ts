import { createServer } from 'node:http';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Client } from 'pg';
import { type AccessTable, accessTable } from '#infra/local/cli/access-table.ts';
import { localTables } from '#infra/local/cli/tables.ts';
import { bootLocalCloud, type LocalCloud } from '#infra/local/cloud.ts';
import { close, listen } from '#infra/local/emulators/listen.ts';
import { type Filled, fillWith } from './fill.ts';
import { payloadsTo } from './payloads.ts';

const NOW = new Date('2026-11-21T02:36:00.000Z');
/** The area whose processes keep their names. */
export const OWN_AREA = 'Magazzino';

/** The reply to one question, with its status, body and time, as a client gets it over HTTP. */
export interface Reply {
  question: string;
  status: number;
  // oxlint-disable-next-line typescript/no-explicit-any -- a client knows no type
  json: any;
  text: string;
  ms: number;
}

export interface HostileCloud {
  cloud: LocalCloud;
  dataDir: string;
  owner: Client;
  access: AccessTable;
  filled: Filled;
  /** Requests that reached the address that stands in the payloads. */
  visits: string[];
  send(method: string, path: string, body?: unknown): Promise<Reply>;
  ask(question: string, more?: Record<string, string>): Promise<Reply>;
  stop(): Promise<void>;
}

/** The demo company with a hostile row in every table, and hostile names for every process outside one area. */
export const startHostileCloud = async (): Promise<HostileCloud> => {
  const visits: string[] = [];
  const listener = createServer((request, response) => {
    visits.push(request.url ?? '');
    response.end();
  });
  const payloads = Object.values(payloadsTo(`http://127.0.0.1:${await listen(listener)}`));
  const dataDir = await mkdtemp(join(tmpdir(), 'milhena-hostile-'));
  const cloud = await bootLocalCloud({ port: 0, dataDir, now: NOW, demo: { runs: 1200, days: 20 } });
  const owner = new Client(cloud.ownerUrl);
  await owner.connect();
  const filled = await fillWith(owner, payloads, NOW);
  await renameOthers(owner, payloads);

  const send: HostileCloud['send'] = async (method, path, body) => {
    const startedAt = performance.now();
    const response = await fetch(cloud.url + path, {
      method,
      headers: { 'x-api-key': cloud.apiKey, 'content-type': 'application/json' },
      ...(body !== undefined && { body: typeof body === 'string' ? body : JSON.stringify(body) }),
    });
    const text = await response.text();
    const ms = performance.now() - startedAt;
    return { question: path, status: response.status, json: JSON.parse(text), text, ms };
  };
  return {
    cloud,
    dataDir,
    owner,
    access: accessTable((await localTables(cloud.tablesUrl))('Access')),
    filled,
    visits,
    send,
    ask: async (question, more = {}) => ({
      ...(await send('POST', '/v1/ask', { question, ...more })),
      question,
    }),
    stop: async () => {
      await owner.end();
      await cloud.stop();
      await close(listener);
      await rm(dataDir, { recursive: true, force: true });
    },
  };
};

const renameOthers = async (owner: Client, payloads: readonly string[]): Promise<void> => {
  const { rows } = await owner.query<{ id: string }>(
    `select id from workflow_entity w where not exists (select 1 from shared_workflow s join project p on p.id = s."projectId"
       where s."workflowId" = w.id and p.name = $1) and id !~ '^9000000' order by id`,
    [OWN_AREA],
  );
  for (const [at, { id }] of rows.entries()) {
    const name = Array.from(payloads[at % payloads.length] ?? '')
      .slice(0, 120)
      .join('');
    await owner.query('update workflow_entity set name = $1 where id = $2', [name, id]);
  }
  await owner.query('update tag_entity set name = left($1 || name, 24) where length(id) < 30', ['=']);
};
