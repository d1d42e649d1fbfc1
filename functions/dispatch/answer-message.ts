import type { Send } from '#shared/contracts/delivery.ts';
import { NotYet } from '#shared/contracts/faults.ts';
import type { IncomingMessage } from '#shared/contracts/incoming.ts';
import { sendIdOf } from '#shared/domain/delivery/reference.ts';
import type { Deliver } from './deliver.ts';
import type { Answered, DispatchPorts } from './ports.ts';

/** The platform shows that somebody writes for 25 s. */
const SEEN_EVERY_MS = 20_000;

/**
 * Claim, answer, write down what goes out, send it in order, finish. Whatever breaks off is taken up by the next
 * who claims: what was written down is what is sent.
 */
export const answerMessage = async (
  ports: DispatchPorts,
  deliver: Deliver,
  message: IncomingMessage,
  deadline: Date,
): Promise<void> => {
  const { claims, now } = ports;
  const claimed = await claims.claim(message.messageId, deadline);
  if (claimed.kind === 'done') return;
  if (claimed.kind === 'busy')
    throw new NotYet('Somebody works on it', claimed.until.getTime() - now().getTime());
  try {
    const sends = await writtenDown(ports, message);
    for (const send of sends) await deliver(send, deadline);
    await claims.finish(message.messageId);
  } catch (error) {
    // A claim that can not be given back ends with its time.
    await claims.release(message.messageId, deadline).catch(() => undefined);
    throw error;
  }
};

/** The rows of a message: those that are there, or else new ones. */
const writtenDown = async (ports: DispatchPorts, message: IncomingMessage): Promise<readonly Send[]> => {
  const { outbox, now } = ports;
  const known = await outbox.ofCause(message.messageId);
  if (known.length > 0) return known;
  const { to, outgoing } = await answered(ports, message);
  const madeAt = now().toISOString();
  const sends = outgoing.map(
    (each, place): Send => ({
      version: 1,
      sendId: sendIdOf(message.messageId, place),
      cause: message.messageId,
      place,
      numberId: message.numberId,
      to,
      outgoing: each,
      state: 'ready',
      attempts: 0,
      madeAt,
    }),
  );
  if (sends.length === 0 || (await outbox.add(sends))) return sends;
  return outbox.ofCause(message.messageId);
};

const answered = async (ports: DispatchPorts, message: IncomingMessage): Promise<Answered> => {
  if (await ports.crowded()) {
    ports.count('busy');
    return ports.busy(message);
  }
  const stop = showWork(ports, message);
  try {
    return await ports.answer(message);
  } finally {
    stop();
  }
};

/** Kinds of content that get no words back, or hardly ever. */
const QUIET = new Set(['reaction', 'revoke', 'edit']);

/** Shows the person that the message was read and is worked on. Groups have no such sign. */
const showWork = (
  { platform, every }: DispatchPorts,
  { numberId, messageId, groupId, content }: IncomingMessage,
): (() => void) => {
  if (groupId !== undefined || QUIET.has(content.type)) return () => undefined;
  const show = () => void platform.seen(numberId, messageId);
  show();
  return every(SEEN_EVERY_MS, show);
};
