import { managedMessagingSecret } from '#shared/adapters/messaging-secret.ts';
import { sqsQueue } from '#shared/adapters/sqs-queue.ts';
import { questionIdOf } from '#shared/domain/people/person.ts';
import { readWebhook } from '#shared/domain/whatsapp/read-webhook.ts';
import { log } from '#shared/runtime/log.ts';
import type { RawReply, RawRequest } from '#shared/runtime/raw-http.ts';
import type { WebhookConfig } from './config.ts';
import { receive } from './receive.ts';

/** A document of the platform holds a handful of messages. */
const MOST_IDS = 50;

/** The webhook with its real neighbours. */
export const webhook = (config: WebhookConfig): ((request: RawRequest) => Promise<RawReply>) => {
  const numberIds = config.WHATSAPP_NUMBER_IDS.split(',');
  return receive({
    secrets: managedMessagingSecret(config.WHATSAPP_SECRET_ARN),
    read: (document, receivedAt) => readWebhook(document, { numberIds, receivedAt }),
    urgent: sqsQueue(config.URGENT_QUEUE_URL),
    normal: sqsQueue(config.NORMAL_QUEUE_URL),
    now: () => new Date(),
    count: (counts, messageIds = []) =>
      log.info('received', { ...counts, requestIds: messageIds.slice(0, MOST_IDS).map(questionIdOf) }),
  });
};
