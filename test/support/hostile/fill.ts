import type { Client } from 'pg';
import { stringify } from 'flatted';

interface Column {
  table: string;
  name: string;
  type: string;
  length: number | null;
  nullable: boolean;
}

const TEXTS = new Set(['text', 'character varying', 'character', 'json', 'jsonb']);
/** Values that the table itself insists on; of the program's own words those that bring a row into the answers. */
const FIXED: Record<string, unknown> = {
  'execution_entity.storedAt': 'db',
  'workflow_publish_history.event': 'activated',
  'project.type': 'team',
  'shared_workflow.role': 'workflow:owner',
};
const TIMES = new Set(['createdAt', 'updatedAt', 'startedAt', 'stoppedAt', 'timestamp', 'periodStart']);
const ON = new Set(['active', 'finished']);

/** Far from the keys of the rows that are there. */
const FIRST = 900_000_000;

/** Every text column of the business database. */
const columnsOf = async (client: Client): Promise<Column[]> => {
  const { rows } = await client.query<Column>(
    `select c.table_name as table, c.column_name as name, c.data_type as type, c.is_nullable = 'YES' as nullable,
       c.character_maximum_length as length
     from information_schema.columns c join information_schema.tables t using (table_schema, table_name)
     where c.table_schema = 'public' and t.table_type = 'BASE TABLE' order by 1, c.ordinal_position`,
  );
  return rows;
};

/** The payload as a column holds it: cut to its length, with a number that keeps keys apart. */
const cut = (payload: string, number: number, length: number | null): string =>
  length === null ? payload : Array.from(`${number}${payload}`).slice(0, length).join('');

/** As the program writes the detail of a failure, with the payload in every text of it. */
const detail = (payload: string): string =>
  stringify({
    resultData: {
      error: {
        message: payload,
        description: payload,
        name: payload,
        httpCode: payload,
        node: { name: payload, type: payload },
      },
      lastNodeExecuted: payload,
      runData: { [payload]: [{ error: { message: payload, stack: payload } }] },
    },
  });

const json = (payload: string): string =>
  JSON.stringify({
    [payload]: payload,
    saveDataSuccessExecution: payload,
    timeSavedPerExecution: payload,
    nodes: [{ name: payload, type: payload, parameters: { note: payload } }],
  });

const valueOf = (column: Column, payload: string, number: number, now: Date): unknown => {
  const { table, name, type, length, nullable } = column;
  const fixed = FIXED[`${table}.${name}`];
  if (fixed !== undefined) return fixed;
  if (table === 'execution_data' && name === 'data') return detail(payload);
  // Half of the runs end in ways that the program knows, so that they are counted and explained.
  if (table === 'execution_entity' && name === 'status' && number % 2 === 0) return 'error';
  if (table === 'execution_entity' && name === 'mode' && number % 2 === 0) return 'trigger';
  if (type === 'json' || type === 'jsonb') return json(payload);
  if (TEXTS.has(type)) return cut(payload, number, length);
  if (TIMES.has(name)) return new Date(now.getTime() - (number - FIRST + 1) * 60_000).toISOString();
  if (nullable) return null;
  if (type === 'boolean') return ON.has(name);
  if (type === 'smallint' || name === 'type' || name === 'periodUnit') return number % 3;
  if (type === 'uuid') return crypto.randomUUID();
  return /int|numeric/.test(type) ? number : now.toISOString();
};

export interface Filled {
  /** `table.column` of every text. */
  texts: string[];
  /** Names of processes that the payloads made. */
  names: string[];
}

/**
 * A row of every payload in every table, every text of it the payload, keys included: they point at each other.
 * The client is a superuser's, for rows that no foreign key would let in.
 */
export const fillWith = async (client: Client, payloads: readonly string[], now: Date): Promise<Filled> => {
  const columns = await columnsOf(client);
  const tables = Map.groupBy(columns, ({ table }) => table);
  await client.query('set session_replication_role = replica');
  for (const [table, own] of tables)
    for (const [at, payload] of payloads.entries()) {
      const row = own.map((column) => valueOf(column, payload, FIRST + at, now));
      const names = own.map(({ name }) => `"${name}"`).join(', ');
      const places = own.map((_, index) => `$${index + 1}`).join(', ');
      await client.query(`insert into public."${table}" (${names}) values (${places})`, row);
    }
  await client.query('set session_replication_role = origin');
  const texts = columns.filter(({ type }) => TEXTS.has(type)).map(({ table, name }) => `${table}.${name}`);
  return { texts, names: payloads.map((payload, at) => cut(payload, FIRST + at, 128)) };
};
