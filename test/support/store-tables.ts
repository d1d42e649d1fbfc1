import { CreateTableCommand, DynamoDBClient } from '@aws-sdk/client-dynamodb';

const text = (AttributeName: string) => ({ AttributeName, AttributeType: 'S' as const });
const hash = (AttributeName: string) => ({ AttributeName, KeyType: 'HASH' as const });
const range = (AttributeName: string) => ({ AttributeName, KeyType: 'RANGE' as const });

/** The tables of infra/aws/stores.ts that most tests need. */
export const makeStoreTables = async (): Promise<void> => {
  const dynamo = new DynamoDBClient({});
  await dynamo.send(
    new CreateTableCommand({
      TableName: 'sessions',
      AttributeDefinitions: [text('owner'), text('sessionId'), text('lastAt')],
      KeySchema: [hash('owner'), range('sessionId')],
      GlobalSecondaryIndexes: [
        {
          IndexName: 'byLastMessage',
          KeySchema: [hash('owner'), range('lastAt')],
          Projection: { ProjectionType: 'INCLUDE', NonKeyAttributes: ['head', 'expiresAt'] },
        },
      ],
      BillingMode: 'PAY_PER_REQUEST',
    }),
  );
  await dynamo.send(
    new CreateTableCommand({
      TableName: 'context',
      AttributeDefinitions: [text('owner'), text('key')],
      KeySchema: [hash('owner'), range('key')],
      BillingMode: 'PAY_PER_REQUEST',
    }),
  );
  await dynamo.send(
    new CreateTableCommand({
      TableName: 'access',
      AttributeDefinitions: [text('owner')],
      KeySchema: [hash('owner')],
      BillingMode: 'PAY_PER_REQUEST',
    }),
  );
  await dynamo.send(
    new CreateTableCommand({
      TableName: 'people',
      AttributeDefinitions: [text('id')],
      KeySchema: [hash('id')],
      BillingMode: 'PAY_PER_REQUEST',
    }),
  );
  await dynamo.send(
    new CreateTableCommand({
      TableName: 'feedback',
      AttributeDefinitions: [text('owner'), text('questionId')],
      KeySchema: [hash('owner'), range('questionId')],
      BillingMode: 'PAY_PER_REQUEST',
    }),
  );
  await dynamo.send(
    new CreateTableCommand({
      TableName: 'charts',
      AttributeDefinitions: [text('owner'), text('id')],
      KeySchema: [hash('owner'), range('id')],
      BillingMode: 'PAY_PER_REQUEST',
    }),
  );
  await dynamo.send(
    new CreateTableCommand({
      TableName: 'subscriptions',
      AttributeDefinitions: [text('owner'), text('subscriptionId')],
      KeySchema: [hash('owner'), range('subscriptionId')],
      BillingMode: 'PAY_PER_REQUEST',
    }),
  );
  await dynamo.send(
    new CreateTableCommand({
      TableName: 'usage',
      AttributeDefinitions: [text('owner'), text('counter')],
      KeySchema: [hash('owner'), range('counter')],
      BillingMode: 'PAY_PER_REQUEST',
    }),
  );
  await dynamo.send(
    new CreateTableCommand({
      TableName: 'states',
      AttributeDefinitions: [text('id')],
      KeySchema: [hash('id')],
      BillingMode: 'PAY_PER_REQUEST',
    }),
  );
};
