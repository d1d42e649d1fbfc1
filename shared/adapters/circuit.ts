import * as z from 'zod/mini';
import {
  type Admission,
  admission,
  Breaker,
  type BreakerRules,
  closing,
  ended,
  merged,
  newBreaker,
  probing,
  USUAL_BREAKER,
} from '#shared/domain/resilience/breaker.ts';
import type { SharedState } from '../ports.ts';
import { pooled } from './pooled.ts';

/** Lets calls of one neighbour through, or none while it fails. */
export interface Circuit {
  /** Whether a call may be made now; who is let through must say how it ended. */
  admits(): Admission;
  /** What `admits` would say; nobody is let through by it. */
  would(): Admission;
  note(as: Admission, well: boolean): void;
  /** The neighbour was seen to be well by other means. */
  close(): void;
}

export interface CircuitSettings {
  /** Of the neighbour, among all that share. */
  key: string;
  shared?: SharedState | undefined;
  rules?: BreakerRules;
  /** Milliseconds since 1970. */
  clock?: () => number;
  /** Told when it opens, lets one through to see, or closes. */
  told?: Told | undefined;
}

export type Told = (state: 'open' | 'probing' | 'closed') => void;

/** A breaker whose state the instances share where there is a place for it. */
export const circuit = (settings: CircuitSettings): Circuit => {
  const { key, shared, rules = USUAL_BREAKER, clock = Date.now, told = () => undefined } = settings;
  const parse = (value: unknown) => z.safeParse(Breaker, value).data;
  const pool = pooled({ key, parse, empty: newBreaker(), merged, shared, clock });
  const would = () => admission(pool.view(), clock(), rules);
  return {
    would,
    admits: () => {
      const as = would();
      if (as === 'probe') {
        pool.add(probing(clock()));
        told('probing');
      }
      return as;
    },
    note: (as, well) => {
      if (as === 'none') return;
      const delta = ended(pool.view(), { as, well }, clock(), rules);
      pool.add(delta, delta.openedAt > 0 || delta.closedAt > 0);
      if (delta.openedAt > 0) told('open');
      if (delta.closedAt > 0) told('closed');
    },
    close: () => {
      pool.add(closing(Math.max(clock(), pool.view().openedAt)), true);
      told('closed');
    },
  };
};
