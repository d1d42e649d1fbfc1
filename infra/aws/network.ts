import { Fn } from 'aws-cdk-lib';
import * as ec2 from 'aws-cdk-lib/aws-ec2';
import * as iam from 'aws-cdk-lib/aws-iam';
import { Construct } from 'constructs';
import type { AttachedDatabase, CreatedDatabase, Settings } from '../settings.ts';
import { logGroup } from './log-group.ts';

const HTTPS = ec2.Port.tcp(443);
/** Where RDS Proxy listens, whatever the port of the database behind it. */
export const PROXY_PORT = 5432;
const PROXY = ec2.Port.tcp(PROXY_PORT);
const VALKEY = ec2.Port.tcp(6379);

/**
 * Isolated subnets: no internet gateway, no NAT, no default route. What stands in them reaches the
 * database, the cache, the secret and one table, each by a rule of its own, and nothing else.
 */
export class Network extends Construct {
  readonly vpc: ec2.IVpc;
  readonly subnets: ec2.SubnetSelection = { subnetType: ec2.SubnetType.PRIVATE_ISOLATED };
  readonly queryGroup: ec2.SecurityGroup;
  readonly proxyGroup: ec2.SecurityGroup;
  readonly rotationGroup: ec2.SecurityGroup;
  readonly cacheGroup: ec2.SecurityGroup;
  /** Address of Secrets Manager from within; private DNS would change what the customer's network resolves. */
  readonly secretsUrl: string;
  readonly secretsEndpoint: ec2.InterfaceVpcEndpoint;
  readonly tablesEndpoint: ec2.GatewayVpcEndpoint;

  constructor(scope: Construct, id: string, settings: Settings) {
    super(scope, id);
    const { database } = settings;
    this.vpc = database.mode === 'attach' ? this.attach(database) : this.create(settings, database);

    this.queryGroup = this.group(
      'QueryGroup',
      'The query function: to the proxy, the cache, the secret, the names',
    );
    this.proxyGroup = this.group('ProxyGroup', 'The database proxy: from query, to the database');
    this.rotationGroup = this.group('RotationGroup', 'Password rotation: to the database and the secret');
    this.cacheGroup = this.group('CacheGroup', 'The cache: from query only');
    const endpointGroup = this.group('EndpointGroup', 'Secrets Manager: from query and rotation only');

    connect(this.queryGroup, this.proxyGroup, PROXY);
    connect(this.queryGroup, this.cacheGroup, VALKEY);
    connect(this.queryGroup, endpointGroup, HTTPS);
    connect(this.rotationGroup, endpointGroup, HTTPS);
    this.queryGroup.addEgressRule(ec2.Peer.prefixList(settings.dynamoPrefixList), HTTPS, 'To the names');

    this.secretsEndpoint = new ec2.InterfaceVpcEndpoint(this, 'Secrets', {
      vpc: this.vpc,
      subnets: this.subnets,
      service: ec2.InterfaceVpcEndpointAwsService.SECRETS_MANAGER,
      privateDnsEnabled: false,
      securityGroups: [endpointGroup],
      open: false,
    });
    const dnsEntry = Fn.select(0, this.secretsEndpoint.vpcEndpointDnsEntries);
    this.secretsUrl = `https://${Fn.select(1, Fn.split(':', dnsEntry))}`;
    this.tablesEndpoint = new ec2.GatewayVpcEndpoint(this, 'Tables', {
      vpc: this.vpc,
      subnets: [this.subnets],
      service: ec2.GatewayVpcEndpointAwsService.DYNAMODB,
    });
  }

  /** Only these pass: the rest of the endpoint stays closed, whoever asks. */
  allowThroughEndpoints(readerSecretArn: string, namesTableArn: string): void {
    const anyone = [new iam.AnyPrincipal()];
    this.secretsEndpoint.addToPolicy(
      new iam.PolicyStatement({
        principals: anyone,
        actions: ['DescribeSecret', 'GetSecretValue', 'PutSecretValue', 'UpdateSecretVersionStage'].map(
          (action) => `secretsmanager:${action}`,
        ),
        resources: [readerSecretArn],
      }),
    );
    this.secretsEndpoint.addToPolicy(
      new iam.PolicyStatement({
        principals: anyone,
        actions: ['secretsmanager:GetRandomPassword'],
        resources: ['*'],
      }),
    );
    this.tablesEndpoint.addToPolicy(
      new iam.PolicyStatement({
        principals: anyone,
        actions: ['dynamodb:GetItem', 'dynamodb:PutItem'],
        resources: [namesTableArn],
      }),
    );
  }

  private attach(database: AttachedDatabase): ec2.IVpc {
    const subnets = database.subnets.map(
      ({ availabilityZone, cidr }, index) =>
        new ec2.PrivateSubnet(this, `Subnet${index + 1}`, {
          vpcId: database.vpcId,
          availabilityZone,
          cidrBlock: cidr,
          mapPublicIpOnLaunch: false,
        }),
    );
    return this.view(database.vpcId, subnets);
  }

  private create(settings: Settings, { cidr }: CreatedDatabase): ec2.IVpc {
    const vpc = new ec2.Vpc(this, 'Vpc', {
      ipAddresses: ec2.IpAddresses.cidr(cidr),
      maxAzs: 2,
      natGateways: 0,
      subnetConfiguration: [{ name: 'isolated', subnetType: ec2.SubnetType.PRIVATE_ISOLATED, cidrMask: 26 }],
    });
    vpc.addFlowLog('Flow', {
      destination: ec2.FlowLogDestination.toCloudWatchLogs(logGroup(this, 'FlowLogs', settings)),
      trafficType: ec2.FlowLogTrafficType.REJECT,
    });
    return this.view(vpc.vpcId, vpc.isolatedSubnets);
  }

  /** The rest of the stack sees our isolated subnets alone, whoever owns the network. */
  private view(vpcId: string, subnets: ec2.ISubnet[]): ec2.IVpc {
    return ec2.Vpc.fromVpcAttributes(this, 'View', {
      vpcId,
      availabilityZones: subnets.map(({ availabilityZone }) => availabilityZone),
      isolatedSubnetIds: subnets.map(({ subnetId }) => subnetId),
      isolatedSubnetRouteTableIds: subnets.map(({ routeTable }) => routeTable.routeTableId),
    });
  }

  private group(id: string, description: string): ec2.SecurityGroup {
    return new ec2.SecurityGroup(this, id, { vpc: this.vpc, description, allowAllOutbound: false });
  }
}

/** One rule out of here, one rule in there. */
const connect = (from: ec2.SecurityGroup, to: ec2.SecurityGroup, port: ec2.Port): void => {
  from.connections.allowTo(to, port);
};
