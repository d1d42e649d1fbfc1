import { randomBytes } from 'node:crypto';
import { mkdtemp, readdir, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DynamoDBClient, PutItemCommand, QueryCommand } from '@aws-sdk/client-dynamodb';
import { expect, test } from 'vitest';
import { openTables } from '#infra/local/emulators/tables.ts';
import { readTemplate } from '#infra/local/template/template.ts';

const TABLE = {
  Type: 'AWS::DynamoDB::Table',
  Properties: {
    TableName: 'notes',
    AttributeDefinitions: [
      { AttributeName: 'owner', AttributeType: 'S' },
      { AttributeName: 'id', AttributeType: 'S' },
    ],
    KeySchema: [
      { AttributeName: 'owner', KeyType: 'HASH' },
      { AttributeName: 'id', KeyType: 'RANGE' },
    ],
  },
};
const MB = 1_048_576;

test('what is overwritten is removed, though it was queried in between', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'milhena-tables-'));
  const tables = await openTables(readTemplate({ Resources: { Notes: TABLE } }, 'eu-west-1'), folder);
  const client = new DynamoDBClient({
    endpoint: tables.endpoint,
    region: 'eu-west-1',
    credentials: { accessKeyId: 'local', secretAccessKey: 'local' },
  });
  try {
    const [TableName] = tables.names;
    // 40 MB in all, of which 200 kB are there in the end; at random, or the store would hold them in next to nothing.
    for (let at = 0; at < 1500; at += 1) {
      const id = { S: String(at % 10) };
      const text = { S: randomBytes(20_000).toString('base64') };
      await client.send(new PutItemCommand({ TableName, Item: { owner: { S: 'me' }, id, text } }));
      if (at % 20 > 0) continue;
      const { Items = [] } = await client.send(
        new QueryCommand({
          TableName,
          Limit: 1,
          KeyConditionExpression: '#owner = :owner',
          ExpressionAttributeNames: { '#owner': 'owner' },
          ExpressionAttributeValues: { ':owner': { S: 'me' } },
        }),
      );
      expect(Items).toHaveLength(1);
    }
    const sizes = await Promise.all(
      (await readdir(folder)).map(async (file) => (await stat(join(folder, file))).size),
    );
    expect(sizes.reduce((sum, one) => sum + one, 0)).toBeLessThan(20 * MB);
  } finally {
    client.destroy();
    await tables.stop();
    await rm(folder, { recursive: true, force: true });
  }
});
