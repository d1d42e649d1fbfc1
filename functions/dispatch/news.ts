import { StoreUnavailable } from '#shared/contracts/faults.ts';
import type { Person } from '#shared/contracts/person.ts';
import { offering } from '#shared/domain/people/offers.ts';
import { mayAsk, type PeopleRules } from '#shared/domain/people/decide.ts';
import { isHandedOver } from '#shared/domain/people/person.ts';
import { withOutside } from '#shared/domain/whatsapp/outside-window.ts';
import { renderReply } from '#shared/domain/whatsapp/render.ts';
import type { Now, PeopleStore } from '#shared/ports.ts';
import type { DispatchPorts } from './ports.ts';

/** Free words may be sent for a day after somebody wrote; the queue and the platform take a while of it. */
const WINDOW_MS = 24 * 3_600_000 - 5 * 60_000;

export interface NewsPorts {
  people: PeopleStore;
  rules: Pick<PeopleRules, 'admission'>;
  now: Now;
}

const MOST_ATTEMPTS = 5;

/**
 * News in the form it may have now: free words while the person wrote within a day, else the template. Nothing for
 * who stopped us, may not ask any more, is with a colleague, or is owed it no more.
 */
export const newsFor = ({ people, rules, now }: NewsPorts): DispatchPorts['news'] => {
  const isToBeTold = (person: Person, owed: string | undefined): boolean =>
    person.stoppedAt === undefined &&
    mayAsk(person, rules) &&
    !isHandedOver(person, now().toISOString()) &&
    (owed === undefined || (person.owed ?? []).some(({ subscriptionId }) => subscriptionId === owed));
  return async (announcement) => {
    const { personId, reply, template, owed } = announcement;
    for (let attempt = 1; attempt <= MOST_ATTEMPTS; attempt += 1) {
      const found = await people.read(personId);
      if (found === undefined || !isToBeTold(found.person, owed)) return undefined;
      const { person, revision } = found;
      const to = person.sender;
      const isOpen = person.wroteAt !== undefined && now().getTime() - Date.parse(person.wroteAt) < WINDOW_MS;
      if (!isOpen) return { to, outgoing: renderReply({ ...reply, parts: [template] }, to) };
      // The platform has the last word on who wrote when.
      if (owed === undefined) return { to, outgoing: withOutside(reply, to, template) };
      // What can be tapped is known of the person before it is sent to them.
      const { announcementId: messageId, at } = announcement;
      const offered = offering(person, reply, { messageId, at });
      if (await people.write(offered.person, revision))
        return { to, outgoing: withOutside(offered.reply, to, template) };
    }
    throw new StoreUnavailable('busy');
  };
};
