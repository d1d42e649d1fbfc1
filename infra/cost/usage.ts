/** What one question uses of what AWS charges for. */
export interface Usage {
  what: string;
  /** At the door. */
  requests: number;
  readUnits: number;
  writeUnits: number;
  flows: number;
  /** Messages sent, removed or put back. Being asked for messages while none is there is not in it. */
  queueCalls: number;
  logBytes: number;
  bytesOut: number;
  functions: Record<string, { calls: number; ms: number }>;
}

export const COUNTED_ON =
  'on 22 November 2026, 20 questions a kind one after the other, local cloud with 20,000 runs of the demo company, AMD EPYC with 2 shared cores that were busy with other things (load 8 to 12), so all times are too high; of the mix 600 questions in a minute and a half, while runs were written';

/** As `npm run bench:usage` prints it; `requests` and `bytesOut` by hand. */
export const USAGES = {
  static: {
    what: 'a question that needs no data',
    requests: 1,
    readUnits: 4,
    writeUnits: 2,
    flows: 1,
    queueCalls: 0,
    logBytes: 2165,
    bytesOut: 1200,
    functions: {
      api: { calls: 1, ms: 18.2 },
      classify: { calls: 1, ms: 3.4 },
      mask: { calls: 1, ms: 0.4 },
    },
  },
  data: {
    what: 'a question about the data',
    requests: 1,
    readUnits: 3,
    writeUnits: 2,
    flows: 1,
    queueCalls: 0,
    logBytes: 4877,
    bytesOut: 3000,
    functions: {
      api: { calls: 1, ms: 70 },
      classify: { calls: 1, ms: 6 },
      mask: { calls: 1, ms: 0.6 },
      query: { calls: 1, ms: 17.5 },
      validate: { calls: 1, ms: 2.2 },
    },
  },
  mix: {
    what: 'a question of a company’s mix, from what is remembered where that may be told',
    requests: 1,
    readUnits: 2.03,
    writeUnits: 2.03,
    flows: 0.48,
    queueCalls: 0,
    logBytes: 3049,
    bytesOut: 2850,
    functions: {
      api: { calls: 1, ms: 35.4 },
      classify: { calls: 0.48, ms: 3.5 },
      mask: { calls: 0.48, ms: 0.7 },
      query: { calls: 0.45, ms: 13.7 },
      validate: { calls: 0.44, ms: 1.6 },
    },
  },
  whatsapp: {
    what: 'a question on WhatsApp, with its receipts',
    requests: 3.1,
    readUnits: 11.25,
    writeUnits: 32.1,
    flows: 1,
    queueCalls: 6.2,
    logBytes: 9425,
    bytesOut: 0,
    functions: {
      classify: { calls: 1.05, ms: 9.3 },
      dispatch: { calls: 3.1, ms: 32.6 },
      mask: { calls: 1, ms: 0.5 },
      query: { calls: 1.05, ms: 11.7 },
      validate: { calls: 1, ms: 1.1 },
      webhook: { calls: 3.1, ms: 24.4 },
    },
  },
} satisfies Record<string, Usage>;

/** What the template of `prod` holds. */
export const STANDING = {
  alarms: 34,
  alarmMetrics: 45,
  dashboards: 5,
  firewallRules: 5,
  secrets: 3,
  keys: 2,
  endpointZones: 2,
  clockMinutes: 5,
};

export const ASSUMED = {
  hours: 730,
  memoryMb: 512,
  /** A whole processor has 1,769 MB. */
  slowdown: 1769 / 512,
  expressMb: 64,
  /** Between the states of a question about the data, start and end among them. */
  transitions: 7,
  proxyVcpus: 2,
  cacheGb: 0.1,
  cacheUnits: 8,
  accessLogBytes: 400,
  traced: 0.05,
  metrics: 100,
  /** Of the heartbeat's and the monitor's functions, one tick. */
  clockMs: 300,
  /** Of query, when its figures are found in the cache. */
  hitMs: 2,
};
