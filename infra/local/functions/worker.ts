import { closeSync, openSync, renameSync, writeSync } from 'node:fs';
import { parentPort, workerData } from 'node:worker_threads';
import type { Failure, FromWorker, Invocation, ToWorker, WorkerStart } from './protocol.ts';

// What runs in the thread or the process of a function, before and around its bundle.

const start: WorkerStart = parentPort ? workerData : JSON.parse(process.argv[2] ?? '');
const post = (message: FromWorker): void => {
  if (parentPort) parentPort.postMessage(message, []);
  else process.send?.(message);
};
const listen = (heard: (message: ToWorker) => void): void => {
  if (parentPort) parentPort.on('message', heard);
  else {
    process.on('message', heard);
    // Whoever started it is gone: nobody would ask anything any more.
    process.on('disconnect', () => process.exit(0));
  }
};

const LOG_LIMIT = 20 * 1024 * 1024;

/** What the function writes goes to its own file, past the main thread, once a turn of the event loop. */
const logToFile = () => {
  let file = openSync(start.logFile, 'a');
  let written = 0;
  let waiting: string[] = [];
  const figures: string[] = [];
  const flush = () => {
    const text = waiting.join('');
    waiting = [];
    written += text.length;
    writeSync(file, text);
    if (figures.length > 0) post({ kind: 'figures', lines: figures.splice(0) });
    if (written < LOG_LIMIT) return;
    closeSync(file);
    renameSync(start.logFile, `${start.logFile}.1`);
    file = openSync(start.logFile, 'a');
    written = 0;
  };
  const write = (given: string | Uint8Array): boolean => {
    const text = typeof given === 'string' ? given : Buffer.from(given).toString('utf8');
    if (text.startsWith('{"_aws"')) figures.push(text);
    if (waiting.push(text) === 1) setImmediate(flush);
    return true;
  };
  process.stdout.write = write;
  process.stderr.write = write;
};

const failureOf = (error: unknown): Failure => {
  if (!(error instanceof Error)) return { errorType: typeof error, errorMessage: String(error), trace: [] };
  return { errorType: error.name, errorMessage: error.message, trace: (error.stack ?? '').split('\n') };
};

const contextOf = ({ requestId, deadline }: Invocation) => ({
  awsRequestId: requestId,
  callbackWaitsForEmptyEventLoop: false,
  functionName: start.functionName,
  functionVersion: '$LATEST',
  invokedFunctionArn: start.arn,
  memoryLimitInMB: String(start.memoryMb),
  logGroupName: `/aws/lambda/${start.functionName}`,
  logStreamName: 'local',
  getRemainingTimeInMillis: () => Math.max(0, deadline - Date.now()),
});

type Handler = (event: unknown, context: ReturnType<typeof contextOf>) => unknown;

const isHandler = (value: unknown): value is Handler => typeof value === 'function';

const serve = async (handler: Handler, invocation: Invocation) => {
  const { id } = invocation;
  try {
    const result = await handler(JSON.parse(invocation.event), contextOf(invocation));
    post({ kind: 'done', id, result: JSON.stringify(result) ?? 'null' });
  } catch (error) {
    post({ kind: 'failed', id, failure: failureOf(error) });
  }
};

const load = async (): Promise<Handler> => {
  const module: Record<string, unknown> = await import(start.entry);
  const handler = module[start.handler];
  if (!isHandler(handler)) throw new Error(`The bundle exports no function ${start.handler}`);
  return handler;
};

logToFile();
try {
  const handler = await load();
  listen((message) => {
    if ('ping' in message) post({ kind: 'pong' });
    else void serve(handler, message);
  });
  post({ kind: 'ready' });
} catch (error) {
  post({ kind: 'broken', failure: failureOf(error) });
}
