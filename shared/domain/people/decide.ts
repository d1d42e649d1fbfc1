import type { Content, IncomingMessage } from '#shared/contracts/incoming.ts';
import type { Person } from '#shared/contracts/person.ts';
import type { Action } from '#shared/contracts/reply.ts';
import { cleanText, MOST_CHARACTERS } from '../language/clean-text.ts';
import type { Manners, Unread } from './manners.ts';
import { offered } from './offers.ts';
import { nextOpening, type Opening, type OpeningRules } from './opening.ts';
import { paced } from './pace.ts';
import { isHandedOver, messageText } from './person.ts';
import { isWord, type Words } from './words.ts';

export interface PeopleRules extends OpeningRules {
  /** Whether everyone may ask, or who was let in. */
  admission: 'listed' | 'everyone';
  /** Older messages are not answered. */
  lateAfterMs: number;
  /** Messages of one person that are answered in a minute. */
  perMinute: number;
}

type Flaw = Extract<Action, { do: 'flaw' }>['flaw'];

/** A sentence before the answer to words that came in another form. */
export type Note = 'captionOnly' | 'expiredAsked';

/** What is done for a message; `why` there is no reply. */
export type Decision =
  | { do: 'nothing'; why: 'stopped' | 'too_fast' | 'late' | 'handed_over' | 'group' | 'no_reply_needed' }
  | { do: 'ask'; text: string; note?: Note }
  | { do: 'decline'; what: Unread }
  | {
      do: 'say';
      what:
        | 'help'
        | 'stopped'
        | 'started'
        | 'waiting'
        | 'refused'
        | 'granted'
        | 'welcomeBack'
        | 'late'
        | 'busy'
        | 'slow'
        | 'expired';
    }
  | { do: 'quiet'; when: Opening }
  | { do: 'invite' }
  | { do: 'request' }
  | { do: 'hand_over'; words: string }
  | { do: 'react'; to: string; up: boolean }
  | { do: 'thumb'; questionId: string; up: boolean }
  | { do: 'flaw'; questionId: string; flaw: Flaw }
  | { do: 'correct'; questionId: string; text: string };

/** What is decided on: the words of all languages are understood. */
export interface Known {
  rules: PeopleRules;
  words: Words;
  manners: readonly Manners[];
}

const CORRECTION_MS = 10 * 60_000;
const BURST_MS = 60 * 60_000;

/** What to do with a message, and the person as they stand afterwards, but for what the doing changes. */
export const decide = (
  person: Person,
  message: IncomingMessage,
  at: string,
  known: Known,
): { person: Person; decision: Decision } => {
  const nothing = (why: Extract<Decision, { do: 'nothing' }>['why']) => ({
    person,
    decision: { do: 'nothing', why } as const,
  });
  const { rules, words } = known;
  const { content } = message;
  const text = messageText(content);
  const tapped = content.type === 'tap' ? offered(person, content.id, at) : undefined;
  if (content.type === 'revoke') return nothing('no_reply_needed');
  if (content.type === 'reaction') return { person, decision: reaction(person, content, rules) };
  if (message.groupId !== undefined && (content.type !== 'text' || !mayAsk(person, rules)))
    return nothing('group');
  if (tapped === undefined && isWord(text, 'stop', words))
    return person.stoppedAt === undefined
      ? { person: { ...person, stoppedAt: at }, decision: { do: 'say', what: 'stopped' } }
      : nothing('stopped');
  if (person.stoppedAt !== undefined) {
    if (tapped?.do !== 'start' && !isWord(text, 'start', words)) return nothing('stopped');
    const { stoppedAt: _, ...back } = person;
    return { person: back, decision: mayAsk(back, rules) ? { do: 'say', what: 'started' } : admission(back) };
  }
  const { pace, verdict } = paced(person.pace, message.sentAt, rules.perMinute);
  const moved = { ...person, pace };
  if (verdict === 'drop') return nothing('too_fast');
  if (verdict === 'tell') return { person: moved, decision: { do: 'say', what: 'slow' } };
  if (Date.parse(at) - Date.parse(message.sentAt) > rules.lateAfterMs) return late(moved, at);
  if (!mayAsk(person, rules)) return { person: moved, decision: admission(moved, tapped) };
  if (isHandedOver(person, at)) return whileHandedOver(moved, { text, at, known });
  const { handover: _, flawed, ...free } = moved;
  const correcting = flawed !== undefined && Date.parse(at) - Date.parse(flawed.at) <= CORRECTION_MS;
  if (content.type === 'text' && correcting && !isWord(text, 'help', words) && fits(text))
    return { person: free, decision: { do: 'correct', questionId: flawed.questionId, text } };
  return { person: free, decision: plainly(free, { message, text, tapped, known }) };
};

const fits = (text: string): boolean => text !== '' && Array.from(text).length <= MOST_CHARACTERS;

export const mayAsk = ({ admission: standing }: Person, rules: Pick<PeopleRules, 'admission'>): boolean =>
  standing === 'granted' || (rules.admission === 'everyone' && standing !== 'refused');

const admission = ({ admission: standing }: Person, tapped?: Action): Decision => {
  if (standing === 'refused') return { do: 'say', what: 'refused' };
  if (standing === 'asked') return { do: 'say', what: 'waiting' };
  return tapped?.do === 'access' ? { do: 'request' } : { do: 'invite' };
};

const THUMBS: Record<string, boolean> = { '👍': true, '👎': false };
const TONES = /[\u{1f3fb}-\u{1f3ff}]|\ufe0f/gu;

const reaction = (
  person: Person,
  { to, emoji = '' }: Extract<Content, { type: 'reaction' }>,
  rules: PeopleRules,
): Decision => {
  const up = THUMBS[emoji.replace(TONES, '')];
  return up === undefined || !mayAsk(person, rules)
    ? { do: 'nothing', why: 'no_reply_needed' }
    : { do: 'react', to, up };
};

/** One word of apology for all that comes late together. */
const late = (person: Person, at: string): { person: Person; decision: Decision } => {
  const { apologisedAt } = person;
  if (apologisedAt !== undefined && Date.parse(at) - Date.parse(apologisedAt) < BURST_MS)
    return { person, decision: { do: 'nothing', why: 'late' } };
  return { person: { ...person, apologisedAt: at }, decision: { do: 'say', what: 'late' } };
};

/** A colleague has the conversation: we say nothing, but once when one will answer. */
const whileHandedOver = (
  person: Person,
  { text, at, known: { rules, words } }: { text: string; at: string; known: Known },
): { person: Person; decision: Decision } => {
  const { handover, ...free } = person;
  if (handover === undefined || isWord(text, 'back', words))
    return { person: free, decision: { do: 'say', what: 'welcomeBack' } };
  const when = nextOpening(at, rules);
  if (when === undefined || handover.told === true)
    return { person, decision: { do: 'nothing', why: 'handed_over' } };
  return { person: { ...person, handover: { ...handover, told: true } }, decision: { do: 'quiet', when } };
};

interface Plainly {
  message: IncomingMessage;
  text: string;
  tapped: Action | undefined;
  known: Known;
}

const plainly = (person: Person, { message, text, tapped, known }: Plainly): Decision => {
  const { content } = message;
  if (tapped !== undefined) return tap(tapped, text);
  if (content.type === 'tap') return unknownTap(text, known);
  if (content.type === 'reaction' || content.type === 'revoke')
    return { do: 'nothing', why: 'no_reply_needed' };
  if (content.type === 'edit' && (content.original !== person.latest?.origin || text === ''))
    return { do: 'nothing', why: 'no_reply_needed' };
  if (content.type === 'media')
    return fits(text) ? { do: 'ask', text, note: 'captionOnly' } : { do: 'decline', what: content.media };
  if (content.type !== 'text' && content.type !== 'edit')
    return { do: 'decline', what: content.type === 'unsupported' ? 'unsupported' : content.type };
  if (isWord(text, 'person', known.words)) return { do: 'hand_over', words: text };
  // What nobody can see may still be a "?", which asks for help.
  if (isWord(text, 'help', known.words) || isWord(text, 'start', known.words))
    return { do: 'say', what: 'help' };
  if (text === '') return { do: 'decline', what: 'unsupported' };
  return fits(text) ? { do: 'ask', text } : { do: 'decline', what: 'long' };
};

const tap = (action: Action, title: string): Decision => {
  switch (action.do) {
    case 'say':
      return { do: 'ask', text: cleanText(action.text) };
    case 'thumb':
      return { do: 'thumb', questionId: action.questionId, up: action.up };
    case 'flaw':
      return { do: 'flaw', questionId: action.questionId, flaw: action.flaw };
    case 'person':
      return { do: 'hand_over', words: title };
    case 'access':
      return { do: 'say', what: 'granted' };
    case 'start':
      return { do: 'say', what: 'help' };
  }
};

/** Of a button that we do not know its words are as good as written ones, unless they were only ours to read. */
const unknownTap = (title: string, { manners }: Known): Decision => {
  const ours = manners.flatMap(({ labels, flaws }) => [
    ...Object.values(labels),
    ...Object.values(flaws).map(({ label }) => label),
  ]);
  if (manners.some(({ labels }) => labels.person === title)) return { do: 'hand_over', words: title };
  const isCut = title.endsWith('…');
  return fits(title) && !isCut && !ours.includes(title)
    ? { do: 'ask', text: title, note: 'expiredAsked' }
    : { do: 'say', what: 'expired' };
};
