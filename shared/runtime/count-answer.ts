import type { Answer } from '../contracts/answer.ts';
import { count } from './log.ts';

/** What an answer was like, whoever asked: never what it says. */
export interface Given {
  answer: Pick<Answer, 'kind' | 'category' | 'language' | 'reason' | 'degraded'>;
  durationMs: number;
  session?: { messages: number; minutes: number } | undefined;
}

/** Counts one answer at the door it leaves by. */
export const countAnswer = (channel: 'http' | 'whatsapp', { answer, durationMs, session }: Given): void => {
  const { kind, category, language, reason, degraded } = answer;
  count('answerTime', { channel }, durationMs);
  count('answers', { kind, category, language });
  if (kind === 'refuse') count('refusals', { reason: reason ?? 'none' });
  for (const code of degraded) count('degraded', { code });
  if (session === undefined) return;
  count('sessionMessages', { channel }, session.messages);
  count('sessionMinutes', { channel }, session.minutes);
};

/** The line did not answer, and somebody was told so. */
export const countUnanswered = (): void => count('degraded', { code: 'line' });
