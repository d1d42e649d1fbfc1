import type { Outgoing } from '#shared/contracts/delivery.ts';
import type { Sender } from '#shared/contracts/incoming.ts';
import type { Part, Reply } from '#shared/contracts/reply.ts';
import { renderReply } from './render.ts';

/** Agreed with the platform beforehand: what may be said at any time. */
type Template = Extract<Part, { type: 'template' }>;

/** The reply in the platform's words, its first message with the template for when free words come too late. */
export const withOutside = (reply: Reply, to: Sender, template: Template): Outgoing[] => {
  const [outside] = renderReply({ language: reply.language, parts: [template] }, to);
  return renderReply(reply, to).map((each, at) =>
    at === 0 && outside !== undefined ? { ...each, outside: outside.payload } : each,
  );
};
