/** A number from 0 up to 1. */
export type Chance = () => number;

/** A draw from the beta distribution with these parameters, both at least 1. */
export const betaSample = (a: number, b: number, chance: Chance): number => {
  const x = gammaSample(a, chance);
  return x / (x + gammaSample(b, chance));
};

/** @see Marsaglia and Tsang, A Simple Method for Generating Gamma Variables, 2000; for shapes of at least 1 */
const gammaSample = (shape: number, chance: Chance): number => {
  const d = shape - 1 / 3;
  const c = 1 / Math.sqrt(9 * d);
  for (;;) {
    const x = normalSample(chance);
    const v = (1 + c * x) ** 3;
    if (v > 0 && Math.log(1 - chance()) < x * x * 0.5 + d - d * v + d * Math.log(v)) return d * v;
  }
};

/** Box and Muller. */
const normalSample = (chance: Chance): number =>
  Math.sqrt(-2 * Math.log(1 - chance())) * Math.cos(2 * Math.PI * chance());

/** Numbers that look like chance and are the same every time; for tests and figures. */
export const seeded = (seed: number): Chance => {
  let state = seed >>> 0;
  return () => {
    // mulberry32
    state = (state + 0x6d2b79f5) >>> 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296;
  };
};
