import * as z from 'zod/mini';
import { type Random, randomOf } from '../demo/random.ts';

const Share = z.number().check(z.gte(0), z.lte(1));
const Milliseconds = z.number().check(z.gte(0), z.lte(600_000));

/** What goes wrong on purpose. Shares are of all cases, from 0 to 1. */
export const Faults = z.strictObject({
  /** Before every answer of the API. */
  delayMs: Milliseconds,
  /** Messages that are taken, but whose answer is never given: the connection breaks. */
  dropAnswers: Share,
  /** Messages that are not taken either: the connection breaks before. */
  dropRequests: Share,
  /** Calls that end with an error of the platform's own (HTTP 500). */
  breakDown: Share,
  /** The next so many messages are refused with this code. */
  refuse: z.nullable(z.strictObject({ code: z.int(), times: z.int() })),
  /** Webhook posts that come twice, at the same time. */
  doubleWebhooks: Share,
  /** Webhook posts that come after the one behind them. */
  reorderWebhooks: Share,
  /** Before every webhook post. */
  webhookDelayMs: Milliseconds,
  /** Statuses that never come. */
  loseStatuses: Share,
  /** Statuses come so much later. */
  statusDelayMs: Milliseconds,
  /** Refusals that depend on the person come later, as a failed status, after the message was taken. */
  lateRefusals: z.boolean(),
  /** Whether one person gets at most one message in 6 s, with 45 lent at once. */
  pairRate: z.boolean(),
  /** Messages a second, in and out together. */
  throughput: z.int().check(z.gte(1)),
});
export type Faults = z.infer<typeof Faults>;

export const NO_FAULTS: Faults = {
  delayMs: 0,
  dropAnswers: 0,
  dropRequests: 0,
  breakDown: 0,
  refuse: null,
  doubleWebhooks: 0,
  reorderWebhooks: 0,
  webhookDelayMs: 0,
  loseStatuses: 0,
  statusDelayMs: 0,
  lateRefusals: false,
  pairRate: true,
  throughput: 80,
};

const Changes = z.record(z.string(), z.unknown());

export interface Mischief {
  current: () => Faults;
  /** Changes some of them. @throws ZodError */
  set: (changes: unknown) => void;
  /** Whether it happens this time. */
  strikes: (share: keyof Shares) => boolean;
  /** Code to refuse the next message with; counts down. */
  refusal: () => number | undefined;
}

type Shares = Pick<
  Faults,
  'dropAnswers' | 'dropRequests' | 'breakDown' | 'doubleWebhooks' | 'reorderWebhooks' | 'loseStatuses'
>;

/** The faults in force; the same seed strikes in the same places. */
export const mischiefOf = (given: Partial<Faults> = {}, seed = 'mischief'): Mischief => {
  let faults: Faults = { ...NO_FAULTS, ...given };
  const random: Random = randomOf(seed);
  return {
    current: () => faults,
    set: (changes) => {
      faults = z.parse(Faults, { ...faults, ...z.parse(Changes, changes) });
    },
    strikes: (share) => faults[share] > 0 && random.chance(faults[share]),
    refusal: () => {
      const { refuse } = faults;
      if (refuse === null || refuse.times <= 0) return undefined;
      faults = { ...faults, refuse: { ...refuse, times: refuse.times - 1 } };
      return refuse.code;
    },
  };
};
