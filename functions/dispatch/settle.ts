import type { Receipt } from '#shared/contracts/incoming.ts';
import type { Send } from '#shared/contracts/delivery.ts';
import { NotYet } from '#shared/contracts/faults.ts';
import { failureClass } from '#shared/domain/delivery/platform-errors.ts';
import { afterReceipt } from '#shared/domain/delivery/receipts.ts';
import { readReference } from '#shared/domain/delivery/reference.ts';
import type { Deliver } from './deliver.ts';
import type { DispatchPorts } from './ports.ts';

const TRIES = 5;

/**
 * Writes down what a receipt tells. What the platform took and could not bring to the person is sent again where
 * that makes sense; so the same receipt, repeated after a crash, finds the row ready and goes on with it.
 */
export const settle = async (
  ports: DispatchPorts,
  deliver: Deliver,
  receipt: Receipt,
  deadline: Date,
): Promise<void> => {
  const reference = readReference(receipt.sendId);
  if (reference === undefined) return ports.count('receipt_of_others');
  const isFailure = receipt.status === 'failed';
  for (let tries = 0; tries < TRIES; tries += 1) {
    const send = await ports.outbox.read(reference.sendId);
    if (send === undefined) {
      ports.count('receipt_before_row');
      return ports.outbox.addReceipt(reference.sendId, receipt);
    }
    const after = afterReceipt(send, receipt, { now: ports.now(), chance: ports.chance() });
    if (after !== send && !(await ports.outbox.change(send, after))) continue;
    if (isFailure && reference.attempt === after.attempts)
      await actOn(ports, deliver, after, receipt, deadline);
    return;
  }
  throw new NotYet('A row changes again and again', 1000);
};

const actOn = async (
  ports: DispatchPorts,
  deliver: Deliver,
  send: Send,
  { errors: [code], at }: Receipt,
  deadline: Date,
): Promise<void> => {
  const kind = failureClass(code === undefined ? {} : { code });
  ports.count(`failed_${kind}`);
  if (kind === 'opt_out') await ports.optedOut(send.to, at);
  if (send.state === 'ready') await deliver(send, deadline);
};
