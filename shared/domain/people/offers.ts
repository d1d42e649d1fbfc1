import { createHash } from 'node:crypto';
import type { Offer, Person } from '#shared/contracts/person.ts';
import type { Action, Option, Part, Reply } from '#shared/contracts/reply.ts';

const MOST = 60;
const KEPT_MS = 30 * 86_400_000;

/** What a tap does; undefined when it was never offered to this person, or long ago. */
export const offered = ({ offers }: Person, id: string, at: string): Action | undefined => {
  const offer = offers.find((one) => one.id === id);
  return offer !== undefined && Date.parse(at) - Date.parse(offer.at) < KEPT_MS ? offer.action : undefined;
};

/**
 * The reply with an id on each thing to tap, and the person who will be known to have got them. The ids can not
 * be guessed by who does not know the person's own id, and are the same when this is done again.
 */
export const offering = (
  person: Person,
  reply: Reply,
  { messageId, at }: { messageId: string; at: string },
): { person: Person; reply: Reply } => {
  const offers: Offer[] = [];
  const marked = (option: Option): Option => {
    const seed = `${person.personId}/${messageId}/${offers.length}`;
    const id = createHash('sha256').update(seed).digest('base64url').slice(0, 18);
    offers.push({ id, at, action: option.action });
    return { ...option, id };
  };
  const parts = reply.parts.map((part) => withOptions(part, marked));
  const before = person.offers.filter(({ id }) => !offers.some((one) => one.id === id));
  return {
    person: { ...person, offers: [...before, ...offers].slice(-MOST) },
    reply: { ...reply, parts },
  };
};

const withOptions = (part: Part, marked: (option: Option) => Option): Part => {
  if (part.type === 'options' || part.type === 'picture')
    return { ...part, options: part.options.map(marked) };
  if (part.type === 'cards')
    return { ...part, cards: part.cards.map((card) => ({ ...card, option: marked(card.option) })) };
  return part;
};

/** The same with nothing to tap, as groups want it: what can be said stands as lines. */
export const untappable = (reply: Reply): Reply => ({
  ...reply,
  parts: reply.parts.map((part): Part => {
    if (part.type === 'options') return { type: 'text', text: withLines(part.text, part.options) };
    if (part.type === 'picture') return { ...part, options: [] };
    if (part.type !== 'cards') return part;
    return { type: 'text', text: [part.text, ...part.cards.map(({ text }) => `- ${text}`)].join('\n') };
  }),
});

const withLines = (text: string, options: readonly Option[]): string => {
  const said = options.filter(({ action }) => action.do === 'say');
  return [text, ...said.map(({ label }, at) => `${at + 1}. ${label}`)].join('\n');
};
