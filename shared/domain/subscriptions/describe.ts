import type { Quiet, Want } from '#shared/contracts/subscription.ts';
import { literal } from '../whatsapp/format.ts';
import { isWeekly } from './analytics.ts';
import type { SubscriptionWords } from './words.ts';

type Says = SubscriptionWords['says'];

const filled = (text: string, values: Record<string, string | number>): string =>
  text.replace(/\{(\w+)\}/g, (whole, key: string) => String(values[key] ?? whole));

const within = (minutes: number, says: Says): string => {
  if (minutes % 60 !== 0) return filled(says.minutes, { n: minutes });
  return minutes === 60 ? says.hour : filled(says.hours, { n: minutes / 60 });
};

/** A wish as it stands behind "I write to you". */
export const describeWant = (want: Want, says: Says): string => {
  if (want.kind === 'summary') {
    const { at: time, days } = want;
    if (!isWeekly(want))
      return filled(days === 'working' ? says.summary.working : says.summary.every, { time });
    return days === 'every' || days === 'working'
      ? ''
      : filled(says.summary.weekly, { time, weekday: says.weekdays[days] });
  }
  if (want.kind === 'owed') return filled(says.owed, { question: literal(want.question) });
  const { on, about, threshold } = want;
  const { alert } = says;
  if (on === 'silence')
    return about === undefined ? alert.anySilence : filled(alert.silence, { name: literal(about.name) });
  const counted = threshold && {
    failures: threshold.failures,
    within: within(threshold.withinMinutes, says),
  };
  if (about === undefined) return counted ? filled(alert.anyFailures, counted) : alert.anyFailure;
  const name = literal(about.name);
  return counted ? filled(alert.failures, { ...counted, name }) : filled(alert.failure, { name });
};

/** What is said of quiet hours, in the sentence given. */
export const describeQuiet = ({ from, to }: Quiet, sentence: string): string =>
  filled(sentence, { from, to });
