import { Validations } from 'aws-cdk-lib';
import type { IConstruct } from 'constructs';
import type { MilhenaStack } from './milhena-stack.ts';

interface Acknowledgement {
  on: IConstruct;
  id: string;
  reason: string;
}

/** Findings of the AWS Solutions rules that stay as they are: each on the smallest construct, with its reason. */
export const acknowledgements = ({
  assistant,
  api,
  channel,
  monitor,
  network,
}: MilhenaStack): Acknowledgement[] => [
  {
    on: network,
    id: 'CloudFormation-Validate::W3010',
    reason: 'Subnets are added in the zones where the database of the customer stands: settings name them.',
  },
  {
    on: assistant.functions.query.role,
    id: 'AwsSolutions-IAM5[Resource::*]',
    reason:
      'Lambda places functions in subnets with actions that know no resources; a second statement denies them to the code of the function itself.',
  },
  {
    on: assistant.traces,
    id: 'AwsSolutions-IAM5[Resource::*]',
    reason: 'Handing in parts of a trace knows no resources; what was handed in can not be read back by it.',
  },
  ...(assistant.model?.keys ?? []).map((on) => ({
    on,
    id: 'AwsSolutions-SMG4',
    reason: 'Keys of the model provider are made and withdrawn at the provider, and put in by hand.',
  })),
  {
    on: assistant.flow.role,
    id: 'AwsSolutions-IAM5[Resource::*]',
    reason: 'Delivery of logs and of traces knows no resources; nothing else in this role has a wildcard.',
  },
  {
    on: assistant.flow,
    id: 'AwsSolutions-SF1',
    reason:
      'Only errors are logged, and without what travelled: rows of the business must never land in a log.',
  },
  {
    on: assistant.heartbeat.deadLetters,
    id: 'AwsSolutions-SQS3',
    reason: 'It is itself the dead letter queue, of the Heartbeat rule, which the check does not look at.',
  },
  {
    on: monitor.deadLetters,
    id: 'AwsSolutions-SQS3',
    reason: 'It is itself the dead letter queue, of the Monitor rule, which the check does not look at.',
  },
  {
    on: channel.secret,
    id: 'AwsSolutions-SMG4',
    reason:
      'Secrets of the platform are made and withdrawn at the platform, and put in by hand; two are taken at once.',
  },
  {
    on: channel.noticesSecret,
    id: 'AwsSolutions-SMG4',
    reason: 'Whoever takes our notices checks their signature by it: it is changed together with them.',
  },
  {
    on: api.rest,
    id: 'AwsSolutions-IAM4[Policy::arn:<AWS::Partition>:iam::aws:policy/service-role/AmazonAPIGatewayPushToCloudWatchLogs]',
    reason: 'The one policy that AWS documents for the log role of API Gateway, an account-wide setting.',
  },
  {
    on: api.rest,
    id: 'AwsSolutions-APIG4',
    reason:
      'Callers are systems known by API key, usage plan and firewall; live, ready and the API description are public and hold no data.',
  },
  {
    on: api.rest,
    id: 'AwsSolutions-COG4',
    reason: 'There are no end users with a login here: callers are systems known by their API key.',
  },
];

export const acknowledge = (stack: MilhenaStack): void => {
  for (const { on, id, reason } of acknowledgements(stack)) Validations.of(on).acknowledge({ id, reason });
};
