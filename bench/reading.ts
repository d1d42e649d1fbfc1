import { mock } from 'node:test';
import { processes } from '#infra/local/demo/company.ts';
import type { Named } from '#shared/contracts/catalog.ts';
import { type Knowledge, understand } from '#shared/domain/understanding/understand.ts';
import { type Length, type Part, percentile, round, wallMicros } from './measure.ts';
import { trainNlp } from './nlpjs.ts';
import { accuracyOf, ASKED_AT, type Item, periodOf, type Read, taskOf, TIME_ZONE } from './reading-task.ts';
import { directoryOf, knowledgeOf } from './understanding.ts';

/** Every so many questions of the test half. */
const EVERY = { short: 8, usual: 1, long: 1 };
const NAMES = 2000;
const ROUNDS = 3;

const named = (dimension: string, names: (string | undefined)[]): Named[] =>
  [...new Set(names)].flatMap((name) => (name === undefined ? [] : [{ dimension, key: name, name }]));

/** The names of the demo company, of which the questions speak. */
const demoNames = (): Named[] => [
  ...named(
    'process',
    processes.map(({ name }) => name),
  ),
  ...named(
    'area',
    processes.map(({ area, folder }) => area ?? folder),
  ),
  ...named(
    'tag',
    processes.flatMap(({ tags }) => tags),
  ),
];

const local = new Intl.DateTimeFormat('sv-SE', {
  timeZone: TIME_ZONE,
  dateStyle: 'short',
  timeStyle: 'short',
});

const ours = (knowledge: Knowledge) => {
  let asker = 0;
  return (text: string): Read => {
    // Each asks with other preferences: what was read before with the same is not read again on that day.
    const preferences = { language: `unknown ${(asker += 1)}` };
    const read = understand({ text, askedAt: ASKED_AT, timeZone: TIME_ZONE, preferences }, knowledge);
    const query = read.kind === 'query' ? read.query : undefined;
    const range = query?.timeRange;
    return {
      category: read.category,
      data: read.kind === 'query' || read.kind === 'definition',
      metrics: query?.metrics ?? [],
      period: range && periodOf(local.format(Date.parse(range.from)), local.format(Date.parse(range.to))),
    };
  };
};

type Contender = (text: string) => Read | Promise<Read>;

const ask = async (contender: Contender, items: readonly Item[], rounds: number) => {
  const reads = new Map<Item, Read>();
  const times = await wallMicros(items, async (item) => reads.set(item, await contender(item.text)), rounds);
  return {
    reads: items.flatMap((item) => reads.get(item) ?? []),
    p50: percentile(times, 0.5),
    p95: percentile(times, 0.95),
  };
};

/** The same questions read by us and by nlp.js: how fast, and how often right. */
export const measureReading = async (length: Length): Promise<Part> => {
  const items = taskOf('test').filter((_, at) => at % EVERY[length] === 0);
  const demo = { ...directoryOf(0), names: demoNames() };
  const many = { ...demo, names: [...demo.names, ...directoryOf(NAMES - demo.names.length).names] };
  const contenders: Record<string, Contender> = {
    'ours, 2000 names': ours(knowledgeOf(many)),
    ours: ours(knowledgeOf(demo)),
    'nlp.js': await trainNlp(taskOf('dev'), true),
    'nlp.js without dates': await trainNlp(taskOf('dev'), false),
  };
  // Its recognisers take "yesterday" from the clock of the machine.
  mock.timers.enable({ apis: ['Date'], now: Date.parse(ASKED_AT) });
  const found: Record<string, Awaited<ReturnType<typeof ask>>> = {};
  for (const [name, contender] of Object.entries(contenders)) {
    await ask(contender, items.slice(0, 40), 1);
    found[name] = await ask(contender, items, ROUNDS);
  }
  mock.timers.reset();
  const figures = Object.entries(found).map(([name, { reads, p50, p95 }]) => {
    const accuracy = Object.entries(accuracyOf(items, reads)).map(([what, value]) => [what, round(value)]);
    return [name, { 'p50 µs': round(p50), 'p95 µs': round(p95), ...Object.fromEntries(accuracy) }] as const;
  });
  const [us, fast, them] = ['ours', 'ours, 2000 names', 'nlp.js'].map((name) => found[name]);
  const wrong = (reads: readonly Read[] = []) => 100 - (accuracyOf(items, reads)['all three %'] ?? 0);
  return {
    title: `Reading ${items.length} questions, beside nlp.js`,
    includes:
      'The test halves of the evaluation questions (first turns), both languages; wall time, the best of three for each question. nlp.js is trained on the dev halves: one intent for each figure, one for each other category; dates by its recognisers, which know no Italian. Ours reads processes, filters, groups and comparisons besides; nlp.js does not.',
    figures: Object.fromEntries(figures),
    ratios: {
      'time, ours among 2000 names / nlp.js, p50': {
        value: (fast?.p50 ?? 0) / (them?.p50 ?? 1),
        tolerance: 1,
      },
      'wrong answers, ours / nlp.js': { value: wrong(us?.reads) / wrong(them?.reads), tolerance: 0.25 },
    },
    aims: [{ what: 'p95 of ours among 2000 names, µs', value: round(fast?.p95 ?? 0), atMost: 1000 }],
  };
};
