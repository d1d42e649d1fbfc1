import { globSync, readFileSync } from 'node:fs';
import { beforeAll, describe, expect, test } from 'vitest';
import { METRICS } from '#shared/contracts/metrics.ts';
import { RECOVERIES } from '#shared/contracts/recoveries.ts';
import { DatabaseUnavailable } from '#shared/contracts/faults.ts';
import { countAnswer } from '#shared/runtime/count-answer.ts';
import { type CountCall, countCalls } from '#test/support/count-calls.ts';
import { countedBy } from '#test/support/counted.ts';
import { instance } from '#test/support/figures-cache.ts';
import { competing } from '#test/support/models.ts';
import { stand, type Stood } from '#test/support/synthesis.ts';

// An alarm on a figure that nobody writes never rings, and nobody notices. Each one is held against the code.

interface Figure {
  name: string;
  dimensions: Record<string, string>;
}

const SPACE = 'Milhena/prod';
let stack: Stood;
let calls: CountCall[];
let texts: ReadonlySet<string>;
let provoked: Figure[];
beforeAll(async () => {
  stack = await stand('prod');
  ({ calls, texts } = countCalls());
  provoked = await provoke();
});

/** What only shows at run time, by the real code: an answer without its model, figures of before. */
const provoke = async (): Promise<Figure[]> => {
  const away = { kind: 'failed', failure: 'away' } as const;
  const usage = { calls: 1, inputTokens: 0, outputTokens: 0 };
  const rivals = [{ id: 'm', model: { name: 'm', ask: async () => ({ ...away, usage }) } }];
  const spent = { of: 'user-day', calls: 0, end: 'no_model' } as const;
  const request = { instructions: '', text: '', schema: { name: 's', schema: {} } };
  const asker = {
    questionId: 'q',
    sessionId: 's',
    reader: { tenantId: 't', userId: 'u' },
    timeZone: 'Europe/Rome',
  };
  const helps = await Promise.all(
    [competing(rivals), competing(rivals, { budgets: [spent] })].map((ask) =>
      ask({ work: 'reading', request, read: () => undefined }, asker),
    ),
  );
  const answer = { kind: 'answer', category: 'BUSINESS_DATA', language: 'en' } as const;
  const figures = instance();
  await figures.ask();
  figures.state.fails = new DatabaseUnavailable('away');
  figures.pass(3_600_000);
  return countedBy(async () => {
    for (const channel of ['http', 'whatsapp'] as const)
      for (const { help } of helps)
        countAnswer(channel, { answer: { ...answer, degraded: help.degraded ?? [] }, durationMs: 1 });
    await figures.ask();
  });
};

type Written = { MetricName?: string; Namespace?: string; Dimensions?: { Name: string; Value: string }[] };

const alarmed = (): Figure[] =>
  stack
    .ofType('AWS::CloudWatch::Alarm')
    .flatMap(({ properties }): Written[] => [
      properties,
      ...(properties['Metrics'] ?? []).map(
        ({ MetricStat }: { MetricStat?: { Metric: Written } }) => MetricStat?.Metric ?? {},
      ),
    ])
    .filter(({ Namespace }) => Namespace === SPACE)
    .map(({ MetricName: name = '', Dimensions = [] }) => ({
      name,
      dimensions: Object.fromEntries(Dimensions.map(({ Name, Value }) => [Name, Value])),
    }));

const drawn = (): Figure[] =>
  stack
    .ofType('AWS::CloudWatch::Dashboard')
    .flatMap(({ properties }) => JSON.parse(String(properties['DashboardBody'])).widgets)
    .flatMap((widget): unknown[][] => widget.properties.metrics ?? [])
    .filter(([namespace]) => namespace === SPACE)
    .map(([, name, ...rest]) => {
      const pairs = rest.filter((part) => typeof part === 'string');
      const keys = pairs.filter((_, at) => at % 2 === 0);
      return {
        name: String(name),
        dimensions: Object.fromEntries(keys.map((key, at) => [key, pairs[2 * at + 1] ?? ''])),
      };
    });

/** Names under which functions measure their work. */
const works = (): string[] =>
  [...globSync('functions/*/handler.ts'), 'shared/runtime/http.ts'].flatMap((file) =>
    [...readFileSync(file, 'utf8').matchAll(/\b(?:step|batch|rawHttp|measure)\('(\w+)'/g)].map(
      ([, work = '']) => work,
    ),
  );

const holds = ({ name, dimensions }: Figure, wanted: Figure): boolean =>
  name === wanted.name &&
  Object.entries(wanted.dimensions).every(([key, value]) => dimensions[key] === value);

/** Whether some place of the functions writes this: by what is written out there, or as it was seen here. */
const isCounted = (wanted: Figure): boolean => {
  if (wanted.name === 'coldStart') return works().includes(wanted.dimensions['work'] ?? '');
  const isWrittenOut = calls.some(
    ({ metric, dimensions }) =>
      metric === wanted.name &&
      Object.entries(wanted.dimensions).every(([key, value]) => dimensions[key]?.includes(value)),
  );
  return isWrittenOut || provoked.some((one) => holds(one, wanted));
};

describe('every figure that is looked at by its values is written by some function', () => {
  test('in alarms', () => {
    expect(alarmed().length).toBeGreaterThanOrEqual(12);
    expect(alarmed().filter((figure) => !isCounted(figure))).toEqual([]);
  });

  test('on dashboards', () => {
    expect(drawn().length).toBeGreaterThanOrEqual(14);
    expect(drawn().filter((figure) => !isCounted(figure))).toEqual([]);
  });

  test('and what nobody writes would be noticed', () => {
    const nobody: Figure[] = [
      { name: 'budgets', dimensions: { state: 'warn' } },
      { name: 'cacheReads', dimensions: { cache: 'shared', outcome: 'stale' } },
      { name: 'cacheReads', dimensions: { cache: 'figures', outcome: 'gone' } },
      { name: 'degraded', dimensions: { code: 'models' } },
      { name: 'asked', dimensions: { channel: 'mail' } },
      { name: 'coldStart', dimensions: { work: 'answer' } },
      { name: 'refused', dimensions: {} },
    ];
    expect(nobody.filter(isCounted)).toEqual([]);
  });
});

test('every metric is counted somewhere, and with every value that it may have', () => {
  // The end of a piece of work writes these with its own name; recoveries are told as a whole.
  const measured = new Set(['latency', 'errors', 'coldStart', 'recoveries']);
  const counted = new Set(calls.map(({ metric }) => metric));
  expect(Object.keys(METRICS).filter((name) => !measured.has(name) && !counted.has(name))).toEqual([]);
  const closed = Object.entries(METRICS).flatMap(([name, metric]) =>
    'only' in metric && name !== 'recoveries'
      ? metric.only.flatMap((one) => Object.values<readonly string[]>(one).flat())
      : [],
  );
  expect(closed.length).toBeGreaterThan(20);
  expect(closed.filter((value) => !texts.has(value))).toEqual([]);
});

test('every failure that is got over is provoked by a test, in each way', () => {
  const tests = globSync('test/{unit,contract,flow}/**/*.test.ts').map((file) => readFileSync(file, 'utf8'));
  const all = RECOVERIES.flatMap(({ failure, how }) =>
    failure.flatMap((one: string) => how.map((way: string) => `${one} ${way}`)),
  );
  expect(all.length).toBeGreaterThan(20);
  expect(all.filter((pair) => !tests.some((text) => text.includes(pair)))).toEqual([]);
});
