import type { AttributeValue } from '@aws-sdk/client-dynamodb';
import type { Reader } from '../contracts/documents.ts';
import type { Tables } from './dynamo-store.ts';

export type Item = Record<string, AttributeValue>;

/** The partition of all that belongs to a reader; neither part can hold a slash. */
export const ownerOf = ({ tenantId, userId }: Reader): AttributeValue & { S: string } => ({
  S: `${tenantId}/${userId}`,
});

const AT_ONCE = 25;

/**
 * Deletes every item of an owner, whatever its shape, and looks again until nothing is left: what is written
 * meanwhile goes too. How many.
 */
export const removeAllOf = async (
  tables: Tables,
  table: { name: string; sort: string },
  owner: AttributeValue,
): Promise<number> => {
  let removed = 0;
  for (;;) {
    const keys = await keysOf(tables, table, owner);
    if (keys.length === 0) return removed;
    await Promise.all(
      keys.map((Key) =>
        tables((dynamo, sdk) => dynamo.send(new sdk.DeleteItemCommand({ TableName: table.name, Key }))),
      ),
    );
    removed += keys.length;
  }
};

const keysOf = (
  tables: Tables,
  table: { name: string; sort: string },
  owner: AttributeValue,
): Promise<Item[]> =>
  tables(async (dynamo, sdk) => {
    const { Items = [] } = await dynamo.send(
      new sdk.QueryCommand({
        TableName: table.name,
        KeyConditionExpression: '#owner = :owner',
        ProjectionExpression: '#owner, #sort',
        ExpressionAttributeNames: { '#owner': 'owner', '#sort': table.sort },
        ExpressionAttributeValues: { ':owner': owner },
        ConsistentRead: true,
        Limit: AT_ONCE,
      }),
    );
    return Items;
  });
