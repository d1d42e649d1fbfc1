import type { Send } from '../../contracts/delivery.ts';
import type { Receipt } from '../../contracts/incoming.ts';
import type { Moment } from './outcome.ts';
import { afterReceipt } from './receipts.ts';

/** What is to be done with a row now. */
export type Step =
  | { do: 'nothing' }
  | { do: 'send' }
  | { do: 'wait'; until: Date }
  /** A receipt settled what nobody knew: the row becomes `after`. */
  | { do: 'settle'; after: Send };

/**
 * A row that is `sending` although nobody sends it any more is parked: it may have gone out or not. It is sent
 * again only when no receipt has named it for `parkedMs` since that attempt began.
 */
export const nextStep = (
  send: Send,
  receipts: readonly Receipt[],
  moment: Moment,
  parkedMs: number,
): Step => {
  if (send.state === 'sent' || send.state === 'given_up') return { do: 'nothing' };
  const after = receipts.reduce((row, receipt) => afterReceipt(row, receipt, moment), send);
  if (after !== send) return { do: 'settle', after };
  const until = send.state === 'sending' ? parkedUntil(send, parkedMs) : waitsUntil(send);
  return until > moment.now.getTime() ? { do: 'wait', until: new Date(until) } : { do: 'send' };
};

const waitsUntil = ({ waitUntil }: Send): number => (waitUntil === undefined ? 0 : Date.parse(waitUntil));

const parkedUntil = ({ sendingAt }: Send, parkedMs: number): number =>
  sendingAt === undefined ? 0 : Date.parse(sendingAt) + parkedMs;
