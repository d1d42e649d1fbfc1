import { randomUUID } from 'node:crypto';
import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { classifyWith } from '#functions/classify/classify.ts';
import { maskWith } from '#functions/mask/mask.ts';
import { queryWith } from '#functions/query/query.ts';
import { validateWith } from '#functions/validate/validate.ts';
import { compileCatalog } from '#infra/catalog.ts';
import { catalogFolder } from '#shared/adapters/catalog-files.ts';
import { memoryDirectory } from '#shared/adapters/memory-directory.ts';
import { postgresDatabase } from '#shared/adapters/postgres.ts';
import type { Answer } from '#shared/contracts/answer.ts';
import { Classified, Maskable, Queried, type Question } from '#shared/contracts/documents.ts';

/** The four steps in one process on a real database: what the state machine does, without its machinery. */
export interface Line {
  ask(text: string, more?: { now?: string; language?: string }): Promise<Answer>;
  close(): Promise<void>;
}

const question = (text: string, timeZone: string, more: { now?: string; language?: string }): Question => ({
  version: 1,
  questionId: randomUUID(),
  sessionId: 'session',
  reader: { tenantId: 'test', userId: 'test' },
  channel: 'http',
  text,
  askedAt: more.now ?? new Date().toISOString(),
  timeZone,
  ...(more.language !== undefined && { askedLanguage: more.language }),
});

export const lineOn = async (databaseUrl: string, timeZone = 'Europe/Rome'): Promise<Line> => {
  const url = new URL(databaseUrl);
  const folder = await mkdtemp(join(tmpdir(), 'milhena-catalog-'));
  await compileCatalog(folder);
  const catalog = catalogFolder(folder);
  const credentials = {
    username: decodeURIComponent(url.username),
    password: decodeURIComponent(url.password),
  };
  const database = postgresDatabase(
    { host: url.hostname, port: Number(url.port), database: url.pathname.slice(1), tls: 'off' },
    { read: () => Promise.resolve(credentials), renew: () => Promise.resolve(credentials) },
  );
  const directories = memoryDirectory();
  const now = () => new Date();
  const classify = await classifyWith({ catalog, directories, now });
  const query = await queryWith({ catalog, directories, database, schema: 'public', now });
  const validate = await validateWith({ catalog });
  const mask = await maskWith({ catalog });

  const ask: Line['ask'] = async (text, more = {}) => {
    const asked = question(text, timeZone, more);
    const startedAt = performance.now();
    const finish = (document: Maskable): Answer => ({
      ...mask(document),
      durationMs: performance.now() - startedAt,
    });
    let classified = await classify(asked);
    if (classified.next === 'names') {
      await query(classified);
      classified = await classify({ ...asked, namesRead: true });
    }
    if (classified.next === 'mask') return finish(Maskable.parse(classified));
    const queried = Queried.parse(await query(Classified.parse(classified)));
    return finish(validate(queried));
  };
  return { ask, close: () => database.close() };
};
