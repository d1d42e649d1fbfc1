import type { Announcement } from '#shared/contracts/incoming.ts';
import type { Part } from '#shared/contracts/reply.ts';
import type { Subscription, Want } from '#shared/contracts/subscription.ts';
import { LIMITS } from '../whatsapp/limits.ts';
import type { Summed } from './analytics.ts';
import type { SubscriptionWords } from './words.ts';

/** Agreed with the platform in every language: "There is news about {{1}}. Write to me to read it." */
const TEMPLATE = 'milhena_news';
const HOUR_MS = 3_600_000;
/** After so many hours it is no news any more. */
const NEWS_HOURS = { alert: 12, summary: 4, owed: 12 } as const;

/** The text as an announcement with a number of its own: made again, it is the same one. */
export const announcementOf = (
  { subscriptionId, owner, language, want }: Subscription,
  given: { number: number; said: Summed; now: string; numberId: string; words: SubscriptionWords },
): Announcement => {
  const { number, said, now, numberId, words } = given;
  const { says } = words;
  return {
    version: 1,
    kind: 'announcement',
    numberId,
    announcementId: `${subscriptionId}-${number}`,
    personId: owner.userId,
    at: now,
    expiresAt: new Date(Date.parse(now) + NEWS_HOURS[want.kind] * HOUR_MS).toISOString(),
    reply: { language, parts: partsOf(said) },
    ...(want.kind === 'owed' && { owed: subscriptionId }),
    template: { type: 'template', name: TEMPLATE, language, values: [subjectOf(want, says)] },
  };
};

const subjectOf = (want: Want, says: SubscriptionWords['says']): string => {
  if (want.kind === 'summary') return says.aSummary;
  return want.kind === 'owed' ? says.aQuestion : (want.about?.name ?? says.anyProcess);
};

/** A picture says what it shows in its caption; what is longer stands behind it. */
const partsOf = ({ text, chart, again }: Summed): Part[] => {
  if (again !== undefined) {
    const { label, question } = again;
    return [
      { type: 'options', text, open: label, options: [{ label, action: { do: 'say', text: question } }] },
    ];
  }
  if (chart === undefined) return [{ type: 'text', text }];
  if (text.length <= LIMITS.body) return [{ type: 'picture', chart, caption: text, options: [] }];
  const [opening = '', ...rest] = text.split('\n\n');
  return [
    { type: 'picture', chart, caption: opening, options: [] },
    { type: 'text', text: rest.join('\n\n') },
  ];
};
