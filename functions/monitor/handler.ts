import * as z from 'zod/mini';
import { readConfig } from '#shared/runtime/config.ts';
import { step } from '#shared/runtime/step.ts';
import { MonitorConfig } from './config.ts';

const config = readConfig(MonitorConfig);

const Tick = z.object({});
const Watched = z.object({
  subscriptions: z.int(),
  announced: z.int(),
  failed: z.int(),
  left: z.int(),
});

export const handler = step('monitor', Tick, Watched, async () => {
  const { monitorWith } = await import('./monitor.ts');
  return monitorWith(config);
});
