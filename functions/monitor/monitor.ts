import * as z from 'zod/mini';
import { catalogFolder } from '#shared/adapters/catalog-files.ts';
import { dynamoAccess } from '#shared/adapters/dynamo-access.ts';
import { CHART_KEEP_SECONDS, dynamoCharts } from '#shared/adapters/dynamo-charts.ts';
import { dynamoStore } from '#shared/adapters/dynamo-store.ts';
import { dynamoSubscriptions } from '#shared/adapters/dynamo-subscriptions.ts';
import { lineAt, stepFunctionsLine } from '#shared/adapters/sfn-line.ts';
import { sqsQueue } from '#shared/adapters/sqs-queue.ts';
import { agentOf } from '#shared/domain/agents/registry.ts';
import { askingAs } from '#shared/domain/subscriptions/ask-as.ts';
import { SubscriptionWords } from '#shared/domain/subscriptions/words.ts';
import { count, describeError, log, recovered } from '#shared/runtime/log.ts';
import type { MonitorConfig } from './config.ts';
import { type Watched, watching } from './watch.ts';

/** So long new subscriptions are taken up in one tick; the last one has time to end. */
const BUDGET_MS = 20_000;

/** One tick of the clock, with the real neighbours. */
export const monitorWith = async (config: MonitorConfig): Promise<() => Promise<Watched>> => {
  const tables = dynamoStore({ recovered });
  const words = await catalogFolder(config.CATALOG_DIR).read('subscriptions', z.array(SubscriptionWords));
  const { TIME_ZONE: timeZone } = config;
  const [numberId = ''] = config.WHATSAPP_NUMBER_IDS.split(',');
  const watch = watching({
    subscriptions: dynamoSubscriptions(tables, config.SUBSCRIPTIONS_TABLE),
    queue: sqsQueue(config.BATCH_QUEUE_URL),
    ask: askingAs({
      line: lineAt(stepFunctionsLine(config.ANSWER_FLOW_ARN, recovered), config.MILHENA_NOW),
      access: dynamoAccess(tables, config.ACCESS_TABLE),
      unlisted: config.UNLISTED_READERS,
      timeZone,
      newId: () => crypto.randomUUID(),
    }),
    charts: dynamoCharts({
      tables,
      name: config.CHARTS_TABLE,
      keepSeconds: CHART_KEEP_SECONDS,
      now: () => new Date(),
    }),
    words,
    timeZone,
    numberId,
    now: () => new Date(),
    announced: (subscription) => count('news', { agent: agentOf(subscription).name }),
    complain: (subscription, error) =>
      log.error('not looked at', {
        subscriptionId: subscription.subscriptionId,
        agent: agentOf(subscription).name,
        ...describeError(error),
      }),
  });
  return async () => {
    const watched = await watch(new Date(Date.now() + BUDGET_MS));
    log.info('watched', { ...watched });
    return watched;
  };
};
