import * as z from 'zod/mini';
import { classifyWith } from '#functions/classify/classify.ts';
import { maskWith } from '#functions/mask/mask.ts';
import { QueryInput } from '#functions/query/documents.ts';
import { queryWith } from '#functions/query/query.ts';
import { validateWith } from '#functions/validate/validate.ts';
import type { CatalogFolder } from '#shared/adapters/catalog-files.ts';
import { localCache } from '#shared/adapters/local-cache.ts';
import { memoryContext } from '#shared/adapters/memory-context.ts';
import { memorySessions } from '#shared/adapters/memory-sessions.ts';
import type { AllowList } from '#shared/contracts/access.ts';
import type { KeptReads, KeptScope } from '#shared/contracts/kept.ts';
import { Maskable, Masked, Queried, Question } from '#shared/contracts/documents.ts';
import { AssistantTimeout, AssistantUnavailable } from '#shared/contracts/faults.ts';
import { cachedLine } from '#shared/domain/caching/cached-line.ts';
import { type Answered, answering } from '#shared/domain/conversation/answering.ts';
import type {
  AccessStore,
  AssistantLine,
  BusinessDatabase,
  ChartStore,
  DirectoryStore,
} from '#shared/ports.ts';
import type { Directory } from '#shared/contracts/catalog.ts';
import type { World } from '#test/support/delivery/world.ts';
import { competing, memoryUsage } from '#test/support/models.ts';
import {
  faultyCache,
  faultyDatabase,
  faultyStep,
  faultyStore,
  faultyUsage,
  uselessModel,
  type Weather,
} from './climate.ts';
import { Ended, flowIn, type Step } from './flow.ts';
import type { Recorded } from './recorded.ts';

/** People of the simulated company: what each may see, if it is not everything. */
export const READERS: Record<string, AllowList | undefined> = {
  chief: undefined,
  clerk: { area: ['Amministrazione'] },
  helper: { area: ['Assistenza clienti'] },
  nobody: {},
};

/** The instant of every question: figures of a day do not change while it is asked again. */
export const ASKED_AT = '2026-11-20T09:00:00.000Z';
export const TIME_ZONE = 'Europe/Rome';
const TENANT = 'main';
const ANSWER_MS = 20_000;
const FRESH_MS = 10_000;
/** Calls of models in a day. */
export const MOST_CALLS = 3;

/** Parts that a test may exchange, to see that what is wrong then is found. */
export interface Sabotage {
  database?: (database: BusinessDatabase) => BusinessDatabase;
  steps?: (steps: Record<string, Step>) => Record<string, Step>;
  line?: (line: AssistantLine) => AssistantLine;
}

export interface Asked {
  reader: string;
  text: string;
  sessionId?: string;
}

export interface Outcome {
  asked: Asked;
  /** Undefined: the door says honestly that the line can not be reached. */
  answered: Answered | undefined;
  ms: number;
}

const seen = new Map<string, Directory['names']>();

/**
 * Names kept in this process. The same names are always the same list, whatever the history: what understanding
 * works out of them is worked out once.
 */
const sameDirectories = (): DirectoryStore => {
  const kept = new Map<string, Directory>();
  return {
    read: async (readers) => kept.get(readers),
    write: async (directory) => {
      const text = JSON.stringify(directory.names);
      const names = seen.get(text) ?? directory.names;
      seen.set(text, names);
      kept.set(directory.readers, { ...directory, names });
    },
  };
};

/** The whole answer line of one history: the real use cases and the deployed flow, in simulated surroundings. */
export const lineIn = async (
  world: World,
  weather: Weather,
  catalog: CatalogFolder,
  recorded: Pick<Recorded, 'rows'>,
  sabotage: Sabotage = {},
) => {
  const now = () => world.now();
  const directories = faultyStore(world, weather, sameDirectories());
  const truthful = faultyDatabase(world, weather, recorded);
  const database = sabotage.database?.(truthful) ?? truthful;
  const cache = {
    reads: localCache<KeptReads>(5_000_000),
    scopes: localCache<KeptScope>(100_000),
    shared: faultyCache(world, weather),
    freshMs: FRESH_MS,
  };
  let modelCalls = 0;
  const model = uselessModel(world, weather, () => (modelCalls += 1));
  const models = competing(
    ['one', 'other'].map((id) => ({ id, model })),
    {
      budgets: [{ of: 'service-day', calls: MOST_CALLS, end: 'no_model' }],
      usage: faultyUsage(world, weather, memoryUsage().usage),
      chance: world.random,
      elapsed: () => world.now().getTime(),
      now,
    },
  );
  const [classify, query, validate, mask] = await Promise.all([
    classifyWith({ catalog, directories, now, models, tone: true }),
    queryWith({ catalog, directories, database, schema: 'public', now, cache }),
    validateWith({ catalog }),
    maskWith({ catalog }),
  ]);
  // What a step gives is read by the schema of the next, and what the last gives by that of the line.
  const real: Record<string, Step> = {
    Classify: async (document) => classify(z.parse(Question, document)),
    Query: async (document) => query(z.parse(QueryInput, document)),
    Validate: async (document) => validate(z.parse(Queried, document)),
    Mask: async (document) => mask(z.parse(Maskable, document)),
  };
  const steps = sabotage.steps?.(real) ?? real;
  const flow = flowIn(
    world,
    Object.fromEntries(Object.entries(steps).map(([name, step]) => [name, faultyStep(world, weather, step)])),
  );
  const deployed: AssistantLine = {
    ask: async (question) => {
      try {
        return z.parse(Masked, await flow({ ...question }));
      } catch (error) {
        if (error instanceof Ended && error.status === 'TIMED_OUT') throw new AssistantTimeout('too long');
        if (error instanceof Ended) throw new AssistantUnavailable('failed');
        throw error;
      }
    },
  };
  const access: AccessStore = { read: async ({ userId }) => READERS[userId] };
  const charts: ChartStore = {
    read: async () => undefined,
    write: async (owner, key) => `${owner}/${key}`,
    removeAll: async () => 0,
  };
  let ids = 0;
  const newId = () => `id-${(ids += 1)}`;
  const remembering = cachedLine(deployed, {
    memory: localCache(5_000_000),
    elapsed: () => world.now().getTime(),
    freshMs: FRESH_MS,
    tell: () => undefined,
  });
  const answer = answering({
    line: sabotage.line?.(remembering) ?? remembering,
    charts: faultyStore(world, weather, charts),
    timeZone: TIME_ZONE,
    elapsed: () => world.now().getTime(),
    sessions: faultyStore(world, weather, memorySessions({ clock: () => world.now().getTime() })),
    context: faultyStore(world, weather, memoryContext(now)),
    access: faultyStore(world, weather, access),
    unlisted: 'everything',
    rules: { idleMs: 7 * 3_600_000, workStart: '06:00', workEnd: '20:00', timeZone: TIME_ZONE },
    complain: () => undefined,
    newId,
    pause: () => world.pass(5),
  });

  const ask = async (asked: Asked): Promise<Outcome> => {
    const { reader, text, sessionId } = asked;
    const startedAt = world.now().getTime();
    const answered = await answer({
      questionId: newId(),
      reader: { tenantId: TENANT, userId: reader },
      channel: 'http',
      text,
      given: sessionId,
      at: ASKED_AT,
      answerBy: new Date(startedAt + ANSWER_MS).toISOString(),
    }).catch((error: unknown) => {
      if (error instanceof AssistantUnavailable || error instanceof AssistantTimeout) return undefined;
      throw error;
    });
    return { asked, answered, ms: world.now().getTime() - startedAt };
  };
  return { ask, modelCalls: () => modelCalls };
};
