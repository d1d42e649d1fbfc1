import { randomUUID } from 'node:crypto';
import { classifyWith } from '#functions/classify/classify.ts';
import { maskWith } from '#functions/mask/mask.ts';
import { queryWith, type QueryPorts } from '#functions/query/query.ts';
import { validateWith } from '#functions/validate/validate.ts';
import { catalogFolder } from '#shared/adapters/catalog-files.ts';
import { memoryDirectory } from '#shared/adapters/memory-directory.ts';
import { postgresDatabase } from '#shared/adapters/postgres.ts';
import { sharedReads } from '#shared/adapters/shared-reads.ts';
import { type Classified, type Masked, type Queried, Question } from '#shared/contracts/documents.ts';
import type { BusinessDatabase, Statement } from '#shared/ports.ts';
import * as z from 'zod/mini';

export type StepName = 'classify' | 'query' | 'validate' | 'mask';
export type Watch = (step: StepName, ms: number) => void;

/** Whether questions that need the same statement at the same time share one reading of it. */
type Reading = 'alone' | 'together';

/** Nothing of it is there unless it is given. */
export interface More {
  cache?: NonNullable<QueryPorts['cache']>;
  reading?: Reading;
  /** Told of each statement that is sent. */
  sent?: (statement: Statement) => void;
}

export interface Pipeline {
  answer(text: string, watch?: Watch): Promise<Masked>;
  ask(question: Question, watch?: Watch): Promise<Masked>;
  close(): Promise<void>;
}

const storeOf = ({ username, password }: URL) => {
  const known = { username: decodeURIComponent(username), password: decodeURIComponent(password) };
  return { read: async () => known, renew: async () => known };
};

/**
 * The four use cases called one after the other in this process, with their real adapters to the catalog and
 * to PostgreSQL: no HTTP, no workers, no state machine, no document checks, no logs; and no memory of what was read
 * unless one is given, and each question reads alone unless told otherwise.
 */
export const barePipeline = async (
  databaseUrl: string,
  catalogDir: string,
  { cache, reading = 'alone', sent }: More = {},
): Promise<Pipeline> => {
  const url = new URL(databaseUrl);
  const catalog = catalogFolder(catalogDir);
  const directories = memoryDirectory();
  const now = (): Date => new Date();
  const database = postgresDatabase(
    {
      host: url.hostname,
      port: Number(url.port || '5432'),
      database: url.pathname.slice(1),
      tls: 'off',
    },
    storeOf(url),
  );
  const watched: BusinessDatabase = {
    ping: () => database.ping(),
    read: (statement, answerBy) => {
      sent?.(statement);
      return database.read(statement, answerBy);
    },
  };
  const classify = await classifyWith({ catalog, directories, now });
  const query = await queryWith({
    catalog,
    directories,
    database: reading === 'together' ? sharedReads(watched) : watched,
    schema: 'public',
    now,
    ...(cache && { cache }),
  });
  const validate = await validateWith({ catalog });
  const mask = await maskWith({ catalog });

  const timed = async <Value>(step: StepName, work: () => Value | Promise<Value>, watch?: Watch) => {
    const startedAt = performance.now();
    const value = await work();
    watch?.(step, performance.now() - startedAt);
    return value;
  };

  const classified = async (question: Question, watch?: Watch): Promise<Classified> => {
    const first = await timed('classify', () => classify(question), watch);
    if (first.next !== 'names') return first;
    const renewed = z.parse(Question, await query(first));
    return timed('classify', () => classify(renewed), watch);
  };

  const ask = async (question: Question, watch?: Watch): Promise<Masked> => {
    const document = await classified(question, watch);
    if (document.next !== 'query') return timed('mask', () => mask(document), watch);
    const found = await timed('query', () => query(document), watch);
    const queried = asQueried(found);
    const validated = await timed('validate', () => validate(queried), watch);
    return timed('mask', () => mask(validated), watch);
  };
  const answer = (text: string, watch?: Watch) => ask(questionOf(text, now()), watch);
  return { answer, ask, close: () => database.close() };
};

const isQueried = (document: object): document is Queried => 'evidence' in document;

const asQueried = (document: object): Queried => {
  if (isQueried(document)) return document;
  throw new Error('The query step returned no evidence');
};

/** A question of somebody who may see everything. */
export const questionOf = (text: string, now: Date): Question => ({
  version: 1,
  questionId: randomUUID(),
  sessionId: randomUUID(),
  reader: { tenantId: 'default', userId: 'bench' },
  access: { kind: 'all' },
  channel: 'http',
  text,
  askedAt: now.toISOString(),
  timeZone: 'Europe/Rome',
});
