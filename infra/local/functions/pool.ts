import { FunctionError } from './function-error.ts';
import { type Instance, type InstanceOptions, startInstance } from './instance.ts';

export interface FunctionSpec extends Omit<InstanceOptions, 'onRetired' | 'onFigures'> {
  /** How many events it may work on at once; the rest is turned away. */
  concurrency: number;
}

/** The functions of the template, each in a thread or a process of its own. */
export interface FunctionPool {
  names: string[];
  /** Starts every function, so that the first question does not wait. @throws FunctionError */
  warm: () => Promise<void>;
  /** @throws FunctionError as the function failed; `TooManyRequestsException` beyond its concurrency. */
  invoke: (name: string, event: string) => Promise<string>;
  /** Processes of the functions, where they are processes: for tests that kill them. */
  pids: (name: string) => number[];
  stop: () => Promise<void>;
}

/** The most that AWS lets into a function, and out of it. */
const LIMIT_BYTES = 6 * 1024 * 1024;

/** Who is told how functions are doing. */
export interface Watcher {
  heard: (lines: readonly string[]) => void;
  failed: (work: string, error: string) => void;
}
const NOBODY: Watcher = { heard: () => undefined, failed: () => undefined };

export const openFunctions = (specs: readonly FunctionSpec[], watcher = NOBODY): FunctionPool => {
  const functions = new Map(specs.map((spec) => [spec.functionName, openFunction(spec, watcher)]));
  const all = [...functions.values()];
  return {
    names: [...functions.keys()],
    warm: async () => {
      await Promise.all(all.map((one) => one.warm()));
    },
    invoke: async (name, event) => {
      const found = functions.get(name);
      if (!found) throw new FunctionError('ResourceNotFoundException', `No function ${name}`);
      return found.invoke(event);
    },
    pids: (name) => functions.get(name)?.pids() ?? [],
    stop: async () => {
      await Promise.all(all.map((one) => one.stop()));
    },
  };
};

/**
 * One thread serves many events at once, as its code awaits: quicker than the one event a copy that Lambda
 * does, and a handler that keeps state between awaits would be found out here first.
 */
const openFunction = ({ concurrency, ...options }: FunctionSpec, { heard, failed }: Watcher) => {
  const work = options.environment['POWERTOOLS_SERVICE_NAME']?.split('-').at(-1) ?? options.functionName;
  const running = new Set<Instance>();
  let current: Instance | undefined;
  let busy = 0;
  let stopping = false;

  const start = (): Instance => {
    const instance = startInstance({
      ...options,
      onFigures: heard,
      onRetired: () => {
        if (current === instance) current = undefined;
        if (options.home === 'processes') running.delete(instance);
      },
    });
    running.add(instance);
    current = instance;
    return instance;
  };
  return {
    warm: async () => {
      await (current ?? start()).ready;
    },
    invoke: async (event: string): Promise<string> => {
      if (stopping) throw new FunctionError('ServiceException', 'The local cloud is ending');
      if (busy >= concurrency) {
        failed(work, 'TooManyRequests');
        throw new FunctionError('Lambda.TooManyRequestsException', 'Rate exceeded');
      }
      if (event.length > LIMIT_BYTES) throw new FunctionError('RequestTooLargeException', 'More than 6 MB');
      busy += 1;
      try {
        const result = await (current ?? start()).invoke(event);
        if (result.length <= LIMIT_BYTES) return result;
        throw new FunctionError('Function.ResponseSizeTooLarge', 'More than 6 MB');
      } catch (error) {
        // What the function throws itself it counts itself.
        if (error instanceof FunctionError && /^(Sandbox|Runtime|Function)\./.test(error.name))
          failed(work, error.name);
        throw error;
      } finally {
        busy -= 1;
      }
    },
    pids: () => [...running].flatMap((instance) => instance.pid() ?? []),
    stop: async () => {
      stopping = true;
      await Promise.all([...running].map((instance) => instance.stop()));
    },
  };
};
