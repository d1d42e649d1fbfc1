import type { Announcement } from '#shared/contracts/incoming.ts';
import { recovered } from '#shared/runtime/log.ts';
import type { Deliver } from './deliver.ts';
import type { Answered, DispatchPorts } from './ports.ts';
import { sayOnce } from './written-down.ts';

/** Tells somebody news once, however often it is queued; what is too old by then is left out. */
export const announce = async (
  ports: DispatchPorts,
  deliver: Deliver,
  announcement: Announcement,
  deadline: Date,
): Promise<void> => {
  const { announcementId: id, numberId, expiresAt, owed } = announcement;
  // What was begun is finished, however late it is.
  const isOld =
    ports.now().getTime() >= Date.parse(expiresAt) && (await ports.outbox.ofCause(id)).length === 0;
  const said = isOld ? undefined : await ports.news(announcement);
  if (said === undefined) return ports.count(isOld ? 'news_too_old' : 'news_not_wanted');
  let isNew = false;
  const saying = (): Promise<Answered> => {
    isNew = true;
    return Promise.resolve(said);
  };
  await sayOnce(ports, deliver, { id, numberId }, saying, deadline);
  if (owed !== undefined && isNew && isAnswer(said)) recovered({ failure: 'answer_owed', how: 'told_later' });
};

/** What was owed itself; not that it can be asked again, nor that there is news to be written for. */
const isAnswer = ({ outgoing }: Answered): boolean =>
  outgoing.some(({ payload }) => payload['type'] === 'text');
