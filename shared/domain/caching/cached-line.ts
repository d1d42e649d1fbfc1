import type { Masked, Question } from '#shared/contracts/documents.ts';
import type { AssistantLine, LocalCache } from '#shared/ports.ts';
import { digestOf } from './digest.ts';
import { sharing } from './sharing.ts';

export interface KeptAnswer {
  answer: Masked;
  /** By the clock of `elapsed`. */
  until: number;
}

export interface CachedLinePorts {
  memory: LocalCache<KeptAnswer>;
  /** Milliseconds that only ever grow. */
  elapsed: () => number;
  /** No answer is told again when its figures were read longer ago; 0: none is. */
  freshMs: number;
  tell: (outcome: 'memory' | 'miss') => void;
}

/** Days and hours begin at one of these, in every time zone. */
const QUARTER_MS = 15 * 60_000;

/**
 * Whose question it is, and what: the whole question but for ids, for the person (whose rows are told by `access`) and for the instant,
 * of which only days and hours matter. A field that is added to questions is in the key.
 */
export const answerKey = (question: Question): string => {
  const { questionId: _, requestId: __, sessionId: ___, answerBy: ____, reader, askedAt, ...rest } = question;
  return digestOf([rest, reader.tenantId, Math.floor(Date.parse(askedAt) / QUARTER_MS)]);
};

/** How long ago the oldest of its figures were read, when it was given. */
const ageOf = ({ evidence }: Masked, askedAt: string): number =>
  Math.max(0, ...evidence.map(({ readAt }) => Date.parse(askedAt) - Date.parse(readAt)));

/** What a model said or what was away may be otherwise with the next question. */
const isKeepable = ({ degraded, usage, evidence }: Masked): boolean =>
  degraded.length === 0 &&
  usage.modelCalls === 0 &&
  evidence.every(({ kept }) => kept?.why !== 'unreachable');

/**
 * The same question of people who may see the same is put to the line once: while it is being answered, and for a few seconds after
 * its figures were read. Who has an allow-list is only answered together with others, never from memory: what a
 * list stands for is looked up for every question.
 */
export const cachedLine = (
  line: AssistantLine,
  { memory, elapsed, freshMs, tell }: CachedLinePorts,
): AssistantLine => {
  if (freshMs <= 0) return line;
  const share = sharing<Masked>();

  const asked = async (key: string, question: Question): Promise<Masked> => {
    const startedAt = elapsed();
    const answer = await line.ask(question);
    const until = startedAt + freshMs - ageOf(answer, question.askedAt);
    if (question.access.kind === 'all' && isKeepable(answer) && until > elapsed())
      memory.set(key, { answer, until }, JSON.stringify(answer).length);
    return answer;
  };

  return {
    ask: async (question) => {
      const key = answerKey(question);
      const kept = memory.get(key);
      if (kept && kept.until > elapsed()) {
        tell('memory');
        return toldTo(question, kept.answer);
      }
      let own = false;
      const answer = await share(key, () => {
        own = true;
        return asked(key, question);
      });
      tell(own ? 'miss' : 'memory');
      return own ? answer : toldTo(question, answer);
    },
  };
};

/** The answer to somebody else's question: its figures had been read for them. */
const toldTo = ({ questionId, sessionId, askedAt: at }: Question, answer: Masked): Masked => ({
  ...answer,
  questionId,
  sessionId,
  cached: answer.evidence.length > 0,
  evidence: answer.evidence.map((one) => ({
    ...one,
    kept: { ...(one.kept ?? { why: 'fresh' as const }), at },
  })),
});
