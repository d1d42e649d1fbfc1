import { readConfig } from '#shared/runtime/config.ts';
import { rawHttp } from '#shared/runtime/raw-http.ts';
import { WebhookConfig } from './config.ts';

const config = readConfig(WebhookConfig);

export const handler = rawHttp('webhook', async () => {
  const { webhook } = await import('./webhook.ts');
  return webhook(config);
});
