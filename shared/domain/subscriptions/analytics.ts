import type { Masked } from '#shared/contracts/documents.ts';
import { type Subscription, type Summary, Weekday } from '#shared/contracts/subscription.ts';
import { answerText } from '../whatsapp/answer-text.ts';
import { joinedAnswers } from './joined.ts';
import type { AskAs } from './monitor.ts';
import type { SubscriptionWords } from './words.ts';

/** From this time on a summary is of the day itself, before of the day before. */
const AFTERNOON = '14:00';

export const isWeekly = ({ days }: Summary): boolean => Weekday.options.some((day) => day === days);

/** A summary in words, the kept chart that goes with it, and what can be asked with one tap. */
export interface Summed {
  text: string;
  chart?: string;
  again?: { label: string; question: string };
}

/** The analyst: a summary of a day or a week, made of answers of the line. Undefined when it has none. */
export const analytics = async (
  { want }: Subscription & { want: Summary },
  { asks, says }: SubscriptionWords,
  { ask, picture }: { ask: AskAs; picture: (answer: Masked) => Promise<string | undefined> },
): Promise<Summed | undefined> => {
  const daily = want.at < AFTERNOON ? asks.yesterday : asks.today;
  const questions = isWeekly(want) ? asks.week : daily;
  const texts: string[] = [];
  let chart: string | undefined;
  for (const question of questions) {
    const answer = await ask(question);
    if (answer.kind !== 'answer') continue;
    texts.push(answerText(answer));
    chart ??= await picture(answer);
  }
  if (texts.length === 0) return undefined;
  const opening = [
    ...(want.at < AFTERNOON ? [says.morning] : []),
    isWeekly(want) ? says.weekSummary : says.daySummary,
  ];
  const text = `${opening.join(' ')}\n\n${joinedAnswers(texts)}`;
  return { text, ...(chart !== undefined && { chart }) };
};
