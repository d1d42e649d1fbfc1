import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { expectationOf, sqlQuestions } from '#test/support/from-sql.ts';
import { whatIsWrong } from '#test/support/judge.ts';
import { type Orders, ORDERS_NOW, startOrders } from '#test/support/orders.ts';

describe('an order-and-shipment database, answered by its catalog and lexicon files alone', () => {
  let orders: Orders;
  let names: string[];
  beforeAll(async () => {
    orders = await startOrders();
    names = (await orders.expected('select legal_name as name from customers')).map(({ name }) =>
      String(name),
    );
  });
  afterAll(() => orders?.stop());

  const questions = sqlQuestions('orders.dev.jsonl');

  test('twenty questions and more in each language', () => {
    for (const language of ['it', 'en'])
      expect(questions.filter(({ lang }) => lang === language).length).toBeGreaterThanOrEqual(20);
  });

  test.each(questions)('$id $q', async (question) => {
    const answer = await orders.line.ask(question.q, { now: ORDERS_NOW });
    const wrong = whatIsWrong(await expectationOf(question, (sql) => orders.expected(sql)), answer, names);
    expect(wrong && `${wrong}: ${answer.answer}`).toBeUndefined();
    expect(answer.language).toBe(question.lang);
  });
});
