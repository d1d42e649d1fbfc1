import { CHART_KEEP_SECONDS, dynamoCharts } from '#shared/adapters/dynamo-charts.ts';
import { dynamoClaims, dynamoOutbox } from '#shared/adapters/dynamo-messages.ts';
import { dynamoStore } from '#shared/adapters/dynamo-store.ts';
import { graphPlatform } from '#shared/adapters/graph-platform.ts';
import { managedMessagingSecret } from '#shared/adapters/messaging-secret.ts';
import { resvgCharts } from '#shared/adapters/resvg-charts.ts';
import { sqsCrowded, sqsPostpone } from '#shared/adapters/sqs-lane.ts';
import type { Incoming, IncomingMessage } from '#shared/contracts/incoming.ts';
import { causeIn, readReference } from '#shared/domain/delivery/reference.ts';
import { questionIdOf } from '#shared/domain/people/person.ts';
import { withOutside } from '#shared/domain/whatsapp/outside-window.ts';
import type { Respond } from '#shared/ports.ts';
import type { Lane } from '#shared/runtime/batch.ts';
import { count, log, recovered } from '#shared/runtime/log.ts';
import type { DispatchConfig } from './config.ts';
import { dispatchWith } from './dispatch.ts';
import type { Answered } from './ports.ts';
import { conversationWith } from './responding.ts';

/** What waits in the queues, handled with the real neighbours. */
export const laneOf = (config: DispatchConfig): Lane<Incoming> => {
  const tables = dynamoStore({ recovered });
  const messages = { tables, name: config.MESSAGES_TABLE, clock: Date.now };
  const outbox = dynamoOutbox(messages);
  const now = () => new Date();
  const charts = dynamoCharts({ tables, name: config.CHARTS_TABLE, keepSeconds: CHART_KEEP_SECONDS, now });
  const draw = resvgCharts(config.CHARTS_DIR);
  const { respond, busy, heed, optedOut, news } = conversationWith(config, {
    tables,
    charts,
    sent: outbox,
    now,
  });
  const work = dispatchWith({
    claims: dynamoClaims(messages),
    outbox,
    platform: graphPlatform({
      baseUrl: config.WHATSAPP_GRAPH_URL,
      secrets: managedMessagingSecret(config.WHATSAPP_SECRET_ARN),
      recovered,
    }),
    answer: rendered(respond, config.READY_TEMPLATE),
    busy: rendered(busy, config.READY_TEMPLATE),
    news,
    crowded: sqsCrowded(config.NORMAL_QUEUE_URL, config.BACKLOG_LIMIT, now),
    heed,
    optedOut,
    picture: async (id) => {
      const kept = await charts.read(id);
      return kept && draw(kept.chart);
    },
    now,
    chance: Math.random,
    sleep: (ms) => new Promise((resolve) => setTimeout(resolve, ms)),
    every: (ms, again) => {
      const timer = setInterval(again, ms);
      return () => clearInterval(timer);
    },
    count: (what) => {
      count('sends', { outcome: what });
      log.info('send', { what });
    },
    parkedMs: config.PARKED_SECONDS * 1000,
  });
  return { work, about, postpone: sqsPostpone(config.NORMAL_QUEUE_URL) };
};

/** All that concerns one message is found by the id of its question; a receipt finds its own when its row is read. */
const about = (item: Incoming): ReturnType<Lane<Incoming>['about']> => {
  if (item.kind === 'message') return { kind: item.kind, trail: sameFor(questionIdOf(item.messageId)) };
  if (item.kind === 'announcement')
    return { kind: item.kind, trail: sameFor(questionIdOf(item.announcementId)) };
  const sendId = item.kind === 'receipt' ? readReference(item.sendId)?.sendId : undefined;
  return { kind: item.kind, trail: sendId === undefined ? {} : sameFor(questionIdOf(causeIn(sendId))) };
};

const sameFor = (id: string) => ({ requestId: id, questionId: id });

/** In the platform's own words. */
const rendered =
  (respond: Respond, readyTemplate: string) =>
  async (message: IncomingMessage, working?: () => void): Promise<Answered> => {
    const { person, reply } = await respond(message, working);
    const to = person.sender;
    if (reply === undefined) return { to, outgoing: [] };
    const template = { type: 'template' as const, name: readyTemplate, language: reply.language, values: [] };
    return { to, outgoing: withOutside(reply, to, template) };
  };
