import { randomBytes } from 'node:crypto';
import type { PhoneOwner } from './demo-people.ts';

export const STATUSES = ['accepted', 'sent', 'delivered', 'read'] as const;
export type Status = (typeof STATUSES)[number] | 'failed';

/** One bubble, as both sides see it. */
export interface ChatMessage {
  id: string;
  personId: string;
  from: 'person' | 'business';
  /** Milliseconds since 1970. */
  at: number;
  type: string;
  /** Under the type's own name, as it travelled: `text`, `interactive`, `image` … */
  content: Record<string, unknown>;
  quoted?: string;
  /** As the one who wrote it sees it. */
  status: Status;
  /** What the sender gave along. */
  callback?: string;
  /** How the other side reacted. */
  reaction?: string;
}

export type ChatEvent =
  | { kind: 'message'; message: ChatMessage }
  | { kind: 'typing'; personId: string; until: number };

export interface Conversations {
  people: readonly PhoneOwner[];
  /** By their own id here. @throws Error when there is none */
  person: (id: string) => PhoneOwner;
  /** By number or business-scoped id. */
  reachable: (address: string) => PhoneOwner | undefined;
  find: (id: string) => ChatMessage | undefined;
  /** All, or those of one person, the oldest first. */
  list: (personId?: string) => ChatMessage[];
  add: (message: ChatMessage) => void;
  change: (id: string, changes: Partial<ChatMessage>) => void;
  /** When the person last wrote; undefined when never. */
  lastWrote: (personId: string) => number | undefined;
  typing: (personId: string, until: number) => void;
  listen: (listener: (event: ChatEvent) => void) => () => void;
}

/** What was said on all phones, in memory. */
export const conversationsOf = (people: readonly PhoneOwner[]): Conversations => {
  const messages = new Map<string, ChatMessage>();
  const ofPerson = new Map<string, Set<string>>();
  const lastWrote = new Map<string, number>();
  const listeners = new Set<(event: ChatEvent) => void>();
  const byAddress = new Map(
    people.flatMap((one) => [[one.phone, one] as const, [one.scopedId, one] as const]),
  );
  const byId = new Map(people.map((one) => [one.id, one]));
  const tell = (event: ChatEvent) => {
    for (const listener of listeners) listener(event);
  };
  return {
    people,
    person: (id) => {
      const found = byId.get(id);
      if (!found) throw new Error(`There is no person ${id}`);
      return found;
    },
    reachable: (address) => byAddress.get(address.replace(/^\+/, '')),
    find: (id) => messages.get(id),
    list: (personId) => {
      if (personId === undefined) return [...messages.values()];
      return [...(ofPerson.get(personId) ?? [])].flatMap((id) => messages.get(id) ?? []);
    },
    add: (message) => {
      messages.set(message.id, message);
      ofPerson.set(message.personId, (ofPerson.get(message.personId) ?? new Set()).add(message.id));
      if (message.from === 'person') lastWrote.set(message.personId, message.at);
      tell({ kind: 'message', message });
    },
    change: (id, changes) => {
      const before = messages.get(id);
      if (!before) return;
      const message = { ...before, ...changes };
      messages.set(id, message);
      tell({ kind: 'message', message });
    },
    lastWrote: (personId) => lastWrote.get(personId),
    typing: (personId, until) => tell({ kind: 'typing', personId, until }),
    listen: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
};

/** As the platform makes them: letters, digits and padding that must not be taken apart. */
export const newMessageId = (): string => `wamid.HBgM${randomBytes(30).toString('base64')}==`;
