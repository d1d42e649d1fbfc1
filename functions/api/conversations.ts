import { scatteredPause } from '#shared/adapters/retries.ts';
import type { Question, Reader } from '#shared/contracts/documents.ts';
import { preferencesOf } from '#shared/domain/conversation/preferences.ts';
import type { Said } from '#shared/domain/conversation/session.ts';
import { type Opened, sessionKeeper } from '#shared/domain/conversation/session-keeper.ts';
import type { SessionRules } from '#shared/domain/conversation/session-rules.ts';
import type { ContextStore, SessionStore } from '#shared/ports.ts';
import { describeError, log } from '#shared/runtime/log.ts';
import { ANONYMOUS } from './person.ts';

export interface ConversationPorts {
  sessions: SessionStore;
  context: ContextStore;
  rules: SessionRules;
}

/** What was said before a question and is known of its asker, and where the answer is kept. */
export interface Conversing {
  sessionId: string;
  known: Pick<Question, 'conversation' | 'preferences'>;
  /** What could not be read. */
  degraded: string[];
  /** Never throws; names what could not be written. */
  keep: (said: Said) => Promise<string[]>;
}

const LONGEST_PAUSE_MS = 15;

export const sessionKeeperOf = ({ sessions: store, rules }: Omit<ConversationPorts, 'context'>) =>
  sessionKeeper({
    store,
    rules,
    newId: () => crypto.randomUUID(),
    pause: scatteredPause(LONGEST_PAUSE_MS),
  });

/** A question is answered with or without its session: what is away is logged and named, never thrown. */
export const conversations = ({ sessions, context, rules }: ConversationPorts) => {
  const keeper = sessionKeeperOf({ sessions, rules });

  return async (
    reader: Reader,
    { questionId, given, at }: { questionId: string; given: string | undefined; at: string },
  ): Promise<Conversing> => {
    const [opened, preferences] = await Promise.all([
      orAway('sessions', questionId, () => keeper.open(reader, given, at)),
      orAway('context', questionId, () => preferencesFor(reader)),
    ]);
    if (opened?.damaged === true) log.error('session damaged', { questionId });
    if (preferences !== undefined && preferences.damaged > 0)
      log.error('context damaged', { questionId, items: preferences.damaged });
    const conversation = opened?.session.memory?.conversation;
    const wishes = preferences?.wishes;
    return {
      sessionId: opened?.session.sessionId ?? given ?? crypto.randomUUID(),
      known: { ...(conversation && { conversation }), ...(wishes && { preferences: wishes }) },
      degraded: [...(opened ? [] : ['sessions']), ...(preferences ? [] : ['context'])],
      // Where reading failed a moment ago, writing would only make the asker wait once more.
      keep: async (said) => (opened ? keep(reader, opened, said) : []),
    };
  };

  async function keep(reader: Reader, opened: Opened, said: Said): Promise<string[]> {
    const { questionId } = said.exchange;
    const outcome = await orAway('sessions', questionId, () => keeper.keep(reader, opened, said));
    if (outcome === 'gone' || outcome === 'busy') log.warn(`session ${outcome}`, { questionId });
    return outcome === undefined || outcome === 'busy' ? ['sessions'] : [];
  }

  async function preferencesFor(reader: Reader) {
    if (reader.userId === ANONYMOUS) return { wishes: undefined, damaged: 0 };
    const { entries, damaged } = await context.list(reader);
    return { wishes: preferencesOf(entries), damaged };
  }
};

const orAway = async <Value>(
  store: 'sessions' | 'context',
  questionId: string,
  work: () => Promise<Value>,
): Promise<Value | undefined> => {
  try {
    return await work();
  } catch (error) {
    log.error(`${store} away`, { questionId, ...describeError(error) });
    return undefined;
  }
};
