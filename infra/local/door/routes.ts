import * as z from 'zod/mini';
import { BootFailure } from '../failure.ts';
import type { TemplateReader } from '../template/template.ts';

const Resource = z.object({ ParentId: z.string(), PathPart: z.string(), RestApiId: z.string() });
const Integration = z.object({
  Type: z.literal('AWS_PROXY'),
  Uri: z.string(),
  TimeoutInMillis: z.prefault(z.int(), 29_000),
});
const Method = z.object({
  ResourceId: z.string(),
  RestApiId: z.string(),
  HttpMethod: z.string(),
  ApiKeyRequired: z.prefault(z.boolean(), false),
  // Whoever authorises otherwise is not stood for here.
  AuthorizationType: z.literal('NONE'),
  Integration,
  RequestModels: z.prefault(z.record(z.string(), z.string()), {}),
  RequestValidatorId: z.optional(z.string()),
  RequestParameters: z.optional(z.never()),
});
const Validator = z.object({ ValidateRequestBody: z.prefault(z.boolean(), false) });
/** Only this much of a schema is checked here. */
const Model = z.object({
  Schema: z.strictObject({ type: z.literal('object'), $schema: z.optional(z.string()) }),
});
const RestApi = z.object({
  BinaryMediaTypes: z.prefault(z.array(z.string().check(z.regex(/^[a-z]+\/(\*|[a-z]+)$/))), []),
  Body: z.optional(z.never()),
});

export interface Route {
  method: string;
  /** As the template writes it: `/v1/sessions/{id}`. */
  resource: string;
  resourceId: string;
  functionName: string;
  needsKey: boolean;
  timeoutMs: number;
  /** Types of body that must be a JSON object. */
  objectBodies: ReadonlySet<string>;
}

export interface Match {
  route: Route;
  parameters: Record<string, string> | null;
}

export type Router = (method: string, path: string) => Match | undefined;

/** The paths of the template's REST API. */
export const routesOf = (
  template: TemplateReader,
): { apiId: string; routes: Route[]; binaryTypes: string[] } => {
  const [api, second] = template.all('AWS::ApiGateway::RestApi', RestApi);
  if (!api || second)
    throw new BootFailure('template', 'The local cloud opens exactly one AWS::ApiGateway::RestApi.');
  const resources = new Map(
    template
      .all('AWS::ApiGateway::Resource', Resource)
      .map(({ identity, properties }) => [identity.reference, properties]),
  );
  const validators = new Map(
    template
      .all('AWS::ApiGateway::RequestValidator', Validator)
      .map(({ identity, properties }) => [identity.reference, properties.ValidateRequestBody]),
  );
  template.all('AWS::ApiGateway::Model', Model);
  const pathOf = (id: string): string => {
    const found = resources.get(id);
    return found ? `${pathOf(found.ParentId)}/${found.PathPart}` : '';
  };
  const routes = template.all('AWS::ApiGateway::Method', Method).map(({ id, properties }) => {
    const functionName = /function:([\w-]+)\/invocations$/.exec(properties.Integration.Uri)?.[1];
    if (!functionName)
      throw new BootFailure(
        'template',
        `AWS::ApiGateway::Method (${id}) leads to something that is no function.`,
      );
    const validated = validators.get(properties.RequestValidatorId ?? '') === true;
    return {
      method: properties.HttpMethod,
      resource: pathOf(properties.ResourceId) || '/',
      resourceId: properties.ResourceId,
      functionName,
      needsKey: properties.ApiKeyRequired,
      timeoutMs: properties.Integration.TimeoutInMillis,
      objectBodies: new Set(validated ? Object.keys(properties.RequestModels) : []),
    };
  });
  return { apiId: api.identity.reference, routes, binaryTypes: api.properties.BinaryMediaTypes };
};

/** Exact paths first, then those with parameters, then those that take everything below. */
export const routerOf = (routes: readonly Route[]): Router => {
  const exact = new Map<string, Match>();
  const patterns: { pattern: RegExp; route: Route }[] = [];
  for (const route of routes) {
    if (!route.resource.includes('{'))
      exact.set(`${route.method} ${route.resource}`, { route, parameters: null });
    else patterns.push({ pattern: patternOf(route.resource), route });
  }
  patterns.sort((one, other) => greed(one.route) - greed(other.route));
  return (method, path) => {
    const trimmed = path.length > 1 && path.endsWith('/') ? path.slice(0, -1) : path;
    const found = exact.get(`${method} ${trimmed}`) ?? exact.get(`ANY ${trimmed}`);
    if (found) return found;
    for (const { pattern, route } of patterns) {
      const match = route.method === method || route.method === 'ANY' ? pattern.exec(trimmed) : null;
      if (match) return { route, parameters: decodedAll(match.groups ?? {}) };
    }
    return undefined;
  };
};

const greed = ({ resource }: Route) => (resource.includes('+}') ? 1000 : 0) - resource.length;

const patternOf = (resource: string): RegExp => {
  const source = resource
    .split(/(\{\w+\+?\})/)
    .map((part) => {
      const name = /^\{(\w+)(\+?)\}$/.exec(part);
      return name
        ? `(?<${name[1]}>${name[2] === '+' ? '.+' : '[^/]+'})`
        : part.replaceAll(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`);
    })
    .join('');
  return new RegExp(`^${source}$`);
};

const decodedAll = (groups: Record<string, string>): Record<string, string> =>
  Object.fromEntries(Object.entries(groups).map(([name, value]) => [name, decoded(value)]));

const decoded = (text: string): string => {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
};
