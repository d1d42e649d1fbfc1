import * as z from 'zod/mini';
import { describe, expect, test } from 'vitest';
import { agentOf, agents } from '#shared/domain/agents/registry.ts';
import type { Subscription } from '#shared/contracts/subscription.ts';

const subscription = (want: Subscription['want']): Subscription => ({
  version: 1,
  subscriptionId: 's1',
  owner: { tenantId: 'demo', userId: 'giulia' },
  language: 'it',
  want,
  createdAt: '2026-11-20T09:00:00.000Z',
  standing: { wrong: [], held: [], told: 0 },
});

describe('the registry of agents', () => {
  test('each is listed under its own name, with capabilities that no other has', () => {
    expect(Object.entries(agents).every(([name, agent]) => agent.name === name)).toBe(true);
    const all = Object.values(agents).flatMap(({ capabilities }) => [...capabilities]);
    expect(new Set(all).size).toBe(all.length);
  });

  test('only the agent of the data has rows', () => {
    const withRows = Object.values(agents).filter(({ privileges }) =>
      privileges.some((privilege) => privilege === 'business_data'),
    );
    expect(withRows.map(({ name }) => name)).toEqual(['data']);
  });

  test('a subscription is looked after by the one that takes it, and by no other', () => {
    const alert = subscription({ kind: 'alert', on: 'silence' });
    const summary = subscription({ kind: 'summary', at: '08:00', days: 'every' });
    expect([agentOf(alert).name, agentOf(summary).name]).toEqual(['monitor', 'analytics']);
    expect(z.safeParse(agents.monitor.input, alert).success).toBe(true);
    expect(z.safeParse(agents.monitor.input, summary).success).toBe(false);
    expect(z.safeParse(agents.analytics.input, summary).success).toBe(true);
    expect(z.safeParse(agents.analytics.input, alert).success).toBe(false);
  });
});
