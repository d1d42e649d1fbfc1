import { randomOf } from '#test/support/delivery/world.ts';

export interface Chance {
  number: () => number;
  below: (limit: number) => number;
  pick: <Value>(values: readonly Value[]) => Value;
  is: (share: number) => boolean;
}

/** The same choices for the same seed. */
export const chanceOf = (seed: number): Chance => {
  const number = randomOf(seed);
  const below = (limit: number) => Math.floor(number() * limit);
  const pick = <Value>(values: readonly Value[]): Value => {
    const value = values[below(values.length)];
    if (value === undefined) throw new Error('nothing to pick from');
    return value;
  };
  return { number, below, pick, is: (share) => number() < share };
};

const PIECES = [
  'Quanti fallimenti ieri?',
  'How many runs this week',
  ' e ',
  '__proto__',
  'constructor',
  '\u0000',
  '\u202e',
  '\u200b\u200d',
  '\ud800',
  '\udfff',
  'a\u0301\u0301\u0301',
  '🧑‍🚀',
  '؜',
  '%00',
  '../',
  "'; drop table x; --",
  '{{7*7}}',
  '${jndi:ldap://x}',
  '<script>',
  '\r\nx-evil: 1',
  '٣٤٥',
  '1e999',
  '31 febbraio',
  '99999999999999999999',
  'ieri dalle 25 alle -3',
  '\t\n\v\f',
  'ﷺ',
];

export const textOf = (chance: Chance): string => {
  if (chance.is(0.02)) return chance.pick(PIECES).repeat(chance.pick([300, 3000, 20_000]));
  return Array.from({ length: chance.below(5) }, () => chance.pick(PIECES)).join('');
};

const KEYS = [
  'question',
  'userId',
  'sessionId',
  'language',
  'value',
  'type',
  'key',
  '__proto__',
  'constructor',
  'prototype',
  'toString',
  '',
  'hasOwnProperty',
  'alert',
  'summary',
  'on',
  'at',
  'days',
  'quiet',
  'admission',
  'up',
];
const NUMBERS = [0, -0, 1, -1, 1e308, 5e-324, 2 ** 53, 2 ** 63, 4_294_967_296, 0.1];

/** JSON text: also such as no object of ours could give, with keys twice, numbers too large, very deep. */
export const jsonOf = (chance: Chance, depth = 0): string => {
  if (depth === 0 && chance.is(0.02)) return nested(chance);
  if (depth > 3 || chance.is(0.4)) return leafOf(chance);
  const length = chance.below(5);
  if (chance.is(0.3)) return `[${Array.from({ length }, () => jsonOf(chance, depth + 1)).join()}]`;
  const parts = Array.from(
    { length },
    () => `${JSON.stringify(chance.pick(KEYS))}:${jsonOf(chance, depth + 1)}`,
  );
  return `{${parts.join()}}`;
};

const leafOf = (chance: Chance): string =>
  chance.pick([
    () => JSON.stringify(textOf(chance)),
    () => String(chance.pick(NUMBERS)),
    () => chance.pick(['1e999', '-1e999', '123456789012345678901234567890', '0.1e-400']),
    () => chance.pick(['true', 'false', 'null', '{}', '[]', '""']),
  ])();

const nested = (chance: Chance): string => {
  const deep = chance.pick([50, 1000, 7000]);
  return chance.is(0.5)
    ? '['.repeat(deep) + ']'.repeat(deep)
    : `${'{"question":'.repeat(deep / 2)}1${'}'.repeat(deep / 2)}`;
};

/** A text with some of its bytes changed, doubled, left out. */
export const damaged = (chance: Chance, text: string): Buffer => {
  const bytes = Buffer.from(text);
  if (bytes.length === 0 || chance.is(0.3)) return bytes;
  for (let times = 1 + chance.below(4); times > 0; times -= 1)
    bytes[chance.below(bytes.length)] = chance.below(256);
  return chance.is(0.2) ? bytes.subarray(0, chance.below(bytes.length)) : bytes;
};
