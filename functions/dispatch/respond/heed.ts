import { StoreUnavailable } from '#shared/contracts/faults.ts';
import type { Person } from '#shared/contracts/person.ts';
import { newPerson } from '#shared/domain/people/person.ts';
import type { Sender } from '#shared/contracts/incoming.ts';
import type { Heed, PeopleStore } from '#shared/ports.ts';

export interface HeedPorts {
  people: PeopleStore;
  newId: () => string;
  /** For so long after a colleague wrote by hand the conversation is theirs. */
  idleMs: number;
}

const MOST_ATTEMPTS = 5;

/** A person keeps their place under a new number or id; whom a colleague writes to is left to them for a while. */
export const heeding = ({ people, newId, idleMs }: HeedPorts): Heed => {
  return async (change) => {
    for (let attempt = 1; attempt <= MOST_ATTEMPTS; attempt += 1) {
      const { kind } = change;
      const found = await people.find(kind === 'moved' ? change.before : change.to);
      const now = kind === 'moved' ? (found ?? (await people.find(change.after))) : found;
      // Who never wrote has nothing to move.
      if (kind === 'moved' && now === undefined) return;
      const person = now?.person ?? newPerson(newId(), kind === 'moved' ? change.after : change.to);
      const next =
        kind === 'moved'
          ? { ...person, sender: { ...person.sender, ...change.after } }
          : takenOver(person, change.at);
      if (await people.write(next, now?.revision)) return;
    }
    throw new StoreUnavailable('busy');
  };

  function takenOver(person: Person, at: string): Person {
    const until = new Date(Date.parse(at) + idleMs).toISOString();
    const before = person.handover;
    if (before?.until !== undefined && Date.parse(before.until) >= Date.parse(until)) return person;
    return { ...person, handover: { at, ...before, until, told: true } };
  }
};

/** Notes that somebody wants no more messages, as the platform tells. @throws StoreUnavailable */
export const optingOut =
  ({ people, newId }: Pick<HeedPorts, 'people' | 'newId'>) =>
  async (who: Sender, at: string): Promise<void> => {
    for (let attempt = 1; attempt <= MOST_ATTEMPTS; attempt += 1) {
      const found = await people.find(who);
      const person = found?.person ?? newPerson(newId(), who);
      if (person.stoppedAt !== undefined) return;
      if (await people.write({ ...person, stoppedAt: at }, found?.revision)) return;
    }
    throw new StoreUnavailable('busy');
  };
