import { randomUUID } from 'node:crypto';
import type { AttributeValue } from '@aws-sdk/client-dynamodb';
import { Send } from '../contracts/delivery.ts';
import { InvalidDocument } from '../contracts/faults.ts';
import { Receipt } from '../contracts/incoming.ts';
import type { ClaimStore, Outbox, SentMessages } from '../ports.ts';
import { itemsOf } from './dynamo-item.ts';
import type { Tables } from './dynamo-store.ts';
import { kept } from './kept.ts';

type Item = Record<string, AttributeValue>;

/** The platform repeats itself for 7 days. */
const KEPT_SECONDS = 10 * 24 * 3600;
/** An item may have 400 kB. */
const MOST_BYTES = 350_000;

export interface MessageTable {
  tables: Tables;
  name: string;
  /** Of the machine, in ms. */
  clock: () => number;
}

const text = (value: string): AttributeValue => ({ S: value });
const number = (value: number): AttributeValue => ({ N: String(value) });

/**
 * Which messages were taken: `claim#<message>` in a DynamoDB table with the key `id`. What has expired counts as
 * missing, deleted or not.
 */
export const dynamoClaims = ({ tables, name, clock }: MessageTable): ClaimStore => {
  const items = itemsOf(tables, name);
  const idOf = (messageId: string) => `claim#${messageId}`;
  const expiresAt = () => number(secondsOf(clock) + KEPT_SECONDS);
  return {
    claim: async (messageId, until) => {
      const by = randomUUID();
      const ours = await items.write(
        {
          id: idOf(messageId),
          update: 'SET leasedUntil = :until, done = :no, takenBy = :by, expiresAt = :expires',
          condition:
            'attribute_not_exists(id) OR expiresAt <= :now OR (done = :no AND leasedUntil <= :nowMs)',
          values: {
            ':until': number(until.getTime()),
            ':no': { BOOL: false },
            ':by': text(by),
            ':expires': expiresAt(),
            ':now': number(secondsOf(clock)),
            ':nowMs': number(clock()),
          },
        },
        { name: 'takenBy', value: by },
      );
      if (ours) return { kind: 'ours' };
      const item = await items.read(idOf(messageId));
      if (item?.['done']?.BOOL === true) return { kind: 'done' };
      return { kind: 'busy', until: new Date(Number(item?.['leasedUntil']?.N ?? clock())) };
    },
    release: (messageId, until) =>
      items.remove(idOf(messageId), 'leasedUntil = :until AND done = :no', {
        ':until': number(until.getTime()),
        ':no': { BOOL: false },
      }),
    finish: (messageId) =>
      items.put({ id: text(idOf(messageId)), done: { BOOL: true }, expiresAt: expiresAt() }),
  };
};

const secondsOf = (clock: () => number) => Math.floor(clock() / 1000);

/**
 * The outbox in the same table. `sends#<cause>` holds all rows of a cause, so that they are there or not together:
 * `row<n>` is JSON, `state<n>` what a change compares, `by<n>` who changed it last. `receipts#<send>` keeps what was
 * told before its row was known, `sent#<message>` leads from the platform's id to the cause.
 */
export const dynamoOutbox = ({ tables, name, clock }: MessageTable): Outbox & SentMessages => {
  const items = itemsOf(tables, name);
  const expiresAt = () => number(secondsOf(clock) + KEPT_SECONDS);
  const readCurrent = async (id: string): Promise<Item | undefined> => {
    const item = await items.read(id);
    return Number(item?.['expiresAt']?.N) > secondsOf(clock) ? item : undefined;
  };
  const ofCause: Outbox['ofCause'] = async (cause) => {
    const item = await readCurrent(`sends#${cause}`);
    return Array.from({ length: Number(item?.['count']?.N ?? 0) }, (_, place) => rowOf(item, place));
  };
  return {
    ofCause,
    read: async (sendId) => {
      const at = sendId.lastIndexOf('.');
      const item = await readCurrent(`sends#${sendId.slice(0, at)}`);
      const place = Number(sendId.slice(at + 1));
      return item?.[`row${place}`] && rowOf(item, place);
    },
    add: (sends) => {
      const by = randomUUID();
      const rows = bounded(sends).flatMap((send) => Object.entries(rowAttributes(send, by)));
      const values = Object.fromEntries(rows.map(([key, value]) => [`:${key}`, value]));
      return items.write(
        {
          id: `sends#${sends[0]?.cause ?? ''}`,
          update: `SET #count = :count, expiresAt = :expires, ${rows.map(([key]) => `${key} = :${key}`).join(', ')}`,
          condition: 'attribute_not_exists(id) OR expiresAt <= :now',
          names: { '#count': 'count' },
          values: {
            ...values,
            ':count': number(sends.length),
            ':expires': expiresAt(),
            ':now': number(secondsOf(clock)),
          },
        },
        { name: 'by0', value: by },
      );
    },
    change: async (before, after) => {
      const { place, cause, messageId } = after;
      if (messageId !== undefined && messageId !== before.messageId)
        await items.put({ id: text(`sent#${messageId}`), cause: text(cause), expiresAt: expiresAt() });
      const by = randomUUID();
      const values = Object.entries(rowAttributes(after, by));
      return items.write(
        {
          id: `sends#${cause}`,
          update: `SET ${values.map(([key]) => `${key} = :${key}`).join(', ')}`,
          condition: `state${place} = :before AND expiresAt > :now`,
          values: {
            ...Object.fromEntries(values.map(([key, value]) => [`:${key}`, value])),
            ':before': text(stateOf(before)),
            ':now': number(secondsOf(clock)),
          },
        },
        { name: `by${place}`, value: by },
      );
    },
    addReceipt: async (sendId, receipt) => {
      await items.write({
        id: `receipts#${sendId}`,
        update: 'SET #told = :receipt, expiresAt = :expires',
        // Always holds: a receipt is kept whatever is there.
        condition: 'attribute_exists(id) OR attribute_not_exists(id)',
        names: { '#told': `told ${receipt.sendId ?? ''} ${receipt.status}` },
        values: { ':receipt': text(JSON.stringify(receipt)), ':expires': expiresAt() },
      });
    },
    receipts: async (sendId) => {
      const item = (await readCurrent(`receipts#${sendId}`)) ?? {};
      const told = Object.entries(item).filter(([key]) => key.startsWith('told '));
      return told.flatMap(([, value]) => kept(Receipt, () => JSON.parse(value.S ?? '')) ?? []);
    },
    causeOf: async (messageId) => (await readCurrent(`sent#${messageId}`))?.['cause']?.S,
  };
};

const stateOf = ({ state, attempts, status }: Send): string => `${state} ${attempts} ${status ?? ''}`;

const rowAttributes = (send: Send, by: string): Item => ({
  [`row${send.place}`]: text(JSON.stringify(send)),
  [`state${send.place}`]: text(stateOf(send)),
  [`by${send.place}`]: text(by),
});

/** @throws InvalidDocument when what is there is no row */
const rowOf = (item: Item | undefined, place: number): Send => {
  const send = kept(Send, () => JSON.parse(item?.[`row${place}`]?.S ?? ''));
  if (send === undefined) throw new InvalidDocument('A row of the outbox can not be read');
  return send;
};

/** Very long replies go without their plain forms. */
const bounded = (sends: readonly Send[]): readonly Send[] => {
  if (Buffer.byteLength(JSON.stringify(sends)) <= MOST_BYTES) return sends;
  return sends.map(({ outgoing: { plain: _left, ...outgoing }, ...send }) => ({ ...send, outgoing }));
};
