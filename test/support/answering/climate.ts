import {
  DatabaseRefused,
  DatabaseTimeout,
  DatabaseUnavailable,
  StoreUnavailable,
} from '#shared/contracts/faults.ts';
import type { LanguageModel, ModelReply, UsageStore } from '#shared/model-ports.ts';
import type { BusinessDatabase, SharedCache } from '#shared/ports.ts';
import type { World } from '#test/support/delivery/world.ts';
import type { Step } from './flow.ts';
import type { Recorded } from './recorded.ts';

/** Shares of calls that go wrong, by neighbour; `outages`: the database is away from one to the other ms. */
export interface Climate {
  database: number;
  outages: readonly (readonly [number, number])[];
  stores: number;
  functions: number;
  model: number;
  cache: number;
}

/** What the climate is now; it may change. */
export interface Weather {
  climate: Climate;
}

export const CALM: Climate = { database: 0, outages: [], stores: 0, functions: 0, model: 0, cache: 0 };

/** From fair to foul, by the seed. */
export const climateOf = ({ chance, between }: World): Climate => {
  const share = (most: number): number => (chance(0.5) ? 0 : between(0, most));
  const from = between(0, 60_000);
  return {
    database: share(0.6),
    outages: chance(0.4) ? [[from, from + between(1000, 90_000)]] : [],
    stores: share(0.5),
    functions: share(0.15),
    model: share(1),
    cache: share(1),
  };
};

/** The business data, as the adapter in front of it shows its faults: after its own tries, within its own time. */
export const faultyDatabase = (
  world: World,
  weather: Weather,
  { rows }: Pick<Recorded, 'rows'>,
): BusinessDatabase => {
  const startedAt = world.now().getTime();
  const isAway = (): boolean => {
    const at = world.now().getTime() - startedAt;
    return weather.climate.outages.some(([from, to]) => at >= from && at < to);
  };
  const read: BusinessDatabase['read'] = async (statement, answerBy) => {
    const leftMs = answerBy === undefined ? 6000 : Math.max(0, Date.parse(answerBy) - world.now().getTime());
    if (isAway()) {
      await world.pass(Math.min(leftMs, world.between(1, 2500)));
      throw new DatabaseUnavailable('Connection lost');
    }
    if (world.chance(weather.climate.database)) {
      const kind = world.random();
      if (kind < 0.3) {
        await world.pass(Math.min(leftMs, 5000));
        throw new DatabaseTimeout('The statement reached its time limit');
      }
      if (kind < 0.4) throw new DatabaseRefused('The database refused (42501)');
      await world.pass(Math.min(leftMs, world.between(1, 2500)));
      if (kind < 0.7) throw new DatabaseUnavailable('Connection lost');
    }
    await world.pass(world.between(0.5, 60));
    return rows(statement);
  };
  return {
    read,
    ping: async () => {
      if (isAway()) throw new DatabaseUnavailable('Connection lost');
    },
  };
};

/** A store whose calls take time and sometimes fail; after it failed to write, it may have written all the same. */
export const faultyStore = <Store extends object>(world: World, weather: Weather, store: Store): Store =>
  new Proxy(store, {
    get: (target, name) => {
      const work: unknown = Reflect.get(target, name);
      if (typeof work !== 'function') return work;
      return async (...args: unknown[]) => {
        const share = weather.climate.stores;
        await world.pass(world.between(0.2, 8));
        if (world.chance(share / 2)) throw new StoreUnavailable('away');
        const result: unknown = await Reflect.apply(work, target, args);
        if (world.chance(share / 2)) {
          await world.pass(world.between(1, 1500));
          throw new StoreUnavailable('away');
        }
        return result;
      };
    },
  });

/** A cache that forgets, is slow, and gives back what was never put in. */
export const faultyCache = (world: World, weather: Weather): SharedCache => {
  const kept = new Map<string, string>();
  return {
    get: async (key) => {
      await world.pass(world.between(0.2, 3));
      const text = kept.get(key);
      if (text === undefined || !world.chance(weather.climate.cache)) return text;
      await world.pass(world.between(1, 50));
      const kind = world.random();
      if (kind < 0.5) return undefined;
      return kind < 0.75 ? text.slice(0, Math.floor(world.between(0, text.length))) : '{"storedAt":1}';
    },
    set: async (key, text) => {
      await world.pass(world.between(0.2, 3));
      if (!world.chance(weather.climate.cache)) kept.set(key, text);
    },
  };
};

/** A function that sometimes is throttled, breaks off, or hangs until its time is over. */
export const faultyStep =
  (world: World, weather: Weather, step: Step): Step =>
  async (document) => {
    await world.pass(world.between(0.5, 5));
    if (world.chance(weather.climate.functions)) {
      const kind = world.random();
      if (kind < 0.5) throw Object.assign(new Error('busy'), { name: 'Lambda.TooManyRequestsException' });
      if (kind < 0.8) throw Object.assign(new Error('gone'), { name: 'Lambda.Unknown' });
      await world.pass(600_000);
    }
    return step(document);
  };

const USAGE = { calls: 1, inputTokens: 400, outputTokens: 60 };
const RUBBISH = [
  '',
  'null',
  '[]',
  '{"category":"OFF_TOPIC"}',
  '{"before":"Ieri 99 esecuzioni","after":"sono raddoppiate"}',
  'Postgres says 42',
  '{"metrics":[{"metric":"runs","because":"yesterday"}]}',
];

/** A model that fails in every way it may, and never says anything of use. */
export const uselessModel = (world: World, weather: Weather, called: () => void): LanguageModel => ({
  name: 'useless',
  ask: async ({ schema }, { answerBy } = {}): Promise<ModelReply> => {
    called();
    const leftMs = answerBy === undefined ? 4000 : Date.parse(answerBy) - world.now().getTime();
    await world.pass(Math.min(leftMs, world.between(100, 4000)));
    if (world.chance(weather.climate.model)) {
      const failures = ['away', 'slow', 'crowded', 'refused', 'unreadable'] as const;
      const failure = failures[Math.floor(world.random() * failures.length)] ?? 'away';
      return { kind: 'failed', failure, usage: USAGE };
    }
    const text = RUBBISH[Math.floor(world.random() * RUBBISH.length)] ?? schema.name;
    return { kind: 'said', text, usage: USAGE };
  },
});

/** Counters that can not always be reached. */
export const faultyUsage = (world: World, weather: Weather, usage: UsageStore): UsageStore => ({
  ...usage,
  add: async (...counted) => {
    if (world.chance(weather.climate.stores)) throw new StoreUnavailable('away');
    return usage.add(...counted);
  },
});
