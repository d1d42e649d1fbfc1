import { randomUUID } from 'node:crypto';
import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { classifyWith } from '#functions/classify/classify.ts';
import { maskWith } from '#functions/mask/mask.ts';
import { queryWith } from '#functions/query/query.ts';
import { validateWith } from '#functions/validate/validate.ts';
import type { CatalogSource } from '#infra/catalog-source.ts';
import { compileCatalog } from '#infra/catalog.ts';
import { catalogFolder } from '#shared/adapters/catalog-files.ts';
import { memoryDirectory } from '#shared/adapters/memory-directory.ts';
import { postgresDatabase } from '#shared/adapters/postgres.ts';
import type { Answer } from '#shared/contracts/answer.ts';
import type { Conversation } from '#shared/contracts/conversation.ts';
import { Classified, Maskable, Queried, type Question } from '#shared/contracts/documents.ts';

interface Asking {
  now?: string;
  language?: string;
}

/** The four steps in one process on a real database: what the state machine does, without its machinery. */
export interface Line {
  ask(text: string, more?: Asking): Promise<Answer>;
  /** A conversation: each question knows what was said before it. */
  talk(): (text: string, more?: Asking) => Promise<Answer>;
  close(): Promise<void>;
}

interface Turn {
  answer: Answer;
  conversation: Conversation | undefined;
}

const question = (
  text: string,
  timeZone: string,
  more: Asking & { conversation?: Conversation },
): Question => ({
  version: 1,
  questionId: randomUUID(),
  sessionId: 'session',
  reader: { tenantId: 'test', userId: 'test' },
  access: { kind: 'all' },
  channel: 'http',
  text,
  askedAt: more.now ?? new Date().toISOString(),
  timeZone,
  ...(more.language !== undefined && { askedLanguage: more.language }),
  ...(more.conversation !== undefined && { conversation: more.conversation }),
});

export const lineOn = async (
  databaseUrl: string,
  timeZone = 'Europe/Rome',
  source: CatalogSource = {},
): Promise<Line> => {
  const url = new URL(databaseUrl);
  const folder = await mkdtemp(join(tmpdir(), 'milhena-catalog-'));
  await compileCatalog(folder, source);
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

  const turn = async (text: string, more: Asking & { conversation?: Conversation }): Promise<Turn> => {
    const asked = question(text, timeZone, more);
    const startedAt = performance.now();
    const finish = (document: Maskable): Turn => {
      const { conversation, ...answer } = mask(document);
      return { answer: { ...answer, durationMs: performance.now() - startedAt }, conversation };
    };
    let classified = await classify(asked);
    if (classified.next === 'names') {
      await query(classified);
      classified = await classify({ ...asked, namesRead: true });
    }
    if (classified.next === 'mask') return finish(Maskable.parse(classified));
    const queried = Queried.parse(await query(Classified.parse(classified)));
    return finish(validate(queried));
  };
  const talk: Line['talk'] = () => {
    let conversation: Conversation | undefined;
    return async (text, more = {}) => {
      const said = await turn(text, { ...more, ...(conversation !== undefined && { conversation }) });
      conversation = said.conversation ?? conversation;
      return said.answer;
    };
  };
  return {
    ask: async (text, more = {}) => (await turn(text, more)).answer,
    talk,
    close: () => database.close(),
  };
};
