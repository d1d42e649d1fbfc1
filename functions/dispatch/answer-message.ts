import type { IncomingMessage } from '#shared/contracts/incoming.ts';
import type { Deliver } from './deliver.ts';
import type { Answered, DispatchPorts } from './ports.ts';
import { sayOnce } from './written-down.ts';

/** The platform shows that somebody writes for 25 s. */
const SEEN_EVERY_MS = 20_000;

/** Answers a message once, however often it comes. */
export const answerMessage = (
  ports: DispatchPorts,
  deliver: Deliver,
  message: IncomingMessage,
  deadline: Date,
): Promise<void> => {
  const { messageId: id, numberId } = message;
  return sayOnce(ports, deliver, { id, numberId }, () => answered(ports, message), deadline);
};

const answered = async (ports: DispatchPorts, message: IncomingMessage): Promise<Answered> => {
  if (await ports.crowded()) {
    ports.count('busy');
    return ports.busy(message);
  }
  const sign = signOf(ports, message);
  try {
    return await ports.answer(message, sign.working);
  } finally {
    sign.done();
  }
};

/** Kinds of content that get no words back, or hardly ever. */
const QUIET = new Set(['reaction', 'revoke', 'edit']);

/**
 * Shows the person that the message was read, and that somebody writes while an answer is looked for; who gets none
 * sees nobody write. Groups have no such sign.
 */
const signOf = (
  { platform, every }: DispatchPorts,
  { numberId, messageId, groupId, content }: IncomingMessage,
): { working: () => void; done: () => void } => {
  if (groupId !== undefined || QUIET.has(content.type))
    return { working: () => undefined, done: () => undefined };
  const show = (writing: boolean) => void platform.seen(numberId, messageId, writing);
  let stop: (() => void) | undefined;
  return {
    working: () => {
      if (stop !== undefined) return;
      show(true);
      stop = every(SEEN_EVERY_MS, () => show(true));
    },
    done: () => (stop === undefined ? show(false) : stop()),
  };
};
