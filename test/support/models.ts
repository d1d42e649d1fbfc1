import { type AskModels, askModelsOf, type Rival } from '#functions/classify/ask-models.ts';
import { ledgerOf } from '#functions/classify/ledger.ts';
import { type CatalogFolder } from '#shared/adapters/catalog-files.ts';
import { pooled } from '#shared/adapters/pooled.ts';
import { StoreUnavailable } from '#shared/contracts/faults.ts';
import type { Budget, CounterKey, Spent } from '#shared/contracts/spending.ts';
import { type Arms, mergedArms } from '#shared/domain/routing/arms.ts';
import { type Chance, seeded } from '#shared/domain/routing/sample.ts';
import { NOTHING_SPENT, sumOf } from '#shared/domain/spending/counters.ts';
import type { UsageStore } from '#shared/model-ports.ts';
import { pricesIn } from '#functions/classify/model-help.ts';

const idOf = ({ owner, counter }: CounterKey): string => `${owner} ${counter}`;

/** Counters in memory; `away` makes every call fail. */
export const memoryUsage = () => {
  const counters = new Map<string, { key: CounterKey; spent: Spent }>();
  const state = { away: false };
  const reach = (): void => {
    if (state.away) throw new StoreUnavailable('away');
  };
  const usage: UsageStore = {
    add: async (keys, used) => {
      reach();
      return keys.map((key) => {
        const spent = sumOf(counters.get(idOf(key))?.spent ?? NOTHING_SPENT, used);
        counters.set(idOf(key), { key, spent });
        return spent;
      });
    },
    list: async (owner, begins) => {
      reach();
      return [...counters.values()].flatMap(({ key, spent }) =>
        key.owner === owner && key.counter.startsWith(begins) ? [{ counter: key.counter, spent }] : [],
      );
    },
    removeAll: async () => 0,
  };
  const spent = (owner: string, counter: string) => counters.get(idOf({ owner, counter }))?.spent;
  return { usage, spent, state };
};

export interface Play {
  budgets?: Budget[];
  usage?: UsageStore;
  chance?: Chance;
  arms?: Arms;
  elapsed?: () => number;
  now?: () => Date;
}

/** Models as classify asks them, with counters and what was learned in memory. */
export const competing = (rivals: readonly Rival[], play: Play = {}): AskModels => {
  const { budgets = [], usage = memoryUsage().usage, chance = seeded(1), arms = {} } = play;
  const { elapsed = () => performance.now(), now = () => new Date() } = play;
  const parse = () => undefined;
  return askModelsOf({
    rivals,
    arms: pooled({ key: 'models', parse, empty: arms, merged: mergedArms }),
    ledger: ledgerOf({ usage, budgets, elapsed }),
    now,
    chance,
  });
};

/** One model, known by its name, with the price that the catalog has for it. */
export const alone = async (model: Rival['model'], folder: CatalogFolder): Promise<AskModels> => {
  const prices = await pricesIn(folder);
  return competing([{ id: model.name, model, price: prices[model.name] }]);
};
