import type { IncomingMessage } from '#shared/contracts/incoming.ts';
import { StoreUnavailable } from '#shared/contracts/faults.ts';
import type { Person } from '#shared/contracts/person.ts';
import type { Reply } from '#shared/contracts/reply.ts';
import { decide, type Decision } from '#shared/domain/people/decide.ts';
import { offering, untappable } from '#shared/domain/people/offers.ts';
import { newPerson, seenAs } from '#shared/domain/people/person.ts';
import { after, introduced } from '#shared/domain/people/voice.ts';
import { once } from '#shared/once.ts';
import type { Respond } from '#shared/ports.ts';
import { log } from '#shared/runtime/log.ts';
import { type Done, doing, type DoingPorts } from './doing.ts';
import { voicesOf } from './voices.ts';

export interface RespondPorts extends DoingPorts {
  newId: () => string;
}

const MOST_ATTEMPTS = 5;
const UNHEARD = new Set<string>(['too_fast', 'stopped']);

/**
 * Replies to one message. Done again it says the same: what was said to a person's latest message is kept with
 * them. Whoever changed the person meanwhile is listened to: then it is decided anew, but nothing asked twice.
 * `crowded`: the line is not asked, and that is what is said; all else is done as always.
 * @throws StoreUnavailable
 */
export const responding = (ports: RespondPorts, { crowded = false } = {}): Respond => {
  const { people, catalog, now, newId, rules } = ports;
  const voices = once(() => voicesOf(catalog));

  /** The person, known from now on. */
  const known = async ({ sender }: IncomingMessage) => {
    const found = await people.find(sender);
    if (found !== undefined) return found;
    await people.write(newPerson(newId(), sender), undefined);
    return people.find(sender);
  };

  return async (message, working = () => undefined) => {
    const spoken = await voices();
    const act = doing(ports, spoken);
    for (let attempt = 1; attempt <= MOST_ATTEMPTS; attempt += 1) {
      const found = await known(message);
      if (found === undefined) continue;
      const { latest } = found.person;
      if (latest?.messageId === message.messageId) return { person: found.person, reply: latest.reply };
      const at = now().toISOString();
      const decided = decide(seenAs(found.person, message), message, at, {
        rules,
        words: spoken.words,
        manners: spoken.all,
      });
      const isTooMuch = crowded && decided.decision.do === 'ask';
      const decision: Decision = isTooMuch ? { do: 'say', what: 'busy' } : decided.decision;
      if (decision.do === 'nothing') log.info('no reply', { why: decision.why });
      // Who floods us, or wants nothing of us, costs no write.
      if (decision.do === 'nothing' && UNHEARD.has(decision.why))
        return { person: found.person, reply: undefined };
      const done = await act({
        person: decided.person,
        decision,
        before: found.person,
        message,
        at,
        working,
      });
      const next = finished(found.person, done, { message, decision, at });
      if (isSame(next.person, found.person) || (await people.write(next.person, found.revision))) return next;
    }
    throw new StoreUnavailable('busy');
  };

  /** The person and the reply as they are kept: introduced where it is the first, and with what can be tapped. */
  function finished(
    before: Person,
    { person, parts, voice, introduces = true }: Done,
    { message, decision, at }: { message: IncomingMessage; decision: Decision; at: string },
  ): { person: Person; reply: Reply | undefined } {
    const { messageId, content, groupId } = message;
    // What needs no reply may come again without harm, and must not hide the question before it.
    if (decision.do === 'nothing' || decision.do === 'react') return { person, reply: undefined };
    const origin = content.type === 'edit' ? content.original : messageId;
    const isFirst = introduces && before.greetedAt === undefined && groupId === undefined;
    const { news, unheard: _, ...heard } = person;
    const told = news !== undefined && decision.do === 'ask' ? after(voice.manners.news[news], parts) : parts;
    const said: Reply = {
      language: voice.manners.language,
      ...(quotes(message, at) && { quote: messageId }),
      parts: isFirst ? introduced(told, voice.manners, voice.canDo) : told,
    };
    const offered =
      groupId === undefined
        ? offering(heard, said, { messageId, at })
        : { person: heard, reply: untappable(said) };
    const { reply } = offered;
    return {
      person: {
        ...offered.person,
        language: voice.manners.language,
        ...(isFirst && { greetedAt: at }),
        latest: { messageId, origin, reply },
      },
      reply,
    };
  }
};

const QUOTED_AFTER_MS = 60_000;

/** Which message is replied to goes without saying, where nobody else writes and the reply is quick. */
const quotes = ({ groupId, content, sentAt }: IncomingMessage, at: string): boolean =>
  groupId !== undefined || content.type === 'edit' || Date.parse(at) - Date.parse(sentAt) > QUOTED_AFTER_MS;

const isSame = (one: Person, other: Person): boolean => JSON.stringify(one) === JSON.stringify(other);
