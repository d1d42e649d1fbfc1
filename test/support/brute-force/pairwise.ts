import type { Random } from './world.ts';

/** Every axis with the classes that a case may have on it. */
export type Axes = Readonly<Record<string, readonly string[]>>;
/** One class on each axis. */
export type Choice = Readonly<Record<string, string>>;
/** `axis=class` that do not go together, each with those it shuts out. */
export type Forbidden = Readonly<Record<string, readonly string[]>>;

const pair = (one: string, other: string): string => [one, other].toSorted().join(' × ');

const clashes = (forbidden: Forbidden) => {
  const shut = new Set(
    Object.entries(forbidden).flatMap(([one, others]) => others.map((other) => pair(one, other))),
  );
  return (one: string, other: string): boolean => shut.has(pair(one, other));
};

/** The pairs of classes that a case has. */
export const pairsOf = (choice: Choice): string[] => {
  const classes = Object.entries(choice).map(([axis, name]) => `${axis}=${name}`);
  return classes.flatMap((one, at) => classes.slice(at + 1).map((other) => pair(one, other)));
};

/** Fills in every other axis at random; nothing when that leads nowhere. */
const complete = (
  axes: Axes,
  fixed: Choice,
  clash: (one: string, other: string) => boolean,
  random: Random,
): Choice | undefined => {
  const choice: Record<string, string> = { ...fixed };
  const open = Object.keys(axes).filter((axis) => !(axis in fixed));
  for (const axis of open) {
    const fitting = (axes[axis] ?? []).filter((name) =>
      Object.entries(choice).every(([other, chosen]) => !clash(`${axis}=${name}`, `${other}=${chosen}`)),
    );
    if (fitting.length === 0) return undefined;
    choice[axis] = random.pick(fitting);
  }
  return choice;
};

const TRIES = 40;

/** Cases that have, together, every pair of classes that go together. */
export const coveringCases = (
  axes: Axes,
  forbidden: Forbidden,
  random: Random,
): { cases: Choice[]; pairs: Set<string> } => {
  const clash = clashes(forbidden);
  const names = Object.entries(axes).flatMap(([axis, classes]) =>
    classes.map((name) => [axis, name] as const),
  );
  const wanted = new Map<string, Choice>();
  for (const [axis, name] of names)
    for (const [other, chosen] of names)
      if (axis < other && !clash(`${axis}=${name}`, `${other}=${chosen}`))
        wanted.set(pair(`${axis}=${name}`, `${other}=${chosen}`), { [axis]: name, [other]: chosen });
  const pairs = new Set(wanted.keys());
  const cases: Choice[] = [];
  for (let [next] = wanted; next; [next] = wanted) {
    const [seeking, fixed] = next;
    const found = Array.from({ length: TRIES }, () => complete(axes, fixed, clash, random)).filter(
      (choice) => choice !== undefined,
    );
    const gain = (choice: Choice) => pairsOf(choice).filter((one) => wanted.has(one)).length;
    const best = found.toSorted((left, right) => gain(right) - gain(left))[0];
    if (!best) throw new Error(`${seeking} is allowed and cannot be`);
    for (const one of pairsOf(best)) wanted.delete(one);
    cases.push(best);
  }
  return { cases, pairs };
};
