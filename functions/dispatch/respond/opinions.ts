import type { Feedback, Person } from '#shared/contracts/person.ts';
import type { FeedbackStore, SessionStore } from '#shared/ports.ts';

export interface OpinionPorts {
  feedback: FeedbackStore;
  sessions: SessionStore;
  tenantId: string;
}

type Given = Pick<Feedback, 'questionId' | 'up' | 'at' | 'flaw' | 'correction'>;

/**
 * Keeps what a person thought of an answer, one opinion for each answer: the latest; what was said to be wrong
 * stays with a thumbs down. @throws StoreUnavailable
 */
export const opinions = ({ feedback, sessions, tenantId }: OpinionPorts) => {
  const questionOf = async ({ personId: userId, sessionId }: Person, questionId: string) => {
    if (sessionId === undefined) return undefined;
    const { session } = await sessions.read({ tenantId, userId }, sessionId);
    return session?.turns.find((turn) => turn.questionId === questionId)?.question;
  };

  return async (person: Person, given: Given): Promise<void> => {
    const { personId } = person;
    const before = (await feedback.list(personId)).find(({ questionId }) => questionId === given.questionId);
    const question = before?.question ?? (await questionOf(person, given.questionId));
    const { flaw, correction } = given.up ? {} : { ...before, ...given };
    await feedback.write({
      version: 1,
      personId,
      questionId: given.questionId,
      at: given.at,
      up: given.up,
      ...(question !== undefined && { question: question.slice(0, 1000) }),
      ...(flaw !== undefined && { flaw }),
      ...(correction !== undefined && { correction }),
    });
  };
};
