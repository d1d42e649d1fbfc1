import type { Receipt } from '#shared/contracts/incoming.ts';
import type { Send } from '#shared/contracts/delivery.ts';
import { NotYet } from '#shared/contracts/faults.ts';
import { failureClass } from '#shared/domain/delivery/platform-errors.ts';
import { afterReceipt } from '#shared/domain/delivery/receipts.ts';
import { readReference } from '#shared/domain/delivery/reference.ts';
import type { Deliver } from './deliver.ts';
import type { DispatchPorts } from './ports.ts';

const TRIES = 5;
const KNOWN = new Set(['sent', 'delivered', 'read', 'played', 'failed']);

/**
 * Writes down what a receipt tells. What the platform took and could not bring to the person is sent again where
 * that makes sense; the same receipt, repeated after a crash, goes on with it.
 */
export const settle = async (
  ports: DispatchPorts,
  deliver: Deliver,
  receipt: Receipt,
  deadline: Date,
): Promise<void> => {
  const reference = readReference(receipt.sendId);
  if (reference === undefined) return ports.count('receipt_of_others');
  for (let tries = 0; tries < TRIES; tries += 1) {
    const send = await ports.outbox.read(reference.sendId);
    if (send === undefined) {
      ports.count('receipt_before_row');
      return ports.outbox.addReceipt(reference.sendId, receipt);
    }
    const after = afterReceipt(send, receipt, { now: ports.now(), chance: ports.chance() });
    if (after !== send) await tell(ports, after, receipt);
    if (after !== send && !(await ports.outbox.change(send, after))) continue;
    // Also when the attempt that followed from it broke off: nobody else takes it up.
    if (receipt.status === 'failed') await deliver(after, deadline);
    return;
  }
  throw new NotYet('A row changes again and again', 1000);
};

const tell = async (
  ports: DispatchPorts,
  { to }: Send,
  { status, errors: [code], at }: Receipt,
): Promise<void> => {
  ports.count(`told_${KNOWN.has(status) ? status : 'other'}`);
  if (status !== 'failed') return;
  const kind = failureClass(code === undefined ? {} : { code });
  ports.count(`failed_${kind}`);
  if (kind === 'opt_out') await ports.optedOut(to, at);
};
