import { randomUUID } from 'node:crypto';
import { FunctionError } from './function-error.ts';
import { type HomeKind, openHome } from './home.ts';
import type { Failure, FromWorker, Invocation, WorkerStart } from './protocol.ts';

export interface InstanceOptions extends WorkerStart {
  environment: Record<string, string>;
  timeoutMs: number;
  home?: HomeKind;
  /** It takes no more events: it timed out, broke or ended. */
  onRetired: () => void;
  /** Told of lines of metrics it wrote. */
  onFigures: (lines: readonly string[]) => void;
}

/** One running copy of a function: a thread or a process with its own heap and environment. */
export interface Instance {
  /** Resolves when the bundle is loaded. @throws FunctionError when it can not be. */
  ready: Promise<void>;
  /** @throws FunctionError as the function failed, timed out or lost its thread. */
  invoke: (event: string) => Promise<string>;
  /** Of a copy that is a process, once it is ready. */
  pid: () => number | undefined;
  stop: () => Promise<void>;
}

interface Waiting {
  resolve: (result: string) => void;
  reject: (error: FunctionError) => void;
  timer: NodeJS.Timeout;
}

const PATIENCE_MS = 100;

const causeOf = (failure: Failure) => new FunctionError(failure.errorType, JSON.stringify(failure));
const lost = (name: string, errorMessage: string) => causeOf({ errorType: name, errorMessage, trace: [] });

export const startInstance = (options: InstanceOptions): Instance => {
  const { environment, timeoutMs, onRetired, onFigures, home: kind = 'threads', ...start } = options;
  const waiting = new Map<number, Waiting>();
  const loaded = Promise.withResolvers<void>();
  loaded.promise.catch(() => undefined);
  let retired = false;
  let isReady = false;
  let answersPing: (() => void) | undefined;
  let count = 0;

  const settle = (id: number): Waiting | undefined => {
    const found = waiting.get(id);
    clearTimeout(found?.timer);
    waiting.delete(id);
    if (retired && waiting.size === 0) void home.terminate();
    return found;
  };
  const retire = () => {
    if (retired) return;
    retired = true;
    onRetired();
  };
  const end = (error: FunctionError) => {
    retire();
    loaded.reject(error);
    for (const id of waiting.keys()) settle(id)?.reject(error);
  };
  /** Others may still be answered by the same thread, unless it is stuck. */
  const timedOut = (id: number, requestId: string) => {
    retire();
    const seconds = (timeoutMs / 1000).toFixed(2);
    const text = `RequestId: ${requestId} Error: Task timed out after ${seconds} seconds`;
    settle(id)?.reject(lost('Sandbox.Timedout', text));
    const stuck = setTimeout(() => void home.terminate(), PATIENCE_MS);
    answersPing = () => clearTimeout(stuck);
    home.tell({ ping: true });
  };

  const heard = (message: FromWorker) => {
    if (message.kind === 'ready') {
      isReady = true;
      loaded.resolve();
    } else if (message.kind === 'pong') answersPing?.();
    else if (message.kind === 'figures') onFigures(message.lines);
    else if (message.kind === 'done') settle(message.id)?.resolve(message.result);
    else if (message.kind === 'failed') settle(message.id)?.reject(causeOf(message.failure));
    else {
      end(lost('Runtime.ImportModuleError', message.failure.errorMessage));
      void home.terminate();
    }
  };
  const home = openHome(kind, start, environment, {
    message: heard,
    ended: (name, cause) => end(lost(name, cause)),
  });

  const invoke = async (event: string): Promise<string> => {
    await loaded.promise;
    const { promise, resolve, reject } = Promise.withResolvers<string>();
    count += 1;
    const invocation: Invocation = {
      id: count,
      requestId: randomUUID(),
      event,
      deadline: Date.now() + timeoutMs,
    };
    const { id, requestId } = invocation;
    const timer = setTimeout(() => timedOut(id, requestId), timeoutMs);
    waiting.set(id, { resolve, reject, timer });
    home.tell(invocation);
    return promise;
  };
  return {
    ready: loaded.promise,
    invoke,
    pid: () => (isReady ? home.pid : undefined),
    stop: async () => {
      retired = true;
      await home.terminate();
    },
  };
};
