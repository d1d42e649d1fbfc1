import { fork } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { setFlagsFromString } from 'node:v8';
import { Worker } from 'node:worker_threads';
import { codeOf, textOf } from '../failure.ts';
import type { FromWorker, ToWorker, WorkerStart } from './protocol.ts';

/** Where a copy of a function lives. Threads are light; a process can be killed as a machine can. */
export type HomeKind = 'threads' | 'processes';

export interface HomeEvents {
  message: (message: FromWorker) => void;
  /** It is gone; the name is what AWS says of such an end. */
  ended: (name: string, cause: string) => void;
}

export interface Home {
  tell: (message: ToWorker) => void;
  terminate: () => Promise<unknown>;
  /** Only of processes. */
  pid?: number;
}

/** What the runtime itself takes of a function's memory on AWS. */
const RUNTIME_MB = 64;
const YOUNG_MB = 32;

// All functions share the memory of one machine: a heap is swept when it has grown by two fifths, not by some times
// what is in use. In a storm of 100,000 requests the process held 0.8 GB with it and 1 GB without.
setFlagsFromString('--heap-growing-percent=40');

const INSIDE = new URL('./worker.ts', import.meta.url);

const heapOf = ({ memoryMb }: WorkerStart): number => Math.max(32, memoryMb - RUNTIME_MB);

export const openHome = (
  kind: HomeKind,
  start: WorkerStart,
  environment: Record<string, string>,
  events: HomeEvents,
): Home => (kind === 'threads' ? thread : childProcess)(start, environment, events);

const thread = (start: WorkerStart, env: Record<string, string>, { message, ended }: HomeEvents): Home => {
  const worker = new Worker(INSIDE, {
    name: start.functionName,
    workerData: start,
    env,
    execArgv: [],
    resourceLimits: { maxOldGenerationSizeMb: heapOf(start), maxYoungGenerationSizeMb: YOUNG_MB },
  });
  worker.on('message', message);
  worker.on('error', (error) => {
    const full = codeOf(error) === 'ERR_WORKER_OUT_OF_MEMORY';
    const name = full ? 'Runtime.OutOfMemory' : 'Runtime.UnhandledError';
    ended(name, full ? `The function used more than ${start.memoryMb} MB` : textOf(error));
  });
  worker.on('exit', () => ended('Runtime.ExitError', EXITED));
  worker.unref();
  return { tell: (told) => worker.postMessage(told, []), terminate: () => worker.terminate() };
};

const EXITED = 'The runtime exited before it answered';

const childProcess = (
  start: WorkerStart,
  env: Record<string, string>,
  { message, ended }: HomeEvents,
): Home => {
  const child = fork(fileURLToPath(INSIDE), [JSON.stringify(start)], {
    env,
    execArgv: [`--max-old-space-size=${heapOf(start)}`],
    stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
  });
  child.on('message', (told: FromWorker) => message(told));
  child.on('error', (error) => ended('Runtime.UnhandledError', textOf(error)));
  const gone = new Promise<void>((resolve) => {
    child.on('exit', () => {
      ended('Runtime.ExitError', EXITED);
      resolve();
    });
  });
  return {
    tell: (told) => {
      // One that was killed a moment ago hears nothing; its end is told by itself.
      if (child.connected) child.send(told, () => undefined);
    },
    terminate: async () => {
      child.kill('SIGKILL');
      await gone;
    },
    ...(child.pid !== undefined && { pid: child.pid }),
  };
};
