import { afterAll, beforeAll } from 'vitest';
import { brokenCloud } from '#test/support/broken-cloud.ts';
import { crowd, openBench } from './bench.ts';
import { channelRows } from './channel-rows.ts';
import { databaseRows } from './database-rows.ts';
import { degradedRows } from './degraded-rows.ts';
import { storeRows } from './store-rows.ts';

// FAILURES rows 7 to 12, 18 and 20, against the real processes of one local cloud that has no renderer, and whose
// model provider is never there. docs/failures.md says where the other rows are shown.

const bench = openBench();
beforeAll(async () => {
  bench.cloud = await brokenCloud({
    whatsApp: { people: crowd, parkedSeconds: 3, backlogLimit: 10_000 },
    // Nothing listens there.
    models: { models: [{ name: 'gone', baseUrl: 'http://127.0.0.1:9/v1', key: 'k' }], tone: false },
    handedOn: { CHARTS_DIR: '/nowhere' },
  });
  bench.cloud.whatsApp.setFaults({ pairRate: false });
});
afterAll(async () => {
  await bench.record();
  await bench.cloud.stop();
});

databaseRows(bench);
channelRows(bench);
storeRows(bench);
degradedRows(bench);
