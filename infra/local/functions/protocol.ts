/** What a worker is started with. */
export interface WorkerStart {
  /** File of the bundle, as a URL. */
  entry: string;
  /** Name of the exported handler. */
  handler: string;
  functionName: string;
  arn: string;
  memoryMb: number;
  logFile: string;
}

export interface Invocation {
  id: number;
  requestId: string;
  /** The event, as JSON: nothing passes that would not pass on AWS. */
  event: string;
  /** Milliseconds since 1970 at which the time is over. */
  deadline: number;
}

/** `ping`: is the event loop free? */
export type ToWorker = Invocation | { ping: true };

export interface Failure {
  errorType: string;
  errorMessage: string;
  trace: string[];
}

export type FromWorker =
  | { kind: 'ready' }
  | { kind: 'broken'; failure: Failure }
  | { kind: 'pong' }
  /** Lines of metrics it wrote. */
  | { kind: 'figures'; lines: string[] }
  | { kind: 'done'; id: number; result: string }
  | { kind: 'failed'; id: number; failure: Failure };
