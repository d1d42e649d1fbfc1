import { StoreUnavailable } from '../contracts/faults.ts';
import { once } from '../once.ts';
import type { Notice, Notifier } from '../ports.ts';

const PATIENCE_MS = 3000;

export interface Topic {
  arn: string;
  /** The notice for people to read. */
  words: (notice: Notice) => { subject: string; text: string };
}

/** Tells whoever listens to a topic, by mail for example. */
export const snsNotifier = ({ arn, words }: Topic): Notifier => {
  const client = once(async () => {
    const sdk = await import('@aws-sdk/client-sns');
    return { sdk, sns: new sdk.SNSClient({ maxAttempts: 2 }) };
  });
  return {
    tell: async (notice) => {
      const { subject, text } = words(notice);
      try {
        const { sdk, sns } = await client();
        const command = new sdk.PublishCommand({ TopicArn: arn, Subject: subject, Message: text });
        await sns.send(command, { abortSignal: AbortSignal.timeout(PATIENCE_MS) });
      } catch (error) {
        throw new StoreUnavailable(error instanceof Error ? error.name : 'unknown');
      }
    },
  };
};
