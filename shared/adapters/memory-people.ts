import { randomUUID } from 'node:crypto';
import type { Sender } from '../contracts/incoming.ts';
import type { Feedback, Person } from '../contracts/person.ts';
import type { FeedbackStore, PeopleStore } from '../ports.ts';

/** People kept in this process: for tests, and one machine without a table. */
export const memoryPeople = (): PeopleStore => {
  const all = new Map<string, { person: Person; revision: string }>();
  const aliases = new Map<string, string>();
  const read: PeopleStore['read'] = async (personId) => structuredClone(all.get(personId));
  return {
    read,
    find: async (sender) => {
      const [known] = aliasesOf(sender).flatMap((alias) => aliases.get(alias) ?? []);
      return known === undefined ? undefined : read(known);
    },
    write: async (person, revision) => {
      const { personId } = person;
      const before = all.get(personId);
      if (before?.revision !== revision) return false;
      const now = aliasesOf(person.sender);
      if (before === undefined && now.some((alias) => aliases.has(alias))) return false;
      for (const alias of before ? aliasesOf(before.person.sender) : []) aliases.delete(alias);
      for (const alias of now) aliases.set(alias, personId);
      all.set(personId, { person: structuredClone(person), revision: randomUUID() });
      return true;
    },
    list: async () => structuredClone([...all.values()].map(({ person }) => person)),
    remove: async (personId) => {
      for (const [alias, owner] of aliases) if (owner === personId) aliases.delete(alias);
      return all.delete(personId);
    },
  };
};

const aliasesOf = ({ phone, scopedId }: Sender): string[] =>
  [scopedId && `id#${scopedId}`, phone && `phone#${phone}`].filter((alias) => alias !== undefined);

/** Opinions kept in this process. */
export const memoryFeedback = (): FeedbackStore => {
  const all = new Map<string, Feedback>();
  const of = (personId: string) => [...all.values()].filter((one) => one.personId === personId);
  return {
    write: async (feedback) => {
      all.set(`${feedback.personId}/${feedback.questionId}`, structuredClone(feedback));
    },
    list: async (personId) => structuredClone(of(personId)),
    removeAll: async (personId) => {
      const own = of(personId);
      for (const { questionId } of own) all.delete(`${personId}/${questionId}`);
      return own.length;
    },
  };
};
