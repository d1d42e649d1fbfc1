import * as z from 'zod/mini';
import { Problem, problem, type ProblemCode } from '#shared/contracts/problem.ts';
import type { Operation } from '#shared/runtime/http.ts';

type Json = Record<string, unknown>;

const TITLES = {
  title: 'Milhena',
  version: '1.0.0',
  description: 'Answers questions about automated processes; every figure comes with its proof.',
};

/** OpenAPI 3.1 from the operations and their schemas. */
export const openApi = (operations: readonly Operation[]): Json => {
  const paths: Record<string, Json> = {};
  for (const operation of operations) {
    const path = (paths[operation.path] ??= {});
    path[operation.method.toLowerCase()] = describe(operation);
  }
  return {
    openapi: '3.1.0',
    info: TITLES,
    servers: [{ url: '/' }],
    paths,
    components: {
      schemas: { Problem: schemaOf(Problem) },
      securitySchemes: { apiKey: { type: 'apiKey', in: 'header', name: 'x-api-key' } },
    },
  };
};

const describe = (operation: Operation): Json => ({
  operationId: idOf(operation),
  summary: operation.summary,
  security: operation.open === true ? [] : [{ apiKey: [] }],
  parameters: parametersOf(operation),
  ...(operation.body && {
    requestBody: {
      required: true,
      content: { 'application/json': content(operation.body, operation.examples?.request) },
    },
  }),
  responses: { ...success(operation), ...failures(operation.problems) },
});

const idOf = ({ method, path }: Operation): string =>
  [method.toLowerCase(), ...path.split(/[^a-z0-9]+/i).filter(Boolean)].join('_');

const success = ({ response, produces, examples, path }: Operation): Json => ({
  200: {
    description: 'Done',
    headers: {
      'x-request-id': { schema: { type: 'string' } },
      ...(path === '/v1/ask' && { 'x-session-id': { schema: { type: 'string' } } }),
    },
    ...(response && { content: { 'application/json': content(response, examples?.response) } }),
    ...(produces && { content: { [produces]: {} } }),
  },
});

/** One entry a status; several codes may share it. */
const failures = (codes: readonly ProblemCode[]): Json => {
  const result: Record<string, Json> = {};
  for (const [status, group] of Map.groupBy(codes, (code) => problem(code).status))
    result[status] = {
      description: group.map((code) => problem(code).title).join('; '),
      content: {
        'application/problem+json': {
          schema: { $ref: '#/components/schemas/Problem' },
          examples: Object.fromEntries(group.map((code) => [code, { value: problem(code) }])),
        },
      },
    };
  return result;
};

const parametersOf = ({ query, body, path }: Operation): Json[] => {
  const header = (name: string, description: string): Json => ({
    name,
    in: 'header',
    required: false,
    description,
    schema: { type: 'string' },
  });
  const { properties, required } = Parameters.parse(query ? schemaOf(query) : {});
  return [
    ...[...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => ({
      name,
      in: 'path',
      required: true,
      schema: { type: 'string' },
    })),
    ...Object.entries(properties).map(([name, schema]) => ({
      name,
      in: 'query',
      required: required.includes(name),
      schema,
    })),
    header('X-Request-ID', 'Comes back with the answer and stands in the logs.'),
    ...(body && path === '/v1/ask'
      ? [header('X-Session-ID', 'The conversation, unless the body names it.')]
      : []),
    ...(path === '/v1/catalog' ? [header('Accept-Language', 'The language of the names.')] : []),
  ];
};

const Parameters = z.object({
  properties: z.prefault(z.record(z.string(), z.unknown()), {}),
  required: z.prefault(z.array(z.string()), []),
});

const content = (schema: z.ZodMiniType, example: unknown): Json => ({
  schema: schemaOf(schema),
  ...(example !== undefined && { example }),
});

const schemaOf = (schema: z.ZodMiniType): Json => {
  const { $schema: _, ...rest } = z.toJSONSchema(schema, { target: 'draft-2020-12', unrepresentable: 'any' });
  return rest;
};
