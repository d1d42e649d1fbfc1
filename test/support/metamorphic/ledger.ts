import { isDeepStrictEqual } from 'node:util';

/** Counts what was compared, and keeps what did not agree: an example of each, and how often it was seen. */
export interface Ledger {
  checks: number;
  violations(): string[];
  same(what: unknown, left: unknown, right: unknown): void;
  holds(what: unknown, condition: boolean, seen?: unknown): void;
}

const short = (thing: unknown): string => {
  const text = typeof thing === 'string' ? thing : JSON.stringify(thing);
  return text === undefined ? 'nothing' : text.slice(0, 400);
};

export const makeLedger = (): Ledger => {
  const wrong = new Map<string, { times: number; example: string }>();
  const ledger: Ledger = {
    checks: 0,
    violations: () => [...wrong].map(([what, { times, example }]) => `${what} (${times} times): ${example}`),
    same: (what, left, right) =>
      ledger.holds(what, isDeepStrictEqual(left, right), `${short(left)} and not ${short(right)}`),
    holds: (what, condition, seen) => {
      ledger.checks += 1;
      if (condition) return;
      const known = wrong.get(short(what));
      wrong.set(short(what), { times: (known?.times ?? 0) + 1, example: known?.example ?? short(seen) });
    },
  };
  return ledger;
};
