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
