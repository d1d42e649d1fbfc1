import * as z from 'zod/mini';
import { Masked, Question } from '#shared/contracts/documents.ts';
import { Announcement } from '#shared/contracts/incoming.ts';
import { Alert, Owed, Subscription, Summary } from '#shared/contracts/subscription.ts';

/** What an agent may touch. `business_data`: rows of the database; all others only see answers of the line. */
export type Privilege = 'business_data' | 'names' | 'line' | 'subscriptions' | 'charts' | 'announcements';

/** A named capability behind one schema. */
export interface Agent {
  name: string;
  description: string;
  capabilities: readonly string[];
  input: z.ZodMiniType;
  output: z.ZodMiniType;
  /** Of one run: nothing beyond the functions, or calls of a model too. */
  cost: 'functions' | 'model';
  /** What a run takes: under a second, or several questions of the line. */
  latency: 'interactive' | 'seconds';
  privileges: readonly Privilege[];
}

/** The agents that exist; others are listed when they do. */
export const agents = {
  data: {
    name: 'data',
    description: 'Answers a question from the business data, with a proof of every figure',
    capabilities: ['figures', 'lists', 'rankings', 'comparisons', 'series', 'definitions'],
    input: Question,
    output: Masked,
    cost: 'model',
    latency: 'interactive',
    privileges: ['business_data', 'names'],
  },
  monitor: {
    name: 'monitor',
    description:
      'Tells when something fails or has not run though it should have, when it works again, and when the data can be read again',
    capabilities: ['alerts', 'thresholds', 'silence', 'recovery', 'owed answers'],
    input: z.extend(Subscription, { want: z.discriminatedUnion('kind', [Alert, Owed]) }),
    output: Announcement,
    cost: 'model',
    latency: 'seconds',
    privileges: ['line', 'subscriptions', 'announcements'],
  },
  analytics: {
    name: 'analytics',
    description: 'Sums up a day or a week at the time somebody wished for, with a chart of the week',
    capabilities: ['daily summary', 'weekly report', 'charts'],
    input: z.extend(Subscription, { want: Summary }),
    output: Announcement,
    cost: 'model',
    latency: 'seconds',
    privileges: ['line', 'subscriptions', 'charts', 'announcements'],
  },
} as const satisfies Record<string, Agent>;

/** Who looks after a subscription. */
export const agentOf = ({ want }: Subscription): Agent =>
  want.kind === 'summary' ? agents.analytics : agents.monitor;
