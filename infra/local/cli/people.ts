import { parseArgs } from 'node:util';
import { CHART_KEEP_SECONDS, dynamoCharts } from '#shared/adapters/dynamo-charts.ts';
import { dynamoContext } from '#shared/adapters/dynamo-context.ts';
import { dynamoFeedback } from '#shared/adapters/dynamo-feedback.ts';
import { dynamoPeople } from '#shared/adapters/dynamo-people.ts';
import { dynamoSessions } from '#shared/adapters/dynamo-sessions.ts';
import { dynamoSubscriptions } from '#shared/adapters/dynamo-subscriptions.ts';
import { dynamoUsage } from '#shared/adapters/dynamo-usage.ts';
import { dynamoStore } from '#shared/adapters/dynamo-store.ts';
import { scatteredPause } from '#shared/adapters/pauses.ts';
import type { Person } from '#shared/contracts/person.ts';
import { eraser } from '#shared/domain/people/erase.ts';
import { operators, type Wish } from '#shared/domain/people/operators.ts';
import { settingsOf } from '../../settings.ts';
import { tablesOf } from './tables.ts';
import { CommandFailure, runCommand, table } from './terminal.ts';

const usual = settingsOf('local');

const HELP = `Who writes on WhatsApp, who may ask, and whom a colleague has.

  npm run people -- list                       everybody, the latest first
  npm run people -- list --waiting             who asked for permission, or waits for a colleague
  npm run people -- grant +39 333 111 2222     lets them ask, even before they ever wrote
  npm run people -- refuse IT.8831204471       does not let them ask
  npm run people -- handback <person>          the assistant answers them again
  npm run people -- forget <person>            removes all that is kept of them

A person is named by their own id, their number, or the id the platform gives them.

  --stack <name>    people of that stack (the login is that of the AWS command line); without it, those of the
                    assistant that runs on this machine
  --tenant <name>   (${usual.tenantId})
  --help            this text`;

const options = {
  waiting: { type: 'boolean' },
  stack: { type: 'string' },
  tenant: { type: 'string', default: usual.tenantId },
  help: { type: 'boolean' },
} as const;

const WISHES: Record<string, Wish> = {
  grant: { admission: 'granted' },
  refuse: { admission: 'refused' },
  handback: { handBack: true },
};

const main = async (args: string[]): Promise<number> => {
  const { values, positionals } = parseArgs({ args, options, allowPositionals: true });
  const [command = 'list', ...words] = positionals;
  if (values.help === true) {
    console.log(HELP);
    return 0;
  }
  const name = words.join('');
  const wish = WISHES[command];
  if (wish === undefined && command !== 'list' && command !== 'forget')
    throw new CommandFailure(`${command} is nothing that can be done here. Try --help.`, 2);
  if (command !== 'list' && name === '') throw new CommandFailure('Whom? Try --help.', 2);
  const ports = await storesOf(values.stack, values.tenant);
  if (command === 'list') console.log(listed(await ports.people.list(), values.waiting === true));
  else if (wish !== undefined) console.log(told(await operators(ports).change(name, wish), name));
  else console.log(await forgotten(ports, name));
  return 0;
};

type Ports = Awaited<ReturnType<typeof storesOf>>;

const storesOf = async (stack: string | undefined, tenantId: string) => {
  const tableOf = await tablesOf(stack, 'Name a stack with --stack.');
  const tables = dynamoStore();
  const { idleHours, workingHours, keepDays } = usual.sessions;
  const [workStart = '', workEnd = ''] = workingHours.split('-');
  return {
    people: dynamoPeople(tables, tableOf('People')),
    subscriptions: dynamoSubscriptions(tables, tableOf('Subscriptions')),
    sessions: dynamoSessions({
      tables,
      name: tableOf('Sessions'),
      keepSeconds: keepDays * 86_400,
      clock: Date.now,
    }),
    context: dynamoContext({ tables, name: tableOf('Context'), now: () => new Date() }),
    feedback: dynamoFeedback({ tables, name: tableOf('Feedback'), tenantId }),
    usage: dynamoUsage({ tables, name: tableOf('Usage'), clock: Date.now }),
    charts: dynamoCharts({
      tables,
      name: tableOf('Charts'),
      keepSeconds: CHART_KEEP_SECONDS,
      now: () => new Date(),
    }),
    rules: { idleMs: idleHours * 3_600_000, workStart, workEnd, timeZone: usual.timeZone },
    newId: () => crypto.randomUUID(),
    pause: scatteredPause(15),
    tenantId,
  };
};

const STANDINGS: Record<Person['admission'], string> = {
  granted: 'may ask',
  refused: 'refused',
  asked: 'asks to be let in',
  unknown: '-',
};

const isWaiting = ({ admission, handover }: Person): boolean =>
  admission === 'asked' || handover !== undefined;

const listed = (people: Person[], waiting: boolean): string => {
  const shown = people.filter((person) => !waiting || isWaiting(person));
  if (shown.length === 0) return waiting ? 'Nobody waits.' : 'Nobody wrote yet.';
  shown.sort((one, other) => (other.wroteAt ?? '').localeCompare(one.wroteAt ?? ''));
  return table(
    [['person', 'name', 'number', 'platform id', 'last message', 'standing'], ...shown.map(row)],
    '',
  );
};

const row = ({ personId, sender, wroteAt, admission, handover, stoppedAt }: Person): string[] => [
  personId,
  printable(sender.name ?? ''),
  sender.phone ?? '',
  sender.scopedId ?? '',
  wroteAt ?? '',
  [STANDINGS[admission], ...(handover ? ['with a colleague'] : []), ...(stoppedAt ? ['stopped'] : [])].join(
    ', ',
  ),
];

/** Names come from people's devices: nothing in them may steer a terminal. */
const printable = (text: string): string => text.replace(/[^\p{L}\p{M}\p{N}\p{P}\p{S} ]/gu, '').slice(0, 40);

const told = (person: Person | undefined, name: string): string => {
  if (person === undefined) throw new CommandFailure(`There is nobody named ${name}.`, 1);
  return listed([person], false);
};

const forgotten = async (ports: Ports, name: string): Promise<string> => {
  const found = await operators(ports).find(name);
  const removed = await eraser(ports)(found?.person.personId ?? name);
  const parts = Object.entries(removed).map(([store, count]) => `${store} ${count}`);
  return `Removed: ${parts.join(', ')}.`;
};

await runCommand(main);
