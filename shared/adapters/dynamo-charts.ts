import { Chart } from '../contracts/chart.ts';
import type { ChartStore, Now } from '../ports.ts';
import { chartIdOf, partsOf, placeOf } from './chart-ids.ts';
import { type Item, removeAllOf } from './dynamo-owned.ts';
import type { Tables } from './dynamo-store.ts';
import { kept } from './kept.ts';

const SORT = 'id';

/** Thirty days: whoever was shown a picture has long loaded it by then. */
export const CHART_KEEP_SECONDS = 30 * 86_400;

export interface ChartTable {
  tables: Tables;
  name: string;
  keepSeconds: number;
  /** What has expired by it is never given; the table itself deletes later. */
  now: Now;
}

/**
 * Charts in a DynamoDB table with the keys `owner` (who it is, hashed: the first half of an id) and `id` (the
 * other half), so that all of an owner's lie together and each is found by its id alone. `chart` is JSON.
 */
export const dynamoCharts = ({ tables, name, keepSeconds, now }: ChartTable): ChartStore => ({
  read: async (id) => {
    const parts = partsOf(id);
    if (parts === undefined) return undefined;
    const Key = { owner: { S: parts.place }, [SORT]: { S: parts.rest } };
    const { Item } = await tables((dynamo, sdk) =>
      dynamo.send(new sdk.GetItemCommand({ TableName: name, Key, ConsistentRead: true })),
    );
    return Item && isCurrent(Item, now) ? chartIn(Item) : undefined;
  },
  write: async (owner, key, chart) => {
    const id = chartIdOf(owner, key);
    const Item = {
      owner: { S: placeOf(owner) },
      [SORT]: { S: partsOf(id)?.rest ?? '' },
      of: { S: owner },
      chart: { S: JSON.stringify(chart) },
      expiresAt: { N: String(Math.ceil(now().getTime() / 1000) + keepSeconds) },
    };
    await tables((dynamo, sdk) => dynamo.send(new sdk.PutItemCommand({ TableName: name, Item })));
    return id;
  },
  removeAll: (owner) => removeAllOf(tables, { name, sort: SORT }, { S: placeOf(owner) }),
});

const isCurrent = (item: Item, now: Now): boolean => Number(item['expiresAt']?.N) * 1000 > now().getTime();

const chartIn = (item: Item): { chart: Chart; owner: string } | undefined => {
  const chart = kept(Chart, () => JSON.parse(item['chart']?.S ?? ''));
  const owner = item['of']?.S;
  return chart && owner !== undefined ? { chart, owner } : undefined;
};
