import type { Send } from '#shared/contracts/delivery.ts';
import { NotYet } from '#shared/contracts/faults.ts';
import { sendIdOf } from '#shared/domain/delivery/reference.ts';
import type { Deliver } from './deliver.ts';
import type { Answered, DispatchPorts } from './ports.ts';

/** What makes us write: a message or an announcement, by its id. */
export interface Cause {
  id: string;
  numberId: string;
}

/**
 * Claim, answer, write down what goes out, send it in order, finish. Whatever breaks off is taken up by the next
 * who claims: what was written down is what is sent.
 */
export const sayOnce = async (
  ports: DispatchPorts,
  deliver: Deliver,
  cause: Cause,
  answer: () => Promise<Answered>,
  deadline: Date,
): Promise<void> => {
  const { claims, now } = ports;
  const claimed = await claims.claim(cause.id, deadline);
  if (claimed.kind === 'done') return;
  if (claimed.kind === 'busy')
    throw new NotYet('Somebody works on it', claimed.until.getTime() - now().getTime());
  try {
    const sends = await writtenDown(ports, cause, answer);
    for (const send of sends) await deliver(send, deadline);
    await claims.finish(cause.id);
  } catch (error) {
    // A claim that can not be given back ends with its time.
    await claims.release(cause.id, deadline).catch(() => undefined);
    throw error;
  }
};

/** The rows of a cause: those that are there, or else new ones. */
const writtenDown = async (
  { outbox, now }: DispatchPorts,
  { id, numberId }: Cause,
  answer: () => Promise<Answered>,
): Promise<readonly Send[]> => {
  const known = await outbox.ofCause(id);
  if (known.length > 0) return known;
  const { to, outgoing } = await answer();
  const madeAt = now().toISOString();
  const sends = outgoing.map(
    (each, place): Send => ({
      version: 1,
      sendId: sendIdOf(id, place),
      cause: id,
      place,
      numberId,
      to,
      outgoing: each,
      state: 'ready',
      attempts: 0,
      madeAt,
    }),
  );
  if (sends.length === 0 || (await outbox.add(sends))) return sends;
  return outbox.ofCause(id);
};
