import { type Chart, localeOf } from '#shared/contracts/chart.ts';

type Of = Pick<Chart, 'unit' | 'language'>;

const formats = new Map<string, Intl.NumberFormat>();
const format = (language: string, options: Intl.NumberFormatOptions): Intl.NumberFormat => {
  const key = `${language} ${JSON.stringify(options)}`;
  const known = formats.get(key);
  if (known) return known;
  const made = new Intl.NumberFormat(localeOf(language), options);
  formats.set(key, made);
  return made;
};

/** Beyond these a figure is written as "1,23 Mln". */
const MOST_DIGITS = 1e7;
const LEAST = 1e-4;

const plain = (value: number, language: string, digits: number): string => {
  const size = Math.abs(value);
  if (size >= MOST_DIGITS && size < 1e15)
    return format(language, { notation: 'compact', maximumSignificantDigits: 3 }).format(value);
  if (size >= 1e15 || (size > 0 && size < LEAST))
    return format(language, { notation: 'scientific', maximumSignificantDigits: 3 }).format(value);
  const needed = size > 0 && size < 1 ? Math.ceil(-Math.log10(size)) + 1 : 0;
  const maximumFractionDigits = Math.max(digits, Math.min(needed, 6));
  return format(language, { useGrouping: 'always', maximumFractionDigits }).format(value);
};

type Sized = readonly [unit: string, seconds: number];
const SIZES: readonly Sized[] = [
  ['day', 86_400],
  ['hour', 3600],
  ['minute', 60],
  ['second', 1],
];

const inUnit = (value: number, [unit]: Sized, language: string, digits = 0): string =>
  value >= MOST_DIGITS
    ? `${plain(value, language, 0)} ${
        format(language, { style: 'unit', unit, unitDisplay: 'narrow' })
          .formatToParts(1)
          .find(({ type }) => type === 'unit')?.value ?? ''
      }`
    : format(language, {
        style: 'unit',
        unit,
        unitDisplay: 'narrow',
        useGrouping: 'always',
        maximumFractionDigits: digits,
      }).format(value);

/** "1h 12min", "45s", "320ms": at most two units, the smaller one whole. */
const duration = (seconds: number, language: string, short: boolean): string => {
  if (seconds < 0) return `−${duration(-seconds, language, short)}`;
  if (seconds === 0) return inUnit(0, ['second', 1], language);
  if (seconds < 0.9995) {
    const ms = seconds * 1000;
    return ms < 0.1
      ? `${plain(ms, language, 0)}ms`
      : inUnit(ms, ['millisecond', 0.001], language, ms < 10 ? 2 : 0);
  }
  const first = SIZES.findIndex(([, size]) => Math.round(seconds) >= size);
  const [big, small] = [SIZES[first] ?? SIZES[3], SIZES[first + 1]];
  if (big === undefined) return '';
  if (small === undefined) return inUnit(seconds, big, language, seconds < 10 ? 1 : 0);
  if (short) return inUnit(seconds / big[1], big, language, seconds < 10 * big[1] ? 1 : 0);
  const total = Math.round(seconds / small[1]);
  const perBig = big[1] / small[1];
  const rest = total % perBig;
  const head = inUnit(Math.floor(total / perBig), big, language);
  return rest === 0 || seconds / big[1] >= 1000 ? head : `${head} ${inUnit(rest, small, language)}`;
};

/** A value with its unit, as its language writes it; `short` where there is little room. */
export const valueText = (value: number, { unit, language }: Of, short = false): string => {
  switch (unit) {
    case 'seconds':
      return duration(value, language, short);
    case 'ms':
      return duration(value / 1000, language, short);
    case 'percent':
      return `${plain(value, language, short && Math.abs(value) >= 10 ? 0 : 1)}${language === 'en' ? '' : '\u{A0}'}%`;
    case 'count':
    case 'fraction':
    case 'date':
    case 'name':
      if (short && Math.abs(value) >= 10_000 && Math.abs(value) < 1e15)
        return format(language, { notation: 'compact', maximumSignificantDigits: 3 }).format(value);
      return plain(value, language, unit === 'fraction' ? 2 : 1);
  }
};

const STEPS = [1, 2, 5, 10];
/** Round stretches of time, in seconds. */
const TIME_STEPS = [
  1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 900, 1800, 3600, 7200, 10_800, 21_600, 43_200, 86_400,
];

const stepFor = (rough: number, { unit }: Of): number => {
  const factor = unit === 'ms' ? 1000 : 1;
  const timed = unit === 'seconds' || unit === 'ms';
  const time = timed && rough > factor ? TIME_STEPS.find((step) => step * factor >= rough) : undefined;
  if (time !== undefined) return time * factor;
  // Whole days from here on.
  const base = timed && rough > factor ? 86_400 * factor : 1;
  const power = 10 ** Math.floor(Math.log10(rough / base));
  const step = (STEPS.find((one) => one * power * base >= rough * 0.999_999) ?? 10) * power * base;
  return unit === 'count' ? Math.max(1, step) : step;
};

const FEW = 4;
const EXTREME = 1e290;

/** Round values from the least to the greatest and zero, about four steps; outermost first and last. */
export const ticksOf = (values: readonly number[], of: Of): number[] => {
  const [min, max] = [Math.min(0, ...values), Math.max(0, ...values)];
  const reach = Math.max(-min, max);
  if (reach === 0) return [0, 1];
  if (reach > EXTREME || reach < 1 / EXTREME)
    return [...(min < 0 ? [-reach] : []), 0, ...(max > 0 ? [reach] : [])];
  const step = stepFor((max - min) / FEW, of);
  const first = Math.floor(min / step);
  const count = Math.ceil(max / step) - first;
  return Array.from({ length: count + 1 }, (_, at) => (first + at) * step);
};
