import { type PriceName, PRICES } from './prices.ts';
import { ASSUMED, STANDING, type Usage } from './usage.ts';

/** One line of a bill: so much of something, at its price. */
export interface Line {
  price: PriceName;
  quantity: number;
  usd: number;
}

const line = (price: PriceName, quantity: number): Line => ({
  price,
  quantity,
  usd: quantity * PRICES[price].usd,
});

export const total = (lines: readonly Line[]): number => lines.reduce((sum, { usd }) => sum + usd, 0);

const THOUSAND = 1000;
const MB_OF_GB = 1024;

/** Milliseconds that Lambda bills for one question: slower than here by what its memory gives of a processor. */
export const billedMs = ({ functions }: Usage): number =>
  Object.values(functions).reduce((sum, { calls, ms }) => sum + calls * ms, 0) * ASSUMED.slowdown;

/** How long the line runs, by the same measure; Express bills whole tenths of a second. */
const expressSeconds = ({ functions, flows }: Usage): number => {
  const ms = Object.entries(functions)
    .filter(([name]) => ['classify', 'query', 'validate', 'mask'].includes(name))
    .reduce((sum, [, { calls, ms: each }]) => sum + calls * each, 0);
  return flows === 0 ? 0 : flows * (Math.ceil(((ms / flows) * ASSUMED.slowdown) / 100) / 10);
};

/** What a thousand questions of a kind cost, beside what stands there anyway. */
export const perThousand = (usage: Usage): Line[] => {
  const { requests, functions, flows, readUnits, writeUnits, queueCalls, logBytes, bytesOut } = usage;
  const calls = Object.values(functions).reduce((sum, one) => sum + one.calls, 0);
  const of = (price: PriceName, quantity: number) => line(price, quantity * THOUSAND);
  return [
    of('restRequest', requests),
    of('firewallRequest', requests),
    of('invocation', calls),
    of('gbSecond', (billedMs(usage) / 1000) * (ASSUMED.memoryMb / MB_OF_GB)),
    of('expressRequest', flows),
    of('expressGbSecond', expressSeconds(usage) * (ASSUMED.expressMb / MB_OF_GB)),
    of('readUnit', readUnits),
    of('writeUnit', writeUnits),
    of('queueCall', queueCalls),
    of('ecpu', (functions['query']?.calls ?? 0) * ASSUMED.cacheUnits),
    of('logGb', (logBytes + requests * ASSUMED.accessLogBytes) / 1e9),
    of('trace', requests * ASSUMED.traced),
    of('gbOut', bytesOut / 1e9),
  ].filter(({ quantity }) => quantity > 0);
};

/** What a month costs before anybody asks anything; the customer's own database is not in it. */
export const perMonth = (): Line[] => {
  const { hours } = ASSUMED;
  const ticks = (hours * 60) / STANDING.clockMinutes;
  return [
    line('proxyVcpuHour', ASSUMED.proxyVcpus * hours),
    line('cacheGbHour', ASSUMED.cacheGb * hours),
    line('endpointHour', STANDING.endpointZones * hours),
    line('firewall', 1),
    line('firewallRule', STANDING.firewallRules),
    line('alarmMetric', STANDING.alarmMetrics),
    line('dashboard', STANDING.dashboards),
    line('metric', ASSUMED.metrics),
    line('secret', STANDING.secrets),
    line('key', STANDING.keys),
    line('expressRequest', ticks),
    line('invocation', 2 * ticks),
    line('gbSecond', 2 * ticks * (ASSUMED.clockMs / 1000) * (ASSUMED.memoryMb / MB_OF_GB)),
  ];
};

export interface Choice {
  what: string;
  /** More or less than the other way. */
  usd: number;
  per: 'thousand questions' | 'month';
  why: string;
}

/** The same question, its figures found in the cache: whoever waits for them waits less. */
const found = (usage: Usage): Usage => {
  const { api, query, ...others } = usage.functions;
  if (!api || !query) return usage;
  const ms = Math.max(ASSUMED.hitMs, api.ms - (query.ms - ASSUMED.hitMs));
  return {
    ...usage,
    functions: { ...others, api: { ...api, ms }, query: { ...query, ms: ASSUMED.hitMs } },
  };
};

/** What each choice costs beside the other way, for questions of one kind. */
export const choices = (usage: Usage): Choice[] => {
  const price = (name: PriceName) => PRICES[name].usd;
  const express = perThousand(usage).filter((one) => one.price.startsWith('express'));
  const { hours } = ASSUMED;
  return [
    {
      what: 'REST API rather than HTTP API',
      usd: THOUSAND * (price('restRequest') - price('httpRequest')),
      per: 'thousand questions',
      why: 'keys, usage plans, the firewall and checked bodies come with it',
    },
    {
      what: 'firewall',
      usd: THOUSAND * price('firewallRequest'),
      per: 'thousand questions',
      why: 'beside its rules; an attack costs this and no function',
    },
    {
      what: 'Express state machine rather than one function that calls the next',
      usd: total(express),
      per: 'thousand questions',
      why: 'steps with permissions of their own, retries, and an execution that can be looked at',
    },
    {
      what: 'Standard instead of Express would be',
      usd: THOUSAND * ASSUMED.transitions * price('transition') - total(express),
      per: 'thousand questions',
      why: 'only what waits for a person is worth it',
    },
    {
      what: 'four functions rather than one',
      usd: THOUSAND * 3 * price('invocation'),
      per: 'thousand questions',
      why: 'no function holds both the data and a model',
    },
    {
      what: 'figures found in the cache rather than read',
      usd: total(perThousand(found(usage))) - total(perThousand(usage)),
      per: 'thousand questions',
      why: 'beside what it spares the database',
    },
    {
      what: 'interface endpoint rather than two NAT gateways',
      usd: hours * (STANDING.endpointZones * price('endpointHour') - 2 * price('natHour')),
      per: 'month',
      why: 'and the functions beside the data have no way out',
    },
    {
      what: 'RDS Proxy',
      usd: ASSUMED.proxyVcpus * hours * price('proxyVcpuHour'),
      per: 'month',
      why: 'few connections to the customer’s database, however many copies run',
    },
    {
      what: 'shared cache',
      usd: ASSUMED.cacheGb * hours * price('cacheGbHour'),
      per: 'month',
      why: 'instances share what they read and what they know of neighbours that fail',
    },
    {
      what: 'metrics of our own',
      usd: ASSUMED.metrics * price('metric'),
      per: 'month',
      why: 'each value of each dimension is one: that is why their values are short closed lists',
    },
    {
      what: 'alarms',
      usd: STANDING.alarmMetrics * price('alarmMetric'),
      per: 'month',
      why: `${STANDING.alarms} alarms that look at ${STANDING.alarmMetrics} metrics`,
    },
  ];
};
