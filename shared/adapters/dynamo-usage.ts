import type { CounterKey, Spent } from '../contracts/spending.ts';
import type { UsageStore } from '../model-ports.ts';
import { type Item, ownerOf, removeAllOf } from './dynamo-owned.ts';
import type { Tables } from './dynamo-store.ts';

const SORT = 'counter';
/** Thirteen months: a month can be held against the same one a year ago. */
const KEEP_SECONDS = 400 * 86_400;
const FIGURES = ['calls', 'inputTokens', 'outputTokens', 'micros'] as const;

export interface UsageTable {
  tables: Tables;
  name: string;
  clock: () => number;
}

/**
 * Counters in a DynamoDB table with the keys `owner` (tenant and person, or the tenant alone with a slash) and
 * `counter`; each figure is added to where it lies, so that no addition is lost.
 */
export const dynamoUsage = ({ tables, name, clock }: UsageTable): UsageStore => {
  const addTo = ({ owner, counter }: CounterKey, used: Spent): Promise<Spent> =>
    tables(async (dynamo, sdk) => {
      const expiresAt = String(Math.floor(clock() / 1000) + KEEP_SECONDS);
      const command = new sdk.UpdateItemCommand({
        TableName: name,
        Key: { owner: { S: owner }, [SORT]: { S: counter } },
        UpdateExpression: `ADD ${FIGURES.map((figure) => `${figure} :${figure}`).join(', ')} SET expiresAt = :expiresAt`,
        ExpressionAttributeValues: {
          ':expiresAt': { N: expiresAt },
          ...Object.fromEntries(FIGURES.map((figure) => [`:${figure}`, { N: String(used[figure]) }])),
        },
        ReturnValues: 'UPDATED_NEW',
      });
      return spentIn((await dynamo.send(command)).Attributes ?? {});
    });

  return {
    add: (keys, used) => Promise.all(keys.map((key) => addTo(key, used))),
    list: async (owner, begins) => {
      const found: { counter: string; spent: Spent }[] = [];
      let from: Item | undefined;
      do {
        const page = await tables((dynamo, sdk) =>
          dynamo.send(
            new sdk.QueryCommand({
              TableName: name,
              KeyConditionExpression: '#owner = :owner AND begins_with(#counter, :begins)',
              ExpressionAttributeNames: { '#owner': 'owner', '#counter': SORT },
              ExpressionAttributeValues: { ':owner': { S: owner }, ':begins': { S: begins } },
              ...(from && { ExclusiveStartKey: from }),
            }),
          ),
        );
        for (const item of page.Items ?? [])
          found.push({ counter: item[SORT]?.S ?? '', spent: spentIn(item) });
        from = page.LastEvaluatedKey;
      } while (from !== undefined);
      return found;
    },
    removeAll: (reader) => removeAllOf(tables, { name, sort: SORT }, ownerOf(reader)),
  };
};

/** A figure that is missing or damaged is none; what was given back twice is not owed. */
const spentIn = (item: Item): Spent => {
  const figure = (name: (typeof FIGURES)[number]): number => {
    const value = Number(item[name]?.N ?? 0);
    return Number.isFinite(value) ? Math.max(0, value) : 0;
  };
  return {
    calls: figure('calls'),
    inputTokens: figure('inputTokens'),
    outputTokens: figure('outputTokens'),
    micros: figure('micros'),
  };
};
