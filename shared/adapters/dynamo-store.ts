import type * as Sdk from '@aws-sdk/client-dynamodb';
import { StoreUnavailable } from '../contracts/faults.ts';
import type { Recovered } from '../contracts/recoveries.ts';
import { once } from '../once.ts';
import { hedged } from './hedged.ts';

type Sdk = typeof Sdk;

/** Runs one piece of work against the tables. */
export type Tables = <Value>(
  work: (dynamo: Sdk.DynamoDBClient, sdk: Sdk) => Promise<Value>,
) => Promise<Value>;

export interface Patience {
  requestMs?: number;
  maxAttempts?: number;
  /** A read of one item that takes longer is made twice. */
  hedgeMs?: number;
  /** Told when a later try of the SDK went well, or the second of two reads was quicker. */
  recovered?: Recovered | undefined;
}

/** Ten times what such a read usually takes: it is the connection that is slow then, or one of the machines behind. */
const HEDGE_MS = 50;

/**
 * DynamoDB for what must never hold an answer up: little patience, few attempts (what AWS sheds is tried
 * again after a growing wait), and every failure but a refused condition is one fault.
 * @throws StoreUnavailable naming the error, never its text.
 */
export const dynamoStore = ({
  requestMs = 1000,
  maxAttempts = 3,
  hedgeMs = HEDGE_MS,
  recovered,
}: Patience = {}): Tables => {
  const client = once(async () => {
    const sdk = await import('@aws-sdk/client-dynamodb');
    const requestHandler = {
      connectionTimeout: 500,
      requestTimeout: requestMs,
      throwOnRequestTimeout: true,
      httpsAgent: { maxSockets: 200 },
      httpAgent: { maxSockets: 200 },
    };
    const dynamo = new sdk.DynamoDBClient({ maxAttempts, requestHandler });
    if (recovered !== undefined) tellRetries(dynamo, recovered);
    hedgeReads(dynamo, hedgeMs, recovered);
    return { sdk, dynamo };
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

const THROTTLED = /Throttl|ThroughputExceeded|LimitExceeded/;

/** The SDK tries again by itself and says no word of it: each failed try is noted, and told when the call ends well. */
const tellRetries = (dynamo: Sdk.DynamoDBClient, recovered: Recovered): void => {
  const failed = new WeakMap<object, 'table_throttled' | 'table_lost'>();
  dynamo.middlewareStack.add(
    (next, call) => async (request) => {
      const answer = await next(request);
      const failure = failed.get(call);
      if (failure !== undefined) recovered({ failure, how: 'retried' });
      return answer;
    },
    { step: 'initialize' },
  );
  dynamo.middlewareStack.add(
    (next, call) => async (request) => {
      try {
        return await next(request);
      } catch (error) {
        const isThrottled = error instanceof Error && THROTTLED.test(error.name);
        failed.set(call, isThrottled ? 'table_throttled' : 'table_lost');
        throw error;
      }
    },
    { step: 'finalizeRequest', priority: 'low' },
  );
};

const hedgeReads = (
  dynamo: Sdk.DynamoDBClient,
  afterMs: number,
  recovered: Recovered = () => undefined,
): void => {
  const hedge = hedged({ afterMs, helped: () => recovered({ failure: 'table_slow', how: 'hedged' }) });
  dynamo.middlewareStack.add(
    (next, { commandName }) =>
      (request) =>
        commandName === 'GetItemCommand' ? hedge(() => next(request)) : next(request),
    { step: 'initialize', priority: 'high' },
  );
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
