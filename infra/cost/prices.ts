/** A list price of AWS in US dollars, and where it was read. */
export interface Price {
  what: string;
  /** Of one unit. */
  usd: number;
  /** How it is quoted. */
  quoted: string;
  /** `memory`: not looked up again. */
  source: string;
}

const M = 1e-6;

/**
 * List prices of us-east-1 without free tiers and discounts, read on 21 November 2026 from pages about AWS, not from
 * AWS's own calculator. European regions are up to a quarter dearer.
 */
export const PRICES = {
  restRequest: {
    what: 'REST API request',
    usd: 3.5 * M,
    quoted: '$3.50 / million',
    source: 'wring.co, apigatewaycost.com',
  },
  httpRequest: {
    what: 'HTTP API request',
    usd: 1 * M,
    quoted: '$1.00 / million',
    source: 'wring.co, apigatewaycost.com',
  },
  firewallRequest: {
    what: 'firewall request',
    usd: 0.6 * M,
    quoted: '$0.60 / million',
    source: 'c3x.dev, awsnegotiations.com',
  },
  firewall: { what: 'firewall', usd: 5, quoted: '$5 / month', source: 'c3x.dev, awsnegotiations.com' },
  firewallRule: {
    what: 'rule of the firewall',
    usd: 1,
    quoted: '$1 / month',
    source: 'c3x.dev, awsnegotiations.com',
  },
  invocation: {
    what: 'Lambda invocation',
    usd: 0.2 * M,
    quoted: '$0.20 / million',
    source: 'cloudchipr.com',
  },
  gbSecond: {
    what: 'Lambda GB-second, arm64',
    usd: 0.0000133334,
    quoted: '$0.0000133334',
    source: 'cloudchipr.com',
  },
  expressRequest: {
    what: 'Express execution',
    usd: 1 * M,
    quoted: '$1.00 / million',
    source: 'AWS Step Functions pricing page',
  },
  expressGbSecond: {
    what: 'Express GB-second',
    usd: 0.06 / 3600,
    quoted: '$0.06 / GB-hour',
    source: 'AWS Step Functions pricing page',
  },
  transition: {
    what: 'Standard state transition',
    usd: 25 * M,
    quoted: '$0.025 / thousand',
    source: 'AWS Step Functions pricing page',
  },
  readUnit: { what: 'DynamoDB read unit', usd: 0.125 * M, quoted: '$0.125 / million', source: 'airbyte.com' },
  writeUnit: {
    what: 'DynamoDB write unit',
    usd: 0.625 * M,
    quoted: '$0.625 / million',
    source: 'airbyte.com',
  },
  queueCall: { what: 'SQS FIFO call', usd: 0.5 * M, quoted: '$0.50 / million', source: 'memory' },
  ecpu: {
    what: 'ElastiCache processing unit',
    usd: 0.0023 * M,
    quoted: '$0.0023 / million',
    source: 'usage.ai',
  },
  cacheGbHour: {
    what: 'ElastiCache (Valkey) GB-hour',
    usd: 0.084,
    quoted: '$0.084, 0.1 GB at least',
    source: 'usage.ai; minimum: AWS ElastiCache pricing page',
  },
  proxyVcpuHour: {
    what: 'RDS Proxy vCPU-hour',
    usd: 0.015,
    quoted: '$0.015, of 2 vCPU at least',
    source: 'memory',
  },
  endpointHour: {
    what: 'interface endpoint hour and zone',
    usd: 0.01,
    quoted: '$0.01',
    source: 'cloudcostkit.com',
  },
  natHour: { what: 'NAT gateway hour', usd: 0.045, quoted: '$0.045', source: 'riseofcloud.com' },
  logGb: { what: 'GB of logs taken in', usd: 0.5, quoted: '$0.50', source: 'factualminds.com' },
  metric: { what: 'custom metric', usd: 0.3, quoted: '$0.30 / month', source: 'signoz.io' },
  alarmMetric: { what: 'metric of an alarm', usd: 0.1, quoted: '$0.10 / month', source: 'memory' },
  dashboard: { what: 'dashboard', usd: 3, quoted: '$3 / month', source: 'factualminds.com' },
  trace: { what: 'trace recorded', usd: 5 * M, quoted: '$5.00 / million', source: 'memory' },
  secret: { what: 'secret', usd: 0.4, quoted: '$0.40 / month', source: 'memory' },
  key: { what: 'key of our own', usd: 1, quoted: '$1 / month', source: 'memory' },
  gbOut: { what: 'GB sent to the internet', usd: 0.09, quoted: '$0.09', source: 'wring.co' },
} as const satisfies Record<string, Price>;

export type PriceName = keyof typeof PRICES;
