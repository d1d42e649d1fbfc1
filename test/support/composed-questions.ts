import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as z from 'zod/mini';
import { Category, Kind, Reason } from '#shared/contracts/answer.ts';
import { Operator, Shape } from '#shared/contracts/query.ts';
import { PROCESS_METRICS, RUN_METRICS } from './brute-force/questions.ts';

const METRICS = [...RUN_METRICS, ...PROCESS_METRICS] as const;
const DIMENSIONS = [
  'process',
  'area',
  'tag',
  'outcome',
  'start_type',
  'hour',
  'weekday',
  'day',
  'week',
  'month',
] as const;
const FIELDS = [
  ...DIMENSIONS,
  'failed',
  'completed',
  'duration',
  'start_delay',
  'running_for',
  'waiting_for',
  'stuck',
  'recovered',
  'time_saved',
  'live',
  'archived',
  'never_run',
  'always_fails',
] as const;
/** What the rows of a list may be put in order by, beside its fields. */
const TIMES = ['started_at', 'waiting_since', 'wait_till', 'created_at', 'last_run', 'last_failure'] as const;
const SHAPES = [...Shape.options, 'definition', 'static', 'refuse', 'clarify'] as const;

const Metric = z.enum(METRICS);
export type Metric = z.infer<typeof Metric>;
const Dimension = z.enum(DIMENSIONS);
export type Dimension = z.infer<typeof Dimension>;
const Name = z.enum(FIELDS);

const LocalTime = z.string().check(z.regex(/^\d{4}-\d\d-\d\d(T\d\d:\d\d(:\d\d)?)?$/));
const Range = z.tuple([LocalTime, LocalTime]);
const Values = z.array(z.union([z.string(), z.number(), z.boolean()])).check(z.minLength(1));
export type Values = z.infer<typeof Values>;
const Bounds = z.partialRecord(Operator, z.number());

const Where = z.catchall(
  z.object({ not: z.optional(z.partialRecord(Name, Values)) }),
  z.union([Values, Bounds]),
);
export type Where = z.infer<typeof Where>;

/** The short form of a semantic query, described in test/evals/questions/README.md. */
export const ComposedQuery = z.strictObject({
  metrics: z.optional(z.array(Metric).check(z.minLength(1))),
  by: z.optional(z.array(Dimension)),
  where: z.optional(Where),
  period: z.optional(Range),
  against: z.optional(Range),
  share: z.optional(z.literal(true)),
  /** What the whole of a share is narrowed to. */
  within: z.optional(Where),
  having: z.optional(z.tuple([Metric, Operator, z.number()])),
  order: z.optional(z.tuple([z.enum([...METRICS, ...FIELDS, ...TIMES]), z.enum(['asc', 'desc'])])),
  limit: z.optional(z.int().check(z.gte(1), z.lte(100))),
  /** The dimension of which so many of each are asked for. */
  each: z.optional(Dimension),
  rows: z.optional(z.enum(['runs', 'processes', 'failure_details'])),
  shape: z.optional(z.enum(SHAPES)),
});
export type ComposedQuery = z.infer<typeof ComposedQuery>;

export const ComposedExpectation = z.strictObject({
  query: z.optional(ComposedQuery),
  or: z.optional(z.array(ComposedQuery)),
  queries: z.optional(z.array(ComposedQuery)),
  clarifyOk: z.optional(z.boolean()),
  kind: z.optional(z.array(Kind)),
  category: z.optional(z.array(Category)),
  reason: z.optional(z.array(Reason)),
  choices: z.optional(z.array(z.string())),
  definition: z.optional(z.array(Metric)),
});
export type ComposedExpectation = z.infer<typeof ComposedExpectation>;

export const ComposedDialogue = z.strictObject({
  id: z.string(),
  lang: z.enum(['it', 'en']),
  style: z.optional(z.string()),
  shape: z.enum(SHAPES),
  turns: z
    .array(z.strictObject({ q: z.string().check(z.minLength(1)), expect: ComposedExpectation }))
    .check(z.minLength(1), z.maxLength(8)),
});
export type ComposedDialogue = z.infer<typeof ComposedDialogue>;

export interface ComposedFile {
  name: string;
  dialogues: ComposedDialogue[];
}

const fieldsOf = (query: ComposedQuery): string[] => {
  const { where = {}, by = [], rows, metrics, period, limit, order, each } = query;
  return [
    ...Object.keys(where)
      .filter((field) => field !== 'not' && !Name.safeParse(field).success)
      .map((field) => `where: no field ${field}`),
    ...((rows === undefined) === (metrics === undefined) ? ['either metrics or rows'] : []),
    ...(rows === 'processes' && period !== undefined ? ['a list of processes has no period'] : []),
    ...(limit !== undefined && order === undefined ? ['a limit without an order'] : []),
    ...(each !== undefined && (limit === undefined || !by.includes(each)) ? ['each of nothing'] : []),
    ...(period !== undefined && period[0] >= period[1] ? ['an empty period'] : []),
  ];
};

const faultsOf = ({ turns }: ComposedDialogue): string[] =>
  turns.flatMap(({ expect }) => {
    const queries = [expect.query, ...(expect.or ?? []), ...(expect.queries ?? [])];
    const asks = expect.query ?? expect.queries ?? expect.kind;
    return [
      ...queries.flatMap((query) => (query === undefined ? [] : fieldsOf(query))),
      ...(asks === undefined ? ['neither query, queries nor kind'] : []),
    ];
  });

const parsed = (line: string): ComposedDialogue | string => {
  let value: unknown;
  try {
    value = JSON.parse(line);
  } catch (failure) {
    return String(failure);
  }
  const read = ComposedDialogue.safeParse(value);
  if (!read.success) return z.prettifyError(read.error).replaceAll('\n', ' ');
  const faults = faultsOf(read.data);
  return faults.length === 0 ? read.data : faults.join('; ');
};

/** Every `composed-*.jsonl` of a folder, and what is wrong with which line; wrong lines are left out. */
export const composedFiles = (folder: string): { files: ComposedFile[]; malformed: string[] } => {
  const malformed: string[] = [];
  const seen = new Set<string>();
  const names = readdirSync(folder).filter((name) => /^composed-[\w-]+\.(dev|test)\.jsonl$/.test(name));
  const files = names.toSorted().map((name): ComposedFile => {
    const dialogues: ComposedDialogue[] = [];
    for (const [at, line] of readFileSync(join(folder, name), 'utf8').split('\n').entries()) {
      if (line.trim() === '') continue;
      const dialogue = parsed(line);
      if (typeof dialogue === 'string') malformed.push(`${name}:${at + 1} ${dialogue}`);
      else if (seen.has(dialogue.id)) malformed.push(`${name}:${at + 1} ${dialogue.id} twice`);
      else dialogues.push(dialogue);
      if (typeof dialogue !== 'string') seen.add(dialogue.id);
    }
    return { name: name.replace('.jsonl', ''), dialogues };
  });
  return { files, malformed };
};
