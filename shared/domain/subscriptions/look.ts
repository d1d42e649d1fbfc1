import type { Masked } from '#shared/contracts/documents.ts';
import type { Alert, Owed, Standing, Subscription, Summary } from '#shared/contracts/subscription.ts';
import { localOf } from '../conversation/session-rules.ts';
import { analytics, type Summed } from './analytics.ts';
import { announcementOf } from './announcement.ts';
import { isQuiet, summaryDue } from './due.ts';
import { answerText } from '../whatsapp/answer-text.ts';
import { literal } from '../whatsapp/format.ts';
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
 * What came of a look: how the subscription stands now; that it is not the time; that the data can not be read; or
 * that nothing is owed any more.
 */
export type Look = Standing | 'not_yet' | 'away' | 'over';

/**
 * One look at a subscription: how it stands afterwards, with what is to be queued as `pending`. What is found in
 * quiet hours is held, and told in one message when they end.
 * @throws AssistantUnavailable, AssistantTimeout: nothing has changed
 */
export const look = async (subscription: Subscription, setting: LookSetting): Promise<Look> => {
  const { want } = subscription;
  if (want.kind === 'summary') return (await lookAtSummary({ ...subscription, want }, setting)) ?? 'not_yet';
  if (want.kind === 'owed') return lookAtOwed({ ...subscription, want }, setting);
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

/** So long an answer is owed. */
const OWED_MS = 72 * 3_600_000;
/** Read with less certainty, a question may have gone on with what was said before it. */
const CERTAIN = 0.8;

/**
 * What was asked is answered where it still means the same: on the day it was asked, and by itself. Else the person is
 * told that it can be asked again, which is one tap.
 */
const lookAtOwed = async (
  subscription: Subscription & { want: Owed },
  setting: LookSetting,
): Promise<Look> => {
  const { standing, createdAt, quiet, want } = subscription;
  const { now, timeZone, words, ask } = setting;
  if (standing.told > 0 || Date.parse(now) - Date.parse(createdAt) > OWED_MS) return 'over';
  if (isQuiet(now, quiet, timeZone)) return 'not_yet';
  const { question } = want;
  const answer = await ask(question);
  if (answer.reason === 'data_unreachable') return 'away';
  const isSameDay = localOf(now, timeZone).date === localOf(createdAt, timeZone).date;
  const stands = isSameDay && answer.kind === 'answer' && answer.confidence >= CERTAIN;
  const filled = (text: string) => text.replace('{question}', () => literal(question));
  const said = stands
    ? { text: [filled(words.says.back), answerText(answer)].join('\n\n') }
    : { text: filled(words.says.backAsk), again: { label: words.says.askAgain, question } };
  return telling(subscription, { ...standing, lookedAt: now }, said, setting);
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
