import { randomUUID } from 'node:crypto';
import { Subscription } from '../contracts/subscription.ts';
import type { KeptSubscription, SubscriptionStore } from '../ports.ts';
import { type Item, ownerOf, removeAllOf } from './dynamo-owned.ts';
import { type Tables, unlessRefused } from './dynamo-store.ts';
import { kept } from './kept.ts';

const SORT = 'subscriptionId';

/**
 * Subscriptions in a DynamoDB table with the keys `owner` (tenant and person) and `subscriptionId`; `subscription` is
 * JSON of the version it names. What was removed is not made again by a write that began before.
 */
export const dynamoSubscriptions = (tables: Tables, name: string): SubscriptionStore => ({
  list: async (reader) => {
    const found = await pages((from) =>
      tables((dynamo, sdk) =>
        dynamo.send(
          new sdk.QueryCommand({
            TableName: name,
            KeyConditionExpression: '#owner = :owner',
            ExpressionAttributeNames: { '#owner': 'owner' },
            ExpressionAttributeValues: { ':owner': ownerOf(reader) },
            ConsistentRead: true,
            ...(from && { ExclusiveStartKey: from }),
          }),
        ),
      ),
    );
    return found.sort((one, other) => one.subscription.createdAt.localeCompare(other.subscription.createdAt));
  },
  all: () =>
    pages((from) =>
      tables((dynamo, sdk) =>
        dynamo.send(
          new sdk.ScanCommand({
            TableName: name,
            ConsistentRead: true,
            ...(from && { ExclusiveStartKey: from }),
          }),
        ),
      ),
    ),
  write: async (subscription, before) => {
    const revision = randomUUID();
    const condition =
      before === undefined
        ? {
            ConditionExpression: 'attribute_not_exists(#sort)',
            ExpressionAttributeNames: { '#sort': SORT },
          }
        : {
            ConditionExpression: 'revision = :before',
            ExpressionAttributeValues: { ':before': { S: before } },
          };
    const Item = {
      owner: ownerOf(subscription.owner),
      [SORT]: { S: subscription.subscriptionId },
      subscription: { S: JSON.stringify(subscription) },
      revision: { S: revision },
    };
    const isWritten = await tables((dynamo, sdk) =>
      unlessRefused(dynamo.send(new sdk.PutItemCommand({ TableName: name, Item, ...condition }))),
    );
    return isWritten ? revision : undefined;
  },
  remove: async (reader, subscriptionId) => {
    const { Attributes } = await tables((dynamo, sdk) =>
      dynamo.send(
        new sdk.DeleteItemCommand({
          TableName: name,
          Key: { owner: ownerOf(reader), [SORT]: { S: subscriptionId } },
          ReturnValues: 'ALL_OLD',
        }),
      ),
    );
    return Attributes !== undefined;
  },
  removeAll: (reader) => removeAllOf(tables, { name, sort: SORT }, ownerOf(reader)),
});

interface Page {
  Items?: Item[] | undefined;
  LastEvaluatedKey?: Item | undefined;
}

const pages = async (read: (from: Item | undefined) => Promise<Page>): Promise<KeptSubscription[]> => {
  const found: KeptSubscription[] = [];
  let from: Item | undefined;
  do {
    const page = await read(from);
    found.push(...(page.Items ?? []).flatMap((item) => knownFrom(item) ?? []));
    from = page.LastEvaluatedKey;
  } while (from !== undefined);
  return found;
};

const knownFrom = (item: Item): KeptSubscription | undefined => {
  const subscription = kept(Subscription, () => JSON.parse(item['subscription']?.S ?? ''));
  const revision = item['revision']?.S;
  return subscription && revision !== undefined ? { subscription, revision } : undefined;
};
