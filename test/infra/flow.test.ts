import { readFile } from 'node:fs/promises';
import { StateMachine } from 'aws-local-stepfunctions';
import * as z from 'zod/mini';
import { beforeAll, describe, expect, test } from 'vitest';
import { stand, type Stood } from '#test/support/synthesis.ts';

type JSONValue = Parameters<StateMachine['run']>[0];
const Fields = z.record(z.string(), z.json());

interface State {
  Type: string;
  Resource?: string;
  TimeoutSeconds?: number;
  Next?: string;
  Default?: string;
  End?: boolean;
  Choices?: { Next: string }[];
  Catch?: { Next: string }[];
  QueryLanguage?: string;
  Assign?: unknown;
}

const text = await readFile(new URL('../../infra/flow/answer.asl.json', import.meta.url), 'utf8');
const definition: { StartAt: string; TimeoutSeconds: number; States: Record<string, State> } =
  JSON.parse(text);
const states = Object.entries(definition.States);
const tasks = states.map(([, state]) => state).filter(({ Type }) => Type === 'Task');
const nextOf = (state: State): string[] =>
  [
    state.Next,
    state.Default,
    ...(state.Choices ?? []).map(({ Next }) => Next),
    ...(state.Catch ?? []).map(({ Next }) => Next),
  ].filter((next) => next !== undefined);

describe('the drawing', () => {
  test('every arrow ends at a state, and every state is reached', () => {
    const reached = new Set([definition.StartAt]);
    for (const name of reached) for (const next of nextOf(definition.States[name]!)) reached.add(next);
    expect([...reached].sort()).toEqual(Object.keys(definition.States).sort());
  });

  test('every state that is not an end goes on', () => {
    for (const [name, state] of states) {
      const ends = state.End === true || ['Succeed', 'Fail'].includes(state.Type);
      expect(`${name}: ${nextOf(state).length > 0}`).toBe(`${name}: ${!ends || state.Catch !== undefined}`);
    }
  });

  test('it says nothing that one machine would understand otherwise', () => {
    for (const [, state] of states) {
      expect(['Task', 'Choice', 'Parallel', 'Map', 'Pass', 'Succeed', 'Fail']).toContain(state.Type);
      expect(state.QueryLanguage).toBeUndefined();
      expect(state.Assign).toBeUndefined();
    }
    for (const { Resource } of tasks) expect(Resource).toMatch(/^\$\{\w+FunctionArn\}$/);
    expect(text).not.toMatch(/JSONata|waitForTaskToken|\{%/);
  });

  test('every step has a limit, and the whole ends before the door closes', () => {
    for (const { TimeoutSeconds } of tasks) expect(TimeoutSeconds).toBeGreaterThan(0);
    expect(definition.TimeoutSeconds).toBeLessThan(29);
  });
});

describe('in the template', () => {
  let stack: Stood;
  beforeAll(async () => {
    stack = await stand('prod');
  });

  test('every placeholder is a function', () => {
    const { DefinitionString, DefinitionSubstitutions } = stack.one(
      'AWS::StepFunctions::StateMachine',
    ).properties;
    const wanted = new Set([...DefinitionString.matchAll(/\$\{(\w+)\}/g)].map(([, name]) => name));
    expect(new Set(Object.keys(DefinitionSubstitutions))).toEqual(wanted);
    for (const arn of Object.values(DefinitionSubstitutions)) expect(arn).toMatch(/:function:/);
  });

  test('a function gives up before its step does', () => {
    const { DefinitionSubstitutions } = stack.one('AWS::StepFunctions::StateMachine').properties;
    for (const [name, { Type, Resource, TimeoutSeconds }] of states) {
      if (Type !== 'Task') continue;
      const id = DefinitionSubstitutions[Resource!.slice(2, -1)].split(':').at(-1);
      const { Timeout } = stack.one('AWS::Lambda::Function', id).properties;
      expect(`${name}: ${Timeout < TimeoutSeconds!}`).toBe(`${name}: true`);
    }
  });
});

describe('on its way', () => {
  type Document = Record<string, JSONValue>;
  type Step = (document: Document) => Document;
  const run = async (input: Document, steps: Record<string, Step>) => {
    const trace: string[] = [];
    const machine = new StateMachine(
      JSON.parse(text.replaceAll(/\$\{(\w+)\}/g, 'arn:aws:lambda:eu-west-1:123456789012:function:$1')),
    );
    const handlers = Object.fromEntries(
      states
        .filter(([, { Type }]) => Type === 'Task')
        .map(([name]) => [
          name,
          async (given: JSONValue) => {
            const document = z.parse(Fields, given);
            trace.push(name);
            return (steps[name] ?? ((same: Document) => same))(document);
          },
        ]),
    );
    const { result } = machine.run(input, { overrides: { taskResourceLocalHandlers: handlers } });
    const output = await result.then(
      (value) => value,
      (error: Error) => ({ failed: error.message }),
    );
    return { trace, output };
  };
  const needsQuery: Step = (document) => ({ ...document, next: 'query' });
  const broken: Step = () => {
    throw Object.assign(new Error('gone'), { name: 'DatabaseUnavailable' });
  };

  test('a greeting goes from classify straight to mask', async () => {
    const { trace } = await run(
      { text: 'ciao' },
      { Classify: (document) => ({ ...document, next: 'mask' }) },
    );
    expect(trace).toEqual(['Classify', 'Mask']);
  });

  test('a question about data takes all four steps', async () => {
    const { trace } = await run({ text: 'quanti?' }, { Classify: needsQuery });
    expect(trace).toEqual(['Classify', 'Query', 'Validate', 'Mask']);
  });

  test('old names are read first, then the question is read again', async () => {
    const { trace } = await run(
      { text: 'quanti?' },
      {
        Classify: (document) => ({ ...document, next: document['namesRead'] ? 'query' : 'names' }),
        'Read the names': (document) => ({ ...document, namesRead: true }),
      },
    );
    expect(trace).toEqual(['Classify', 'Read the names', 'Classify', 'Query', 'Validate', 'Mask']);
  });

  test.each(['Query', 'Validate'])(
    'when %s fails mask still finds the document, and the name of the fault',
    async (name) => {
      const { output } = await run({ text: 'quanti?' }, { Classify: needsQuery, [name]: broken });
      expect(output).toMatchObject({ text: 'quanti?', fault: { Error: 'DatabaseUnavailable' } });
    },
  );

  test('names that can not be read anew are asked for once: classify is told why, and goes on', async () => {
    const classify: Step = (document) => ({ ...document, next: document['namesRead'] ? 'query' : 'names' });
    const { trace, output } = await run(
      { text: 'quanti?' },
      { Classify: classify, 'Read the names': broken },
    );
    expect(trace).toEqual(['Classify', 'Read the names', 'Classify', 'Query', 'Validate', 'Mask']);
    expect(output).toMatchObject({
      text: 'quanti?',
      namesRead: true,
      namesFault: { Error: 'DatabaseUnavailable' },
    });
    expect(output).not.toHaveProperty('fault');
  });

  const probed = (ok: boolean): Record<string, Step> => ({
    'Probe the database': () => ({ database: { ok, ms: 3 } }),
  });

  test('a health check is told that the database is away', async () => {
    const { output } = await run({ probe: true }, probed(false));
    expect(output).toEqual({ database: { ok: false, ms: 3 } });
  });

  test('a heartbeat fails when the database is away, so that the alarm rings', async () => {
    expect((await run({ probe: true, heartbeat: true }, probed(true))).output).toEqual({
      database: { ok: true, ms: 3 },
    });
    expect((await run({ probe: true, heartbeat: true }, probed(false))).output).toHaveProperty('failed');
  });
});
