import { parseArgs } from 'node:util';
import * as z from 'zod/mini';
import { AllowList } from '#shared/contracts/access.ts';
import type { Reader } from '#shared/contracts/documents.ts';
import { settingsOf } from '../../settings.ts';
import { type AccessTable, accessTable } from './access-table.ts';
import { tablesOf } from './tables.ts';
import { CommandFailure, runCommand } from './terminal.ts';

const HELP = `Says, or sets, which processes a person may see. It holds from the next question on.

  npm run access -- maria                                    what she may see
  npm run access -- maria --may area=Vendite --may tag=Resi  the processes of that area or with that tag
  npm run access -- maria --may process=Xb3kQ9fZ             a process, by its key
  npm run access -- maria --nothing                          none at all
  npm run access -- maria --unlist                           takes her off the list

Fields are those of the catalog that a process has. Who is on no list may see what \`unlistedReaders\` of
infra/settings.ts says: everything, or nothing.

  --table <name>    the table of an account (the login is that of the AWS command line); without it, that of
                    the assistant that runs on this machine
  --tenant <name>   (${settingsOf('local').tenantId})
  --help            this text`;

const options = {
  may: { type: 'string', multiple: true },
  nothing: { type: 'boolean' },
  unlist: { type: 'boolean' },
  table: { type: 'string' },
  tenant: { type: 'string', default: settingsOf('local').tenantId },
  help: { type: 'boolean' },
} as const;

const main = async (args: string[]): Promise<number> => {
  const { values, positionals } = parseArgs({ args, options, allowPositionals: true });
  const [userId] = positionals;
  if (values.help === true) {
    console.log(HELP);
    return 0;
  }
  if (userId === undefined || !/^[\w.:@+-]{1,128}$/.test(userId))
    throw new CommandFailure('Whose access? Give the name that clients send as userId. Try --help.', 2);
  const name = values.table ?? (await tablesOf(undefined, 'Name the table with --table.'))('Access');
  const table = accessTable(name);
  const reader = { tenantId: values.tenant, userId };
  if (values.unlist === true) await table.remove(reader);
  else if (values.nothing === true) await table.write(reader, {});
  else if (values.may !== undefined) await table.write(reader, allowListOf(values.may));
  console.log(await told(table, reader));
  return 0;
};

const allowListOf = (wishes: readonly string[]): AllowList => {
  const allow: Record<string, string[]> = {};
  for (const wish of wishes) {
    const [, field = '', value = ''] = /^([^=]+)=(.*)$/s.exec(wish) ?? [];
    allow[field] = [...(allow[field] ?? []), value];
  }
  const parsed = z.safeParse(AllowList, allow);
  if (!parsed.success) throw new CommandFailure('Write --may field=value, such as --may area=Vendite.', 2);
  return parsed.data;
};

const told = async (table: AccessTable, reader: Reader): Promise<string> => {
  const allow = await table.read(reader);
  const { userId } = reader;
  if (allow === undefined) return `${userId} is on no list: they may see what unlistedReaders says.`;
  const lines = Object.entries(allow).flatMap(([field, values]) =>
    values.map((value) => `  ${field} ${value}`),
  );
  return lines.length === 0
    ? `${userId} may see no process.`
    : [`${userId} may see the processes with`, ...lines].join('\n');
};

await runCommand(main);
