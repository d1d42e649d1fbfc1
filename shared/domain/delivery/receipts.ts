import type { Send } from '../../contracts/delivery.ts';
import type { Receipt } from '../../contracts/incoming.ts';
import { afterFailure, type Moment } from './outcome.ts';
import { readReference } from './reference.ts';

/** `delivered` after `failed` is real: another device of the person took it. */
const RANKS = ['sent', 'failed', 'delivered', 'read', 'played'];
const rankOf = (status: string | undefined): number => RANKS.indexOf(status ?? '');

/** A message that fails again and again after it was taken is not tried without end. */
const MOST_FAILURES = 5;

/**
 * The row after a receipt that names it; the row itself when the receipt says nothing new. Any order, any number
 * of times: a status never goes down, and a failure counts only for the last attempt and once.
 */
export const afterReceipt = (send: Send, receipt: Receipt, moment: Moment): Send => {
  const attempt = readReference(receipt.sendId)?.attempt;
  if (receipt.status === 'failed') return afterFailed(send, receipt, attempt, moment);
  // Whichever attempt it was, the person has it.
  const rises = rankOf(receipt.status) > rankOf(send.status) || send.status === undefined;
  if (send.state === 'sent' && !rises) return send;
  const { waitUntil: _waited, ...rest } = send;
  return {
    ...rest,
    state: 'sent',
    messageId: send.messageId ?? receipt.messageId,
    ...(rises && { status: receipt.status }),
  };
};

const afterFailed = (
  send: Send,
  { errors: [code], messageId }: Receipt,
  attempt: number | undefined,
  moment: Moment,
): Send => {
  const isOpen = send.state === 'sending' || send.state === 'sent';
  if (!isOpen || attempt !== send.attempts || rankOf(send.status) >= rankOf('failed')) return send;
  const failures = (send.failures ?? 0) + 1;
  const after = afterFailure({ ...send, messageId, failures }, code === undefined ? {} : { code }, moment);
  if (after.state !== 'given_up' && failures < MOST_FAILURES) return after;
  const { waitUntil: _never, ...rest } = after;
  return { ...rest, messageId, state: 'given_up', status: 'failed' };
};
