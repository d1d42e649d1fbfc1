import { Temporal } from 'temporal-polyfill';
import { expect, test } from 'vitest';
import { countedIn, QUARTERS_SINCE } from '#shared/domain/compiling/quarters.ts';
import { n8nCatalog } from '#test/support/catalog.ts';

const QUARTER_NS = 15 * 60e9;
const since = Temporal.Instant.from(QUARTERS_SINCE);
const until = Temporal.Instant.from('2045-01-01T00:00:00Z');

/** Offsets of a zone and instants of its changes, from an instant on, that no full quarter of an hour is. */
const odd = (timeZone: string, from: Temporal.Instant): string[] => {
  const found: string[] = [];
  for (
    let at: Temporal.ZonedDateTime | null = from.toZonedDateTimeISO(timeZone);
    at !== null && Temporal.Instant.compare(at.toInstant(), until) < 0;
    at = at.getTimeZoneTransition('next')
  )
    if (at.offsetNanoseconds % QUARTER_NS !== 0 || (at.epochMilliseconds * 1e6) % QUARTER_NS !== 0)
      found.push(at.toString());
  return found;
};

test('every time zone changes at full quarters of an hour, by full quarters, since some instant', () => {
  const zones = Intl.supportedValuesOf('timeZone');
  expect(zones.length).toBeGreaterThan(400);
  expect(zones.flatMap((zone) => odd(zone, since))).toEqual([]);
  // Before it some did not: the test sees them.
  expect(odd('Antarctica/Casey', since.subtract({ hours: 24 * 365 }))).toHaveLength(1);
});

test('counts of rows and what is made of them is told from counts of parts; nothing else is', () => {
  const told = n8nCatalog.metrics
    .filter(({ dataset }) => dataset === 'runs')
    .map(({ name, expression }) => ({
      name,
      counts: countedIn(expression)?.counts.length ?? 0,
    }));
  expect(Object.fromEntries(told.map(({ name, counts }) => [name, counts]))).toMatchObject({
    runs: 1,
    failures: 1,
    failure_rate: 2,
    mean_duration: 0,
    p95_duration: 0,
    total_duration: 0,
    last_run: 0,
    failed_processes: 0,
  });
  for (const expression of [
    'count(*)',
    'max(count(*) filter (where runs.failed))',
    'count(*) filter (where f(1))',
  ])
    expect(countedIn(expression)).toBeUndefined();
});
