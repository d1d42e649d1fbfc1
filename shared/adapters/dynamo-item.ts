import type { AttributeValue } from '@aws-sdk/client-dynamodb';
import { type Tables, unlessRefused } from './dynamo-store.ts';

type Item = Record<string, AttributeValue>;

/** Keys, conditions and values of one write. */
export interface Write {
  id: string;
  /** `SET …` */
  update: string;
  condition: string;
  names?: Record<string, string>;
  values: Item;
}

/** Items of a table with the key `id` alone. */
export const itemsOf = (tables: Tables, TableName: string) => {
  const read = (id: string): Promise<Item | undefined> =>
    tables(async (dynamo, sdk) => {
      const command = new sdk.GetItemCommand({ TableName, Key: { id: { S: id } }, ConsistentRead: true });
      return (await dynamo.send(command)).Item;
    });
  return {
    read,
    put: async (item: Item): Promise<void> => {
      await tables((dynamo, sdk) => dynamo.send(new sdk.PutItemCommand({ TableName, Item: item })));
    },
    /**
     * False when the condition does not hold. A write that was done although its answer was lost is told by
     * `mark`, an attribute and a value that no other write has.
     */
    write: async (write: Write, mark?: { name: string; value: string }): Promise<boolean> => {
      const done = await tables(async (dynamo, sdk) => {
        const command = new sdk.UpdateItemCommand({
          TableName,
          Key: { id: { S: write.id } },
          UpdateExpression: write.update,
          ConditionExpression: write.condition,
          ...(write.names && { ExpressionAttributeNames: write.names }),
          ExpressionAttributeValues: write.values,
        });
        return unlessRefused(dynamo.send(command));
      });
      if (done || mark === undefined) return done;
      return (await read(write.id))?.[mark.name]?.S === mark.value;
    },
    remove: async (id: string, condition: string, values: Item): Promise<void> => {
      await tables(async (dynamo, sdk) => {
        const command = new sdk.DeleteItemCommand({
          TableName,
          Key: { id: { S: id } },
          ConditionExpression: condition,
          ExpressionAttributeValues: values,
        });
        await unlessRefused(dynamo.send(command));
      });
    },
  };
};
