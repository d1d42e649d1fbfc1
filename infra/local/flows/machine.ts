import { randomUUID } from 'node:crypto';
import { ExecutionError, ExecutionTimeoutError, StateMachine } from 'aws-local-stepfunctions';
import * as z from 'zod/mini';
import { BootFailure, textOf } from '../failure.ts';
import type { FunctionPool } from '../functions/pool.ts';
import { FunctionError } from '../functions/function-error.ts';
import { isRecord } from '../template/intrinsics.ts';
import type { TemplateReader } from '../template/template.ts';
import { guardedTasks, type Task } from './guard.ts';

const Definition = z.object({
  DefinitionString: z.string(),
  DefinitionSubstitutions: z.optional(z.record(z.string(), z.string())),
  StateMachineType: z.optional(z.enum(['EXPRESS', 'STANDARD'])),
});

type Json = null | boolean | number | string | Json[] | { [key: string]: Json };

export interface Outcome {
  status: 'SUCCEEDED' | 'FAILED' | 'TIMED_OUT';
  output?: string;
  error?: string;
  cause?: string;
}

export interface Machine {
  arn: string;
  name: string;
  express: boolean;
  run: (input: string, execution: { arn: string; name: string }) => Promise<Outcome>;
}

/** AWS ends an execution whose document grows beyond this. */
const LIMIT_BYTES = 256 * 1024;

/** The template's state machines, their tasks bound to the functions of this machine. */
export const openMachines = (template: TemplateReader, functions: FunctionPool): Machine[] =>
  template.all('AWS::StepFunctions::StateMachine', Definition).map(({ id, identity, properties }) => {
    const definition = definitionOf(id, properties);
    const tasks = guardedTasks(id, definition);
    const machine = interpreter(id, definition);
    const taskResourceLocalHandlers = Object.fromEntries(
      tasks.map((task) => [task.state, (document: unknown) => perform(task, document, functions)]),
    );
    const arn = identity.reference;
    return {
      arn,
      name: String(identity.attributes['Name']),
      express: properties.StateMachineType === 'EXPRESS',
      run: async (input, execution) => {
        const context = {
          Execution: { Id: execution.arn, Name: execution.name },
          StateMachine: { Id: arn, Name: identity.attributes['Name'] },
        };
        const overrides = { taskResourceLocalHandlers };
        return outcomeOf(machine.run(JSON.parse(input), { overrides, context }).result);
      },
    };
  });

const definitionOf = (id: string, properties: z.output<typeof Definition>): unknown => {
  const substitutions = properties.DefinitionSubstitutions ?? {};
  const text = properties.DefinitionString.replaceAll(
    /\$\{(\w+)\}/g,
    (whole, name: string) => substitutions[name] ?? whole,
  );
  try {
    return JSON.parse(text);
  } catch {
    throw new BootFailure('template', `The definition of the state machine ${id} is not JSON.`);
  }
};

/** The interpreter's patience with a task ends after a minute unless told so; that of AWS does not. */
const patient = (value: unknown): unknown => {
  if (Array.isArray(value)) return value.map(patient);
  if (!isRecord(value)) return value;
  const entries = Object.entries(value).map(([key, item]) => [key, patient(item)]);
  const isTask = value['Type'] === 'Task' && typeof value['Resource'] === 'string';
  return Object.fromEntries(
    isTask && !('TimeoutSeconds' in value) ? [...entries, ['TimeoutSeconds', 900]] : entries,
  );
};

const interpreter = (id: string, definition: unknown): StateMachine => {
  try {
    // The interpreter checks the shape itself, against the schema of the language.
    return new StateMachine(JSON.parse(JSON.stringify(patient(definition))));
  } catch (error) {
    throw new BootFailure('template', `State machine ${id}: ${textOf(error)}`);
  }
};

const perform = async (task: Task, document: unknown, functions: FunctionPool): Promise<Json> => {
  if (!task.wrapped) return unwrap(await functions.invoke(task.functionName, JSON.stringify(document)));
  const payload = isRecord(document) ? document['Payload'] : undefined;
  const answer = unwrap(await functions.invoke(task.functionName, JSON.stringify(payload ?? {})));
  return { ExecutedVersion: '$LATEST', StatusCode: 200, Payload: answer };
};

const unwrap = (text: string): Json => {
  if (Buffer.byteLength(text) > LIMIT_BYTES)
    throw new FunctionError('States.DataLimitExceeded', 'The document is larger than 256 kB');
  return JSON.parse(text);
};

const outcomeOf = async (result: Promise<unknown>): Promise<Outcome> => {
  try {
    return { status: 'SUCCEEDED', output: JSON.stringify(await result) };
  } catch (error) {
    if (error instanceof ExecutionTimeoutError) return { status: 'TIMED_OUT', error: 'States.Timeout' };
    const cause = error instanceof ExecutionError ? error.cause : error;
    const name = cause instanceof Error ? cause.name : 'States.Runtime';
    return { status: 'FAILED', error: name, cause: textOf(cause) };
  }
};

export const executionArn = (machine: Machine, name: string): string => {
  const kind = machine.express ? 'express' : 'execution';
  const arn = machine.arn.replace(':stateMachine:', `:${kind}:`);
  return `${arn}:${name}${machine.express ? `:${randomUUID()}` : ''}`;
};
