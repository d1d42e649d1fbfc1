import { StoreUnavailable } from '#shared/contracts/faults.ts';
import { BUSINESS_SCOPED_ID, PHONE_NUMBER, type Sender } from '#shared/contracts/incoming.ts';
import type { Admission, Person } from '#shared/contracts/person.ts';
import type { PeopleStore, SessionStore } from '#shared/ports.ts';
import { type KeeperPorts, sessionKeeper } from '../conversation/session-keeper.ts';
import { newPerson } from './person.ts';

export interface OperatorPorts extends Omit<KeeperPorts, 'store'> {
  people: PeopleStore;
  sessions: SessionStore;
  tenantId: string;
}

/** What an operator may change of a person. */
export interface Wish {
  admission?: Extract<Admission, 'granted' | 'refused'>;
  /** The conversation is the assistant's again. */
  handBack?: boolean;
}

const MOST_ATTEMPTS = 5;

/** A number as people write it, or the platform's id. */
export const senderNamed = (name: string): Sender | undefined => {
  if (BUSINESS_SCOPED_ID.test(name)) return { scopedId: name };
  const phone = name.replace(/^(\+|00)/, '').replace(/[\s.-]/g, '');
  return PHONE_NUMBER.test(phone) ? { phone } : undefined;
};

/** What those who run the assistant do for people, named by their own id, number or the platform's id. */
export const operators = (ports: OperatorPorts) => {
  const { people, sessions, tenantId, newId } = ports;
  const keeper = sessionKeeper({ ...ports, store: sessions });

  const find = async (name: string) => {
    const sender = senderNamed(name);
    return (await people.read(name)) ?? (sender && (await people.find(sender)));
  };

  /** Undefined when there is nobody of that name; a number or id may be let in before it ever wrote. */
  const change = async (name: string, wish: Wish): Promise<Person | undefined> => {
    for (let attempt = 1; attempt <= MOST_ATTEMPTS; attempt += 1) {
      const found = await find(name);
      const sender = senderNamed(name);
      const isNew = found === undefined && wish.admission !== undefined && sender !== undefined;
      const person = isNew ? newPerson(newId(), sender) : found?.person;
      if (person === undefined) return undefined;
      const next = changed(person, wish);
      if (!(await people.write(next, found?.revision))) continue;
      const { personId: userId, sessionId } = next;
      if (next.handover === undefined && sessionId !== undefined)
        await keeper.handBack({ tenantId, userId }, sessionId);
      return next;
    }
    throw new StoreUnavailable('busy');
  };

  return { find, change };
};

const changed = (person: Person, { admission, handBack = false }: Wish): Person => {
  const { handover, ...free } = person;
  const isBack = handBack && handover !== undefined;
  const isLetIn = admission === 'granted' && person.admission === 'asked';
  return {
    ...(handBack ? free : person),
    ...(admission !== undefined && { admission }),
    ...(isLetIn ? { news: 'granted' } : isBack && { news: 'handedBack' }),
  };
};
