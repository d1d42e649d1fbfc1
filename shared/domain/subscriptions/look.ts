import type { Masked } from '#shared/contracts/documents.ts';
import type { Alert, Standing, Subscription, Summary } from '#shared/contracts/subscription.ts';
import { localOf } from '../conversation/session-rules.ts';
import { analytics, type Summed } from './analytics.ts';
import { announcementOf } from './announcement.ts';
import { isQuiet, summaryDue } from './due.ts';
import { joinedAnswers } from './joined.ts';
import { type AskAs, monitor } from './monitor.ts';
import type { SubscriptionWords } from './words.ts';

export interface LookSetting {
  now: string;
  timeZone: string;
  /** The number of ours that writes. */
  numberId: string;
  words: SubscriptionWords;
  ask: AskAs;
  /** Keeps the picture of an answer; undefined where it has none, or it can not be kept. */
  picture: (answer: Masked) => Promise<string | undefined>;
}

const MOST_HELD = 20;

/**
 * One look at a subscription: how it stands afterwards, with what is to be queued as `pending`. Undefined when it
 * is not the time. What is found in quiet hours is held, and told in one message when they end.
 * @throws AssistantUnavailable, AssistantTimeout: nothing has changed
 */
export const look = async (
  subscription: Subscription,
  setting: LookSetting,
): Promise<Standing | undefined> => {
  const { want } = subscription;
  if (want.kind === 'summary') return lookAtSummary({ ...subscription, want }, setting);
  return lookAtAlert({ ...subscription, want }, setting);
};

const lookAtSummary = async (
  subscription: Subscription & { want: Summary },
  setting: LookSetting,
): Promise<Standing | undefined> => {
  const { standing, createdAt, want, quiet } = subscription;
  const { now, timeZone, words } = setting;
  const since = standing.lookedAt ?? createdAt;
  const due = summaryDue(want, { now, since, quiet, timeZone });
  if (due === undefined) return undefined;
  const summed = await analytics(subscription, words, setting);
  const after = { ...standing, lookedAt: due };
  return summed === undefined ? after : telling(subscription, after, summed, setting);
};

const lookAtAlert = async (
  subscription: Subscription & { want: Alert },
  setting: LookSetting,
): Promise<Standing> => {
  const { standing, quiet } = subscription;
  const { now, timeZone, words } = setting;
  const { wrong, texts } = await monitor(subscription, words, setting);
  const after = { ...standing, wrong, lookedAt: now };
  if (isQuiet(now, quiet, timeZone)) {
    const held = [...standing.held, ...texts.map((text) => ({ at: now, text: text.slice(0, 4000) }))];
    return { ...after, held: held.slice(-MOST_HELD) };
  }
  const earlier = standing.held.map(({ at, text }) =>
    words.says.earlier.replace('{time}', localOf(at, timeZone).time).replace('{text}', () => text),
  );
  const all = [
    ...(earlier.length > 0 ? [[words.says.heldSince, joinedAnswers(earlier)].join('\n')] : []),
    ...(texts.length > 0 ? [joinedAnswers(texts)] : []),
  ];
  if (all.length === 0) return after;
  return telling(subscription, { ...after, held: [] }, { text: all.join('\n\n') }, setting);
};

const telling = (
  subscription: Subscription,
  after: Standing,
  said: Summed,
  { now, numberId, words }: LookSetting,
): Standing => ({
  ...after,
  told: after.told + 1,
  pending: announcementOf(subscription, { number: after.told + 1, said, now, numberId, words }),
});
