import { once } from '../once.ts';

/** Whether tables can be reached; for health. */
export const dynamoTables = (names: readonly string[]): { check(): Promise<void> } => {
  const client = once(async () => {
    const sdk = await import('@aws-sdk/client-dynamodb');
    return { sdk, dynamo: new sdk.DynamoDBClient({ maxAttempts: 1 }) };
  });
  return {
    check: async () => {
      const { sdk, dynamo } = await client();
      await Promise.all(names.map((name) => dynamo.send(new sdk.DescribeTableCommand({ TableName: name }))));
    },
  };
};
