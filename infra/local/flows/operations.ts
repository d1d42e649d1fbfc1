import { randomUUID } from 'node:crypto';
import * as z from 'zod/mini';
import { type Operation, ServiceError } from '../emulators/aws-json.ts';
import { executionArn, type Machine, type Outcome } from './machine.ts';

const Start = z.object({
  stateMachineArn: z.string(),
  name: z.optional(z.string().check(z.regex(/^[\w.-]{1,80}$/))),
  input: z.prefault(z.string(), '{}'),
});
const Describe = z.object({ executionArn: z.string() });

type Execution = Partial<Outcome> & {
  executionArn: string;
  stateMachineArn: string;
  name: string;
  input: string;
  startDate: Date;
  stopDate?: Date;
};

/** Only the last ones can be asked for; AWS keeps them 90 days. */
const REMEMBERED = 1000;

/** The Step Functions API, as far as it is used: what waits for a person with a token does not run here. */
export const flowOperations = (machines: readonly Machine[]): ReadonlyMap<string, Operation> => {
  const executions = new Map<string, Execution>();

  const begin = (input: unknown) => {
    const asked = z.safeParse(Start, input);
    if (!asked.success) throw new ServiceError('ValidationException', 'Malformed request');
    const { stateMachineArn, name = randomUUID() } = asked.data;
    const machine = machines.find(({ arn }) => arn === stateMachineArn);
    if (!machine) throw new ServiceError('StateMachineDoesNotExist', `No state machine ${stateMachineArn}`);
    if (!isJson(asked.data.input)) throw new ServiceError('InvalidExecutionInput', 'The input is not JSON');
    const arn = executionArn(machine, name);
    const execution = {
      executionArn: arn,
      stateMachineArn,
      name,
      input: asked.data.input,
      startDate: new Date(),
    };
    return { machine, execution };
  };

  const remember = (execution: Execution) => {
    executions.set(execution.executionArn, execution);
    const [oldest] = executions.keys();
    if (executions.size > REMEMBERED && oldest !== undefined) executions.delete(oldest);
  };

  const startSync: Operation = async (input) => {
    const { machine, execution } = begin(input);
    if (!machine.express)
      throw new ServiceError(
        'StateMachineTypeNotSupported',
        'Only an Express state machine can be waited for',
      );
    const outcome = await machine.run(execution.input, { arn: execution.executionArn, name: execution.name });
    return { ...execution, ...outcome, stopDate: new Date() };
  };

  const start: Operation = (input) => {
    const { machine, execution } = begin(input);
    const { executionArn: arn, name, startDate } = execution;
    if (executions.has(arn)) throw new ServiceError('ExecutionAlreadyExists', `${name} has been used`);
    remember(execution);
    const finish = async () => {
      const outcome = await machine.run(execution.input, { arn, name });
      remember({ ...execution, ...outcome, stopDate: new Date() });
    };
    void finish();
    return { executionArn: arn, startDate };
  };

  const describe: Operation = (input) => {
    const found = executions.get(z.parse(Describe, input).executionArn);
    if (!found) throw new ServiceError('ExecutionDoesNotExist', 'No such execution');
    return { status: 'RUNNING', ...found };
  };

  const noToken: Operation = () => {
    throw new ServiceError('TaskDoesNotExist', 'No task waits for a token');
  };

  return new Map([
    ['AWSStepFunctions.StartSyncExecution', startSync],
    ['AWSStepFunctions.StartExecution', start],
    ['AWSStepFunctions.DescribeExecution', describe],
    ['AWSStepFunctions.SendTaskSuccess', noToken],
    ['AWSStepFunctions.SendTaskFailure', noToken],
  ]);
};

const isJson = (text: string): boolean => {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
};
