import type { Random } from './random.ts';

/** What a step of n8n leaves behind when it fails. `#` in a text becomes a digit. */
export type Failure = {
  /** Name of the error class, as the stack begins. */
  kind: string;
  /** The text as it was thrown: the stack keeps it whole. */
  thrown: string;
  /** The fields of `resultData.error`, without stack, node and timestamp. */
  fields: Record<string, unknown>;
  /** Steps of the program itself name the failing node in the error; thrown texts do not. */
  namesNode: boolean;
  /** Seconds that go by before such a step gives up, when that is not part of the usual duration. */
  givesUpAfter?: number;
};
export type Cause = (random: Random) => Failure;

const node = (kind: string, message: string, more: Record<string, unknown> = {}): Failure => ({
  kind,
  thrown: message,
  namesNode: true,
  fields: {
    level: 'warning',
    tags: {},
    functionality: 'regular',
    name: kind,
    messages: [],
    context: {},
    ...more,
    message,
  },
});

// n8n puts its own sentence in the place of the answer and keeps the answer in `messages`.
const SENTENCES: Record<string, string> = {
  '400': 'Bad request - please check your parameters',
  '401': 'Authorization failed - please check your credentials',
  '403': 'Forbidden - perhaps check your credentials?',
  '404': 'The resource you are requesting could not be found',
  '429': 'The service is receiving too many requests from you',
  '500': 'The service was not able to process your request',
  '502': 'Bad gateway - the service failed to handle your request',
  '503':
    'Service unavailable - try again later or consider setting this node to retry automatically (in the node settings)',
  '504': 'Gateway timed out - perhaps try again later?',
  ECONNREFUSED: 'The service refused the connection - perhaps it is offline',
  ECONNABORTED: 'The connection was aborted, perhaps the server is offline',
  ETIMEDOUT: 'The connection timed out, consider setting the "Retry on Fail" option in the node settings',
  ECONNRESET:
    'The connection to the server was closed unexpectedly, perhaps it is offline. You can retry the request immediately or wait and retry later.',
  ENOTFOUND:
    'The connection cannot be established, this usually occurs due to an incorrect host (domain) value',
};

/** The other side answered with an error code; `answer` is its body. */
export const http =
  (code: string, answer: string, description?: string): Cause =>
  (random) => {
    const body = random.digits(answer);
    const messages = [
      code === '429'
        ? "Try spacing your requests out using the batching settings under 'Options'"
        : `${code} - ${JSON.stringify(body)}`,
    ];
    return node('NodeApiError', SENTENCES[code] ?? `Request failed with status code ${code}`, {
      messages,
      httpCode: code,
      description: random.digits(description ?? answer),
    });
  };

/** The other side did not answer at all. */
export const unreachable =
  (code: string, detail: string, givesUpAfter?: number): Cause =>
  (random) => {
    const text = random.digits(detail);
    const failure = node('NodeApiError', SENTENCES[code] ?? text, { messages: [text, text], httpCode: code });
    return givesUpAfter === undefined ? failure : { ...failure, givesUpAfter };
  };

export const postgres =
  (message: string, description: string): Cause =>
  (random) =>
    node('NodeOperationError', random.digits(message), { description: random.digits(description) });

export const mysql =
  (message: string, code: string): Cause =>
  () =>
    node('NodeOperationError', message, { description: `sql: undefined, code: ${code}` });

/** Stop And Error: a refusal that the process itself decided. */
export const stopped =
  (message: string): Cause =>
  (random) =>
    node('NodeOperationError', random.digits(message));

/** A Code step that throws a text: n8n cuts it at the colons and keeps the last two parts. */
export const code =
  (text: string, line: number, kind = 'Error'): Cause =>
  (random) => {
    const thrown = random.digits(text);
    const parts = [kind, ...thrown.split(': ')];
    const before = parts.at(-2);
    return {
      kind,
      thrown,
      namesNode: false,
      fields: {
        level: 'error',
        tags: {},
        description: before === 'Error' ? null : before,
        lineNumber: line,
        message: `${parts.at(-1)} [line ${line}]`,
      },
    };
  };

/** A client library that throws past n8n: neither the node nor the error is named. */
export const library =
  (kind: string, message: string, fields: Record<string, unknown> = {}, givesUpAfter?: number): Cause =>
  (random) => {
    const text = random.digits(message);
    const failure: Failure = { kind, thrown: text, namesNode: false, fields: { ...fields, message: text } };
    return givesUpAfter === undefined ? failure : { ...failure, givesUpAfter };
  };

/** The server went away under the run. */
export const crashed: Cause = () => ({
  kind: 'WorkflowCrashedError',
  thrown: 'Workflow did not finish, possible out-of-memory issue',
  namesNode: false,
  fields: {
    message: 'Workflow did not finish, possible out-of-memory issue',
    name: 'WorkflowCrashedError',
    context: {},
  },
});

/** Somebody pressed stop. */
export const stoppedByHand: Cause = () =>
  node('ManualExecutionCancelledError', 'The execution was cancelled manually', {
    reason: 'manual',
    messages: undefined,
  });
