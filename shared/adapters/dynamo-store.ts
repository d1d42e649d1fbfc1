import type * as Sdk from '@aws-sdk/client-dynamodb';
import { StoreUnavailable } from '../contracts/faults.ts';
import { once } from '../once.ts';

type Sdk = typeof Sdk;

/** Runs one piece of work against the tables. */
export type Tables = <Value>(
  work: (dynamo: Sdk.DynamoDBClient, sdk: Sdk) => Promise<Value>,
) => Promise<Value>;

/**
 * DynamoDB for what must never hold an answer up: little patience, few attempts (what AWS sheds is tried
 * again after a growing wait), and every failure but a refused condition is one fault.
 * @throws StoreUnavailable naming the error, never its text.
 */
export const dynamoStore = ({ requestMs = 1000, maxAttempts = 3 } = {}): Tables => {
  const client = once(async () => {
    const sdk = await import('@aws-sdk/client-dynamodb');
    const requestHandler = {
      connectionTimeout: 500,
      requestTimeout: requestMs,
      throwOnRequestTimeout: true,
      httpsAgent: { maxSockets: 200 },
      httpAgent: { maxSockets: 200 },
    };
    return { sdk, dynamo: new sdk.DynamoDBClient({ maxAttempts, requestHandler }) };
  });
  return async (work) => {
    try {
      const { sdk, dynamo } = await client();
      return await work(dynamo, sdk);
    } catch (error) {
      throw new StoreUnavailable(error instanceof Error ? error.name : 'unknown');
    }
  };
};

/** False instead of a throw when the condition of a write did not hold. */
export const unlessRefused = (write: Promise<unknown>): Promise<boolean> =>
  write.then(
    () => true,
    (error: unknown) => {
      if (error instanceof Error && error.name === 'ConditionalCheckFailedException') return false;
      throw error;
    },
  );
