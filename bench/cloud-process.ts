import { bootLocalCloud } from '#infra/local/cloud.ts';
import { cpuMicros } from './measure.ts';

// A process of its own, so that the load is made elsewhere and the CPU that is counted is the cloud's.
process.env['TZ'] = 'UTC';
const dataDir = process.argv[2] ?? '';
const runs = Number(process.argv[3]);

const cloud = await bootLocalCloud({
  port: 0,
  dataDir,
  quiet: true,
  timeZone: 'Europe/Rome',
  demo: { runs, days: 120 },
});
process.on('message', (asked) => {
  if (asked === 'cpu') process.send?.({ cpuMicros: cpuMicros() });
  if (asked === 'stop') void cloud.stop().then(() => process.exit(0));
});
process.on('disconnect', () => void cloud.stop().then(() => process.exit(1)));
process.send?.({ url: cloud.url, apiKey: cloud.apiKey, databaseUrl: cloud.databaseUrl });
