import type { Client } from 'pg';
import type { CatalogSource } from '../../catalog-source.ts';
import { guardedTables } from '../../database/row-policy.ts';
import { rowRulesOf } from '../../database/row-rules.ts';
import type { Line, Section } from './doctor-report.ts';

const TITLE = 'Who sees which rows';
const ADVICE =
  'npm run reader-role -- … --row-policy puts it there; infra/database/README.md says what it does.';

/** Whether the database itself keeps people to the processes they may see. */
export const policySection = async (
  client: Client,
  schema: string,
  source: CatalogSource,
): Promise<Section> => {
  const rules = Object.keys(rowRulesOf(source));
  if (rules.length === 0) return { title: TITLE, lines: [] };
  const { rows } = await client.query<{ name: string; role: string }>(
    `select relname as name, current_user as role from pg_class
     where relnamespace = to_regnamespace(quote_ident($1)) and relkind in ('r', 'p') and relname = any($2)`,
    [schema, rules],
  );
  const guarded = await guardedTables(client, schema, rows[0]?.role ?? '');
  const open = rows.map(({ name }) => name).filter((name) => !guarded.includes(name));
  return { title: TITLE, lines: linesOf(guarded, open) };
};

const linesOf = (guarded: readonly string[], open: readonly string[]): Line[] => {
  if (guarded.length === 0)
    return [
      {
        mark: 'ok',
        text: 'our statements leave out what a person may not see; the database has no row policy of its own',
        advice: ADVICE,
      },
    ];
  const stands: Line = {
    mark: 'ok',
    text: `our statements leave out what a person may not see, and so does the row policy, on ${guarded.length} tables`,
  };
  if (open.length === 0) return [stands];
  const text = `the row policy does not stand on ${open.join(', ')}`;
  return [stands, { mark: 'warning', text, advice: ADVICE }];
};
