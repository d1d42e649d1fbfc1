import type { IncomingMessage } from '#shared/contracts/incoming.ts';
import type { Person } from '#shared/contracts/person.ts';
import type { Exchange } from '#shared/contracts/session.ts';
import { type ConversationPorts, conversations } from '#shared/domain/conversation/conversations.ts';
import { sessionKeeper } from '#shared/domain/conversation/session-keeper.ts';
import { nextOpening, type OpeningRules } from '#shared/domain/people/opening.ts';
import { messageText, questionIdOf } from '#shared/domain/people/person.ts';
import { whenSaid } from '#shared/domain/people/voice.ts';
import type { Notice, Notifier } from '#shared/ports.ts';
import { count, describeError, log } from '#shared/runtime/log.ts';
import type { Voice } from './voices.ts';

export interface ColleaguePorts extends ConversationPorts {
  notifier: Notifier;
  tenantId: string;
  rules: OpeningRules;
}

const MOST_TURNS = 6;

/** Gives the conversation of one message to colleagues and takes it back. */
export const colleagues = (ports: ColleaguePorts) => {
  const { sessions, notifier, tenantId, rules } = ports;
  const converse = conversations(ports);
  const keeper = sessionKeeper({ ...ports, store: sessions });
  let called: Promise<boolean> | undefined;
  const readerOf = ({ personId: userId }: Person) => ({ tenantId, userId });

  /** Somebody was told. */
  const told = async (notice: Notice): Promise<boolean> => {
    try {
      await notifier.tell(notice);
      count('escalations', { what: notice.kind });
      return true;
    } catch (error) {
      log.error('nobody told', { kind: notice.kind, ...describeError(error) });
      return false;
    }
  };

  const about = ({ personId, sender: { name } }: Person, at: string) => ({
    at,
    personId,
    ...(name !== undefined && { name }),
  });

  /** Keeps words that were not for the line in the conversation, and marks it as one for a colleague. */
  const keep = async (
    person: Person,
    { questionId, question }: Asked,
    { text: answer, language, at }: { text: string; language: string; at: string },
  ): Promise<Person> => {
    const opened = await converse(readerOf(person), { questionId, given: person.sessionId, at });
    const exchange: Exchange = {
      questionId,
      at,
      question,
      answer,
      language,
      category: 'HUMAN',
      kind: 'static',
      confidence: 1,
      durationMs: 0,
    };
    await opened.keep({ exchange, topics: [] });
    return { ...person, sessionId: opened.sessionId };
  };

  return {
    /** Tells colleagues, once, and what is said then; without a handover nobody could be told. */
    call: async (person: Person, asked: Asked, { manners }: Voice, at: string): Promise<Called> => {
      called ??= told({ kind: 'handover', ...about(person, at), turns: await turnsWith(person, asked) });
      if (!(await called)) return { text: manners.nobodyTold };
      const when = nextOpening(at, rules);
      const handover = { at, questionId: asked.questionId, ...(when && { told: true }) };
      return { text: when ? whenSaid(manners.handedOverLater, when, manners) : manners.handedOver, handover };
    },
    keep,
    /** What is written meanwhile can be read by who has the conversation. */
    keepForThem: (person: Person, message: IncomingMessage, at: string): Promise<Person> =>
      keep(person, askedIn(message), { text: '', language: person.language ?? '', at }),
    askThemIn: (person: Person, at: string): Promise<boolean> =>
      (called ??= told({ kind: 'access', ...about(person, at), turns: [] })),
    takeBack,
  };

  async function takeBack(person: Person): Promise<void> {
    if (person.sessionId !== undefined) await keeper.handBack(readerOf(person), person.sessionId);
  }

  async function turnsWith(person: Person, { question, questionId }: Asked): Promise<Notice['turns']> {
    const { session } =
      person.sessionId === undefined ? {} : await sessions.read(readerOf(person), person.sessionId);
    const before = (session?.turns ?? []).filter((turn) => turn.questionId !== questionId);
    const turns = before.slice(-MOST_TURNS).map((turn) => ({ question: turn.question, answer: turn.answer }));
    return [...turns, { question, answer: '' }];
  }
};

export type Colleagues = ReturnType<typeof colleagues>;

export interface Called {
  text: string;
  handover?: NonNullable<Person['handover']>;
}

/** Words to be kept, as a question. */
export interface Asked {
  questionId: string;
  question: string;
}

const askedIn = ({ messageId, content }: IncomingMessage): Asked => ({
  questionId: questionIdOf(messageId),
  question: messageText(content) || `(${content.type === 'media' ? content.media : content.type})`,
});
