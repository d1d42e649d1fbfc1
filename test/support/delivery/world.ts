/** A number from 0 to 1 after the other, the same ones for the same seed (mulberry32). */
export const randomOf = (seed: number): (() => number) => {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
};

interface Event {
  at: number;
  order: number;
  work: () => void;
}

/** Time that passes only from one event to the next. */
export interface World {
  random: () => number;
  between: (least: number, most: number) => number;
  chance: (share: number) => boolean;
  now: () => Date;
  after: (ms: number, work: () => void) => void;
  pass: (ms: number) => Promise<void>;
  /** Until nothing more is to happen. @throws when it never ends */
  run: () => Promise<void>;
}

const START = Date.parse('2026-11-20T09:00:00Z');
const MOST_EVENTS = 200_000;

export const worldOf = (seed: number): World => {
  const random = randomOf(seed);
  const events: Event[] = [];
  let time = START;
  let order = 0;

  const isBefore = (one: Event, other: Event) =>
    one.at < other.at || (one.at === other.at && one.order < other.order);
  /** A binary heap: the next event is the first. */
  const push = (event: Event): void => {
    let at = events.length;
    while (at > 0) {
      const above = events[(at - 1) >> 1];
      if (above === undefined || !isBefore(event, above)) break;
      events[at] = above;
      at = (at - 1) >> 1;
    }
    events[at] = event;
  };
  const pop = (): Event | undefined => {
    const [first] = events;
    const last = events.pop();
    if (first === undefined || last === undefined || events.length === 0) return first;
    let at = 0;
    for (;;) {
      const [left, right] = [events[2 * at + 1], events[2 * at + 2]];
      if (left === undefined) break;
      const next = right !== undefined && isBefore(right, left) ? right : left;
      if (!isBefore(next, last)) break;
      events[at] = next;
      at = next === left ? 2 * at + 1 : 2 * at + 2;
    }
    events[at] = last;
    return first;
  };

  const after = (ms: number, work: () => void): void => {
    order += 1;
    push({ at: time + Math.max(0, ms), order, work });
  };
  return {
    random,
    between: (least, most) => least + random() * (most - least),
    chance: (share) => random() < share,
    now: () => new Date(time),
    after,
    pass: (ms) => new Promise((resolve) => after(ms, resolve)),
    run: async () => {
      for (let count = 0; ; count += 1) {
        const event = pop();
        if (event === undefined) return;
        if (count > MOST_EVENTS) throw new Error('it never ends');
        time = event.at;
        event.work();
        // All that follows at once happens before the next event; now and then others of this process have a turn.
        await new Promise<void>((resolve) => {
          if (count % 5000 === 0) setImmediate(resolve);
          else process.nextTick(resolve);
        });
      }
    },
  };
};

/** Something that runs and may be killed: what it awaits then never comes. */
export interface Process {
  isDead: () => boolean;
  kill: () => void;
  /** Time passes; or the end. */
  gate: (least?: number, most?: number) => Promise<void>;
  /** The same work with a gate before and one behind. */
  guard: <Args extends unknown[], Result>(
    work: (...args: Args) => Promise<Result>,
  ) => (...args: Args) => Promise<Result>;
}

const NEVER = new Promise<never>(() => undefined);

/** `dies`: asked at every gate. */
export const processOf = (world: World, dies: () => boolean, onDeath: () => void): Process => {
  let dead = false;
  const kill = (): void => {
    if (dead) return;
    dead = true;
    onDeath();
  };
  const gate = async (least = 1, most = 40): Promise<void> => {
    if (!dead && dies()) kill();
    if (dead) return NEVER;
    await world.pass(world.between(least, most));
    if (dead) return NEVER;
  };
  return {
    isDead: () => dead,
    kill,
    gate,
    guard:
      (work) =>
      async (...args) => {
        await gate();
        const result = await work(...args);
        await gate();
        return result;
      },
  };
};
