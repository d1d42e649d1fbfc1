import { join } from 'node:path';
import { Duration } from 'aws-cdk-lib';
import type * as ec2 from 'aws-cdk-lib/aws-ec2';
import * as iam from 'aws-cdk-lib/aws-iam';
import * as lambda from 'aws-cdk-lib/aws-lambda';
import type * as logs from 'aws-cdk-lib/aws-logs';
import { Construct } from 'constructs';
import type { FunctionName, Settings } from '../settings.ts';
import { logGroup } from './log-group.ts';

/** Where layers are mounted, and the folder of the compiled catalog in there. */
export const CATALOG_DIR = '/opt/catalog';
/** The engine and the fonts that draw charts. */
export const CHARTS_DIR = '/opt/charts';

export interface AssistantFunctionProps<Environment> {
  name: FunctionName;
  settings: Settings;
  /** Folder with one bundle a function. */
  bundles: string;
  catalog: lambda.LayerVersion;
  /** Lets a role hand in parts of traces. */
  traces: iam.Policy;
  /** Beside the catalog. */
  layers?: lambda.LayerVersion[];
  description: string;
  memoryMb: number;
  timeoutSeconds: number;
  /** Exactly what the function's own schema asks for: a missing key does not compile. */
  environment: Environment;
  /** Addresses of AWS services that differ from the usual ones. */
  endpoints?: Record<`AWS_ENDPOINT_URL_${string}`, string>;
  network?: { vpc: ec2.IVpc; vpcSubnets: ec2.SubnetSelection; securityGroups: ec2.ISecurityGroup[] };
}

/** A function of the house: its own role that may write its own log and nothing more until told so. */
export class AssistantFunction<Environment extends { [key in keyof Environment]: string }> extends Construct {
  readonly lambda: lambda.Function;
  readonly role: iam.Role;
  readonly logs: logs.LogGroup;
  readonly name: FunctionName;
  readonly timeoutSeconds: number;

  constructor(scope: Construct, id: string, props: AssistantFunctionProps<Environment>) {
    super(scope, id);
    const { name, settings, network } = props;
    this.name = name;
    this.timeoutSeconds = props.timeoutSeconds;
    this.logs = logGroup(this, 'Logs', settings);
    this.role = new iam.Role(this, 'Role', {
      assumedBy: new iam.ServicePrincipal('lambda.amazonaws.com'),
      description: `The ${name} function of the assistant (${settings.stage})`,
    });
    this.logs.grantWrite(this.role);
    if (network) this.allowNetworkInterfaces();
    const concurrency = settings.concurrency[name];
    this.lambda = new lambda.Function(this, 'Function', {
      description: props.description,
      runtime: lambda.Runtime.NODEJS_24_X,
      architecture: lambda.Architecture.ARM_64,
      handler: 'handler.handler',
      code: lambda.Code.fromAsset(join(props.bundles, name)),
      layers: [props.catalog, ...(props.layers ?? [])],
      role: this.role,
      memorySize: props.memoryMb,
      timeout: Duration.seconds(props.timeoutSeconds),
      environment: {
        ...props.environment,
        ...props.endpoints,
        POWERTOOLS_SERVICE_NAME: serviceName(settings, name),
        POWERTOOLS_METRICS_NAMESPACE: countedIn(settings),
        POWERTOOLS_LOG_LEVEL: 'INFO',
      },
      logGroup: this.logs,
      loggingFormat: lambda.LoggingFormat.JSON,
      // Nobody starts it without waiting for it: should someone, it is not repeated.
      retryAttempts: 0,
      ...(concurrency !== undefined && { reservedConcurrentExecutions: concurrency }),
      ...network,
    });
    // The function may not run before its role may write the log, hand in traces and use the network.
    this.lambda.node.addDependency(this.role, props.traces);
    props.traces.attachToRole(this.role);
    this.traced();
  }

  /** Parts of traces are handed in under the one policy for all; the construct's own switch would write one a role. */
  private traced(): void {
    const resource = this.lambda.node.defaultChild;
    if (resource instanceof lambda.CfnFunction) resource.tracingConfig = { mode: 'Active' };
  }

  /** May do exactly these things with exactly these resources. */
  allow(actions: string[], resources: string[]): void {
    this.role.addToPolicy(new iam.PolicyStatement({ actions, resources }));
  }

  /**
   * What Lambda needs to stand in subnets. These actions know no resources; the code itself is kept from
   * using them: only the Lambda service calls without a function's ARN.
   */
  private allowNetworkInterfaces(): void {
    const actions = [
      'CreateNetworkInterface',
      'DescribeNetworkInterfaces',
      'DescribeSubnets',
      'DeleteNetworkInterface',
      'AssignPrivateIpAddresses',
      'UnassignPrivateIpAddresses',
    ].map((action) => `ec2:${action}`);
    this.role.addToPolicy(new iam.PolicyStatement({ actions, resources: ['*'] }));
    this.role.addToPolicy(
      new iam.PolicyStatement({
        effect: iam.Effect.DENY,
        actions,
        resources: ['*'],
        conditions: { Null: { 'lambda:SourceFunctionArn': 'false' } },
      }),
    );
  }
}

/** Where the figures that functions count are found. */
export const countedIn = ({ stage }: Settings): string => `Milhena/${stage}`;

/** The name under which logs of a function are found. */
export const serviceName = ({ stage }: Settings, name: FunctionName): string => `milhena-${stage}-${name}`;
