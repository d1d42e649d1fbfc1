import { AllowList } from '../contracts/access.ts';
import { StoreUnavailable } from '../contracts/faults.ts';
import type { AccessStore } from '../ports.ts';
import { ownerOf } from './dynamo-owned.ts';
import type { Tables } from './dynamo-store.ts';
import { kept } from './kept.ts';

/**
 * Allow-lists in a DynamoDB table with the key `owner` (tenant and user): `allow` is JSON, without an expiry.
 * A list that cannot be read lets nobody through.
 */
export const dynamoAccess = (tables: Tables, name: string): AccessStore => ({
  read: async (reader) => {
    const Key = { owner: ownerOf(reader) };
    const { Item } = await tables((dynamo, sdk) =>
      dynamo.send(new sdk.GetItemCommand({ TableName: name, Key, ConsistentRead: true })),
    );
    if (Item === undefined) return undefined;
    const allow = kept(AllowList, () => JSON.parse(Item['allow']?.S ?? ''));
    if (allow === undefined) throw new StoreUnavailable('damaged');
    return allow;
  },
});
