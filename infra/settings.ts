import * as z from 'zod/mini';
import { Budget } from '#shared/contracts/spending.ts';
import { WORK_DAYS } from '#shared/contracts/work-days.ts';

/** `local` is the template that one machine reads: the same resources, small figures. */
export const Stage = z.enum(['local', 'dev', 'staging', 'prod']);
export type Stage = z.infer<typeof Stage>;

const Cidr = z.string().check(z.regex(/^(\d{1,3}\.){3}\d{1,3}\/\d{1,2}$/));
const Port = z.int().check(z.gte(1), z.lte(65_535));
const Identifier = z.string().check(z.regex(/^[A-Za-z][\w-]{0,62}$/));
const Count = z.int().check(z.gte(1));

/**
 * The business database belongs to the customer. RDS Proxy stands in the database's own network, so two
 * isolated subnets of ours are added there, with a route table that leads nowhere.
 */
const Attached = z.object({
  mode: z.literal('attach'),
  kind: z.enum(['instance', 'cluster']),
  identifier: Identifier,
  host: z.string().check(z.minLength(1)),
  port: Port,
  name: Identifier,
  schema: Identifier,
  securityGroupId: z.string().check(z.regex(/^sg-[0-9a-f]{8,17}$/)),
  vpcId: z.string().check(z.regex(/^vpc-[0-9a-f]{8,17}$/)),
  subnets: z
    .array(z.object({ availabilityZone: z.string(), cidr: Cidr }))
    .check(z.minLength(2), z.maxLength(3)),
  /** Secret of the read-only role, kept and rotated by the customer. Without it one is made and rotated here. */
  readerSecretArn: z.optional(z.string().check(z.startsWith('arn:'))),
});

const Created = z.object({
  mode: z.literal('create'),
  cidr: Cidr,
  port: Port,
  name: Identifier,
  schema: Identifier,
  instanceType: z.string().check(z.regex(/^[a-z0-9]+\.[a-z0-9]+$/)),
  storageGb: z.int().check(z.gte(20)),
  backupDays: z.int().check(z.gte(1), z.lte(35)),
  multiAz: z.boolean(),
});

export type AttachedDatabase = z.infer<typeof Attached>;
export type CreatedDatabase = z.infer<typeof Created>;

/** A model of a provider of the OpenAI protocol. */
const Model = z.strictObject({
  /** Tells it from the others; its name unless two providers have one of that name. */
  id: z.optional(z.string().check(z.regex(/^[\w.:-]{1,60}$/))),
  name: z.string().check(z.regex(/^[\w./:-]{1,100}$/)),
  baseUrl: z.url().check(z.startsWith('https://')),
  /** Secret with the provider's key as plain text. Without it one is made here, to be filled in by hand. */
  secretArn: z.optional(z.string().check(z.startsWith('arn:'))),
});
export type Model = z.infer<typeof Model>;

/** What a model is known by everywhere. */
export const modelId = ({ id, name }: Pick<Model, 'id' | 'name'>): string => id ?? name.replaceAll('/', ':');

const areApart = (models: readonly Model[]): boolean => new Set(models.map(modelId)).size === models.length;

/** The numbers people write to, and how they are treated. The secrets are put into the secret by hand. */
const WhatsApp = z.strictObject({
  /** Ids of the platform for our numbers; the first one writes of its own accord. */
  numberIds: z.array(z.string().check(z.regex(/^\d{6,20}$/))).check(z.minLength(1)),
  /** Address of the platform with its version. */
  graphUrl: z.url(),
  /** Who may ask: people whom an operator let in, or everyone who writes. */
  admission: z.enum(['listed', 'everyone']),
  /** A message that is older gets no answer any more. */
  lateAfterHours: z.number().check(z.gt(0), z.lte(24)),
  /** So long a receipt is waited for before something that may have gone out is sent again. */
  parkedSeconds: z.int().check(z.gte(1), z.lte(600)),
  /** With more messages waiting, people are told honestly that we are busy. */
  backlogLimit: z.int().check(z.gte(1)),
  /** Template agreed with the platform, in every language: an answer is there for who wrote more than a day ago. */
  readyTemplate: z.string().check(z.regex(/^[a-z0-9_]{1,512}$/)),
  /** People of ours who are told when somebody asks for a person or wants to be let in. */
  noticesEmail: z.optional(z.email()),
  /** Where the same is posted to, signed. */
  noticesUrl: z.optional(z.url().check(z.startsWith('https://'))),
});

const FunctionName = z.enum([
  'classify',
  'query',
  'validate',
  'mask',
  'api',
  'webhook',
  'dispatch',
  'monitor',
]);
export type FunctionName = z.infer<typeof FunctionName>;
export const functionNames = FunctionName.options;

export const Settings = z.strictObject({
  stage: Stage,
  region: z.string().check(z.regex(/^[a-z]{2}(-[a-z]+)+-\d$/)),
  tenantId: Identifier,
  /** What may be seen by who is not in the table of access, and by who asks without a name. */
  unlistedReaders: z.enum(['everything', 'nothing']),
  timeZone: z.string().check(z.refine((name) => isTimeZone(name), 'not a time zone of the IANA database')),
  sessions: z.object({
    /** Without a message for so long a session is over. */
    idleHours: z.number().check(z.gt(0), z.lte(168)),
    /** Local: the first message of a working day begins a new session. */
    workingHours: z.string().check(z.regex(/^([01]\d|2[0-3]):[0-5]\d-([01]\d|2[0-3]):[0-5]\d$/)),
    /** Days on which colleagues answer: `mon-fri`, or `tue,thu,sat`. */
    workingDays: z.string().check(z.regex(WORK_DAYS)),
    /** A session is deleted so long after it was last written. */
    keepDays: z.int().check(z.gte(1), z.lte(365)),
  }),
  /** What is answered from: a folder in `layers/catalog`, or the path of one. */
  catalog: z.string().check(z.minLength(1)),
  /** Languages by their codes, or paths of lexicon files; the first answers a text that gives none away. */
  languages: z.array(z.string().check(z.minLength(2))).check(z.minLength(1)),
  database: z.discriminatedUnion('mode', [Attached, Created]),
  /** For so many seconds figures are told again, with the instant they were read; 0 reads them anew each time. */
  freshSeconds: z.int().check(z.gte(0), z.lte(49)),
  /** Whether all instances of query share a cache (ElastiCache); otherwise each remembers by itself. */
  sharedCache: z.boolean(),
  /** Read-only role, as `infra/database` installs it. */
  readerRole: Identifier,
  /** AWS-managed list of DynamoDB addresses in the region: `aws ec2 describe-managed-prefix-lists`. */
  dynamoPrefixList: z.string().check(z.regex(/^pl-[0-9a-f]{8,17}$/)),
  /**
   * Models that are asked where the rules are unsure; of several the one that does best. Left out, no model is asked
   * and nothing of one is made.
   */
  models: z.optional(
    z.array(Model).check(z.minLength(1), z.maxLength(10), z.refine(areApart, 'two models have one id')),
  ),
  /** They may also put courtesy around answers. */
  modelTone: z.optional(z.boolean()),
  /** How much of models may be used; any amount without any. */
  budgets: z.array(Budget),
  whatsapp: WhatsApp,
  /** Who is told when an alarm rings. */
  alarmsEmail: z.optional(z.email()),
  logRetentionDays: z.union([z.literal(7), z.literal(30), z.literal(90), z.literal(365)]),
  /** Kept when the stack is removed, and protected from removal. */
  keepData: z.boolean(),
  /** Copies of a function that may run at once; what is absent shares what the account has left. */
  concurrency: z.partialRecord(FunctionName, Count),
  throttle: z.object({ perSecond: Count, burst: Count, perDay: Count }),
  firewall: z.object({
    /** Requests of one address in five minutes. */
    perAddress: z.int().check(z.gte(10)),
    bodyBytes: z.int().check(z.gte(1024), z.lte(16_384)),
  }),
});
export type Settings = z.infer<typeof Settings>;

const isTimeZone = (name: string): boolean => {
  try {
    return new Intl.DateTimeFormat('en', { timeZone: name }).format(0).length > 0;
  } catch {
    return false;
  }
};

const common = {
  region: 'eu-west-1',
  tenantId: 'main',
  unlistedReaders: 'everything',
  timeZone: 'Europe/Rome',
  sessions: { idleHours: 7, workingHours: '06:00-20:00', workingDays: 'mon-fri', keepDays: 30 },
  catalog: 'n8n',
  languages: ['it', 'en'],
  freshSeconds: 10,
  sharedCache: true,
  readerRole: 'milhena_reader',
  dynamoPrefixList: 'pl-6fa54006',
  firewall: { perAddress: 1000, bodyBytes: 8192 },
  budgets: [
    { of: 'session', usd: 0.1, end: 'no_model' },
    { of: 'user-day', usd: 0.25, warn: 0.8, cheaper: 0.8, end: 'no_model' },
    { of: 'user-month', usd: 3, warn: 0.8, cheaper: 0.8, end: 'no_model' },
    { of: 'service-day', usd: 10, warn: 0.5, cheaper: 0.8, end: 'no_model' },
    { of: 'service-month', usd: 150, warn: 0.5, cheaper: 0.8, end: 'no_model' },
  ],
  whatsapp: {
    // Zeros are for whoever installs to fill in: the platform knows no such number.
    numberIds: ['000000000000000'],
    graphUrl: 'https://graph.facebook.com/v25.0',
    admission: 'listed',
    lateAfterHours: 3,
    parkedSeconds: 60,
    backlogLimit: 500,
    readyTemplate: 'risposta_pronta',
  },
};

// Identifiers made of zeros are for whoever installs to fill in: AWS refuses them.
const customerDatabase = {
  mode: 'attach',
  kind: 'instance',
  identifier: 'automation',
  host: 'automation.example.eu-west-1.rds.amazonaws.com',
  port: 5432,
  name: 'n8n',
  schema: 'public',
  securityGroupId: 'sg-00000000000000000',
  vpcId: 'vpc-00000000000000000',
  subnets: [
    { availabilityZone: 'eu-west-1a', cidr: '10.0.240.0/26' },
    { availabilityZone: 'eu-west-1b', cidr: '10.0.240.64/26' },
  ],
} as const;

const ownDatabase = {
  mode: 'create',
  cidr: '10.60.0.0/22',
  port: 5433,
  name: 'n8n',
  schema: 'public',
  instanceType: 't4g.small',
  storageGb: 20,
  backupDays: 7,
  multiAz: true,
} as const;

const stages = {
  local: {
    ...common,
    database: customerDatabase,
    logRetentionDays: 7,
    keepData: false,
    concurrency: {},
    // One machine is its own limit.
    throttle: { perSecond: 10_000, burst: 10_000, perDay: 2_000_000_000 },
  },
  dev: {
    ...common,
    database: ownDatabase,
    logRetentionDays: 7,
    keepData: false,
    concurrency: {},
    throttle: { perSecond: 10, burst: 20, perDay: 10_000 },
  },
  staging: {
    ...common,
    database: customerDatabase,
    logRetentionDays: 30,
    keepData: true,
    concurrency: {
      classify: 20,
      query: 5,
      validate: 20,
      mask: 20,
      api: 20,
      webhook: 20,
      dispatch: 60,
      monitor: 1,
    },
    throttle: { perSecond: 20, burst: 40, perDay: 50_000 },
  },
  prod: {
    ...common,
    database: customerDatabase,
    logRetentionDays: 90,
    keepData: true,
    concurrency: {
      classify: 100,
      query: 10,
      validate: 100,
      mask: 100,
      api: 100,
      webhook: 50,
      dispatch: 60,
      monitor: 1,
    },
    throttle: { perSecond: 100, burst: 200, perDay: 500_000 },
  },
};

/**
 * What one stage is made of.
 * @param changes lay over the stage as it is written above; for tests and for one's own stages.
 * @throws ZodError naming the settings that are missing or malformed.
 */
export const settingsOf = (stage: Stage, changes: Partial<Settings> = {}): Settings =>
  z.parse(Settings, { stage, ...stages[stage], ...changes });
