import { Feedback } from '../contracts/person.ts';
import type { FeedbackStore } from '../ports.ts';
import { type Item, ownerOf, removeAllOf } from './dynamo-owned.ts';
import type { Tables } from './dynamo-store.ts';
import { kept } from './kept.ts';

const SORT = 'questionId';

export interface FeedbackTable {
  tables: Tables;
  name: string;
  tenantId: string;
}

/** Opinions in a DynamoDB table with the keys `owner` (tenant and person) and `questionId`: one for each answer. */
export const dynamoFeedback = ({ tables, name, tenantId }: FeedbackTable): FeedbackStore => {
  const reader = (userId: string) => ({ tenantId, userId });
  return {
    write: async (feedback) => {
      const Item = {
        owner: ownerOf(reader(feedback.personId)),
        questionId: { S: feedback.questionId },
        feedback: { S: JSON.stringify(feedback) },
      };
      await tables((dynamo, sdk) => dynamo.send(new sdk.PutItemCommand({ TableName: name, Item })));
    },
    list: async (personId) => {
      const found: Feedback[] = [];
      let from: Item | undefined;
      do {
        const page = await tables((dynamo, sdk) =>
          dynamo.send(
            new sdk.QueryCommand({
              TableName: name,
              KeyConditionExpression: '#owner = :owner',
              ExpressionAttributeNames: { '#owner': 'owner' },
              ExpressionAttributeValues: { ':owner': ownerOf(reader(personId)) },
              ConsistentRead: true,
              ...(from && { ExclusiveStartKey: from }),
            }),
          ),
        );
        for (const item of page.Items ?? []) {
          const feedback = kept(Feedback, () => JSON.parse(item['feedback']?.S ?? ''));
          if (feedback !== undefined) found.push(feedback);
        }
        from = page.LastEvaluatedKey;
      } while (from !== undefined);
      return found;
    },
    removeAll: (personId) => removeAllOf(tables, { name, sort: SORT }, ownerOf(reader(personId))),
  };
};
