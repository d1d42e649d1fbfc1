import { BootFailure } from '../failure.ts';
import { isRecord } from '../template/intrinsics.ts';

const INPUT_OUTPUT = ['InputPath', 'OutputPath'];
const SHAPING = ['Parameters', 'ResultPath'];
const FAILING = ['Retry', 'Catch', 'ResultSelector'];
const AFTER = ['Next', 'End'];

/** Everything the interpreter does as AWS does it, by the type of state. What is not here is refused. */
const FIELDS: Readonly<Record<string, readonly string[]>> = {
  Task: [...AFTER, ...INPUT_OUTPUT, ...SHAPING, ...FAILING, 'Resource', 'TimeoutSeconds'],
  Pass: [...AFTER, ...INPUT_OUTPUT, ...SHAPING, 'Result'],
  Wait: [...AFTER, ...INPUT_OUTPUT, 'Seconds', 'SecondsPath', 'Timestamp', 'TimestampPath'],
  Choice: [...INPUT_OUTPUT, 'Choices', 'Default'],
  Parallel: [...AFTER, ...INPUT_OUTPUT, ...SHAPING, ...FAILING, 'Branches'],
  Map: [
    ...AFTER,
    ...INPUT_OUTPUT,
    ...SHAPING,
    ...FAILING,
    'ItemProcessor',
    'ItemSelector',
    'ItemsPath',
    'Iterator',
    'MaxConcurrency',
  ],
  Succeed: INPUT_OUTPUT,
  Fail: ['Error', 'Cause'],
};
const ALWAYS = ['Type', 'Comment'];
const MACHINE = new Set(['Comment', 'QueryLanguage', 'StartAt', 'States', 'TimeoutSeconds', 'Version']);
const PROCESSOR = new Set([...MACHINE, 'ProcessorConfig']);

const INVOKE = 'arn:aws:states:::lambda:invoke';
const FUNCTION = /^arn:aws:lambda:[^:]+:\d+:function:[\w-]+$/;
const KNOWN_CONTEXT = /^\$\$\.(Execution|StateMachine)\b/;

export interface Task {
  state: string;
  functionName: string;
  /** Called through `lambda:invoke`: the payload is a part of the parameters, the answer is wrapped. */
  wrapped: boolean;
}

/**
 * The tasks of a state machine, once it is sure that it runs here as it runs on AWS.
 * @throws BootFailure naming the state that would not.
 */
export const guardedTasks = (machine: string, definition: unknown): Task[] => {
  const tasks: Task[] = [];
  const names = new Set<string>();
  const refuse = (state: string, why: string): never => {
    throw new BootFailure('template', `State machine ${machine}, state "${state}": ${why}.`);
  };

  const walkMachine = (part: unknown, where: string, allowed: ReadonlySet<string>): void => {
    if (!isRecord(part) || !isRecord(part['States'])) return refuse(where, 'it has no states');
    for (const field of Object.keys(part)) {
      if (!allowed.has(field)) refuse(where, `${field} is not done on this machine`);
    }
    assertJsonPath(part, where);
    const config = part['ProcessorConfig'];
    if (isRecord(config) && config['Mode'] !== undefined && config['Mode'] !== 'INLINE')
      refuse(where, 'a distributed Map is not done on this machine');
    for (const [name, state] of Object.entries(part['States'])) walkState(name, state);
  };

  const assertJsonPath = (part: Record<string, unknown>, where: string) => {
    const language = part['QueryLanguage'];
    if (language === undefined || language === 'JSONPath') return;
    refuse(
      where,
      `${JSON.stringify(language)} is not done on this machine: the interpreter would ignore it in silence`,
    );
  };

  const walkState = (name: string, state: unknown): void => {
    if (!isRecord(state)) return refuse(name, 'it is not a state');
    // Handlers are bound by name, in whatever branch the state stands.
    if (names.has(name)) refuse(name, 'another state has the same name');
    names.add(name);
    assertJsonPath(state, name);
    const fields = FIELDS[String(state['Type'])];
    if (!fields) return refuse(name, `the type ${String(state['Type'])} is not known`);
    for (const field of Object.keys(state)) {
      if (field !== 'QueryLanguage' && !ALWAYS.includes(field) && !fields.includes(field))
        refuse(name, `${field} is not done on this machine`);
    }
    assertContext(name, state);
    if (state['Type'] === 'Task') tasks.push(taskOf(name, state));
    const branches = Array.isArray(state['Branches']) ? state['Branches'] : [];
    for (const branch of branches) walkMachine(branch, name, MACHINE);
    const inner = state['ItemProcessor'] ?? state['Iterator'];
    if (inner !== undefined) walkMachine(inner, name, PROCESSOR);
  };

  const assertContext = (name: string, state: Record<string, unknown>) => {
    const { Branches: _, ItemProcessor: __, Iterator: ___, ...own } = state;
    const text = JSON.stringify(own);
    for (const [path] of text.matchAll(/\$\$\.[\w.]+/g)) {
      if (!KNOWN_CONTEXT.test(path)) refuse(name, `${path} has no value on this machine`);
    }
  };

  const taskOf = (state: string, { Resource, Parameters }: Record<string, unknown>): Task => {
    if (typeof Resource !== 'string') return refuse(state, 'its Resource is missing');
    if (FUNCTION.test(Resource)) return { state, functionName: nameOf(Resource), wrapped: false };
    const target = isRecord(Parameters) ? Parameters['FunctionName'] : undefined;
    if (Resource === INVOKE && typeof target === 'string')
      return { state, functionName: nameOf(target), wrapped: true };
    return refuse(state, `only functions are called on this machine, not ${Resource}`);
  };

  walkMachine(definition, machine, MACHINE);
  return tasks;
};

const nameOf = (arn: string) => arn.replace(/^arn:aws:lambda:[^:]+:\d+:function:/, '').split(':')[0] ?? arn;
