import type { Access } from '#shared/contracts/access.ts';
import type { Question, Reader } from '#shared/contracts/documents.ts';
import type { AccessStore, ContextStore, SessionStore } from '#shared/ports.ts';
import { fingerprintOf } from '../access.ts';
import { preferencesOf } from './preferences.ts';
import type { Said } from './session.ts';
import { type KeeperPorts, type Opened, sessionKeeper } from './session-keeper.ts';
import type { SessionRules } from './session-rules.ts';

/** Who asks without a name. Their sessions are found by whoever has the id; nothing else is kept of them. */
export const ANONYMOUS = 'anonymous';

/** Told of what could not be read or written; of an error only what may stand in a log. */
export type Complain = (
  what: string,
  fields: { questionId: string; items?: number },
  error?: unknown,
) => void;

export interface ConversationPorts extends Pick<KeeperPorts, 'newId' | 'pause'> {
  sessions: SessionStore;
  context: ContextStore;
  access: AccessStore;
  /** What may be seen by who is on no list. */
  unlisted: 'everything' | 'nothing';
  rules: SessionRules;
  complain: Complain;
}

/** What was said before a question and is known of its asker, and where the answer is kept. */
export interface Conversing {
  sessionId: string;
  known: Pick<Question, 'access' | 'conversation' | 'preferences'>;
  /** Questions of the session with this one, and how long ago it began; missing where it could not be read. */
  session: { messages: number; minutes: number } | undefined;
  /** What could not be read. */
  degraded: string[];
  /** Never throws; names what could not be written. */
  keep: (said: Omit<Said, 'access'>) => Promise<string[]>;
}

/** A question is answered with or without its session: what is away is told and named, never thrown. */
export const conversations = (ports: ConversationPorts) => {
  const { sessions, context, access: lists, unlisted, complain } = ports;
  const keeper = sessionKeeper({ ...ports, store: sessions });

  return async (
    reader: Reader,
    { questionId, given, at }: { questionId: string; given: string | undefined; at: string },
  ): Promise<Conversing> => {
    const [access, opened, preferences] = await Promise.all([
      orAway('access', questionId, () => accessOf(reader)),
      orAway('sessions', questionId, () => keeper.open(reader, given, at)),
      orAway('context', questionId, () => preferencesFor(reader)),
    ]);
    if (opened?.damaged === true) complain('session damaged', { questionId });
    if (preferences !== undefined && preferences.damaged > 0)
      complain('context damaged', { questionId, items: preferences.damaged });
    const may = access ?? { kind: 'unknown' };
    const fingerprint = fingerprintOf(may);
    const memory = opened?.session.memory;
    // What was said while other things could be seen is not gone on with: it may hold names of what no longer can.
    const conversation = (memory?.access ?? 'all') === fingerprint ? memory?.conversation : undefined;
    const wishes = preferences?.wishes;
    return {
      sessionId: opened?.session.sessionId ?? given ?? ports.newId(),
      known: { access: may, ...(conversation && { conversation }), ...(wishes && { preferences: wishes }) },
      session: opened && ageOf(opened, at),
      degraded: [...(opened ? [] : ['sessions']), ...(preferences ? [] : ['context'])],
      // Where reading failed a moment ago, writing would only make the asker wait once more.
      keep: async (said) => (opened ? keep(reader, opened, { ...said, access: fingerprint }) : []),
    };
  };

  async function keep(reader: Reader, opened: Opened, said: Said): Promise<string[]> {
    const { questionId } = said.exchange;
    const outcome = await orAway('sessions', questionId, () => keeper.keep(reader, opened, said));
    if (outcome === 'gone' || outcome === 'busy') complain(`session ${outcome}`, { questionId });
    return outcome === undefined || outcome === 'busy' ? ['sessions'] : [];
  }

  async function accessOf(reader: Reader): Promise<Access> {
    const allow = reader.userId === ANONYMOUS ? undefined : await lists.read(reader);
    if (allow !== undefined) return { kind: 'listed', allow };
    return unlisted === 'everything' ? { kind: 'all' } : { kind: 'listed', allow: {} };
  }

  async function preferencesFor(reader: Reader) {
    if (reader.userId === ANONYMOUS) return { wishes: undefined, damaged: 0 };
    const { entries, damaged } = await context.list(reader);
    return { wishes: preferencesOf(entries), damaged };
  }

  async function orAway<Value>(
    store: 'sessions' | 'context' | 'access',
    questionId: string,
    work: () => Promise<Value>,
  ): Promise<Value | undefined> {
    try {
      return await work();
    } catch (error) {
      complain(`${store} away`, { questionId }, error);
      return undefined;
    }
  }
};

const ageOf = ({ session }: Opened, at: string): Conversing['session'] => ({
  messages: session.statistics.messages + 1,
  minutes: Math.max(0, Math.round((Date.parse(at) - Date.parse(session.startedAt)) / 60_000)),
});
