import type { Announcement } from '#shared/contracts/incoming.ts';
import type { Deliver } from './deliver.ts';
import type { DispatchPorts } from './ports.ts';
import { sayOnce } from './written-down.ts';

/** Tells somebody news once, however often it is queued; what is too old by then is left out. */
export const announce = async (
  ports: DispatchPorts,
  deliver: Deliver,
  announcement: Announcement,
  deadline: Date,
): Promise<void> => {
  const { announcementId: id, numberId, expiresAt } = announcement;
  // What was begun is finished, however late it is.
  const isOld =
    ports.now().getTime() >= Date.parse(expiresAt) && (await ports.outbox.ofCause(id)).length === 0;
  const said = isOld ? undefined : await ports.news(announcement);
  if (said === undefined) return ports.count(isOld ? 'news_too_old' : 'news_not_wanted');
  await sayOnce(ports, deliver, { id, numberId }, () => Promise.resolve(said), deadline);
};
