import { createHash } from 'node:crypto';
import type { SendMessageBatchRequestEntry } from '@aws-sdk/client-sqs';
import type { Incoming, Sender } from '../contracts/incoming.ts';
import type { IncomingQueue } from '../ports.ts';
import { sqsClient } from './sqs-client.ts';

const MOST_ENTRIES = 10;
/** A batch may have 1 MiB; the ids of its entries count too. */
const MOST_BYTES = 1_000_000;
/** How often single messages that a queue would not take are offered again. */
const REPEATS = 2;

/**
 * A FIFO queue with one group for each person, so that their messages stay in order; what comes twice within five
 * minutes is queued once. When the queue is away, all that is left counts as not queued at once.
 */
export const sqsQueue = (url: string): IncomingQueue => {
  /** What was not taken of one batch. */
  const putPart = async (entries: readonly Entry[]): Promise<readonly Entry[]> => {
    const { sdk, sqs } = await sqsClient();
    const Entries = entries.map(({ wire }) => wire);
    const { Successful = [] } = await sqs.send(new sdk.SendMessageBatchCommand({ QueueUrl: url, Entries }));
    const safe = new Set(Successful.map(({ Id }) => Id));
    return entries.filter(({ wire }) => !safe.has(wire.Id));
  };
  const putStubbornly = async (part: readonly Entry[]): Promise<readonly Entry[]> => {
    let left = await putPart(part);
    for (let repeat = 0; left.length > 0 && repeat < REPEATS; repeat += 1) left = await putPart(left);
    return left;
  };
  return {
    put: async (items) => {
      const waiting = items.map(entryOf);
      const lost: Entry[] = [];
      while (waiting.length > 0) {
        const part = waiting.splice(0, fitting(waiting));
        try {
          lost.push(...(await putStubbornly(part)));
        } catch {
          return [...lost, ...part, ...waiting].map(({ item }) => item);
        }
      }
      return lost.map(({ item }) => item);
    },
  };
};

interface Entry {
  item: Incoming;
  wire: SendMessageBatchRequestEntry & { MessageBody: string };
}

/** An item as it is given to SQS. */
export const entryOf = (item: Incoming, at: number): Entry => ({
  item,
  wire: {
    Id: String(at),
    MessageBody: asciiJson(item),
    MessageGroupId: hashed(groupOf(item)),
    MessageDeduplicationId: hashed(`${item.kind} ${identityOf(item)}`),
  },
});

/** Not every engine takes every character; as escapes they are all the same to it. */
const asciiJson = (item: Incoming): string =>
  JSON.stringify(item).replace(
    /[^\x20-\x7e]/g,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );

/** How many of the first go into one batch; at least one. */
const fitting = (entries: readonly Entry[]): number => {
  let bytes = 0;
  const most = entries.slice(0, MOST_ENTRIES);
  const tooMany = most.findIndex(({ wire }) => {
    bytes += Buffer.byteLength(wire.MessageBody) + 300;
    return bytes > MOST_BYTES;
  });
  return tooMany === -1 ? most.length : Math.max(1, tooMany);
};

/** Ids of the platform may hold numbers of people, and be longer than what SQS takes. */
const hashed = (text: string): string => createHash('sha256').update(text).digest('hex');

const nameOf = ({ scopedId, phone }: Sender): string => scopedId ?? phone ?? '';

const groupOf = (item: Incoming): string => {
  switch (item.kind) {
    case 'message':
      return nameOf(item.sender);
    case 'receipt':
      // Their order says nothing, so none has to wait for another.
      return identityOf(item);
    case 'moved':
      return nameOf(item.before);
    case 'taken_over':
      return nameOf(item.to);
    case 'announcement':
      return item.personId;
  }
};

const identityOf = (item: Incoming): string => {
  switch (item.kind) {
    case 'message':
      return item.messageId;
    case 'receipt':
      return `${item.messageId} ${item.status}`;
    case 'moved':
      return JSON.stringify([item.before, item.after, item.at]);
    case 'taken_over':
      return JSON.stringify([item.to, item.at]);
    case 'announcement':
      return item.announcementId;
  }
};
