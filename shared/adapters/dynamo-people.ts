import { randomUUID } from 'node:crypto';
import type { Sender } from '../contracts/incoming.ts';
import { Person } from '../contracts/person.ts';
import type { PeopleStore } from '../ports.ts';
import type { Item } from './dynamo-owned.ts';
import { type Tables, unlessRefused } from './dynamo-store.ts';
import { kept } from './kept.ts';

/** Names under which a person is found; what the platform gives to one business alone comes first. */
const aliasesOf = ({ phone, scopedId }: Sender): string[] => [
  ...(scopedId === undefined ? [] : [`id#${scopedId}`]),
  ...(phone === undefined ? [] : [`phone#${phone}`]),
];

/**
 * People in a DynamoDB table with the key `id`: the person by their own id (`person` is JSON of the version it
 * names), and an item a number or platform id (`phone#…`, `id#…`) with the `personId` it leads to. A name that
 * leads to nobody who has it counts for nothing, so that a crash between two writes does no harm.
 */
export const dynamoPeople = (tables: Tables, name: string): PeopleStore => {
  const get = (id: string): Promise<Item | undefined> =>
    tables(async (dynamo, sdk) => {
      const Key = { id: { S: id } };
      const command = new sdk.GetItemCommand({ TableName: name, Key, ConsistentRead: true });
      return (await dynamo.send(command)).Item;
    });

  const read: PeopleStore['read'] = async (personId) => knownFrom(await get(personId));

  /** Who is found by this name now; and to whom it leads, even when they have it no longer. */
  const lookUp = async (alias: string) => {
    const personId = (await get(alias))?.['personId']?.S;
    const found = personId === undefined ? undefined : await read(personId);
    return { personId, known: found && aliasesOf(found.person.sender).includes(alias) ? found : undefined };
  };

  /** Under two names that lead to two people, it is who has the first, as the other was let in or stopped. */
  const find: PeopleStore['find'] = async (sender) => {
    const [first, second] = aliasesOf(sender);
    const found = first === undefined ? undefined : (await lookUp(first)).known;
    if (second === undefined || (found && aliasesOf(found.person.sender).includes(second))) return found;
    const other = (await lookUp(second)).known;
    return found && other ? { ...found, person: joined(found.person, other.person) } : (found ?? other);
  };

  /** False when it leads elsewhere by now. */
  const link = (alias: string, personId: string, before: string | undefined): Promise<boolean> =>
    tables((dynamo, sdk) => {
      const Item = { id: { S: alias }, personId: { S: personId } };
      const condition =
        before === undefined
          ? { ConditionExpression: 'attribute_not_exists(id)' }
          : {
              ConditionExpression: 'personId = :before',
              ExpressionAttributeValues: { ':before': { S: before } },
            };
      return unlessRefused(dynamo.send(new sdk.PutItemCommand({ TableName: name, Item, ...condition })));
    });

  /** Takes a name away as long as it leads to this person. */
  const unlink = (alias: string, personId: string): Promise<boolean> =>
    tables((dynamo, sdk) =>
      unlessRefused(
        dynamo.send(
          new sdk.DeleteItemCommand({
            TableName: name,
            Key: { id: { S: alias } },
            ConditionExpression: 'personId = :personId',
            ExpressionAttributeValues: { ':personId': { S: personId } },
          }),
        ),
      ),
    );

  const put = (person: Person, revision: string | undefined): Promise<boolean> =>
    tables((dynamo, sdk) => {
      const Item = {
        id: { S: person.personId },
        person: { S: JSON.stringify(person) },
        revision: { S: randomUUID() },
      };
      const condition =
        revision === undefined
          ? { ConditionExpression: 'attribute_not_exists(id)' }
          : {
              ConditionExpression: 'revision = :revision',
              ExpressionAttributeValues: { ':revision': { S: revision } },
            };
      return unlessRefused(dynamo.send(new sdk.PutItemCommand({ TableName: name, Item, ...condition })));
    });

  const forget = (personId: string): Promise<unknown> =>
    tables((dynamo, sdk) =>
      dynamo.send(new sdk.DeleteItemCommand({ TableName: name, Key: { id: { S: personId } } })),
    );

  /** Whoever comes first under a name stays: the other one is taken back. */
  const begin = async (person: Person): Promise<boolean> => {
    const { personId } = person;
    if (!(await put(person, undefined))) return false;
    for (const alias of aliasesOf(person.sender)) {
      const found = await lookUp(alias);
      if (found.known === undefined && (await link(alias, personId, found.personId))) continue;
      await forget(personId);
      return false;
    }
    return true;
  };

  const write: PeopleStore['write'] = async (person, revision) => {
    const { personId } = person;
    if (revision === undefined) return begin(person);
    const before = await read(personId);
    if (before?.revision !== revision) return false;
    const had = aliasesOf(before.person.sender);
    const has = aliasesOf(person.sender);
    for (const alias of has.filter((one) => !had.includes(one))) {
      const to = (await lookUp(alias)).personId;
      if (to !== personId && !(await link(alias, personId, to))) return false;
    }
    if (!(await put(person, revision))) return false;
    for (const alias of had.filter((one) => !has.includes(one))) await unlink(alias, personId);
    return true;
  };

  return {
    find,
    read,
    write,
    list: async () => {
      const people: Person[] = [];
      let from: Item | undefined;
      do {
        const page = await tables((dynamo, sdk) =>
          dynamo.send(
            new sdk.ScanCommand({
              TableName: name,
              FilterExpression: 'attribute_exists(person)',
              ...(from && { ExclusiveStartKey: from }),
            }),
          ),
        );
        people.push(...(page.Items ?? []).flatMap((item) => knownFrom(item)?.person ?? []));
        from = page.LastEvaluatedKey;
      } while (from !== undefined);
      return people;
    },
    remove: async (personId) => {
      const item = await get(personId);
      const known = knownFrom(item);
      for (const alias of known ? aliasesOf(known.person.sender) : []) await unlink(alias, personId);
      await forget(personId);
      return item?.['person'] !== undefined;
    },
  };
};

const DECIDED = new Set<Person['admission']>(['granted', 'refused']);

const joined = (person: Person, other: Person): Person => {
  const stoppedAt = person.stoppedAt ?? other.stoppedAt;
  return {
    ...person,
    admission: DECIDED.has(person.admission) ? person.admission : other.admission,
    ...(stoppedAt !== undefined && { stoppedAt }),
  };
};

/** What can not be read is nobody: they are greeted anew. */
const knownFrom = (item: Item | undefined): { person: Person; revision: string } | undefined => {
  const person = item && kept(Person, () => JSON.parse(item['person']?.S ?? ''));
  const revision = item?.['revision']?.S;
  return person !== undefined && revision !== undefined ? { person, revision } : undefined;
};
