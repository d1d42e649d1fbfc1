import { resolve } from 'node:path';
import * as z from 'zod/mini';
import type { DemoSize } from './database/demo.ts';
import { BootFailure } from './failure.ts';
import { type LocalModels, localModels } from './model.ts';
import type { PhoneOwner } from './whatsapp/demo-people.ts';

interface Knob<Schema extends z.ZodMiniType> {
  schema: Schema;
  /** For people: what it does, and what stands when it is not set. */
  meaning: string;
  byDefault: string;
  /** What is wrong with a value that the schema refuses. */
  must: string;
}

const knob = <Schema extends z.ZodMiniType>(given: Knob<Schema>): Knob<Schema> => given;

const isTimeZone = (name: string): boolean => {
  try {
    return new Intl.DateTimeFormat('en', { timeZone: name }).format(0) !== '';
  } catch {
    return false;
  }
};

/** Every variable that `npm start` reads for itself; docs/configuration.md is made of this. */
export const KNOBS = {
  PORT: knob({
    schema: z.coerce.number().check(z.int(), z.gte(0), z.lte(65_535)),
    meaning: 'Port of the API, on 127.0.0.1. `0` takes any free one.',
    byDefault: '`3000`',
    must: 'a number from 0 to 65535',
  }),
  DATABASE_URL: knob({
    schema: z.string().check(z.minLength(1)),
    meaning:
      'Business database to answer from, as `postgres://user:password@host:port/name`. PostgreSQL 14 or later. Use a role that can only read. `sslmode` is honoured: `disable`, `prefer`, `require`, `verify-full`; without it the connection is encrypted where the server can, except on this machine.',
    byDefault: 'an embedded PostgreSQL with a demo company',
    must: 'a URL',
  }),
  DATABASE_SCHEMA: knob({
    schema: z.string().check(z.minLength(1)),
    meaning: 'Schema of the business tables in the database that `DATABASE_URL` names.',
    byDefault: '`public`',
    must: 'the name of a schema',
  }),
  MILHENA_CATALOG: knob({
    schema: z.string().check(z.minLength(1)),
    meaning:
      'Catalog to answer from: the name of a folder in `layers/catalog`, or the path of a folder. Without `DATABASE_URL` the embedded database holds the demo data of that catalog.',
    byDefault: '`n8n`',
    must: 'the name or the path of a folder',
  }),
  MILHENA_LANGUAGES: knob({
    schema: z.string().check(z.regex(/^[^\s,]+(,[^\s,]+)*$/)),
    meaning:
      'Languages to understand and answer in, by their codes or by paths of lexicon files, with commas between. The first is that of a text that gives none away.',
    byDefault: '`it,en`',
    must: 'codes with commas between, such as it,en',
  }),
  MILHENA_NOW: knob({
    schema: z.iso.datetime({ offset: true }),
    meaning: 'Fixes "now" (ISO instant), for demonstrations and tests. The demo data ends there too.',
    byDefault: 'the clock',
    must: 'an instant such as 2026-11-21T09:00:00Z',
  }),
  MILHENA_TIME_ZONE: knob({
    schema: z.string().check(z.refine(isTimeZone)),
    meaning: 'Time zone in which days begin.',
    byDefault: '`Europe/Rome`',
    must: 'a time zone of the IANA database, such as Europe/Rome',
  }),
  MILHENA_MODEL: knob({
    schema: z.string().check(z.minLength(1)),
    meaning:
      'Model to ask where the rules are unsure of a question, of any provider that speaks the OpenAI protocol. It is told the question and the business names of the catalog, never a row of the data.',
    byDefault: 'none: no model is asked',
    must: 'the name of a model',
  }),
  MILHENA_MODELS: knob({
    schema: z.string().check(z.minLength(2)),
    meaning:
      'Several models in the place of `MILHENA_MODEL`, as JSON or as the path of a file with it: `[{"name": "…", "baseUrl": "…", "key": "…", "id": "…"}]`; `id` where two providers have a model of one name. Of them the one is asked that does best, and the next when it fails: `GET /v1/models`.',
    byDefault: 'none',
    must: 'a list of models, as JSON or as the path of a file',
  }),
  MILHENA_BUDGETS: knob({
    schema: z.string().check(z.minLength(2)),
    meaning:
      'How much of models may be used, as JSON or as the path of a file with it: `[{"of": "user-day", "usd": 0.25, "warn": 0.8, "cheaper": 0.9, "end": "no_model"}]`. `of` is `session`, `user-day`, `user-month`, `work-day`, `service-day` or `service-month`; `calls` may stand beside `usd` or in its place; `end` is `no_model` or `refuse`.',
    byDefault: 'those of `infra/settings.ts`',
    must: 'a list of budgets, as JSON or as the path of a file',
  }),
  MILHENA_MODEL_TONE: knob({
    schema: z.enum(['on', 'off']),
    meaning:
      'Whether the model may also put courtesy around answers. It is told the question without names and what the answer holds, never a value; only words from a short list get through.',
    byDefault: '`off`',
    must: 'on or off',
  }),
  OPENAI_BASE_URL: knob({
    schema: z.url().check(z.regex(/^https?:/)),
    meaning: 'Address of the provider of `MILHENA_MODEL`.',
    byDefault: '`https://api.openai.com/v1`',
    must: 'an address such as https://api.openai.com/v1',
  }),
  OPENAI_API_KEY: knob({
    schema: z.string().check(z.minLength(1)),
    meaning: 'Key of the provider of `MILHENA_MODEL`; some providers on this machine want none.',
    byDefault: 'not set',
    must: 'a key',
  }),
  REDIS_URL: knob({
    schema: z.string().check(z.regex(/^rediss?:\/\/\S+$/)),
    meaning:
      'Valkey or Redis as second level of the cache, which survives a restart and is shared with others.',
    byDefault: 'none: memory alone',
    must: 'an address such as redis://127.0.0.1:6379',
  }),
  MILHENA_CHAT_PORT: knob({
    schema: z.coerce.number().check(z.int(), z.gte(0), z.lte(65_535)),
    meaning: 'Port of the chat page, which stands for WhatsApp on this machine. `0` takes any free one.',
    byDefault: '`3001`, any free one where `PORT` is `0`',
    must: 'a number from 0 to 65535',
  }),
  WHATSAPP_GRAPH_URL: knob({
    schema: z.url().check(z.regex(/^https?:/)),
    meaning:
      'Address of the WhatsApp API with its version, to send by the real platform. Its webhook must reach this machine.',
    byDefault: 'the stand-in of this machine, with its chat page',
    must: 'an address such as https://graph.facebook.com/v25.0',
  }),
  WHATSAPP_APP_SECRET: knob({
    schema: z.string().check(z.minLength(1)),
    meaning: 'Secret that signs what WhatsApp posts.',
    byDefault: 'made at the first start',
    must: 'a secret',
  }),
  WHATSAPP_VERIFY_TOKEN: knob({
    schema: z.string().check(z.minLength(1)),
    meaning: 'Token that WhatsApp repeats when it subscribes.',
    byDefault: 'made at the first start',
    must: 'a token',
  }),
  WHATSAPP_ACCESS_TOKEN: knob({
    schema: z.string().check(z.minLength(1)),
    meaning: 'Token to send with.',
    byDefault: 'made at the first start',
    must: 'a token',
  }),
  WHATSAPP_PHONE_NUMBER_ID: knob({
    schema: z.string().check(z.regex(/^\d{6,20}$/)),
    meaning: 'Id of the number people write to.',
    byDefault: '`100000000000001`',
    must: 'digits',
  }),
  WHATSAPP_ADMISSION: knob({
    schema: z.enum(['listed', 'everyone']),
    meaning: 'Who may ask: people whom an operator let in (`npm run people`), or everyone who writes.',
    byDefault: '`listed`; most people of the chat page are let in',
    must: 'listed or everyone',
  }),
  MILHENA_DATA_DIR: knob({
    schema: z.string().check(z.minLength(1)),
    meaning: 'Folder in which everything is kept.',
    byDefault: '`.milhena`',
    must: 'a path',
  }),
} as const;

/** Handed to the functions whose template names them; the local cloud itself does not read them. */
export const HANDED_ON: Readonly<Record<string, string>> = {
  FRESH_SECONDS:
    'For so many seconds figures are told again without asking the database, with the instant they were read; 0 reads them anew each time. 10 unless set.',
};

/** What is set of the channel; what is left open is made at the first start. */
export interface LocalWhatsApp {
  graphUrl?: string;
  appSecret?: string;
  verifyToken?: string;
  accessToken?: string;
  numberId?: string;
  admission?: 'listed' | 'everyone';
  /** How long a receipt is waited for; shorter for tests. */
  parkedSeconds?: number;
  /** With more messages waiting people are told that we are busy. */
  backlogLimit?: number;
  /** Who has a phone here; the people of the demo company otherwise. */
  people?: readonly PhoneOwner[];
}

export interface LocalSettings {
  port: number;
  databaseUrl?: string;
  databaseSchema?: string;
  catalog?: string;
  languages?: string[];
  models?: LocalModels;
  whatsApp?: LocalWhatsApp;
  /** Second level of the cache. */
  redisUrl?: string;
  chatPort?: number;
  now?: Date;
  timeZone: string;
  dataDir: string;
  /** Of the demo company: smaller for tests. */
  demo?: DemoSize;
  handedOn: Record<string, string>;
}

type Environment = Readonly<Record<string, string | undefined>>;

/** @throws BootFailure naming the variable and what it must be, never its value. */
export const readSettings = (environment: Environment): LocalSettings => {
  const read = <Schema extends z.ZodMiniType>(name: string, { schema, must }: Knob<Schema>) => {
    const given = environment[name];
    // An empty variable is how shells and CI say "not set".
    if (given === undefined || given === '') return undefined;
    const parsed = z.safeParse(schema, given);
    if (parsed.success) return parsed.data;
    throw new BootFailure('setting', `${name} must be ${must}.`);
  };
  const databaseUrl = read('DATABASE_URL', KNOBS.DATABASE_URL);
  const databaseSchema = read('DATABASE_SCHEMA', KNOBS.DATABASE_SCHEMA);
  const catalog = read('MILHENA_CATALOG', KNOBS.MILHENA_CATALOG);
  const languages = read('MILHENA_LANGUAGES', KNOBS.MILHENA_LANGUAGES);
  const now = read('MILHENA_NOW', KNOBS.MILHENA_NOW);
  const models = localModels({
    list: read('MILHENA_MODELS', KNOBS.MILHENA_MODELS),
    name: read('MILHENA_MODEL', KNOBS.MILHENA_MODEL),
    baseUrl: read('OPENAI_BASE_URL', KNOBS.OPENAI_BASE_URL),
    key: read('OPENAI_API_KEY', KNOBS.OPENAI_API_KEY),
    tone: read('MILHENA_MODEL_TONE', KNOBS.MILHENA_MODEL_TONE) === 'on',
    budgets: read('MILHENA_BUDGETS', KNOBS.MILHENA_BUDGETS),
  });
  const whatsApp = {
    graphUrl: read('WHATSAPP_GRAPH_URL', KNOBS.WHATSAPP_GRAPH_URL),
    appSecret: read('WHATSAPP_APP_SECRET', KNOBS.WHATSAPP_APP_SECRET),
    verifyToken: read('WHATSAPP_VERIFY_TOKEN', KNOBS.WHATSAPP_VERIFY_TOKEN),
    accessToken: read('WHATSAPP_ACCESS_TOKEN', KNOBS.WHATSAPP_ACCESS_TOKEN),
    numberId: read('WHATSAPP_PHONE_NUMBER_ID', KNOBS.WHATSAPP_PHONE_NUMBER_ID),
    admission: read('WHATSAPP_ADMISSION', KNOBS.WHATSAPP_ADMISSION),
  };
  const redisUrl = read('REDIS_URL', KNOBS.REDIS_URL);
  const chatPort = read('MILHENA_CHAT_PORT', KNOBS.MILHENA_CHAT_PORT);
  const handedOn = Object.keys(HANDED_ON).flatMap((name) => {
    const value = environment[name];
    return value === undefined || value === '' ? [] : [[name, value] as const];
  });
  return {
    port: read('PORT', KNOBS.PORT) ?? 3000,
    timeZone: read('MILHENA_TIME_ZONE', KNOBS.MILHENA_TIME_ZONE) ?? 'Europe/Rome',
    dataDir: resolve(read('MILHENA_DATA_DIR', KNOBS.MILHENA_DATA_DIR) ?? '.milhena'),
    ...(databaseUrl !== undefined && { databaseUrl }),
    ...(databaseSchema !== undefined && { databaseSchema }),
    ...(catalog !== undefined && { catalog }),
    ...(languages !== undefined && { languages: languages.split(',') }),
    ...(models && { models }),
    whatsApp: withoutUnset(whatsApp),
    ...(redisUrl !== undefined && { redisUrl }),
    ...(chatPort !== undefined && { chatPort }),
    ...(now !== undefined && { now: new Date(now) }),
    handedOn: Object.fromEntries(handedOn),
  };
};

const withoutUnset = (
  given: { [Key in keyof LocalWhatsApp]: LocalWhatsApp[Key] | undefined },
): LocalWhatsApp => Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined));
