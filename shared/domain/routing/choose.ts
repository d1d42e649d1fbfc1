import { agedTo, type Arm, type Arms, armKey } from './arms.ts';
import { betaSample, type Chance, seeded } from './sample.ts';

export interface Candidate {
  /** Of the model, among those of the settings. */
  id: string;
  /** USD that a call may be expected to cost before anybody knows. */
  usdPerCall: number;
}

/** A second more is as bad as one failure more in 25 calls. */
const PER_SECOND = 0.04;
/** A tenth of a cent more is as bad as one failure more in 50 calls. */
const PER_USD = 20;
/** What is not known yet counts as one call of this length. */
const PRIOR_MS = 1000;

/**
 * The candidates in the order in which they are to be asked. Thompson sampling: of each, how often it succeeds is
 * drawn from what is known of it, so that what is hardly known is tried now and then, and what is known to be worse
 * hardly ever; less what its time and its money are worth.
 * @param chance numbers from 0 up to 1; the same numbers give the same order
 * @see Russo et al., A Tutorial on Thompson Sampling, 2018
 */
export const ranked = <One extends Candidate>(
  candidates: readonly One[],
  { arms, work, now, chance }: { arms: Arms; work: string; now: number; chance: Chance },
): One[] =>
  candidates
    .map((one) => ({ one, worth: worthOf(known(arms[armKey(work, one.id)], now), one, chance) }))
    .sort((a, b) => b.worth - a.worth)
    .map(({ one }) => one);

const NOTHING: Arm = { calls: 0, good: 0, ms: 0, usd: 0, at: 0 };
const known = (arm: Arm | undefined, now: number): Arm => (arm === undefined ? NOTHING : agedTo(arm, now));

const worthOf = ({ calls, good, ms, usd }: Arm, { usdPerCall }: Candidate, chance: Chance): number => {
  const success = betaSample(1 + good, 1 + calls - good, chance);
  const seconds = (ms + PRIOR_MS) / (calls + 1) / 1000;
  return success - seconds * PER_SECOND - ((usd + usdPerCall) / (calls + 1)) * PER_USD;
};

/** What is known of a model at a kind of work, in figures that people read. */
export interface Standing {
  work: string;
  model: string;
  /** Calls that still count, older ones less. */
  calls: number;
  /** Of 1: replies that passed our own checks. */
  success: number;
  /** Of a call, on average. */
  ms: number;
  usd: number;
  /** How often it would be asked first now, of 1. */
  share: number;
}

const DRAWS = 400;

/** The state of the competition, by kind of work; the same for the same arms. */
export const standingsOf = (arms: Arms, now: number): Standing[] => {
  const all = Object.entries(arms).map(([key, arm]) => {
    const cut = key.indexOf('/');
    return { work: key.slice(0, cut), model: key.slice(cut + 1), arm: agedTo(arm, now) };
  });
  return Object.values(Object.groupBy(all, ({ work }) => work)).flatMap((rivals = []) => {
    const shares = sharesOf(rivals, arms, now);
    return rivals.map(({ work, model, arm: { calls, good, ms, usd } }) => ({
      work,
      model,
      calls,
      success: good / calls,
      ms: ms / calls,
      usd: usd / calls,
      share: (shares[model] ?? 0) / DRAWS,
    }));
  });
};

const sharesOf = (
  rivals: readonly { work: string; model: string; arm: Arm }[],
  arms: Arms,
  now: number,
): Record<string, number> => {
  const chance = seeded(1);
  const shares: Record<string, number> = {};
  const candidates = rivals.map(({ model, arm }) => ({ id: model, usdPerCall: arm.usd / arm.calls }));
  for (let draw = 0; draw < DRAWS; draw += 1) {
    const [first] = ranked(candidates, { arms, work: rivals[0]?.work ?? '', now, chance });
    if (first) shares[first.id] = (shares[first.id] ?? 0) + 1;
  }
  return shares;
};
