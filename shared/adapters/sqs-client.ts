import { once } from '../once.ts';

/** SQS for what somebody waits for: connections are kept, and patience is short. */
export const sqsClient = once(async () => {
  const sdk = await import('@aws-sdk/client-sqs');
  const agent = { keepAlive: true, maxSockets: 100 };
  const requestHandler = {
    connectionTimeout: 1000,
    requestTimeout: 3000,
    throwOnRequestTimeout: true,
    httpsAgent: agent,
    httpAgent: agent,
  };
  return { sdk, sqs: new sdk.SQSClient({ maxAttempts: 3, requestHandler }) };
});
