import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { heeding } from '#functions/dispatch/respond/heed.ts';
import { responding } from '#functions/dispatch/respond/respond.ts';
import { compileCatalog } from '#infra/catalog.ts';
import { catalogFolder } from '#shared/adapters/catalog-files.ts';
import { memoryCharts } from '#shared/adapters/memory-charts.ts';
import { memoryContext } from '#shared/adapters/memory-context.ts';
import { memoryFeedback, memoryPeople } from '#shared/adapters/memory-people.ts';
import { memorySubscriptions } from '#shared/adapters/memory-subscriptions.ts';
import { memorySessions } from '#shared/adapters/memory-sessions.ts';
import type { Masked, Question } from '#shared/contracts/documents.ts';
import { AssistantUnavailable, NotYet, StoreUnavailable } from '#shared/contracts/faults.ts';
import type { Content, IncomingMessage, Sender } from '#shared/contracts/incoming.ts';
import type { Option, Reply } from '#shared/contracts/reply.ts';
import type { FeedbackStore, Notice, PeopleStore, Respond } from '#shared/ports.ts';
import { once } from '#shared/once.ts';
import { answerDocument } from './documents.ts';

/** The default catalog, compiled once for all. */
/** Until when the people of the tests wait. */
export const ANSWER_BY = '2999-01-01T00:00:00.000Z';
export const compiled = once(async () => {
  const folder = await mkdtemp(join(tmpdir(), 'milhena-people-'));
  await compileCatalog(folder);
  return catalogFolder(folder);
});

export const GIULIA: Sender = { phone: '393331112222', scopedId: 'IT.8831204471', name: 'Giulia' };
/** A working morning in Rome. */
export const MORNING = '2026-11-20T09:00:00.000Z';

const categoryOf = (text: string): Masked['category'] => {
  if (/collega|someone/i.test(text)) return 'HUMAN';
  return /^(ciao|hello)/i.test(text) ? 'GREETING' : 'BUSINESS_DATA';
};

const answerTo = ({ questionId, sessionId, text }: Question): Masked => {
  const category = categoryOf(text);
  return answerDocument({
    questionId,
    sessionId,
    language: /\b(how|what|hello|the|someone)\b/i.test(text) ? 'en' : 'it',
    kind: category === 'BUSINESS_DATA' ? 'answer' : 'static',
    category,
    confidence: 0.9,
    answer: `DATO su ${text}`,
    query: { metrics: ['runs'] },
  });
};

interface State {
  at: string;
  lineAway: boolean;
  /** So many of the next questions are lost on their way to the line. */
  lineBreaks: number;
  nobodyThere: boolean;
  /** Happens while the next question is asked. */
  meanwhile?: (() => Promise<void>) | undefined;
  /** The next write fails: nothing was written, or it was and nobody heard of it. */
  crash?: 'before' | 'after' | undefined;
}

export interface ChatSettings {
  admission?: 'listed' | 'everyone';
  perMinute?: number;
}

/** Conversations with the real respond: people, opinions and sessions in memory, a line that always has an answer. */
export const startChat = async ({ admission = 'everyone', perMinute = 20 }: ChatSettings = {}) => {
  const catalog = await compiled();
  const asked: Question[] = [];
  const notices: Notice[] = [];
  const state: State = { at: MORNING, lineAway: false, lineBreaks: 0, nobodyThere: false };
  const now = () => new Date(state.at);
  const crashing = async <Value>(write: () => Promise<Value>): Promise<Value> => {
    const { crash } = state;
    state.crash = undefined;
    if (crash === 'before') throw new StoreUnavailable('before');
    const written = await write();
    if (crash === 'after') throw new StoreUnavailable('after');
    return written;
  };
  const [kept, opinions, sessions] = [memoryPeople(), memoryFeedback(), memorySessions()];
  const people: PeopleStore = {
    ...kept,
    write: (person, revision) => crashing(() => kept.write(person, revision)),
  };
  const feedback: FeedbackStore = { ...opinions, write: (one) => crashing(() => opinions.write(one)) };
  const causes = new Map<string, string>();
  const rules = {
    admission,
    perMinute,
    lateAfterMs: 3 * 3_600_000,
    idleMs: 7 * 3_600_000,
    workStart: '06:00',
    workEnd: '20:00',
    workDays: [1, 2, 3, 4, 5],
    timeZone: 'Europe/Rome',
  };
  const subscriptions = memorySubscriptions();
  const ports = {
    people,
    subscriptions,
    feedback,
    sessions,
    catalog,
    now,
    rules,
    sent: { causeOf: async (id: string) => causes.get(id) },
    notifier: {
      tell: async (notice: Notice) => {
        if (state.nobodyThere) throw new StoreUnavailable('nobody');
        notices.push(notice);
      },
    },
    line: {
      ask: async (question: Question) => {
        if (state.lineBreaks > 0) {
          state.lineBreaks -= 1;
          throw new AssistantUnavailable('lost');
        }
        if (state.lineAway) throw new AssistantUnavailable('away');
        asked.push(question);
        const { meanwhile } = state;
        state.meanwhile = undefined;
        await meanwhile?.();
        return answerTo(question);
      },
    },
    context: memoryContext(now),
    charts: memoryCharts(now, 3600),
    access: { read: () => Promise.resolve(undefined) },
    unlisted: 'everything' as const,
    tenantId: 'acme',
    timeZone: 'Europe/Rome',
    newId: () => crypto.randomUUID(),
    pause: () => Promise.resolve(),
    elapsed: () => performance.now(),
    answerBy: () => ANSWER_BY,
    complain: () => undefined,
  };
  const attempt = responding(ports);
  /** As from a queue: what is to wait comes again after that time. */
  const respond: Respond = async (heard, working) => {
    for (;;)
      try {
        return await attempt(heard, working);
      } catch (error) {
        if (!(error instanceof NotYet)) throw error;
        state.at = new Date(Date.parse(state.at) + error.waitMs).toISOString();
      }
  };
  let count = 0;
  const message = (content: Content, more: Partial<IncomingMessage> = {}): IncomingMessage => {
    count += 1;
    return {
      version: 1,
      kind: 'message',
      numberId: '1055',
      messageId: `wamid.IN${count}`,
      sender: GIULIA,
      sentAt: state.at,
      receivedAt: state.at,
      content,
      ...more,
    };
  };
  const send = async (content: Content, more: Partial<IncomingMessage> = {}): Promise<Reply | undefined> =>
    (await respond(message(content, more))).reply;
  const write = (text: string, more: Partial<IncomingMessage> = {}) => send({ type: 'text', text }, more);
  return {
    state,
    asked,
    notices,
    causes,
    people,
    feedback,
    sessions,
    ports,
    respond,
    message,
    send,
    write,
    heed: heeding({ people, newId: ports.newId, idleMs: rules.idleMs }),
    /** Taps what the reply offers under this label. */
    tap: (reply: Reply | undefined, label: string) => {
      const option = optionsOf(reply).find((one) => one.label === label);
      return send({ type: 'tap', id: option?.id ?? 'nothing', title: label });
    },
    person: async (sender: Sender = GIULIA) => (await people.find(sender))?.person,
  };
};

export const optionsOf = (reply: Reply | undefined): Option[] =>
  (reply?.parts ?? []).flatMap((part) =>
    part.type === 'options' || part.type === 'picture' ? part.options : [],
  );

/** All that is said, as one text. */
export const saidIn = (reply: Reply | undefined): string =>
  (reply?.parts ?? [])
    .map((part) => ('text' in part ? part.text : 'caption' in part ? part.caption : ''))
    .join('\n');
