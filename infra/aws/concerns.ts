import * as cloudwatch from 'aws-cdk-lib/aws-cloudwatch';
import { Duration } from 'aws-cdk-lib';
import type { Settings } from '../settings.ts';
import { counted, sumOf } from './counted.ts';

export interface Concern {
  metric: cloudwatch.IMetric;
  /** What people notice. */
  impact: string;
  /** What to do first. */
  action: string;
  above: number;
  /** Periods in a row, of five minutes unless the metric has another. */
  periods?: number;
  below?: true;
}

const DAY = Duration.days(1);

/** What only the functions themselves know is wrong. */
export const countedConcerns = (settings: Settings): Record<string, Concern> => {
  const { one } = counted(settings);
  const asked = sumOf({
    http: one('asked', { channel: 'http' }),
    whatsapp: one('asked', { channel: 'whatsapp' }),
  });
  const answered = sumOf({
    httpAnswered: one('answerTime', { channel: 'http' }, 'SampleCount'),
    whatsappAnswered: one('answerTime', { channel: 'whatsapp' }, 'SampleCount'),
  });
  const thumbs = (thumb: 'up' | 'down') => one('feedback', { thumb }).with({ period: DAY });
  return {
    AnswersMissing: {
      metric: new cloudwatch.MathExpression({
        expression: 'IF(asked >= 5 AND answered < 1, 1, 0)',
        usingMetrics: { asked, answered },
        period: Duration.minutes(5),
      }),
      above: 0,
      periods: 2,
      impact: 'people ask and nobody gets an answer.',
      action: 'ask a question yourself and follow it by its request id through the logs.',
    },
    AnswersStale: {
      metric: one('cacheReads', { cache: 'figures', outcome: 'stale' }),
      above: 0,
      periods: 2,
      impact: 'figures are told as they were when the data could last be read, and are said to be.',
      action: 'go on with the runbook DatabaseAway.',
    },
    CacheAway: {
      metric: one('cacheReads', { cache: 'shared', outcome: 'away' }),
      above: 10,
      periods: 2,
      impact: 'answers are slower, and the database works more; nothing is wrong in them.',
      action: 'see whether the cache is being replaced, full, or closed off by a security group.',
    },
    ModelsAway: {
      // Where a budget keeps models from being asked, that is told by its own alarm.
      metric: new cloudwatch.MathExpression({
        expression: 'FILL(without, 0) - FILL(unpaid, 0)',
        usingMetrics: {
          without: one('degraded', { code: 'model' }),
          unpaid: one('degraded', { code: 'budget' }),
        },
        period: Duration.minutes(5),
      }),
      above: 5,
      periods: 3,
      impact: 'unusual wordings are asked back or declined more often; all else is answered by rules.',
      action: 'compare outcomes of the providers on the cost dashboard, then look at their status pages.',
    },
    BudgetWarned: {
      metric: sumOf({
        warned: one('budgets', { state: 'warned' }),
        cheaper: one('budgets', { state: 'cheaper' }),
      }),
      above: 0,
      impact: 'none yet: a budget for models is nearly used up.',
      action: 'see on the cost dashboard who spends it; raise the budget, or let it run out.',
    },
    BudgetSpent: {
      metric: sumOf({
        no_model: one('budgets', { state: 'no_model' }),
        refused: one('budgets', { state: 'refused' }),
      }),
      above: 0,
      impact: 'some questions are answered without a model, or declined, because a budget is used up.',
      action:
        'find out whether one person or client spends it: that may be an attack, and then the limit did its work.',
    },
    PeopleDissatisfied: {
      metric: new cloudwatch.MathExpression({
        expression:
          'IF(FILL(up, 0) + FILL(down, 0) >= 10, 100 * FILL(down, 0) / (FILL(up, 0) + FILL(down, 0)), 0)',
        usingMetrics: { up: thumbs('up'), down: thumbs('down') },
        period: DAY,
      }),
      above: 40,
      impact: 'of the answers of a day that people judged, more than four in ten were judged bad.',
      action: 'read what was said to be wrong with them, by category on the quality dashboard.',
    },
  };
};
