import type { Masked, Question } from '#shared/contracts/documents.ts';
import type { Exchange } from '#shared/contracts/session.ts';
import type { AssistantLine, ChartStore } from '#shared/ports.ts';
import { keepCharts } from '../charts/keep.ts';
import { type Conversing, type ConversationPorts, conversations } from './conversations.ts';

export interface AnsweringPorts extends ConversationPorts {
  line: AssistantLine;
  charts: ChartStore;
  timeZone: string;
  /** Milliseconds that only ever grow. */
  elapsed: () => number;
}

/** A question as it comes in at a door. */
export interface Asking
  extends Pick<
    Question,
    'questionId' | 'requestId' | 'reader' | 'channel' | 'text' | 'askedLanguage' | 'answerBy'
  > {
  /** The session the asker named. */
  given: string | undefined;
  at: string;
}

/** Asks something by itself, without what was said before. `place` tells questions of one message apart. */
export type AskMore = (text: string, place: number) => Promise<Masked>;

export interface Answered {
  answer: Omit<Masked, 'conversation'>;
  sessionId: string;
  session: Conversing['session'];
  durationMs: number;
}

/**
 * Asks the line with all that is known of the asker, and keeps question and answer in their session, and the
 * pictures of the answer. `amended` may change the answer before it is kept, and ask the same line for the same
 * reader once more; nothing of that is kept here. What could not be read or written stands in `degraded`.
 * @throws AssistantUnavailable, AssistantTimeout
 */
export const answering = ({ line, charts, timeZone, elapsed, ...ports }: AnsweringPorts) => {
  const converse = conversations(ports);
  return async (
    { reader, questionId, given, at, ...asking }: Asking,
    amended: (answer: Masked, askMore: AskMore) => Promise<Masked> = (answer) => Promise.resolve(answer),
  ): Promise<Answered> => {
    const startedAt = elapsed();
    const msSince = () => Math.round((elapsed() - startedAt) * 10) / 10;
    const { sessionId, session, known, degraded, keep } = await converse(reader, { questionId, given, at });
    const question = { version: 1 as const, questionId, sessionId, reader, ...asking, askedAt: at, timeZone };
    const askMore: AskMore = (text, place) =>
      line.ask({ ...question, access: known.access, text, questionId: `${questionId}-${place}` });
    const { conversation, ...masked } = await amended(await line.ask({ ...question, ...known }), askMore);
    const exchange = exchangeOf(asking.text, at, masked, msSince());
    const [unkept, blocks] = await Promise.all([
      keep({ exchange, topics: masked.query?.metrics ?? [], conversation }),
      keepCharts(charts, reader, masked, timeZone).catch((error: unknown) => {
        ports.complain('charts away', { questionId }, error);
        return undefined;
      }),
    ]);
    const lost = blocks === undefined ? ['charts'] : [];
    const answer = {
      ...masked,
      blocks: blocks ?? masked.blocks,
      degraded: [...masked.degraded, ...degraded, ...unkept, ...lost],
    };
    return { answer, sessionId, session, durationMs: msSince() };
  };
};

const exchangeOf = (question: string, at: string, masked: Masked, durationMs: number): Exchange => {
  const { questionId, answer, language, category, kind, confidence } = masked;
  return { questionId, at, question, answer, language, category, kind, confidence, durationMs };
};
