import { AssistantUnavailable, NotYet } from '#shared/contracts/faults.ts';
import type { IncomingMessage } from '#shared/contracts/incoming.ts';
import type { Person } from '#shared/contracts/person.ts';
import type { Part } from '#shared/contracts/reply.ts';
import { type Answered, answering, type AnsweringPorts } from '#shared/domain/conversation/answering.ts';
import type { Decision } from '#shared/domain/people/decide.ts';
import { questionIdOf } from '#shared/domain/people/person.ts';
import { after, ideas } from '#shared/domain/people/voice.ts';
import { answerReply } from '#shared/domain/whatsapp/answer-reply.ts';
import type { Card } from '#shared/domain/whatsapp/cards.ts';
import { countAnswer, countUnanswered } from '#shared/runtime/count-answer.ts';
import type { Now, PeopleStore } from '#shared/ports.ts';
import { count, describeError, log, recovered } from '#shared/runtime/log.ts';
import { cardsWith } from './cards.ts';
import type { Called, Colleagues } from './colleagues.ts';
import { owing, type OwingPorts } from './owing.ts';
import type { Voice, Voices } from './voices.ts';

export interface AskerPorts extends AnsweringPorts, OwingPorts {
  tenantId: string;
  /** Until when a question that is put to the line now is waited for. */
  answerBy: () => string;
  now: Now;
  people: Pick<PeopleStore, 'read' | 'write'>;
}

/** So long a line that breaks off is asked again by way of the queue; then the person is told. */
const PATIENCE_MS = 4000;
const AGAIN_MS = 1000;

export interface Said {
  person: Person;
  parts: Part[];
  voice: Voice;
}

/**
 * Asks the line; where it does not answer for some seconds, that is what is said. A question is asked once, however
 * often it is decided.
 */
export const asker = (ports: AskerPorts, voices: Voices, { call, takeBack }: Colleagues) => {
  const answer = answering(ports);
  const cardsFor = cardsWith(ports);
  const { promise, answered: paid } = owing(ports);
  const asked = new Map<string, Promise<Heard | undefined>>();

  /** Best effort: it is only counted by. */
  const markUnheard = async ({ personId }: Person, messageId: string): Promise<void> => {
    const found = await ports.people.read(personId);
    if (found === undefined || found.person.unheard === messageId) return;
    await ports.people.write({ ...found.person, unheard: messageId }, found.revision);
  };

  return async (
    person: Person,
    message: IncomingMessage,
    { text, note }: Extract<Decision, { do: 'ask' }>,
    at: string,
  ): Promise<Said> => {
    const questionId = questionIdOf(message.messageId);
    const ask = async (): Promise<Heard | undefined> => {
      const reader = { tenantId: ports.tenantId, userId: person.personId };
      const asking = {
        questionId,
        requestId: questionId,
        reader,
        channel: 'whatsapp' as const,
        text,
        given: person.sessionId,
        at,
        answerBy: ports.answerBy(),
      };
      count('asked', { channel: 'whatsapp' });
      let called: Called | undefined;
      let cards: Card[] = [];
      try {
        const answered = await answer(asking, async (masked, askMore) => {
          if (masked.category !== 'HUMAN') {
            cards = await cardsFor(masked, reader, voices.of(masked.language).wording, askMore);
            return masked;
          }
          called = await call(person, { questionId, question: text }, voices.of(masked.language), at);
          return { ...masked, answer: called.text, blocks: [], suggestions: [] };
        });
        countAnswer('whatsapp', answered);
        if (person.unheard === message.messageId && !isAway(answered))
          recovered({ failure: 'line_lost', how: 'asked_again' });
        return { ...answered, called, cards };
      } catch (error) {
        log.error('line away', { questionId, ...describeError(error) });
        const waitedMs = ports.now().getTime() - Date.parse(message.receivedAt);
        // The question was lost on its way, or its answer: the queue has it still.
        if (error instanceof AssistantUnavailable && waitedMs < PATIENCE_MS) {
          await markUnheard(person, message.messageId).catch(() => undefined);
          throw new NotYet('The line is away', AGAIN_MS);
        }
        countUnanswered();
        return undefined;
      }
    };
    const running = asked.get(text) ?? ask();
    asked.set(text, running);
    const answered = await running;
    if (answered === undefined) {
      const voice = voices.of(person.language ?? (await voices.languageOf(text)));
      const { language } = voice.manners;
      const owed = await promise(person, { message, text, language, at });
      return { person: owed?.person ?? person, parts: saying(owed?.said ?? voice.unreachable), voice };
    }
    const voice = voices.of(answered.answer.language);
    const { sessionId, called } = answered;
    const language = answered.answer.language;
    const owed = isAway(answered) ? await promise(person, { message, text, language, at }) : undefined;
    const theirs = owed?.person ?? (isAway(answered) ? person : await paid(person, text));
    const heard = { ...theirs, sessionId, ...(called?.handover && { handover: called.handover }) };
    if (owed !== undefined) return { person: heard, parts: saying(owed.said), voice };
    if (called !== undefined && called.handover === undefined) await takeBack(heard);
    const parts = called ? saying(called.text) : partsOf(answered, person, voice);
    return { person: heard, parts: note === undefined ? parts : after(voice.manners[note], parts), voice };
  };
};

/** The data could not be read, for whoever asks; what only this asker may not see is not owed them. */
const isAway = ({ answer: { reason, degraded } }: Answered): boolean =>
  reason === 'data_unreachable' && !degraded.includes('access');

const saying = (text: string): Part[] => [{ type: 'text', text }];

/** An answer, the pictures of what it ranks, and whether colleagues were called for it. */
interface Heard extends Answered {
  called: Called | undefined;
  cards: Card[];
}

/** Who only says hello at first is told what to ask; the hello comes with who we are. */
const partsOf = (
  { answer, cards }: Heard,
  { greetedAt, offers }: Person,
  { manners, questions }: Voice,
): Part[] =>
  answer.category === 'GREETING' && greetedAt === undefined
    ? [ideas(manners.help, questions, manners)]
    : answerReply(answer, manners, {
        ...pictureOf(answer),
        cards,
        known: offers.flatMap(({ action }) => (action.do === 'say' ? action.text : [])),
      });

/** The first picture of the answer, where it has one. */
const pictureOf = ({ blocks }: Answered['answer']): { chart?: string } => {
  const [chart] = blocks.flatMap((block) => (block.type === 'series' && block.chart ? [block.chart] : []));
  return chart === undefined ? {} : { chart };
};
