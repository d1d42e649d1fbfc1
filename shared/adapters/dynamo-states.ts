import type { SharedState } from '../ports.ts';
import { type Tables, unlessRefused } from './dynamo-store.ts';

/** Nothing that is shared is worth a longer wait. */
const PATIENCE_MS = 400;
const TRIES = 4;
const KEEP_SECONDS = 7 * 86_400;

export interface StatesTable {
  tables: Tables;
  name: string;
  clock: () => number;
}

interface Kept {
  value: unknown;
  revision: number;
}

/** Small documents in a DynamoDB table with the key `id`: `value` is JSON, `revision` guards against lost changes. */
export const dynamoStates = ({ tables, name, clock }: StatesTable): SharedState => {
  const load = (key: string): Promise<Kept> =>
    tables(async (dynamo, sdk) => {
      const command = new sdk.GetItemCommand({
        TableName: name,
        Key: { id: { S: key } },
        ConsistentRead: true,
      });
      const { Item } = await dynamo.send(command);
      return { value: jsonOf(Item?.['value']?.S), revision: Number(Item?.['revision']?.N ?? 0) };
    });
  const store = (key: string, { value, revision }: Kept): Promise<boolean> =>
    tables((dynamo, sdk) => {
      const expiresAt = String(Math.floor(clock() / 1000) + KEEP_SECONDS);
      const command = new sdk.PutItemCommand({
        TableName: name,
        Item: {
          id: { S: key },
          value: { S: JSON.stringify(value) },
          revision: { N: String(revision + 1) },
          expiresAt: { N: expiresAt },
        },
        ConditionExpression: 'attribute_not_exists(id) OR revision = :revision',
        ExpressionAttributeValues: { ':revision': { N: String(revision) } },
      });
      return unlessRefused(dynamo.send(command));
    });
  const change = async (key: string, how: (before: unknown) => unknown): Promise<unknown> => {
    for (let tried = 0; tried < TRIES; tried += 1) {
      const { value, revision } = await load(key);
      const after = how(value);
      if (await store(key, { value: after, revision })) return after;
    }
    return undefined;
  };
  return {
    read: (key) => patiently(load(key).then(({ value }) => value)),
    change: (key, how) => patiently(change(key, how)),
  };
};

const jsonOf = (text: string | undefined): unknown => {
  try {
    return text === undefined ? undefined : JSON.parse(text);
  } catch {
    return undefined;
  }
};

const patiently = async (work: Promise<unknown>): Promise<unknown> => {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<undefined>((resolve) => {
    timer = setTimeout(() => resolve(undefined), PATIENCE_MS);
  });
  try {
    return await Promise.race([work.catch(() => undefined), late]);
  } finally {
    clearTimeout(timer);
  }
};
