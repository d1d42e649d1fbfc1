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

/**
 * News in the form it may have now: free words while the person wrote within a day, else the template. Nothing for
 * who stopped us, may not ask any more, or is with a colleague.
 */
export const newsFor =
  ({ people, rules, now }: NewsPorts): DispatchPorts['news'] =>
  async ({ personId, reply, template }) => {
    const person = (await people.read(personId))?.person;
    if (person === undefined || person.stoppedAt !== undefined || !mayAsk(person, rules)) return undefined;
    const at = now();
    if (isHandedOver(person, at.toISOString())) return undefined;
    const isOpen = person.wroteAt !== undefined && at.getTime() - Date.parse(person.wroteAt) < WINDOW_MS;
    const to = person.sender;
    if (!isOpen) return { to, outgoing: renderReply({ ...reply, parts: [template] }, to) };
    // The platform has the last word on who wrote when.
    return { to, outgoing: withOutside(reply, to, template) };
  };
