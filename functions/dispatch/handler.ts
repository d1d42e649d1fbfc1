import { Incoming } from '#shared/contracts/incoming.ts';
import { batch } from '#shared/runtime/batch.ts';
import { readConfig } from '#shared/runtime/config.ts';
import { DispatchConfig } from './config.ts';

const config = readConfig(DispatchConfig);

export const handler = batch('dispatch', Incoming, async () => {
  const { laneOf } = await import('./lane.ts');
  return laneOf(config);
});
