import { readFile } from 'node:fs/promises';
import { expect, test } from 'vitest';
import { guardedTasks } from '#infra/local/flows/guard.ts';

const FUNCTION = 'arn:aws:lambda:eu-west-1:000000000000:function:step';
const task = { Type: 'Task', Resource: FUNCTION, End: true };
const flow = (state: object, more: object = {}) => ({ StartAt: 'A', States: { A: state }, ...more });
const guard = (definition: object) => guardedTasks('M', definition);

test('tasks are found in every branch, called directly or through the service', () => {
  const wrapped = {
    Type: 'Task',
    Resource: 'arn:aws:states:::lambda:invoke',
    Parameters: { FunctionName: FUNCTION, 'Payload.$': '$' },
    End: true,
  };
  const inner = (name: string, state: object) => ({ StartAt: name, States: { [name]: state } });
  const definition = {
    StartAt: 'P',
    States: {
      P: { Type: 'Parallel', Branches: [inner('B', task), inner('C', wrapped)], Next: 'M' },
      M: { Type: 'Map', ItemProcessor: inner('D', task), End: true },
    },
  };
  expect(guard(definition)).toEqual([
    { state: 'B', functionName: 'step', wrapped: false },
    { state: 'C', functionName: 'step', wrapped: true },
    { state: 'D', functionName: 'step', wrapped: false },
  ]);
});

test('the flow of an answer runs here as it runs there', async () => {
  const text = await readFile(new URL('../../../infra/flow/answer.asl.json', import.meta.url), 'utf8');
  const definition = JSON.parse(text.replaceAll(/\$\{\w+\}/g, FUNCTION));
  expect(guard(definition).length).toBeGreaterThan(3);
});

test.each<[string, object, string]>([
  ['JSONata in a state', flow({ ...task, QueryLanguage: 'JSONata' }), 'state "A": "JSONata"'],
  ['JSONata everywhere', flow(task, { QueryLanguage: 'JSONata' }), 'JSONata'],
  ['variables', flow({ Type: 'Pass', Assign: { x: 1 }, End: true }), 'state "A": Assign'],
  ['arguments of JSONata', flow({ ...task, Arguments: {} }), 'state "A": Arguments'],
  ['a queue', flow({ ...task, Resource: 'arn:aws:states:::sqs:sendMessage' }), 'state "A": only functions'],
  [
    'a wait for a token',
    flow({ ...task, Resource: 'arn:aws:states:::lambda:invoke.waitForTaskToken' }),
    'state "A"',
  ],
  [
    'another machine',
    flow({ ...task, Resource: 'arn:aws:states:::states:startExecution.sync:2' }),
    'state "A"',
  ],
  ['a heartbeat', flow({ ...task, HeartbeatSeconds: 3 }), 'state "A": HeartbeatSeconds'],
  [
    'the context of a task',
    flow({ ...task, Parameters: { 'token.$': '$$.Task.Token' } }),
    'state "A": $$.Task.Token',
  ],
  [
    'a distributed map',
    flow({
      Type: 'Map',
      ItemProcessor: { ProcessorConfig: { Mode: 'DISTRIBUTED' }, StartAt: 'B', States: { B: task } },
      End: true,
    }),
    'state "A": a distributed Map',
  ],
  [
    'two states of one name',
    flow({ Type: 'Parallel', Branches: [{ StartAt: 'A', States: { A: task } }], End: true }),
    'state "A": another state',
  ],
  ['an unknown kind of state', flow({ Type: 'Sleep', End: true }), 'state "A": the type Sleep'],
])('%s stops with the name of the state', (_, definition, words) => {
  expect(() => guard(definition)).toThrow(words);
});

test('what happened in the execution may be asked for', () => {
  expect(() => guard(flow({ ...task, Parameters: { 'id.$': '$$.Execution.Id' } }))).not.toThrow();
});
