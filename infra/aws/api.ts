import { Fn } from 'aws-cdk-lib';
import * as gateway from 'aws-cdk-lib/aws-apigateway';
import type * as lambda from 'aws-cdk-lib/aws-lambda';
import { Construct } from 'constructs';
import { problem, type ProblemCode } from '#shared/contracts/problem.ts';
import type { Settings } from '../settings.ts';
import { Firewall } from './firewall.ts';
import { logGroup } from './log-group.ts';

type Access = 'key' | 'open';
type Method = 'GET' | 'POST' | 'PUT' | 'DELETE';
const ROUTES: readonly (readonly [method: Method, path: string, access: Access, body?: 'body'])[] = [
  ['POST', '/v1/ask', 'key', 'body'],
  ['GET', '/v1/sessions', 'key'],
  ['GET', '/v1/sessions/{id}', 'key'],
  ['DELETE', '/v1/sessions/{id}', 'key'],
  ['POST', '/v1/sessions/{id}/cancel', 'key'],
  ['GET', '/v1/context', 'key'],
  ['GET', '/v1/context/{key}', 'key'],
  ['PUT', '/v1/context/{key}', 'key', 'body'],
  ['DELETE', '/v1/context/{key}', 'key'],
  ['GET', '/v1/people', 'key'],
  ['PUT', '/v1/people/{personId}', 'key', 'body'],
  ['GET', '/v1/feedback', 'key'],
  ['POST', '/v1/feedback', 'key', 'body'],
  // A part of a path is a parameter whole or not at all: `{file}` is the id and `.png`.
  ['GET', '/v1/charts/{file}', 'key'],
  ['GET', '/v1/subscriptions', 'key'],
  ['POST', '/v1/subscriptions', 'key', 'body'],
  ['DELETE', '/v1/subscriptions/{id}', 'key'],
  ['GET', '/v1/usage', 'key'],
  ['GET', '/v1/models', 'key'],
  ['DELETE', '/v1/users/{userId}', 'key'],
  ['GET', '/v1/catalog', 'key'],
  ['GET', '/v1/health/live', 'open'],
  ['GET', '/v1/health/ready', 'open'],
  ['GET', '/v1/health/deep', 'key'],
  ['GET', '/openapi.json', 'open'],
];
/** Opened by a signature: the platform knows no keys. */
const WEBHOOK_PATH = '/webhooks/whatsapp';

/** What the gateway itself answers, in the same words as the function behind it. */
const REFUSALS: readonly (readonly [type: string, code: ProblemCode])[] = [
  ['ACCESS_DENIED', 'forbidden'],
  ['BAD_REQUEST_BODY', 'invalid_request'],
  ['BAD_REQUEST_PARAMETERS', 'invalid_request'],
  ['DEFAULT_4XX', 'invalid_request'],
  ['DEFAULT_5XX', 'internal'],
  ['INTEGRATION_FAILURE', 'bad_gateway'],
  ['INTEGRATION_TIMEOUT', 'timeout'],
  ['INVALID_API_KEY', 'unauthorized'],
  // The gateway says so of every path it does not know.
  ['MISSING_AUTHENTICATION_TOKEN', 'not_found'],
  ['QUOTA_EXCEEDED', 'too_many_requests'],
  ['REQUEST_TOO_LARGE', 'body_too_large'],
  ['RESOURCE_NOT_FOUND', 'not_found'],
  ['THROTTLED', 'too_many_requests'],
  ['UNSUPPORTED_MEDIA_TYPE', 'unsupported_media_type'],
  ['WAF_FILTERED', 'forbidden'],
];

export interface ApiProps {
  settings: Settings;
  handler: lambda.IFunction;
  webhook: lambda.IFunction;
}

/** The door: explicit paths, keys, limits and a firewall. */
export class Api extends Construct {
  readonly rest: gateway.RestApi;
  readonly key: gateway.IApiKey;
  readonly firewall: Firewall;
  private readonly validator: gateway.RequestValidator;

  constructor(scope: Construct, id: string, { settings, handler, webhook }: ApiProps) {
    super(scope, id);
    const { stage, throttle } = settings;
    this.rest = new gateway.RestApi(this, 'Rest', {
      restApiName: `milhena-${stage}`,
      description: 'Answers questions about automated processes',
      endpointConfiguration: { types: [gateway.EndpointType.REGIONAL] },
      cloudWatchRole: true,
      // Never all types: bodies of requests would be bytes then, and no longer checked.
      binaryMediaTypes: ['image/*'],
      deployOptions: {
        stageName: stage,
        tracingEnabled: true,
        metricsEnabled: true,
        loggingLevel: gateway.MethodLoggingLevel.ERROR,
        dataTraceEnabled: false,
        throttlingRateLimit: throttle.perSecond,
        throttlingBurstLimit: throttle.burst,
        accessLogDestination: new gateway.LogGroupLogDestination(logGroup(this, 'AccessLogs', settings)),
        accessLogFormat: accessLog,
      },
    });
    // The gateway makes this group by itself, without an end, unless it is there before.
    const executionLogs = Fn.join('', ['API-Gateway-Execution-Logs_', this.rest.restApiId, '/', stage]);
    this.rest.deploymentStage.node.addDependency(logGroup(this, 'ExecutionLogs', settings, executionLogs));
    this.validator = this.rest.addRequestValidator('Validator', {
      validateRequestBody: true,
      validateRequestParameters: true,
    });
    this.addRoutes(handler);
    this.addWebhook(webhook);
    this.addRefusals();
    this.key = this.addKey(settings);
    this.firewall = new Firewall(this, 'Firewall', {
      settings,
      stage: this.rest.deploymentStage,
      signedPath: WEBHOOK_PATH,
    });
  }

  private addWebhook(webhook: lambda.IFunction): void {
    const integration = new gateway.LambdaIntegration(webhook, { allowTestInvoke: false });
    for (const method of ['GET', 'POST'])
      this.rest.root.resourceForPath(WEBHOOK_PATH).addMethod(method, integration, {
        apiKeyRequired: false,
        requestValidator: this.validator,
      });
  }

  private addRoutes(handler: lambda.IFunction): void {
    const requestValidator = this.validator;
    const integration = new gateway.LambdaIntegration(handler, { allowTestInvoke: false });
    const jsonObject = this.rest.addModel('JsonObject', {
      contentType: 'application/json',
      // No more than this: the function says which field is wrong, the gateway could not.
      schema: { type: gateway.JsonSchemaType.OBJECT },
    });
    for (const [method, path, access, body] of ROUTES) {
      this.rest.root.resourceForPath(path).addMethod(method, integration, {
        apiKeyRequired: access === 'key',
        requestValidator,
        ...(body && { requestModels: { 'application/json': jsonObject } }),
      });
    }
  }

  private addRefusals(): void {
    for (const [type, code] of REFUSALS) {
      const document = { ...problem(code), instance: '$context.requestId' };
      const status = String(document.status);
      // The two catch-all responses keep the status of what they answer for.
      const catchAll = type.startsWith('DEFAULT_');
      this.rest.addGatewayResponse(`On${type}`, {
        type: gateway.ResponseType.of(type),
        ...(!catchAll && { statusCode: status }),
        responseHeaders: {
          'content-type': "'application/problem+json; charset=utf-8'",
          'x-content-type-options': "'nosniff'",
          'cache-control': "'no-store'",
          'x-request-id': 'context.requestId',
        },
        templates: { 'application/json': JSON.stringify(document) },
      });
    }
  }

  private addKey({ throttle, stage }: Settings): gateway.IApiKey {
    const { deploymentStage } = this.rest;
    const plan = this.rest.addUsagePlan('Plan', {
      name: `milhena-${stage}`,
      description: 'How much one client may ask',
      throttle: { rateLimit: throttle.perSecond, burstLimit: throttle.burst },
      quota: { limit: throttle.perDay, period: gateway.Period.DAY },
      apiStages: [{ api: deploymentStage.restApi, stage: deploymentStage }],
    });
    const key = this.rest.addApiKey('Key', { description: 'First client' });
    plan.addApiKey(key);
    return key;
  }
}

/** Ids, route, status and times: no address, no user agent, no body. */
const accessLog = gateway.AccessLogFormat.custom(
  JSON.stringify({
    requestId: '$context.requestId',
    time: '$context.requestTimeEpoch',
    method: '$context.httpMethod',
    route: '$context.resourcePath',
    status: '$context.status',
    error: '$context.error.responseType',
    responseLength: '$context.responseLength',
    responseMs: '$context.responseLatency',
    integrationMs: '$context.integrationLatency',
    apiKeyId: '$context.identity.apiKeyId',
  }),
);
