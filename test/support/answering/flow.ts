import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as z from 'zod/mini';
import type { World } from '#test/support/delivery/world.ts';

const Catch = z.object({ ErrorEquals: z.array(z.string()), ResultPath: z.string(), Next: z.string() });
const Retry = z.object({
  ErrorEquals: z.array(z.string()),
  IntervalSeconds: z.number(),
  MaxAttempts: z.number(),
  BackoffRate: z.number(),
});
const Test = z.object({
  Variable: z.optional(z.string()),
  IsPresent: z.optional(z.boolean()),
  StringEquals: z.optional(z.string()),
  And: z.optional(z.array(z.unknown())),
  Next: z.string(),
});
const State = z.discriminatedUnion('Type', [
  z.object({
    Type: z.literal('Task'),
    Resource: z.string(),
    TimeoutSeconds: z.number(),
    ResultPath: z.optional(z.string()),
    Retry: z.optional(z.array(Retry)),
    Catch: z.optional(z.array(Catch)),
    Next: z.optional(z.string()),
    End: z.optional(z.boolean()),
  }),
  z.object({ Type: z.literal('Choice'), Choices: z.array(Test), Default: z.string() }),
  z.object({
    Type: z.literal('Pass'),
    Result: z.optional(z.unknown()),
    ResultPath: z.optional(z.string()),
    Next: z.optional(z.string()),
  }),
  z.object({ Type: z.literal('Fail') }),
]);
const Machine = z.object({
  StartAt: z.string(),
  TimeoutSeconds: z.number(),
  States: z.record(z.string(), State),
});
type Task = Extract<z.infer<typeof State>, { Type: 'Task' }>;

type Document = Record<string, unknown>;
const Anything = z.record(z.string(), z.unknown());
export type Step = (document: Document) => Promise<unknown>;

const FILE = join(import.meta.dirname, '../../../infra/flow/answer.asl.json');
const machine = z.parse(Machine, JSON.parse(readFileSync(FILE, 'utf8')));

/** How an execution ended that gave no answer. */
export class Ended extends Error {
  readonly status: 'FAILED' | 'TIMED_OUT';
  constructor(status: 'FAILED' | 'TIMED_OUT') {
    super(status);
    this.status = status;
  }
}

const named = (error: unknown): string => (error instanceof Error ? error.name : 'Error');
const timeout = (): Error => Object.assign(new Error('too long'), { name: 'States.Timeout' });
const matches = ({ ErrorEquals }: { ErrorEquals: string[] }, name: string): boolean =>
  ErrorEquals.includes('States.ALL') || ErrorEquals.includes(name);

const placed = (document: Document, path: string | undefined, value: unknown): Document =>
  path === undefined ? document : { ...document, [path.replace('$.', '')]: value };

/** The deployed state machine in a time that passes only from event to event: tasks, timeouts, retries, catches. */
export const flowIn = (world: World, steps: Record<string, Step>) => {
  const within = async <Value>(work: Promise<Value>, seconds: number, late: () => Error): Promise<Value> => {
    let isOver = false;
    const bell = world.pass(seconds * 1000).then(() => {
      if (isOver) return new Promise<never>(() => undefined);
      throw late();
    });
    try {
      return await Promise.race([work, bell]);
    } finally {
      isOver = true;
    }
  };

  const attempt = async (task: Task, document: Document): Promise<unknown> => {
    const step = steps[task.Resource.replace(/^\$\{(\w+)FunctionArn\}$/, '$1')];
    if (step === undefined) throw new Error(`There is no step ${task.Resource}`);
    // Whole documents travel as text, as they do between functions.
    const handed: Document = JSON.parse(JSON.stringify(document));
    return within(step(handed), task.TimeoutSeconds, timeout);
  };

  const persist = async (task: Task, document: Document): Promise<unknown> => {
    const tried = new Map<z.infer<typeof Retry>, number>();
    for (;;) {
      try {
        return await attempt(task, document);
      } catch (error) {
        const retry = task.Retry?.find((one) => matches(one, named(error)));
        const times = retry === undefined ? 0 : (tried.get(retry) ?? 0);
        if (retry === undefined || times >= retry.MaxAttempts) throw error;
        tried.set(retry, times + 1);
        await world.pass(retry.IntervalSeconds * 1000 * retry.BackoffRate ** times);
      }
    }
  };

  const run = async (input: Document): Promise<unknown> => {
    let document = input;
    for (let name = machine.StartAt; ; ) {
      const state = machine.States[name];
      if (state === undefined || state.Type === 'Fail') throw new Ended('FAILED');
      if (state.Type === 'Pass') {
        if (state.Next === undefined) return document;
        document = placed(document, state.ResultPath, state.Result);
        name = state.Next;
        continue;
      }
      if (state.Type === 'Choice') {
        const value = (path = '') => document[path.replace('$.', '')];
        const chosen = state.Choices.find(
          ({ Variable, IsPresent, StringEquals }) =>
            (IsPresent !== undefined && (value(Variable) !== undefined) === IsPresent) ||
            (StringEquals !== undefined && value(Variable) === StringEquals),
        );
        name = chosen?.Next ?? state.Default;
        continue;
      }
      try {
        const output = z.parse(Anything, await persist(state, document));
        if (state.End === true || state.Next === undefined) return output;
        document = output;
        name = state.Next;
      } catch (error) {
        const caught = state.Catch?.find((one) => matches(one, named(error)));
        if (caught === undefined) throw new Ended('FAILED');
        document = placed(document, caught.ResultPath, { Error: named(error) });
        name = caught.Next;
      }
    }
  };

  return (input: Document): Promise<unknown> =>
    within(run(input), machine.TimeoutSeconds, () => new Ended('TIMED_OUT'));
};
