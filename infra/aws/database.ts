import { Duration, RemovalPolicy, Stack } from 'aws-cdk-lib';
import * as ec2 from 'aws-cdk-lib/aws-ec2';
import * as rds from 'aws-cdk-lib/aws-rds';
import * as sam from 'aws-cdk-lib/aws-sam';
import * as secrets from 'aws-cdk-lib/aws-secretsmanager';
import { Construct } from 'constructs';
import type { AttachedDatabase, CreatedDatabase, Settings } from '../settings.ts';
import { logGroup } from './log-group.ts';
import type { Network } from './network.ts';

const ENGINE = rds.DatabaseInstanceEngine.postgres({ version: rds.PostgresEngineVersion.VER_17 });
// What a connection string, a shell or a SQL literal would trip over.
const HARD_CHARACTERS = ' %+~`#$&*()|[]{}:;<>?!\'/@"\\';

interface Target {
  proxyTarget: rds.ProxyTarget;
  group: ec2.ISecurityGroup;
  host: string;
}

/** The business database as the functions see it: a proxy, over TLS, as the read-only role. */
export class Database extends Construct {
  readonly proxy: rds.DatabaseProxy;
  /** `{ username, password, … }` of the read-only role. */
  readonly readerSecret: secrets.ISecret;
  private readonly settings: Settings;
  private readonly network: Network;

  constructor(scope: Construct, id: string, { settings, network }: { settings: Settings; network: Network }) {
    super(scope, id);
    this.settings = settings;
    this.network = network;
    const { database, stage } = settings;
    const target = database.mode === 'attach' ? this.attach(database) : this.create(database);
    const port = ec2.Port.tcp(database.port);
    network.rotationGroup.connections.allowTo(target.group, port);

    this.readerSecret =
      database.mode === 'attach' && database.readerSecretArn !== undefined
        ? secrets.Secret.fromSecretCompleteArn(this, 'Reader', database.readerSecretArn)
        : this.rotatedSecret(target);

    const dbProxyName = `milhena-${stage}`;
    const proxyLogs = logGroup(this, 'ProxyLogs', settings, `/aws/rds/proxy/${dbProxyName}`);
    this.proxy = new rds.DatabaseProxy(this, 'Proxy', {
      proxyTarget: target.proxyTarget,
      dbProxyName,
      vpc: network.vpc,
      vpcSubnets: network.subnets,
      securityGroups: [network.proxyGroup],
      secrets: [this.readerSecret],
      clientPasswordAuthType: rds.ClientPasswordAuthType.POSTGRES_SCRAM_SHA_256,
      requireTLS: true,
      // It would write the text of statements into the log.
      debugLogging: false,
      borrowTimeout: Duration.seconds(5),
      idleClientTimeout: Duration.minutes(15),
      maxConnectionsPercent: 20,
    });
    this.proxy.node.addDependency(proxyLogs);
  }

  private attach(database: AttachedDatabase): Target {
    const group = ec2.SecurityGroup.fromSecurityGroupId(this, 'Group', database.securityGroupId);
    const { identifier, host, port } = database;
    const proxyTarget =
      database.kind === 'cluster'
        ? rds.ProxyTarget.fromCluster(
            rds.DatabaseCluster.fromDatabaseClusterAttributes(this, 'Cluster', {
              clusterIdentifier: identifier,
              engine: rds.DatabaseClusterEngine.AURORA_POSTGRESQL,
              securityGroups: [group],
              port,
            }),
          )
        : rds.ProxyTarget.fromInstance(
            rds.DatabaseInstance.fromDatabaseInstanceAttributes(this, 'Instance', {
              instanceIdentifier: identifier,
              instanceEndpointAddress: host,
              port,
              engine: ENGINE,
              securityGroups: [group],
            }),
          );
    return { proxyTarget, group, host };
  }

  private create(database: CreatedDatabase): Target {
    const { settings, network } = this;
    const { stage, keepData } = settings;
    const group = new ec2.SecurityGroup(this, 'Group', {
      vpc: network.vpc,
      description: 'The business database: from the proxy and the rotation only',
      allowAllOutbound: false,
    });
    const instanceIdentifier = `milhena-${stage}`;
    const logName = `/aws/rds/instance/${instanceIdentifier}/postgresql`;
    const instanceLogs = logGroup(this, 'InstanceLogs', settings, logName);
    const instance = new rds.DatabaseInstance(this, 'Instance', {
      instanceIdentifier,
      engine: ENGINE,
      instanceType: new ec2.InstanceType(database.instanceType),
      vpc: network.vpc,
      vpcSubnets: network.subnets,
      securityGroups: [group],
      publiclyAccessible: false,
      port: database.port,
      databaseName: database.name,
      // RDS makes the administrator's password, keeps it in a secret of its own and rotates it.
      manageMasterUserPassword: true,
      credentials: rds.Credentials.fromUsername('administrator'),
      storageEncrypted: true,
      allocatedStorage: database.storageGb,
      maxAllocatedStorage: database.storageGb * 5,
      multiAz: database.multiAz,
      backupRetention: Duration.days(database.backupDays),
      copyTagsToSnapshot: true,
      cloudwatchLogsExports: ['postgresql'],
      caCertificate: rds.CaCertificate.RDS_CA_RSA2048_G1,
      parameters: { 'rds.force_ssl': '1' },
      deletionProtection: true,
      removalPolicy: keepData ? RemovalPolicy.RETAIN : RemovalPolicy.SNAPSHOT,
    });
    instance.node.addDependency(instanceLogs);
    return {
      proxyTarget: rds.ProxyTarget.fromInstance(instance),
      group,
      host: instance.dbInstanceEndpointAddress,
    };
  }

  private rotatedSecret({ host, group }: Target): secrets.ISecret {
    const { settings, network } = this;
    const { readerRole, database, stage } = settings;
    const made = new secrets.Secret(this, 'Reader', {
      description: `Read-only role of the business database (${stage})`,
      generateSecretString: {
        // The password is changed in `postgres`: in the business database the role may only read.
        secretStringTemplate: Stack.of(this).toJsonString({
          engine: 'postgres',
          host,
          port: database.port,
          dbname: 'postgres',
          username: readerRole,
        }),
        generateStringKey: 'password',
        passwordLength: 40,
        excludeCharacters: HARD_CHARACTERS,
      },
    });
    const secret = secrets.Secret.fromSecretCompleteArn(this, 'ReaderView', made.secretArn);
    const rotation = new secrets.SecretRotation(this, 'Rotation', {
      application: secrets.SecretRotationApplication.POSTGRES_ROTATION_SINGLE_USER,
      secret,
      target: {
        connections: new ec2.Connections({
          securityGroups: [group],
          defaultPort: ec2.Port.tcp(database.port),
        }),
      },
      vpc: network.vpc,
      vpcSubnets: network.subnets,
      securityGroup: network.rotationGroup,
      excludeCharacters: HARD_CHARACTERS,
      automaticallyAfter: Duration.days(30),
    });
    const functionName = `milhena-${stage}-rotation`;
    const rotationLogs = logGroup(this, 'RotationLogs', settings, `/aws/lambda/${functionName}`);
    rotation.node.addDependency(rotationLogs);
    // The construct names the function by itself, and knows only endpoints with private DNS.
    for (const child of rotation.node.findAll()) {
      if (child instanceof sam.CfnApplication) {
        child.addPropertyOverride('Parameters.functionName', functionName);
        child.addPropertyOverride('Parameters.endpoint', network.secretsUrl);
      }
    }
    return secret;
  }
}
