import type { UsageStore } from '#shared/model-ports.ts';
import { chartOwner } from '../charts/keep.ts';
import type {
  ChartStore,
  ContextStore,
  FeedbackStore,
  PeopleStore,
  SessionStore,
  SubscriptionStore,
} from '#shared/ports.ts';

/** Every store that keeps something of a person stands here. */
export interface EraserPorts {
  people: PeopleStore;
  sessions: SessionStore;
  context: ContextStore;
  feedback: FeedbackStore;
  charts: ChartStore;
  subscriptions: SubscriptionStore;
  usage: UsageStore;
  tenantId: string;
}

/** How much of a person was removed, by store; done again it finds nothing. @throws StoreUnavailable */
export const eraser =
  ({ people, sessions, context, feedback, charts, subscriptions, usage, tenantId }: EraserPorts) =>
  async (userId: string) => {
    const reader = { tenantId, userId };
    return {
      // Who they are on a channel goes first: a message that comes meanwhile is that of somebody new.
      people: (await people.remove(userId)) ? 1 : 0,
      // From here on they are told nothing of our own accord.
      subscriptions: await subscriptions.removeAll(reader),
      sessions: await sessions.removeAll(reader),
      context: await context.removeAll(reader),
      feedback: await feedback.removeAll(userId),
      charts: await charts.removeAll(chartOwner(reader)),
      usage: await usage.removeAll(reader),
    };
  };
