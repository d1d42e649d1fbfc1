import type { Send } from '#shared/contracts/delivery.ts';
import { NotYet } from '#shared/contracts/faults.ts';
import { nextStep } from '#shared/domain/delivery/next-step.ts';
import { attempt } from './attempt.ts';
import { numberPace } from './number-pace.ts';
import type { DispatchPorts } from './ports.ts';

/** Brings one row of the outbox to its end. @throws NotYet when that takes longer than there is time */
export type Deliver = (send: Send, deadline: Date) => Promise<void>;

/** Shorter waits are waited here; for longer ones the message goes back to its queue. */
const PATIENCE_MS = 4000;
/** What one attempt may take, with its pictures. */
const ATTEMPT_MS = 15_000;

export const delivery = (ports: DispatchPorts): Deliver => {
  const { outbox, now, chance, parkedMs } = ports;
  const pace = numberPace(now);

  const wait = async (until: Date, deadline: Date): Promise<void> => {
    const ms = until.getTime() - now().getTime();
    const isLong = ms > PATIENCE_MS || now().getTime() + ms + ATTEMPT_MS > deadline.getTime();
    if (isLong) throw new NotYet('A message waits to be sent', ms);
    await ports.sleep(ms);
  };
  const again = async ({ sendId }: Send): Promise<Send> => {
    const send = await outbox.read(sendId);
    if (send === undefined) throw new NotYet('A message to be sent is gone', 0);
    return send;
  };

  return async (first, deadline) => {
    let send = first;
    for (;;) {
      const receipts = send.attempts > 0 ? await outbox.receipts(send.sendId) : [];
      const step = nextStep(send, receipts, { now: now(), chance: chance() }, parkedMs);
      if (step.do === 'nothing') return;
      if (step.do === 'settle') {
        send = (await outbox.change(send, step.after)) ? step.after : await again(send);
        continue;
      }
      const until = step.do === 'wait' ? step.until : pace.until(send.numberId);
      if (until !== undefined) {
        await wait(until, deadline);
        send = await again(send);
        continue;
      }
      if (now().getTime() + ATTEMPT_MS > deadline.getTime()) throw new NotYet('No time is left', 0);
      send = (await attempt(ports, pace, send)) ?? (await again(send));
    }
  };
};
