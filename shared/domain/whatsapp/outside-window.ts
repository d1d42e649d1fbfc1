import type { Outgoing } from '#shared/contracts/delivery.ts';
import type { Sender } from '#shared/contracts/incoming.ts';
import type { Reply } from '#shared/contracts/reply.ts';
import { renderReply } from './render.ts';

/** The reply in the platform's words, its first message with the template for when free words come too late. */
export const withOutside = (reply: Reply, to: Sender, name: string): Outgoing[] => {
  const template = { type: 'template' as const, name, language: reply.language, values: [] };
  const [outside] = renderReply({ language: reply.language, parts: [template] }, to);
  return renderReply(reply, to).map((each, at) =>
    at === 0 && outside !== undefined ? { ...each, outside: outside.payload } : each,
  );
};
