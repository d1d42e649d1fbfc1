import { type ChatMessage, type Conversations, type Status, STATUSES } from './conversations.ts';
import type { PhoneOwner } from './demo-people.ts';
import type { Mischief } from './faults.ts';
import type { GraphError } from './graph-error.ts';
import type { Webhooks } from './webhooks.ts';

/** How fast things travel between platform and phone. */
export interface Pace {
  sentMs: number;
  deliveredMs: number;
  /** After `delivered`; without it only when the person opens the conversation. */
  readMs?: number;
}

/** The platform between both sides: it tells the business what people write and what became of messages. */
export interface Line {
  now: () => number;
  displayNumber: string;
  fromPerson: (owner: PhoneOwner, message: { id: string } & Record<string, unknown>) => void;
  /** A message of the business begins its way. */
  begin: (owner: PhoneOwner, message: ChatMessage) => void;
  read: (owner: PhoneOwner, message: ChatMessage) => void;
  fail: (recipient: string, message: Pick<ChatMessage, 'id' | 'callback'>, error: GraphError) => void;
  stop: () => void;
}

export interface LineParts {
  conversations: Conversations;
  webhooks: Webhooks;
  mischief: Mischief;
  pace: Pace;
  numberId: string;
  /** Somebody wrote: counts for the throughput of the number. */
  onMessage: (at: number) => void;
  now: () => number;
}

const DISPLAY_NUMBER = '390200000000';
const PRICING = { billable: false, pricing_model: 'PMP', type: 'free_customer_service', category: 'service' };

export const openLine = (parts: LineParts): Line => {
  const { conversations, webhooks, mischief, pace, numberId, onMessage, now } = parts;
  const timers = new Set<NodeJS.Timeout>();
  const later = (ms: number, work: () => void) => {
    const timer = setTimeout(() => {
      timers.delete(timer);
      work();
    }, ms);
    timers.add(timer);
  };
  const head = {
    messaging_product: 'whatsapp',
    metadata: { display_phone_number: DISPLAY_NUMBER, phone_number_id: numberId },
  };

  const tellStatus = (status: Record<string, unknown>, owner?: PhoneOwner) => {
    if (mischief.strikes('loseStatuses')) return;
    const contacts = owner && { contacts: [contactOf(owner)] };
    const post = () => webhooks.post({ ...head, ...contacts, statuses: [status] });
    const { statusDelayMs } = mischief.current();
    if (statusDelayMs > 0) later(statusDelayMs, post);
    else post();
  };

  const statusOf = (
    id: string,
    callback: string | undefined,
    status: Status,
    recipient: Record<string, string>,
  ): Record<string, unknown> => ({
    id,
    status,
    timestamp: String(Math.floor(now() / 1000)),
    ...recipient,
    ...(callback !== undefined && { biz_opaque_callback_data: callback }),
  });

  const move = (owner: PhoneOwner, id: string, status: Status) => {
    const message = conversations.find(id);
    if (!message || rank(status) <= rank(message.status)) return;
    conversations.change(id, { status });
    // A reaction of ours is told as sent, no more.
    if (message.type === 'reaction' && status !== 'sent') return;
    const document = statusOf(id, message.callback, status, recipientOf(owner));
    tellStatus({ ...document, ...(status !== 'read' && { pricing: PRICING }) }, owner);
  };

  return {
    now,
    displayNumber: DISPLAY_NUMBER,
    fromPerson: (owner, message) => {
      onMessage(now());
      const from = { ...(owner.hidesNumber !== true && { from: owner.phone }), from_user_id: owner.scopedId };
      const value = { ...head, contacts: [contactOf(owner)], messages: [{ ...from, ...message }] };
      webhooks.post(value, owner.id, () => {
        if (conversations.find(message.id)?.status === 'sent')
          conversations.change(message.id, { status: 'delivered' });
      });
    },
    begin: (owner, { id }) => {
      later(pace.sentMs, () => move(owner, id, 'sent'));
      later(pace.sentMs + pace.deliveredMs, () => move(owner, id, 'delivered'));
      const { readMs } = pace;
      if (readMs !== undefined && owner.readReceipts)
        later(pace.sentMs + pace.deliveredMs + readMs, () => move(owner, id, 'read'));
    },
    // Read implies delivered, which then never comes.
    read: (owner, { id }) => {
      if (owner.readReceipts) move(owner, id, 'read');
    },
    fail: (recipient, { id, callback }, error) => {
      conversations.change(id, { status: 'failed' });
      const document = statusOf(id, callback, 'failed', { recipient_id: recipient });
      later(pace.sentMs, () => tellStatus({ ...document, errors: [error.inStatus()] }));
    },
    stop: () => {
      for (const timer of timers) clearTimeout(timer);
    },
  };
};

const rank = (status: Status): number => (status === 'failed' ? STATUSES.length : STATUSES.indexOf(status));

const contactOf = ({ name, phone, scopedId, hidesNumber }: PhoneOwner) => ({
  profile: { name },
  ...(hidesNumber !== true && { wa_id: phone }),
  user_id: scopedId,
});

const recipientOf = ({ phone, scopedId, hidesNumber }: PhoneOwner): Record<string, string> => ({
  ...(hidesNumber !== true && { recipient_id: phone }),
  recipient_user_id: scopedId,
});
