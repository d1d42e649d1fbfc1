import { type ChatMessage, type Conversations, newMessageId } from './conversations.ts';
import type { PhoneOwner } from './demo-people.ts';
import type { Mischief } from './faults.ts';
import { GraphError } from './graph-error.ts';
import { type OutboundMessage, readOutbound, type Seen } from './limits.ts';
import type { Line } from './line.ts';
import { fetchLink, type MediaStore } from './media.ts';
import type { pairRates, throughput } from './rates.ts';
import { picturesIn } from './pictures.ts';
import { checkTemplate, type LocalTemplate } from './templates.ts';

export interface SendingParts {
  conversations: Conversations;
  media: MediaStore;
  line: Line;
  mischief: Mischief;
  pairs: ReturnType<typeof pairRates>;
  number: ReturnType<typeof throughput>;
  templates: readonly LocalTemplate[] | undefined;
}

const DAY_MS = 86_400_000;
const TYPING_MS = 25_000;
const QUOTED_FOR_MS = 30 * DAY_MS;

/** Takes what the business sends, or refuses it as the platform does. */
export const sending = (parts: SendingParts) => {
  const { conversations, line, mischief, pairs, number } = parts;

  const seen = ({ message_id, typing_indicator }: Seen): unknown => {
    const message = conversations.find(message_id);
    if (message?.from !== 'person') throw new GraphError(131009, 'There is no such message to mark as read');
    for (const one of conversations.list(message.personId)) {
      if (one.from === 'person' && one.at <= message.at) conversations.change(one.id, { status: 'read' });
    }
    if (typing_indicator) conversations.typing(message.personId, line.now() + TYPING_MS);
    return { success: true };
  };

  const contentOf = (message: OutboundMessage): Record<string, unknown> =>
    Object.fromEntries(Object.entries(Reflect.get(message, message.type)));

  /** What is given by link is fetched now, when the message was taken already. */
  const setOut = async (owner: PhoneOwner, taken: ChatMessage, message: OutboundMessage) => {
    try {
      for (const { link } of picturesIn(message)) {
        if (link === undefined) continue;
        const { mimeType, bytes } = await fetchLink(link);
        parts.media.add('business', mimeType, bytes);
      }
      line.begin(owner, taken);
    } catch (error) {
      if (!(error instanceof GraphError)) throw error;
      line.fail(
        owner.hidesNumber === true ? owner.scopedId : owner.phone,
        taken,
        new GraphError(131053, error.details),
      );
    }
  };

  const take = (owner: PhoneOwner, message: OutboundMessage): ChatMessage => {
    const taken: ChatMessage = {
      id: newMessageId(),
      personId: owner.id,
      from: 'business',
      at: line.now(),
      type: message.type,
      content: contentOf(message),
      status: 'accepted',
      ...(message.biz_opaque_callback_data !== undefined && { callback: message.biz_opaque_callback_data }),
      ...('context' in message && message.context && { quoted: message.context.message_id }),
    };
    conversations.add(taken);
    if (message.type === 'reaction')
      conversations.change(message.reaction.message_id, { reaction: message.reaction.emoji });
    void setOut(owner, taken, message);
    return taken;
  };

  const checkReferences = (owner: PhoneOwner | undefined, message: OutboundMessage) => {
    const target =
      message.type === 'reaction'
        ? message.reaction.message_id
        : 'context' in message
          ? message.context?.message_id
          : undefined;
    if (target !== undefined) {
      const quoted = conversations.find(target);
      if (!quoted || quoted.personId !== owner?.id || line.now() - quoted.at > QUOTED_FOR_MS)
        throw new GraphError(131009, `There is no message ${target} in this conversation of 30 days`);
    }
    for (const { id } of picturesIn(message)) {
      if (id !== undefined && parts.media.find(id)?.from !== 'business')
        throw new GraphError(100, `There is no media ${id}`);
    }
    if (message.type === 'template') checkTemplate(message.template, parts.templates);
  };

  /** Refusals that depend on who it is for. */
  const personal = (owner: PhoneOwner | undefined, { type }: OutboundMessage): GraphError | undefined => {
    if (!owner) return new GraphError(131026, 'Message undeliverable');
    const wroteAt = conversations.lastWrote(owner.id);
    const open = wroteAt !== undefined && line.now() - wroteAt < DAY_MS;
    if (!open && type !== 'template')
      return new GraphError(131047, 'More than 24 hours have passed since the person last wrote');
    return undefined;
  };

  const send = (message: OutboundMessage): unknown => {
    const address = message.to ?? message.recipient ?? '';
    const owner = conversations.reachable(address);
    checkReferences(owner, message);
    const { lateRefusals, pairRate, throughput: most } = mischief.current();
    number.take(line.now(), most);
    const refusal = personal(owner, message);
    if (refusal && !lateRefusals) throw refusal;
    if (pairRate && owner) pairs.take(owner.id, line.now());
    const contact = message.to === undefined ? { user_id: address } : { wa_id: address.replace(/^\+/, '') };
    const answer = (id: string) => ({
      messaging_product: 'whatsapp',
      contacts: [{ input: address, ...contact }],
      messages: [{ id, ...(message.type === 'template' && { message_status: 'accepted' }) }],
    });
    if (owner && !refusal) return answer(take(owner, message).id);
    const id = newMessageId();
    const { biz_opaque_callback_data: callback } = message;
    if (refusal) line.fail(address, { id, ...(callback !== undefined && { callback }) }, refusal);
    return answer(id);
  };

  /** @throws GraphError */
  return (body: unknown): unknown => {
    const read = readOutbound(body);
    if (read.kind === 'seen') return seen(read.seen);
    const code = mischief.refusal();
    if (code !== undefined) throw new GraphError(code, 'Refused on purpose');
    return send(read.message);
  };
};
