import { randomUUID } from 'node:crypto';
import type { AttributeValue } from '@aws-sdk/client-dynamodb';
import * as z from 'zod/mini';
import type { Reader } from '../contracts/documents.ts';
import { Instant } from '../contracts/query.ts';
import { Session, SessionHead, SessionMemory } from '../contracts/session.ts';
import type { KeptSession, SessionPage, SessionStore } from '../ports.ts';
import { type Item, ownerOf, removeAllOf } from './dynamo-owned.ts';
import { type Tables, unlessRefused } from './dynamo-store.ts';
import { kept } from './kept.ts';

/** The index that lists a reader's sessions by their last message; it holds their heads. */
const LIST = 'byLastMessage';
const SORT = 'sessionId';

export interface SessionTable {
  tables: Tables;
  name: string;
  /** How long a session is kept after it was last written. */
  keepSeconds: number;
  /** Of the machine, in ms: what is kept expires by it, whatever "now" is set to. */
  clock: () => number;
}

/**
 * Sessions in a DynamoDB table with the keys `owner` (tenant and user) and `sessionId`. `head`, `turns` and
 * `memory` are JSON; the head names the version. An item past its expiry counts as missing, deleted or not.
 */
export const dynamoSessions = ({ tables, name, keepSeconds, clock }: SessionTable): SessionStore => {
  const nowSeconds = () => Math.floor(clock() / 1000);
  const keyOf = (reader: Reader, sessionId: string): Item => ({
    owner: ownerOf(reader),
    sessionId: { S: sessionId },
  });
  const read = (reader: Reader, sessionId: string): Promise<KeptSession> =>
    tables(async (dynamo, sdk) => {
      const Key = keyOf(reader, sessionId);
      const command = new sdk.GetItemCommand({ TableName: name, Key, ConsistentRead: true });
      const { Item } = await dynamo.send(command);
      return Item === undefined ? { damaged: false } : keptOf(Item, sessionId, nowSeconds());
    });

  const write: SessionStore['write'] = (reader, session, revision) =>
    tables((dynamo, sdk) => {
      const { turns, memory, ...head } = session;
      const Item = {
        ...keyOf(reader, session.sessionId),
        lastAt: { S: session.lastAt },
        revision: { S: randomUUID() },
        head: { S: JSON.stringify(head) },
        turns: { S: JSON.stringify(turns) },
        ...(memory && { memory: { S: JSON.stringify(memory) } }),
        expiresAt: { N: String(nowSeconds() + keepSeconds) },
      };
      const command = new sdk.PutItemCommand({ TableName: name, Item, ...conditionOf(revision) });
      return unlessRefused(dynamo.send(command));
    });

  const list: SessionStore['list'] = async (reader, { limit, after }) => {
    const place = after === undefined ? undefined : placeOf(after);
    if (after !== undefined && place === undefined) return undefined;
    return tables(async (dynamo, sdk) => {
      const { Items = [], LastEvaluatedKey: last } = await dynamo.send(
        new sdk.QueryCommand({
          TableName: name,
          IndexName: LIST,
          KeyConditionExpression: '#owner = :owner',
          FilterExpression: 'expiresAt > :now',
          ExpressionAttributeNames: { '#owner': 'owner' },
          ExpressionAttributeValues: { ':owner': ownerOf(reader), ':now': { N: String(nowSeconds()) } },
          ScanIndexForward: false,
          Limit: limit,
          ...(place && {
            ExclusiveStartKey: { ...keyOf(reader, place.sessionId), lastAt: { S: place.lastAt } },
          }),
        }),
      );
      return pageOf(Items, last);
    });
  };

  return {
    read,
    write,
    list,
    remove: async (reader, sessionId) => {
      const { session } = await read(reader, sessionId);
      const Key = keyOf(reader, sessionId);
      await tables((dynamo, sdk) => dynamo.send(new sdk.DeleteItemCommand({ TableName: name, Key })));
      return session !== undefined;
    },
    removeAll: (reader) => removeAllOf(tables, { name, sort: SORT }, ownerOf(reader)),
  };
};

/** The item as it was read: absent, of this revision, or of none that we write. */
const conditionOf = (revision: string | undefined) => {
  const names = { '#owner': 'owner' };
  if (revision === undefined)
    return { ConditionExpression: 'attribute_not_exists(#owner)', ExpressionAttributeNames: names };
  if (revision === UNKNOWN)
    return {
      ConditionExpression: 'NOT attribute_type(revision, :text)',
      ExpressionAttributeValues: { ':text': { S: 'S' } },
    };
  return {
    ConditionExpression: 'revision = :revision',
    ExpressionAttributeValues: { ':revision': { S: revision } },
  };
};

const UNKNOWN = '';

const keptOf = (item: Item, sessionId: string, nowSeconds: number): KeptSession => {
  const revision = item['revision']?.S ?? UNKNOWN;
  const expiresAt = Number(item['expiresAt']?.N);
  if (expiresAt <= nowSeconds) return { revision, damaged: false };
  const head = kept(SessionHead, () => json(item['head']));
  const turns = kept(Session.shape.turns, () => json(item['turns']));
  if (head?.sessionId !== sessionId || turns === undefined || Number.isNaN(expiresAt))
    return { revision, damaged: true };
  // What is remembered changes its shape more often than the rest: then it is forgotten.
  const memory = kept(SessionMemory, () => json(item['memory']));
  return { session: { ...head, turns, ...(memory && { memory }) }, revision, damaged: false };
};

const json = (attribute: AttributeValue | undefined): unknown => JSON.parse(attribute?.S ?? '');

const pageOf = (items: Item[], last: Item | undefined): SessionPage => {
  const heads = items.map((item) => kept(SessionHead, () => json(item['head'])));
  const sessions = heads.filter((head) => head !== undefined);
  const [sessionId, lastAt] = [last?.[SORT]?.S, last?.['lastAt']?.S];
  return {
    sessions,
    damaged: heads.length - sessions.length,
    ...(sessionId !== undefined && lastAt !== undefined && { next: tokenOf({ sessionId, lastAt }) }),
  };
};

/** Where a page ended; whose list it was is not in it: it is always the list of who asks. */
const Place = z.strictObject({ sessionId: z.string().check(z.minLength(1)), lastAt: Instant });
type Place = z.infer<typeof Place>;

const tokenOf = (place: Place): string => Buffer.from(JSON.stringify(place)).toString('base64url');
const placeOf = (token: string): Place | undefined =>
  kept(Place, () => JSON.parse(Buffer.from(token, 'base64url').toString()));
