import type { SharedState } from '../ports.ts';

export interface PoolSettings<State> {
  key: string;
  /** Undefined when what is there is no such state. */
  parse: (value: unknown) => State | undefined;
  empty: State;
  /** In whatever order, it comes to the same. */
  merged: (a: State, b: State) => State;
  /** Without it, what this process knows is all there is. */
  shared?: SharedState | undefined;
  /** At most so often it is asked what the others know. */
  everyMs?: number;
  clock?: () => number;
}

/** What all instances know together, as far as this one has heard of it. */
export interface Pooled<State> {
  /** At once, from memory; what the others added is asked for meanwhile. */
  view(): State;
  /** What this instance adds to it; written for the others soon, or at once. */
  add(delta: State, isUrgent?: boolean): void;
  /** Resolves when what is under way has been exchanged with the others, or could not be. */
  exchange(): Promise<void>;
}

const USUAL_EVERY_MS = 2000;

/**
 * A state of sums and latest instants that grows in many places: each instance keeps what it added until the others
 * have it. While the shared one can not be reached, each goes on with what it knows.
 */
export const pooled = <State>(settings: PoolSettings<State>): Pooled<State> => {
  const { key, parse, empty, merged, shared, everyMs = USUAL_EVERY_MS, clock = Date.now } = settings;
  let theirs = empty;
  let own: State | undefined;
  let all = empty;
  let askedAt = Number.NEGATIVE_INFINITY;
  let running: Promise<void> | undefined;

  const known = (value: unknown): State => parse(value) ?? empty;

  const once = async (state: SharedState): Promise<void> => {
    askedAt = clock();
    const sending = own;
    own = undefined;
    const found =
      sending === undefined
        ? await state.read(key)
        : await state.change(key, (before) => merged(known(before), sending));
    if (found === undefined && sending !== undefined)
      own = own === undefined ? sending : merged(sending, own);
    if (found !== undefined) theirs = known(found);
    all = own === undefined ? theirs : merged(theirs, own);
  };

  const exchange = (): Promise<void> => {
    if (shared === undefined) return Promise.resolve();
    running ??= once(shared).finally(() => {
      running = undefined;
    });
    return running;
  };
  const soon = (): void => {
    if (shared !== undefined && clock() - askedAt >= everyMs) void exchange();
  };

  return {
    view: () => {
      soon();
      return all;
    },
    add: (delta, isUrgent = false) => {
      if (shared !== undefined) own = own === undefined ? delta : merged(own, delta);
      all = merged(all, delta);
      if (isUrgent) void (running ?? Promise.resolve()).then(exchange);
      else soon();
    },
    exchange,
  };
};
