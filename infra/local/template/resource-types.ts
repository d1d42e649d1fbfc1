import { BootFailure } from '../failure.ts';

/** What the local cloud stands up. */
const RUN = new Set([
  'AWS::ApiGateway::ApiKey',
  'AWS::ApiGateway::GatewayResponse',
  'AWS::ApiGateway::Method',
  'AWS::ApiGateway::Model',
  'AWS::ApiGateway::RequestValidator',
  'AWS::ApiGateway::Resource',
  'AWS::ApiGateway::RestApi',
  'AWS::ApiGateway::Stage',
  'AWS::ApiGateway::UsagePlan',
  'AWS::ApiGateway::UsagePlanKey',
  'AWS::DynamoDB::GlobalTable',
  'AWS::DynamoDB::Table',
  'AWS::Events::Rule',
  'AWS::Lambda::EventSourceMapping',
  'AWS::Lambda::Function',
  'AWS::Lambda::LayerVersion',
  'AWS::SNS::Topic',
  'AWS::SQS::Queue',
  'AWS::SecretsManager::Secret',
  'AWS::StepFunctions::StateMachine',
]);

/** What has no part to play on one machine, by the reason. */
const NOT_NEEDED: Readonly<Record<string, readonly string[]>> = {
  'permissions are not enforced here': [
    'AWS::IAM::ManagedPolicy',
    'AWS::IAM::Policy',
    'AWS::IAM::Role',
    'AWS::KMS::Alias',
    'AWS::KMS::Key',
    'AWS::Lambda::Permission',
    'AWS::SNS::TopicPolicy',
    'AWS::SQS::QueuePolicy',
    'AWS::SecretsManager::ResourcePolicy',
  ],
  'everything is on loopback': [
    'AWS::EC2::EIP',
    'AWS::EC2::FlowLog',
    'AWS::EC2::InternetGateway',
    'AWS::EC2::NatGateway',
    'AWS::EC2::Route',
    'AWS::EC2::RouteTable',
    'AWS::EC2::SecurityGroup',
    'AWS::EC2::SecurityGroupEgress',
    'AWS::EC2::SecurityGroupIngress',
    'AWS::EC2::Subnet',
    'AWS::EC2::SubnetRouteTableAssociation',
    'AWS::EC2::VPC',
    'AWS::EC2::VPCEndpoint',
    'AWS::EC2::VPCGatewayAttachment',
    'AWS::WAFv2::WebACL',
    'AWS::WAFv2::WebACLAssociation',
  ],
  'the business database is embedded, or named by DATABASE_URL': [
    'AWS::RDS::DBInstance',
    'AWS::RDS::DBParameterGroup',
    'AWS::RDS::DBProxy',
    'AWS::RDS::DBProxyTargetGroup',
    'AWS::RDS::DBSubnetGroup',
    'AWS::SecretsManager::RotationSchedule',
    'AWS::SecretsManager::SecretTargetAttachment',
    'AWS::Serverless::Application',
  ],
  'the cache is in memory, or named by REDIS_URL': [
    'AWS::ElastiCache::ServerlessCache',
    'AWS::ElastiCache::User',
    'AWS::ElastiCache::UserGroup',
  ],
  'nobody is on call': [
    'AWS::CloudWatch::Alarm',
    'AWS::CloudWatch::Dashboard',
    'AWS::Logs::LogGroup',
    'AWS::Logs::MetricFilter',
    'AWS::SNS::Subscription',
  ],
  'the deployment itself': [
    'AWS::ApiGateway::Account',
    'AWS::ApiGateway::Deployment',
    'AWS::CDK::Metadata',
    'AWS::Lambda::EventInvokeConfig',
  ],
};
const UNUSED = new Set(Object.values(NOT_NEEDED).flat());

/** @throws BootFailure naming each resource of a type that is in neither list. */
export const assertKnownTypes = (resources: Readonly<Record<string, { Type: string }>>): void => {
  const unknown = Object.entries(resources).filter(([, { Type }]) => !RUN.has(Type) && !UNUSED.has(Type));
  if (unknown.length === 0) return;
  const names = unknown.map(([id, { Type }]) => `${Type} (${id})`).join(', ');
  throw new BootFailure('template', `The local cloud does not know this resource type: ${names}.`);
};
