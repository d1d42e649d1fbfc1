import { ContextEntry } from '../contracts/context.ts';
import type { Reader } from '../contracts/documents.ts';
import type { ContextStore, Now } from '../ports.ts';
import { type Item, ownerOf, removeAllOf } from './dynamo-owned.ts';
import type { Tables } from './dynamo-store.ts';
import { kept } from './kept.ts';

const SORT = 'key';

export interface ContextTable {
  tables: Tables;
  name: string;
  /** What has expired by it is never given; it may be set to another time than the machine's. */
  now: Now;
}

/**
 * Context in a DynamoDB table with the keys `owner` (tenant and user) and `key`. `entry` is JSON of the version
 * it names; the table itself deletes an item as long after it was written as the entry had left.
 */
export const dynamoContext = ({ tables, name, now }: ContextTable): ContextStore => {
  const isCurrent = ({ expiresAt }: ContextEntry): boolean => Date.parse(expiresAt) > now().getTime();
  const keyOf = (reader: Reader, key: string): Item => ({ owner: ownerOf(reader), key: { S: key } });
  const read: ContextStore['read'] = (reader, key) =>
    tables(async (dynamo, sdk) => {
      const Key = keyOf(reader, key);
      const command = new sdk.GetItemCommand({ TableName: name, Key, ConsistentRead: true });
      const { Item } = await dynamo.send(command);
      const entry = Item && entryOf(Item);
      return entry !== undefined && isCurrent(entry) ? entry : undefined;
    });

  const list: ContextStore['list'] = (reader) =>
    tables(async (dynamo, sdk) => {
      const { Items = [] } = await dynamo.send(
        new sdk.QueryCommand({
          TableName: name,
          KeyConditionExpression: '#owner = :owner',
          ExpressionAttributeNames: { '#owner': 'owner' },
          ExpressionAttributeValues: { ':owner': ownerOf(reader) },
          ConsistentRead: true,
        }),
      );
      const entries = Items.map(entryOf).filter((entry) => entry !== undefined);
      return { entries: entries.filter(isCurrent), damaged: Items.length - entries.length };
    });

  const write: ContextStore['write'] = async (reader, entry) => {
    const leftMs = Date.parse(entry.expiresAt) - now().getTime();
    const Item = {
      ...keyOf(reader, entry.key),
      entry: { S: JSON.stringify(entry) },
      expiresAt: { N: String(Math.ceil((Date.now() + leftMs) / 1000)) },
    };
    await tables((dynamo, sdk) => dynamo.send(new sdk.PutItemCommand({ TableName: name, Item })));
  };

  return {
    read,
    list,
    write,
    remove: async (reader, key) => {
      const found = await read(reader, key);
      const Key = keyOf(reader, key);
      await tables((dynamo, sdk) => dynamo.send(new sdk.DeleteItemCommand({ TableName: name, Key })));
      return found !== undefined;
    },
    removeAll: (reader) => removeAllOf(tables, { name, sort: SORT }, ownerOf(reader)),
  };
};

const entryOf = (item: Item): ContextEntry | undefined => {
  const entry = kept(ContextEntry, () => JSON.parse(item['entry']?.S ?? ''));
  return entry?.key === item[SORT]?.S ? entry : undefined;
};
