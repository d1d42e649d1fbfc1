import { isRecord } from './intrinsics.ts';

/** The account that everything local claims to be in. */
export const ACCOUNT = '000000000000';
export const PREFIX = 'milhena-local-';

export interface Identity {
  /** What `Ref` gives. */
  reference: string;
  /** What `Fn::GetAtt` gives, by name. */
  attributes: Readonly<Record<string, unknown>>;
}

interface Place {
  region: string;
  /** Address of a queue, by its name. */
  queueUrl: (name: string) => string;
}

type Make = (id: string, properties: Record<string, unknown>, place: Place) => Identity;

const nameIn = (properties: Record<string, unknown>, key: string, id: string): string => {
  const given = properties[key];
  return typeof given === 'string' ? given : PREFIX + id;
};

const arn = (service: string, { region }: Place, resource: string) =>
  `arn:aws:${service}:${region}:${ACCOUNT}:${resource}`;

const table: Make = (id, properties, place) => {
  const reference = nameIn(properties, 'TableName', id);
  return { reference, attributes: { Arn: arn('dynamodb', place, `table/${reference}`), TableId: id } };
};

const byName =
  (key: string): Make =>
  (id, properties) => ({ reference: nameIn(properties, key, id), attributes: {} });

const MAKERS: Readonly<Record<string, Make>> = {
  'AWS::DynamoDB::Table': table,
  'AWS::DynamoDB::GlobalTable': table,
  'AWS::SQS::Queue': (id, properties, place) => {
    const name = queueName(id, properties);
    const url = place.queueUrl(name);
    return { reference: url, attributes: { Arn: arn('sqs', place, name), QueueName: name, QueueUrl: url } };
  },
  'AWS::SNS::Topic': (id, properties, place) => {
    const reference = arn('sns', place, nameIn(properties, 'TopicName', id));
    return { reference, attributes: { TopicArn: reference } };
  },
  'AWS::SecretsManager::Secret': (id, properties, place) => {
    const reference = arn('secretsmanager', place, `secret:${nameIn(properties, 'Name', id)}-local0`);
    return { reference, attributes: { Id: reference } };
  },
  'AWS::Lambda::Function': (id, properties, place) => {
    const reference = nameIn(properties, 'FunctionName', id);
    return { reference, attributes: { Arn: arn('lambda', place, `function:${reference}`) } };
  },
  'AWS::Lambda::LayerVersion': (id, _, place) => {
    const reference = arn('lambda', place, `layer:${id}:1`);
    return { reference, attributes: { LayerVersionArn: reference } };
  },
  'AWS::StepFunctions::StateMachine': (id, properties, place) => {
    const Name = nameIn(properties, 'StateMachineName', id);
    const reference = arn('states', place, `stateMachine:${Name}`);
    return { reference, attributes: { Arn: reference, Name } };
  },
  'AWS::ApiGateway::RestApi': (id) => ({
    reference: id,
    attributes: { RestApiId: id, RootResourceId: `${id}.root` },
  }),
  'AWS::ApiGateway::Stage': byName('StageName'),
  'AWS::Logs::LogGroup': (id, properties, place) => {
    const reference = nameIn(properties, 'LogGroupName', id);
    return { reference, attributes: { Arn: arn('logs', place, `log-group:${reference}:*`) } };
  },
  'AWS::EC2::VPCEndpoint': (id) => ({
    reference: id,
    attributes: { DnsEntries: [`Z0:${id}.local.invalid`], NetworkInterfaceIds: [] },
  }),
};

const stranger: Make = (id, _, place) => ({ reference: id, attributes: { Arn: arn('local', place, id) } });

/** Names and addresses that CloudFormation would give to a resource. */
export const identityOf = (type: string, id: string, properties: unknown, place: Place): Identity =>
  (MAKERS[type] ?? stranger)(id, isRecord(properties) ? properties : {}, place);

/** The emulator wants the ending `.fifo` where the queue is one, as AWS does. */
export const queueName = (id: string, properties: Record<string, unknown>): string =>
  nameIn(properties, 'QueueName', id) +
  (properties['FifoQueue'] === true && properties['QueueName'] === undefined ? '.fifo' : '');
