import { readdirSync, readFileSync } from 'node:fs';
import { beforeAll, describe, expect, test } from 'vitest';
import { METRICS } from '#shared/contracts/metrics.ts';
import { stand, type Stood } from '#test/support/synthesis.ts';

let stack: Stood;
beforeAll(async () => {
  stack = await stand('prod');
});

/** Every step has this alarm; one page tells of all. */
const pageOf = (alarm: string): string => (alarm.endsWith('Throttles') ? 'Throttles' : alarm);

test('every alarm has a page that says what to do, every page an alarm, and operations knows them all', () => {
  const alarms = stack
    .ofType('AWS::CloudWatch::Alarm')
    .map(({ properties }) => String(properties['AlarmName']).replace('milhena-prod-', ''));
  expect(alarms.length).toBeGreaterThan(30);
  const pages = readdirSync('docs/runbooks').map((file) => file.replace('.md', ''));
  expect([...new Set(alarms.map(pageOf))].sort()).toEqual(pages.sort());
  const operations = readFileSync('docs/operations.md', 'utf8');
  for (const page of pages) {
    expect(operations).toContain(`(runbooks/${page}.md)`);
    const text = readFileSync(`docs/runbooks/${page}.md`, 'utf8');
    expect(text).toMatch(new RegExp(`^# ${page}\n\n\\*\\*What people notice\\.\\*\\* .+\n\n1\\. `));
  }
});

interface Shown {
  name: string;
  dimensions: string[];
}

/** What an alarm looks at of the namespace of our own. */
const alarmed = (): Shown[] =>
  stack.ofType('AWS::CloudWatch::Alarm').flatMap(({ properties }) => {
    const parts = [properties, ...(properties['Metrics'] ?? []).map((one: Part) => one.MetricStat?.Metric)];
    return parts
      .filter((part) => part?.['Namespace'] === 'Milhena/prod')
      .map((part) => ({
        name: part['MetricName'],
        dimensions: (part['Dimensions'] ?? []).map(({ Name }: { Name: string }) => Name),
      }));
  });

interface Part {
  MetricStat?: { Metric: Record<string, unknown> };
}

const SEARCHED = /SEARCH\('\{Milhena\/prod,([\w,]+)\} MetricName="(\w+)"/g;

/** What the dashboards look at: single figures, and searches for all values of a dimension. */
const drawn = (): Shown[] =>
  stack.ofType('AWS::CloudWatch::Dashboard').flatMap(({ properties }) => {
    const body = String(properties['DashboardBody']);
    const searched = [...body.replaceAll('\\"', '"').matchAll(SEARCHED)].map(
      ([, dimensions = '', name = '']) => ({
        name,
        dimensions: dimensions.split(','),
      }),
    );
    const widgets: { properties: { metrics?: unknown[][] } }[] = JSON.parse(body).widgets;
    const single = widgets
      .flatMap((widget) => widget.properties.metrics ?? [])
      .filter(([namespace]) => namespace === 'Milhena/prod')
      .map(([, name, ...rest]) => ({
        name: String(name),
        dimensions: rest.filter((part, at) => typeof part === 'string' && at % 2 === 0).map(String),
      }));
    return [...searched, ...single];
  });

describe('what is looked at is what functions count', () => {
  const known = ({ name, dimensions }: Shown): boolean => {
    const sets = Object.entries(METRICS).find(([metric]) => metric === name)?.[1].by ?? [];
    return sets.some((set) => [...set].sort().join() === dimensions.toSorted().join());
  };

  test('in alarms', () => {
    expect(alarmed().length).toBeGreaterThanOrEqual(8);
    expect(alarmed().filter((one) => !known(one))).toEqual([]);
  });

  test('on dashboards, where every figure is shown', () => {
    expect(drawn().filter((one) => !known(one))).toEqual([]);
    const shown = new Set(drawn().map(({ name }) => name));
    expect(Object.keys(METRICS).filter((name) => !shown.has(name))).toEqual([]);
  });

  test('on five pages', () => {
    const names = stack
      .ofType('AWS::CloudWatch::Dashboard')
      .map(({ properties }) => properties['DashboardName']);
    const pages = ['', '-functions', '-pipeline', '-cost', '-quality'];
    expect(new Set(names)).toEqual(new Set(pages.map((page) => `milhena-prod${page}`)));
  });
});
