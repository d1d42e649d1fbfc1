import { afterEach, expect, test, vi } from 'vitest';
import { METRICS } from '#shared/contracts/metrics.ts';
import { meter } from '#shared/runtime/meter.ts';

afterEach(() => {
  vi.restoreAllMocks();
});

test('what is counted twice under the same dimensions is one figure, what is measured keeps every value', () => {
  const counted = meter();
  counted.count('feedback', { thumb: 'up' });
  counted.count('feedback', { thumb: 'up' }, 2);
  counted.count('answerTime', { channel: 'http' }, 12);
  counted.count('answerTime', { channel: 'http' }, 30);
  expect(counted.taken().map(({ by, figures }) => [by, ...figures])).toEqual([
    [[{ thumb: 'up' }], ['feedback', [3]]],
    [[{ channel: 'http' }], ['answerTime', [12, 30]]],
  ]);
  expect(counted.taken()).toEqual([]);
});

test('what is broken down in several ways is never broken down by all of them at once', () => {
  const counted = meter();
  counted.count('answers', { kind: 'answer', category: 'HELP', language: 'it' });
  expect(counted.taken()[0]?.by).toEqual([{ kind: 'answer' }, { category: 'HELP' }, { language: 'it' }]);
});

test('ids and texts that stray into a dimension do not become metrics without end', () => {
  const counted = meter();
  for (let at = 0; at < 500; at += 1) counted.count('refusals', { reason: `q-${at}` });
  counted.count('refusals', { reason: 'il magazzino di Rossi' });
  counted.count('refusals', { reason: '' });
  const values = counted.taken().flatMap(({ by }) => by.map(({ reason }) => reason));
  expect(values).toHaveLength(41);
  expect(values.at(-1)).toBe('other');
});

test('no metric shares its name with a dimension: a line of metrics could not hold both', () => {
  const dimensions = new Set<string>(Object.values(METRICS).flatMap(({ by }) => by.flat()));
  expect(Object.keys(METRICS).filter((name) => dimensions.has(name))).toEqual([]);
});

test('the end of a piece of work writes its figures as lines that CloudWatch reads', async () => {
  // As in a process that has done nothing yet.
  vi.resetModules();
  const { count, measure, openLog } = await import('#shared/runtime/log.ts');
  await openLog();
  const lines: string[] = [];
  vi.spyOn(process.stdout, 'write').mockImplementation((text) => {
    lines.push(String(text));
    return true;
  });
  count('answers', { kind: 'refuse', category: 'BUSINESS_DATA', language: 'it' });
  measure('mask', performance.now() - 5, 'DatabaseTimeout');
  const [answers, ...rest] = lines.map((line): unknown => JSON.parse(line));
  expect(answers).toMatchObject({
    _aws: {
      CloudWatchMetrics: [
        {
          Dimensions: [['kind'], ['category'], ['language']],
          Metrics: [{ Name: 'answers', Unit: 'Count' }],
        },
      ],
    },
    kind: 'refuse',
    category: 'BUSINESS_DATA',
    language: 'it',
    answers: 1,
  });
  expect(rest).toMatchObject([
    { work: 'mask', latency: expect.any(Number), coldStart: 1 },
    { work: 'mask', error: 'DatabaseTimeout', errors: 1 },
  ]);
  expect(JSON.stringify(lines)).not.toContain('service');
});
