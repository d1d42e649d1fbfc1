import { readFile } from 'node:fs/promises';
import { gunzipSync } from 'node:zlib';
import type { Client } from 'pg';

const BATCH = 500;
const PSQL_COMMAND = /^\\(un)?restrict /;

/**
 * Restores a gzipped plain-text dump with the driver alone: the machine may have no psql. The rows of COPY
 * blocks become INSERTs of text, which the server casts to the column's type.
 */
export const restoreDump = async (client: Client, file: string): Promise<void> => {
  const lines = gunzipSync(await readFile(file))
    .toString('utf8')
    .split('\n');
  let pending: string[] = [];
  const flush = async () => {
    const sql = pending.join('\n');
    pending = [];
    if (sql.trim() !== '') await client.query(sql);
  };
  for (let at = 0; at < lines.length; at += 1) {
    const line = lines[at] ?? '';
    if (PSQL_COMMAND.test(line)) continue;
    const copy = /^COPY (\S+) \((.+)\) FROM stdin;$/.exec(line);
    if (!copy) {
      pending.push(line);
      continue;
    }
    await flush();
    const end = lines.indexOf('\\.', at);
    const [, table = '', columns = ''] = copy;
    await insertRows(client, table, columns, lines.slice(at + 1, end));
    at = end;
  }
  await flush();
  await client.query('reset all');
};

const insertRows = async (client: Client, table: string, columns: string, lines: string[]) => {
  if (lines.length === 0) return;
  const names = columns.split(', ');
  const types = await client.query<{ type: string }>(
    `select format_type(atttypid, atttypmod) as type from unnest($2::text[]) with ordinality n(name, position)
     join pg_attribute on attname = n.name and attrelid = $1::regclass order by position`,
    [table, names.map((name) => name.replaceAll('"', ''))],
  );
  const targets = types.rows.map(({ type }, index) => `c${index + 1}::${type}`).join(', ');
  for (let from = 0; from < lines.length; from += BATCH) {
    const rows = lines.slice(from, from + BATCH).map((line) => line.split('\t').map(unescape));
    const byColumn = names.map((_, index) => rows.map((row) => row[index] ?? null));
    const unnest = names.map((_, index) => `$${index + 1}::text[]`).join(', ');
    const aliases = names.map((_, index) => `c${index + 1}`).join(', ');
    await client.query(
      `insert into ${table} (${columns}) select ${targets} from unnest(${unnest}) as rows(${aliases})`,
      byColumn,
    );
  }
};

const ESCAPES: Record<string, string> = { n: '\n', r: '\r', t: '\t', b: '\b', f: '\f', v: '\v' };

const unescape = (field: string): string | null =>
  field === '\\N' ? null : field.replace(/\\(.)/gs, (_, char: string) => ESCAPES[char] ?? char);
