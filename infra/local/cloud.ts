import { createWriteStream, type WriteStream } from 'node:fs';
import { join, resolve } from 'node:path';
import {
  hasWhatsApp,
  keepWhatsAppSecret,
  letDemoPeopleIn,
  openLocalWhatsApp,
  whatsAppAccount,
} from './channel.ts';
import { openDataFolder } from './data-folder.ts';
import { externalDatabase } from './database/external.ts';
import type { BusinessDatabase, BusinessLogin } from './database/business.ts';
import { CatalogError } from '../catalog-source.ts';
import { databaseFacts, openBusinessDatabase } from './database/open.ts';
import { LOCAL_KEY, openClients } from './door/clients.ts';
import { type Behind, takePort } from './door/door.ts';
import { refusals } from './door/refusals.ts';
import { routesOf } from './door/routes.ts';
import { awsJsonServer } from './emulators/aws-json.ts';
import { close, listen } from './emulators/listen.ts';
import { openQueues } from './emulators/queues.ts';
import { openSecrets, type Secrets } from './emulators/secrets.ts';
import { openTables } from './emulators/tables.ts';
import { openEventSources } from './event-sources.ts';
import { BootFailure, textOf } from './failure.ts';
import { openFigures } from './figures/serve.ts';
import { forget } from './fresh.ts';
import type { HomeKind } from './functions/home.ts';
import { type FunctionPool, openFunctions } from './functions/pool.ts';
import { functionSpecs } from './functions/specs.ts';
import { fileKeeper, type Keeper, randomPassword } from './keeper.ts';
import { keepModelKeys, modelChanges } from './model.ts';
import { overrideFor } from './overrides.ts';
import { type Closers, closers, type OnProgress, timed, together } from './progress.ts';
import { openSchedules } from './schedules.ts';
import { type LocalSettings, readSettings } from './settings.ts';
import type { WhatsApp } from './whatsapp/open.ts';
import { type Synthesised, synthesisedTemplate } from './template/synthesis.ts';
import { readTemplate, type TemplateReader } from './template/template.ts';
import { type Wire, wiredTo } from './wires.ts';

export interface LocalCloud {
  url: string;
  apiKey: string;
  /** The business database as the functions read it; empty when no function of the template reads one. */
  databaseUrl: string;
  /** The embedded business database as its owner. */
  ownerUrl?: string;
  /** The tables, as the AWS SDK reaches them. */
  tablesUrl: string;
  /** The queues, as the AWS SDK reaches them; empty where there are none. */
  queuesUrl: string;
  /** How it is doing, as JSON. */
  figuresUrl: string;
  /** Process of the embedded database: for tests that kill it. */
  databasePid: () => number | undefined;
  /** The WhatsApp of this machine; missing where the real one is used, or none. */
  whatsApp?: WhatsApp;
  /** Its chat page; empty without it. */
  chatUrl: string;
  /** Processes of a function (the end of its name), where functions are processes. */
  functionPids: (name: string) => number[];
  /** Lets all clocks tick once more, now; resolves when what they started has ended. */
  tick: () => Promise<void>;
  stop: () => Promise<void>;
}

export interface BootOptions extends Partial<LocalSettings> {
  /** Forgets the state of before. */
  fresh?: boolean;
  /** Template and bundles. Default: those of this repository. */
  synthesis?: () => Promise<Synthesised>;
  onProgress?: OnProgress;
  /** Where functions live; threads unless something must be killed. */
  homes?: HomeKind;
  /** Queues give back what was taken after so many seconds at most: for tests that kill who took it. */
  longestVisibilityS?: number;
  /** So many pieces of work of one queue run at once at most: who dies with all of them dies with few. */
  mostAtOnce?: number;
  /** Says nothing, whoever listens. */
  quiet?: boolean;
  /** Lays a wire between the functions and a neighbour: for tests that break it. */
  wire?: Wire;
}

const REGION = 'eu-west-1';

/**
 * Stands the synthesised template up on this machine. Settings that are not given are read from the
 * environment. Several may run at once, each on its own data folder.
 * @throws BootFailure with one sentence for people.
 */
export const bootLocalCloud = async (options: BootOptions = {}): Promise<LocalCloud> => {
  const opened = closers();
  try {
    const settings = { ...readSettings(process.env), ...options };
    return await boot({ ...settings, dataDir: resolve(settings.dataDir) }, opened);
  } catch (error) {
    await opened.closeAll();
    throw error instanceof BootFailure
      ? error
      : new BootFailure('unexpected', textOf(error), { cause: error });
  }
};

type Settings = BootOptions & LocalSettings;

const boot = async (settings: Settings, opened: Closers): Promise<LocalCloud> => {
  const { dataDir, databaseUrl } = settings;
  const onProgress = settings.quiet ? () => undefined : (settings.onProgress ?? (() => undefined));
  const door = opened.add(await takePort(settings.port), (one) => one.stop());
  const folder = opened.add(await openDataFolder(dataDir), (one) => one.release());
  if (settings.fresh) await forget(dataDir);
  const log = opened.add(logFile(dataDir), (one) => {
    one.end();
  });
  const keeper = await fileKeeper(dataDir);
  const external = databaseUrl === undefined ? undefined : await externalDatabase(databaseUrl);
  const { template, assets } = await readSynthesis(settings, onProgress);
  const site = { settings, opened, onProgress, log, keeper, template };

  const secrets = await openSecrets(template, keeper);
  keepModelKeys(template, secrets, settings.models);
  const whatsApp = hasWhatsApp(template) ? await whatsAppAccount(settings, keeper) : undefined;
  if (whatsApp) keepWhatsAppSecret(template, secrets, whatsApp);
  const chat = whatsApp && (await openLocalWhatsApp(whatsApp, settings, door.url));
  if (chat) opened.add(chat, (one) => one.stop());
  const [database, stores] = await together(openDatabase(site, secrets, external), openStores(site));
  if (chat) await letDemoPeopleIn(template, stores.endpoints.AWS_ENDPOINT_URL_DYNAMODB, chat.people);
  const services = await openServices(site, secrets);
  const figures = openFigures();
  const wired = await wiredTo(settings.wire, database, { ...stores.endpoints, ...services.endpoints });
  const account = whatsApp && { ...whatsApp, ...chat };
  const override = overrideFor(settings, { database: wired.database, whatsApp: account });
  const functions = openFunctions(
    functionSpecs(template, {
      assets,
      logs: join(dataDir, 'logs'),
      endpoints: wired.endpoints,
      override: (name, variables) => ({
        ...wired.rewired(variables),
        ...override(name, variables),
      }),
      ...(settings.homes && { home: settings.homes }),
    }),
    figures,
  );
  opened.add(functions, (one) => one.stop());
  const machines = services.bind(functions);
  const behind = await doorTo(template, keeper, functions);
  await timed('functions', onProgress, functions.warm, () => functions.names.length + IN_THREADS);

  const say = (line: string) => log.write(`${new Date().toISOString()} ${line}\n`);
  const clocks = openSchedules(template, { machines, functions, queues: stores.queues, log: say });
  opened.add(clocks, (one) => one.stop());
  door.open(behind);
  const endpoint = stores.queues?.endpoint;
  const sources = openEventSources(template, {
    functions,
    endpoint,
    log: say,
    mostAtOnce: settings.mostAtOnce,
  });
  opened.add(sources, (one) => one.stop());
  const tablesUrl = stores.endpoints.AWS_ENDPOINT_URL_DYNAMODB;
  const queuesUrl = endpoint ?? '';
  const chatUrl = chat?.chatUrl ?? '';
  const page = await figures.serve({ url: door.url, queues: () => stores.queues?.depths() ?? [] });
  const { url: figuresUrl } = opened.add(page, (one) => one.stop());
  const addresses = { tablesUrl, queuesUrl, chatUrl, figuresUrl, ...addressesOf(database) };
  const cloud = { url: door.url, apiKey: LOCAL_KEY, ...addresses };
  await folder.announce({ ...cloud, pid: process.pid });
  return {
    ...cloud,
    ...(chat && { whatsApp: chat }),
    databasePid: () => database?.pid(),
    tick: clocks.tick,
    functionPids: (name) =>
      functions.names.filter((one) => one.includes(name)).flatMap((one) => functions.pids(one)),
    stop: opened.closeAll,
  };
};

/** What every part of the boot works with. */
interface Site {
  settings: Settings;
  opened: Closers;
  onProgress: OnProgress;
  log: WriteStream;
  keeper: Keeper;
  template: TemplateReader;
}

const openDatabase = (site: Site, secrets: Secrets, external: BusinessLogin | undefined) => {
  const { settings, opened, onProgress, log, keeper, template } = site;
  const open = async () => {
    const facts = databaseFacts(template, secrets);
    if (!facts) return undefined;
    const password = await keeper.keep('postgres', randomPassword);
    const found = await openBusinessDatabase({ facts, external, settings, password, log, onProgress });
    opened.add(found, (one) => one.stop());
    secrets.put(facts.secret, JSON.stringify({ username: found.username, password: found.password }));
    return found;
  };
  return timed('business database', onProgress, open, (found) => found?.about ?? 'none is read');
};

/** Secrets and state machines behind one address: the SDK says in a header what it wants. */
const openServices = async ({ opened, template }: Site, secrets: Secrets) => {
  const [{ openMachines }, { flowOperations }] = await together(
    import('./flows/machine.ts'),
    import('./flows/operations.ts'),
  );
  const operations = new Map(secrets.operations);
  const server = opened.add(awsJsonServer(operations), close);
  const endpoint = `http://127.0.0.1:${await listen(server)}`;
  return {
    endpoints: { AWS_ENDPOINT_URL_SECRETS_MANAGER: endpoint, AWS_ENDPOINT_URL_SFN: endpoint },
    bind: (functions: FunctionPool) => {
      const machines = openMachines(template, functions);
      for (const [target, operation] of flowOperations(machines)) operations.set(target, operation);
      return machines;
    },
  };
};

const IN_THREADS = ', each in a thread with its memory and its time';

const addressesOf = (database: BusinessDatabase | undefined) => ({
  databaseUrl: database?.url ?? '',
  ...(database?.ownerUrl !== undefined && { ownerUrl: database.ownerUrl }),
});

const logFile = (dataDir: string): WriteStream =>
  createWriteStream(join(dataDir, 'logs', 'local.log'), { flags: 'a' }).on('error', () => undefined);

const readSynthesis = async (
  { dataDir, catalog, languages, ...settings }: Settings,
  onProgress: OnProgress,
): Promise<{ template: TemplateReader; assets: string }> => {
  const synthesis =
    settings.synthesis ??
    (() => synthesisedTemplate(dataDir, { catalog, languages }, modelChanges(settings.models)));
  onProgress({ part: 'template', note: 'synthesising' });
  const { template, assets } = await timed('template', onProgress, synthesis, ({ reused }) =>
    reused ? 'as synthesised before: no source has changed' : 'synthesised and bundled anew',
  ).catch((error: unknown) => {
    throw error instanceof CatalogError ? new BootFailure('setting', `${error.message}.`) : error;
  });
  return { template: readTemplate(template, REGION), assets };
};

const openStores = async ({ settings, opened, onProgress, template }: Site) => {
  const { dataDir, longestVisibilityS } = settings;
  const openTheTables = async () =>
    opened.add(await openTables(template, join(dataDir, 'tables')), (one) => one.stop());
  const openTheQueues = async () =>
    opened.add(await openQueues(template, join(dataDir, 'queues'), longestVisibilityS), async (one) =>
      one?.stop(),
    );
  const [tables, queues] = await together(
    timed('tables', onProgress, openTheTables, ({ names }) => `${names.length} in dynalite`),
    timed('queues', onProgress, openTheQueues, (one) => `${one?.names.length ?? 0} in fauxqs`),
  );
  const endpoints = {
    AWS_ENDPOINT_URL_DYNAMODB: tables.endpoint,
    ...(queues && { AWS_ENDPOINT_URL_SQS: queues.endpoint, AWS_ENDPOINT_URL_SNS: queues.endpoint }),
  };
  return { queues, endpoints };
};

const doorTo = async (
  template: TemplateReader,
  keeper: Keeper,
  functions: FunctionPool,
): Promise<Behind> => ({
  ...routesOf(template),
  functions,
  refusal: refusals(template),
  clients: await openClients(template, keeper, () => performance.now()),
});
