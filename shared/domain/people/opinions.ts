import type { Reader } from '#shared/contracts/documents.ts';
import type { Feedback } from '#shared/contracts/person.ts';
import type { FeedbackStore, SessionStore } from '#shared/ports.ts';

export interface OpinionPorts {
  feedback: FeedbackStore;
  sessions: SessionStore;
}

type Given = Pick<Feedback, 'questionId' | 'up' | 'at' | 'flaw' | 'correction'>;

const MOST_CHARACTERS = 1000;

/**
 * Keeps what somebody thought of an answer, one opinion for each answer: the latest; what was said to be wrong
 * stays with a thumbs down. The question is found in the session, if it is still there. @throws StoreUnavailable
 */
export const opinions = ({ feedback, sessions }: OpinionPorts) => {
  const questionOf = async (reader: Reader, sessionId: string | undefined, questionId: string) => {
    if (sessionId === undefined) return undefined;
    const { session } = await sessions.read(reader, sessionId);
    return session?.turns.find((turn) => turn.questionId === questionId)?.question;
  };

  return async (reader: Reader, sessionId: string | undefined, given: Given): Promise<Feedback> => {
    const { userId: personId } = reader;
    const before = (await feedback.list(personId)).find(({ questionId }) => questionId === given.questionId);
    const question = before?.question ?? (await questionOf(reader, sessionId, given.questionId));
    const { flaw, correction } = given.up ? {} : { ...before, ...given };
    const opinion: Feedback = {
      version: 1,
      personId,
      questionId: given.questionId,
      at: given.at,
      up: given.up,
      ...(question !== undefined && { question: question.slice(0, MOST_CHARACTERS) }),
      ...(flaw !== undefined && { flaw }),
      ...(correction !== undefined && { correction }),
    };
    await feedback.write(opinion);
    return opinion;
  };
};
