import { readFileSync } from 'node:fs';
import { parse } from 'yaml';
import { describe, expect, test } from 'vitest';
import { causeLabels, causeOf, compileCauses, type Failure } from '#shared/domain/causes/cause-of.ts';
import { masks } from '../masking/support.ts';

const document: unknown = parse(
  readFileSync(new URL('../../../layers/catalog/causes.yaml', import.meta.url), 'utf8'),
);
const causes = compileCauses(document);

/** Failures as a real database keeps them. */
const seen: [string, Failure][] = [
  [
    'service_unreachable',
    { httpCode: 'ECONNREFUSED', message: 'The service refused the connection - perhaps it is offline' },
  ],
  [
    'service_unreachable',
    { message: 'Connection refused', description: 'sql: undefined, code: ECONNREFUSED' },
  ],
  ['service_unreachable', { message: 'connect ECONNREFUSED 127.0.0.1:55495' }],
  [
    'service_unreachable',
    {
      httpCode: '503',
      message:
        'Service unavailable - try again later or consider setting this node to retry automatically (in the node settings)',
      description: '<html><head><title>503 Service Temporarily Unavailable</title></head>',
    },
  ],
  ['service_unreachable', { message: 'Sensore cella 3 non risponde (timeout 2000 ms) [line 1]' }],
  [
    'connection',
    {
      httpCode: 'ECONNRESET',
      message: 'The connection to the server was closed unexpectedly, perhaps it is offline.',
    },
  ],
  [
    'service_error',
    {
      httpCode: '500',
      message: 'The service was not able to process your request',
      description: 'Internal Server Error',
    },
  ],
  [
    'access_refused',
    {
      httpCode: '401',
      message: 'Authorization failed - please check your credentials',
      description: 'invalid or expired token',
    },
  ],
  [
    'access_refused',
    {
      message: 'password authentication failed for user "crm_reader"',
      description: 'Failed query: SELECT * FROM clienti',
    },
  ],
  ['permission', { httpCode: '403', message: 'Forbidden - perhaps check your credentials?' }],
  ['rate_limited', { httpCode: '429', message: 'The service is receiving too many requests from you' }],
  [
    'not_found',
    {
      httpCode: '404',
      message: 'The resource you are requesting could not be found',
      description: 'shipment not found',
    },
  ],
  [
    'invalid_data',
    {
      httpCode: '400',
      message: 'Bad request - please check your parameters',
      description: 'postcode must have 5 digits',
    },
  ],
  ['invalid_data', { message: 'ABC12345678 [line 2]', description: 'Partita IVA non valida' }],
  ['invalid_data', { message: '(vuota) [line 2]', description: 'Partita IVA non valida' }],
  ['invalid_data', { message: '-5 [line 3]', description: 'Totale non valido per ordine OR-5-4' }],
  ['invalid_data', { message: 'Unexpected end of JSON input [line 2]', description: 'SyntaxError' }],
  [
    'invalid_data',
    {
      message: 'value too long for type character varying(12)',
      description: 'Failed query: INSERT INTO ordini(numero) VALUES ($1)',
    },
  ],
  [
    'missing_data',
    { message: 'campo obbligatorio mancante [line 2]', description: 'Ordine OR-11-3 senza cliente' },
  ],
  [
    'missing_data',
    { message: "Cannot read properties of undefined (reading 'netto') [line 4]", description: 'TypeError' },
  ],
  [
    'duplicate',
    {
      message: 'duplicate key value violates unique constraint "ordini_numero_key"',
      description: 'Key (numero)=(OR-0-1) already exists.',
    },
  ],
  [
    'changed_structure',
    {
      message: 'relation "vendite_2025" does not exist',
      description: 'Failed query: SELECT * FROM vendite_2025',
    },
  ],
  ['process_defect', { message: 'sconto is not defined [line 4]', description: 'ReferenceError' }],
  [
    'process_defect',
    {
      message: "Code doesn't return items properly",
      description: 'Please return an array of objects, one for each item you would like to output.',
    },
  ],
  [
    'overloaded',
    {
      message: 'Task request timed out after 60 seconds',
      description: 'Your Code node task was not matched to a runner within the timeout period.',
    },
  ],
  [
    'interrupted',
    { message: 'Workflow did not finish, possible out-of-memory issue', errorName: 'WorkflowCrashedError' },
  ],
  [
    'cancelled',
    { message: 'The execution was cancelled manually', errorName: 'ManualExecutionCancelledError' },
  ],
  [
    'refused_by_person',
    { message: 'Nota spese rifiutata dal responsabile', errorName: 'NodeOperationError' },
  ],
  ['timeout', { httpCode: 'ETIMEDOUT', message: 'The connection timed out' }],
  ['out_of_space', { message: 'could not extend file "base/1": No space left on device' }],
  ['certificate', { message: 'self signed certificate in certificate chain' }],
  ['email_rejected', { httpCode: 'EENVELOPE', message: 'No recipients defined' }],
  ['file_problem', { message: "ENOENT: no such file or directory, open '/data/listino.csv'" }],
  [
    'sub_process_failed',
    { message: 'There was a problem executing the workflow', description: 'Error in sub-workflow' },
  ],
  ['timeout', { httpCode: 'ECONNABORTED', message: 'timeout of 10000ms exceeded' }],
  ['overloaded', { message: 'deadlock detected' }],
  ['invalid_data', { message: 'Totals differ: 118 orders' }],
  ['refused_by_person', { message: 'Order rejected: reseller over credit limit' }],
  ['unknown', { message: 'qwerty' }],
  ['unknown', {}],
];

describe('why a run failed', () => {
  test.each(seen)('%s: %j', (cause, failure) => {
    expect(causeOf(failure, causes)).toBe(cause);
  });

  test('a missing part is no part', () => {
    expect(causeOf({ message: null, description: null, httpCode: null, errorName: null }, causes)).toBe(
      'unknown',
    );
  });

  test('a page of a hundred thousand characters is read in its beginning', () => {
    const started = performance.now();
    expect(causeOf({ message: `${'A'.repeat(100_000)} timeout` }, causes)).toBe('unknown');
    expect(performance.now() - started).toBeLessThan(200);
  });
});

describe('the words for causes', () => {
  test.each(Object.entries(masks))('hold nothing technical (%s)', (language, mask) => {
    const words = [
      ...Object.values(causeLabels(causes, language)),
      ...Object.values(causeLabels(causes, language, 'sentence')),
    ];
    expect(words.length).toBe(2 * Object.keys(causes.texts).length);
    expect(words.filter((text) => mask.text(text) !== text)).toEqual([]);
  });

  test('every cause can be reached by a rule', () => {
    const reached = new Set([causes.unknown, ...causes.rules.map(({ cause }) => cause)]);
    expect(Object.keys(causes.texts).filter((cause) => !reached.has(cause))).toEqual([]);
  });

  test('a rule for a cause without words does not compile', () => {
    expect(() => compileCauses({ ...causes, rules: [{ cause: 'nowhere', words: ['x'] }] })).toThrow(
      /nowhere/,
    );
  });

  test('a cause without one of the languages does not compile', () => {
    const { it } = causes.texts['timeout'] ?? {};
    expect(() => compileCauses({ ...causes, texts: { ...causes.texts, timeout: { it } } })).toThrow(
      /timeout/,
    );
  });
});
