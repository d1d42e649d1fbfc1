import { DeleteItemCommand, DynamoDBClient, PutItemCommand } from '@aws-sdk/client-dynamodb';
import { dynamoAccess } from '#shared/adapters/dynamo-access.ts';
import { ownerOf } from '#shared/adapters/dynamo-owned.ts';
import { dynamoStore } from '#shared/adapters/dynamo-store.ts';
import type { AllowList } from '#shared/contracts/access.ts';
import type { Reader } from '#shared/contracts/documents.ts';

/** The allow-lists of people, for whoever runs the assistant. */
export interface AccessTable {
  read(reader: Reader): Promise<AllowList | undefined>;
  write(reader: Reader, allow: AllowList): Promise<void>;
  remove(reader: Reader): Promise<void>;
}

/** That table of an account, or of the assistant on this machine. The login is that of the environment. */
export const accessTable = (name: string): AccessTable => {
  const client = new DynamoDBClient({});
  const lists = dynamoAccess(dynamoStore(), name);
  const keyOf = (reader: Reader) => ({ owner: ownerOf(reader) });
  return {
    read: (reader) => lists.read(reader),
    write: async (reader, allow) => {
      const Item = { ...keyOf(reader), allow: { S: JSON.stringify(allow) } };
      await client.send(new PutItemCommand({ TableName: name, Item }));
    },
    remove: async (reader) => {
      await client.send(new DeleteItemCommand({ TableName: name, Key: keyOf(reader) }));
    },
  };
};
