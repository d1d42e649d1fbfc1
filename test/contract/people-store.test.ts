import { DynamoDBClient, GetItemCommand, PutItemCommand } from '@aws-sdk/client-dynamodb';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { dynamoFeedback } from '#shared/adapters/dynamo-feedback.ts';
import { dynamoPeople } from '#shared/adapters/dynamo-people.ts';
import { dynamoStore } from '#shared/adapters/dynamo-store.ts';
import { memoryFeedback, memoryPeople } from '#shared/adapters/memory-people.ts';
import type { Sender } from '#shared/contracts/incoming.ts';
import type { Feedback, Person } from '#shared/contracts/person.ts';
import type { FeedbackStore, PeopleStore } from '#shared/ports.ts';
import { startDynamo } from '#test/support/dynalite.ts';
import { makeStoreTables } from '#test/support/store-tables.ts';

let count = 0;
const phone = () => `39333${String((count += 1)).padStart(7, '0')}`;
const scopedId = () => `IT.${String((count += 1))}`;
const person = (sender: Sender, more: Partial<Person> = {}): Person => ({
  version: 1,
  personId: crypto.randomUUID(),
  sender,
  admission: 'unknown',
  offers: [],
  ...more,
});
const idOf = async (store: PeopleStore, sender: Sender) => (await store.find(sender))?.person.personId;

/** What every store of people promises. */
const peopleStoreContract = (name: string, make: () => PeopleStore) =>
  describe(`people kept in ${name}`, () => {
    test('somebody is found by each of their names, and nobody by another', async () => {
      const store = make();
      const both = { phone: phone(), scopedId: scopedId() };
      const giulia = person(both, {
        language: 'it',
        offers: [{ id: 'a', at: '2026-11-20T09:00:00.000Z', action: { do: 'person' } }],
      });
      expect(await store.write(giulia, undefined)).toBe(true);
      for (const sender of [both, { phone: both.phone }, { scopedId: both.scopedId }])
        expect((await store.find(sender))?.person).toEqual(giulia);
      expect((await store.read(giulia.personId))?.person).toEqual(giulia);
      expect(await store.find({ phone: phone() })).toBeUndefined();
    });

    test('what somebody else wrote in between is not written over', async () => {
      const store = make();
      const giulia = person({ phone: phone() });
      await store.write(giulia, undefined);
      const { revision } = (await store.find(giulia.sender)) ?? {};
      expect(await store.write({ ...giulia, language: 'it' }, revision)).toBe(true);
      expect(await store.write({ ...giulia, language: 'en' }, revision)).toBe(false);
      expect(await store.write({ ...giulia, language: 'en' }, undefined)).toBe(false);
      expect((await store.find(giulia.sender))?.person.language).toBe('it');
    });

    test('of two who are new under one name the first stays', async () => {
      const store = make();
      const sender = { phone: phone() };
      const written = await Promise.all(
        Array.from({ length: 5 }, async () => store.write(person(sender), undefined)),
      );
      expect(written.filter(Boolean)).toHaveLength(1);
      expect(await store.find(sender)).toBeDefined();
    });

    test('a second name that is told later leads to the same person', async () => {
      const store = make();
      const giulia = person({ phone: phone() });
      await store.write(giulia, undefined);
      const { revision } = (await store.find(giulia.sender)) ?? {};
      const sender = { ...giulia.sender, scopedId: scopedId() };
      await store.write({ ...giulia, sender }, revision);
      expect(await idOf(store, { scopedId: sender.scopedId })).toBe(giulia.personId);
    });

    test('a number that is given up leads to nobody, and may become that of another', async () => {
      const store = make();
      const [before, after] = [phone(), phone()];
      const giulia = person({ phone: before });
      await store.write(giulia, undefined);
      const { revision } = (await store.find({ phone: before })) ?? {};
      await store.write({ ...giulia, sender: { phone: after } }, revision);
      expect(await idOf(store, { phone: after })).toBe(giulia.personId);
      expect(await store.find({ phone: before })).toBeUndefined();
      const luca = person({ phone: before });
      expect(await store.write(luca, undefined)).toBe(true);
      expect(await idOf(store, { phone: before })).toBe(luca.personId);
    });

    test('all are listed, and who is removed is found by no name', async () => {
      const store = make();
      const giulia = person({ phone: phone(), scopedId: scopedId() });
      await store.write(giulia, undefined);
      expect((await store.list()).map(({ personId }) => personId)).toContain(giulia.personId);
      expect([await store.remove(giulia.personId), await store.remove(giulia.personId)]).toEqual([
        true,
        false,
      ]);
      expect((await store.list()).map(({ personId }) => personId)).not.toContain(giulia.personId);
      for (const sender of [{ phone: giulia.sender.phone }, { scopedId: giulia.sender.scopedId }])
        expect(await store.find(sender)).toBeUndefined();
    });
  });

const opinion = (personId: string, questionId: string, more: Partial<Feedback> = {}): Feedback => ({
  version: 1,
  personId,
  questionId,
  at: '2026-11-20T09:00:00.000Z',
  up: true,
  ...more,
});

/** What every store of opinions promises. */
const feedbackStoreContract = (name: string, make: () => FeedbackStore) =>
  describe(`opinions kept in ${name}`, () => {
    test('there is one for each answer, the latest; nobody else’s is listed or removed', async () => {
      const store = make();
      const [giulia, luca] = [crypto.randomUUID(), crypto.randomUUID()];
      const changed = opinion(giulia, 'a', { up: false, flaw: 'other', correction: 'perché «così»' });
      for (const one of [opinion(giulia, 'a'), opinion(giulia, 'b'), changed, opinion(luca, 'a')])
        await store.write(one);
      expect(await store.list(giulia)).toHaveLength(2);
      expect(await store.list(giulia)).toContainEqual(changed);
      expect([await store.removeAll(giulia), await store.removeAll(giulia)]).toEqual([2, 0]);
      expect(await store.list(luca)).toEqual([opinion(luca, 'a')]);
    });
  });

let stop: () => void;
beforeAll(async () => {
  ({ stop } = await startDynamo());
  await makeStoreTables();
});
afterAll(() => {
  stop();
});

const tables = dynamoStore();
const dynamo = () => dynamoPeople(tables, 'people');
peopleStoreContract('memory', memoryPeople);
peopleStoreContract('DynamoDB', dynamo);
feedbackStoreContract('memory', memoryFeedback);
feedbackStoreContract('DynamoDB', () => dynamoFeedback({ tables, name: 'feedback', tenantId: 'acme' }));

describe('people in DynamoDB', () => {
  const put = (Item: Record<string, { S: string }>) =>
    new DynamoDBClient({}).send(new PutItemCommand({ TableName: 'people', Item }));

  test('a name that was put before a crash does no harm: it leads to nobody, and who comes gets it', async () => {
    const sender = { phone: phone() };
    await put({ id: { S: `phone#${sender.phone}` }, personId: { S: crypto.randomUUID() } });
    expect(await dynamo().find(sender)).toBeUndefined();
    const giulia = person(sender);
    expect(await dynamo().write(giulia, undefined)).toBe(true);
    expect(await idOf(dynamo(), sender)).toBe(giulia.personId);
  });

  test('somebody who can not be read is greeted anew', async () => {
    const giulia = person({ phone: phone() });
    await dynamo().write(giulia, undefined);
    await put({ id: { S: giulia.personId }, person: { S: '{"version":2}' }, revision: { S: 'x' } });
    expect(await dynamo().find(giulia.sender)).toBeUndefined();
    const again = person(giulia.sender);
    expect(await dynamo().write(again, undefined)).toBe(true);
    expect(await idOf(dynamo(), giulia.sender)).toBe(again.personId);
  });

  test('two who turn out to be one keep that they were let in and that they stopped', async () => {
    const byPhone = person(
      { phone: phone() },
      { admission: 'granted', stoppedAt: '2026-11-20T09:00:00.000Z' },
    );
    const byId = person({ scopedId: scopedId() }, { admission: 'asked' });
    for (const one of [byPhone, byId]) await dynamo().write(one, undefined);
    const both = { ...byPhone.sender, ...byId.sender };
    const found = await dynamo().find(both);
    expect(found?.person).toMatchObject({
      personId: byId.personId,
      admission: 'granted',
      stoppedAt: byPhone.stoppedAt,
    });
    if (found) await dynamo().write({ ...found.person, sender: both }, found.revision);
    expect(await idOf(dynamo(), byPhone.sender)).toBe(byId.personId);
  });

  test('nothing of a removed person stays', async () => {
    const giulia = person({ phone: phone() });
    await dynamo().write(giulia, undefined);
    await dynamo().remove(giulia.personId);
    for (const id of [giulia.personId, `phone#${giulia.sender.phone}`]) {
      const command = new GetItemCommand({ TableName: 'people', Key: { id: { S: id } } });
      expect((await new DynamoDBClient({}).send(command)).Item).toBeUndefined();
    }
  });
});
