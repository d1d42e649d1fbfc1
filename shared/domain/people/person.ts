import { createHash } from 'node:crypto';
import type { Content, IncomingMessage, Sender } from '#shared/contracts/incoming.ts';
import type { Person } from '#shared/contracts/person.ts';
import { cleanText } from '../language/clean-text.ts';

export const newPerson = (personId: string, sender: Sender): Person => ({
  version: 1,
  personId,
  sender,
  admission: 'unknown',
  offers: [],
});

/** What the platform says of them now; what it leaves out this time stays known. */
export const seenAs = (person: Person, { sender, sentAt }: IncomingMessage): Person => ({
  ...person,
  sender: { ...person.sender, ...sender },
  wroteAt:
    person.wroteAt === undefined || Date.parse(person.wroteAt) < Date.parse(sentAt) ? sentAt : person.wroteAt,
});

/** The question that a message asks: doing it again asks the same one. */
export const questionIdOf = (messageId: string): string =>
  `w-${createHash('sha256').update(messageId).digest('hex').slice(0, 32)}`;

/** Whether a colleague has the conversation. */
export const isHandedOver = ({ handover }: Person, at: string): boolean =>
  handover !== undefined && (handover.until === undefined || Date.parse(at) < Date.parse(handover.until));

/** The words of a message, whatever its form; harmless, and empty where there are none. */
export const messageText = (content: Content): string => {
  if (content.type === 'text') return cleanText(content.text);
  if (content.type === 'tap') return cleanText(content.title);
  if (content.type === 'media') return cleanText(content.caption ?? '');
  return content.type === 'edit' ? cleanText(content.text ?? '') : '';
};
