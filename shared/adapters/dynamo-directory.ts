import * as z from 'zod/mini';
import { Coverage, Directory, Named } from '../contracts/catalog.ts';
import { once } from '../once.ts';
import type { Recovered } from '../contracts/recoveries.ts';
import type { DirectoryStore } from '../ports.ts';
import { dynamoStore } from './dynamo-store.ts';

/** Loaded with the first names: it costs a function more to import than all of its own code. */
const zlib = once(async () => {
  const [{ promisify }, { gzip, gunzip }] = await Promise.all([import('node:util'), import('node:zlib')]);
  return { gzip: promisify(gzip), gunzip: promisify(gunzip) };
});

const Kept = z.object({ names: z.array(Named), coverage: z.optional(Coverage) });

const KEEP_SECONDS = 7 * 24 * 3600;

/** Without names most questions have no answer: they are waited for longer than what is only remembered. */
const PATIENCE = { requestMs: 2000, maxAttempts: 2 };

/** The key of the table: the tenant, or those of it who share an allow-list. */
const KEY = 'tenantId';

/**
 * Names in a DynamoDB table. They are compressed: an item holds at most 400 kB, which
 * is about 15,000 names. An item past its expiry counts as missing, deleted or not.
 */
export const dynamoDirectory = (table: string, recovered?: Recovered): DirectoryStore => {
  const tables = dynamoStore({ ...PATIENCE, recovered });
  return {
    read: async (readers) => {
      const { Item } = await tables((dynamo, sdk) =>
        dynamo.send(new sdk.GetItemCommand({ TableName: table, Key: { [KEY]: { S: readers } } })),
      );
      const packed = Item?.['names']?.B;
      if (packed === undefined || Number(Item?.['expiresAt']?.N) * 1000 < Date.now()) return undefined;
      return unpack(readers, Item?.['readAt']?.S, packed);
    },
    write: async ({ readers, readAt, names, coverage }) => {
      const Item = {
        [KEY]: { S: readers },
        readAt: { S: readAt },
        names: { B: await (await zlib()).gzip(JSON.stringify({ names, coverage })) },
        expiresAt: { N: String(Math.floor(Date.now() / 1000) + KEEP_SECONDS) },
      };
      await tables((dynamo, sdk) => dynamo.send(new sdk.PutItemCommand({ TableName: table, Item })));
    },
  };
};

/** An item of an older shape is worth nothing: it is read anew. */
const unpack = async (
  readers: string,
  readAt: string | undefined,
  packed: Uint8Array,
): Promise<Directory | undefined> => {
  try {
    const kept = z.parse(Kept, JSON.parse((await (await zlib()).gunzip(packed)).toString()));
    return z.parse(Directory, { readers, readAt, ...kept });
  } catch {
    return undefined;
  }
};
