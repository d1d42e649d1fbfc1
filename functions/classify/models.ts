import * as z from 'zod/mini';
import type { CatalogFolder } from '#shared/adapters/catalog-files.ts';
import { circuit, type Told } from '#shared/adapters/circuit.ts';
import { dynamoStates } from '#shared/adapters/dynamo-states.ts';
import { dynamoStore } from '#shared/adapters/dynamo-store.ts';
import { dynamoUsage } from '#shared/adapters/dynamo-usage.ts';
import { managedKey } from '#shared/adapters/model-key.ts';
import { openAiModel } from '#shared/adapters/openai-model.ts';
import { pooled } from '#shared/adapters/pooled.ts';
import { InvalidConfiguration } from '#shared/contracts/faults.ts';
import { Arms, ARMS_KEY, circuitKey, mergedArms } from '#shared/domain/routing/arms.ts';
import { type AskModels, askModelsOf } from './ask-models.ts';
import { count, recovered } from '#shared/runtime/log.ts';
import type { ClassifyConfig } from './config.ts';
import { ledgerOf } from './ledger.ts';
import { pricesIn } from './model-help.ts';

/** The models of the settings, with the real neighbours. @throws InvalidConfiguration when their tables are missing */
export const modelsOf = async (config: ClassifyConfig, catalog: CatalogFolder): Promise<AskModels> => {
  const { MODELS = [], MODEL_BUDGETS: budgets = [], USAGE_TABLE, STATES_TABLE } = config;
  if (USAGE_TABLE === undefined || STATES_TABLE === undefined)
    throw new InvalidConfiguration('Missing with MODELS: USAGE_TABLE, STATES_TABLE');
  const tables = dynamoStore({ recovered });
  const clock = Date.now;
  const shared = dynamoStates({ tables, name: STATES_TABLE, clock });
  const prices = await pricesIn(catalog);
  const rivals = MODELS.map(({ id, name, baseUrl, secret }) => {
    const told: Told = (state) => count('breakerTurns', { breaker: id, state });
    const fuse = circuit({ key: circuitKey(id), shared, told });
    const model = openAiModel({ name, baseUrl, key: managedKey(secret), fuse, recovered });
    return { id, price: prices[name], model };
  });
  return askModelsOf({
    rivals,
    arms: pooled({
      key: ARMS_KEY,
      parse: (value) => z.safeParse(Arms, value).data,
      empty: {},
      merged: mergedArms,
      shared,
    }),
    ledger: ledgerOf({
      usage: dynamoUsage({ tables, name: USAGE_TABLE, clock }),
      budgets,
      elapsed: () => performance.now(),
    }),
    now: () => new Date(),
    chance: Math.random,
  });
};
