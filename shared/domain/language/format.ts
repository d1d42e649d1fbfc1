import type { Wording } from '../wording/wording.ts';

const formats = new Map<string, Intl.NumberFormat>();

/** Making a formatter costs more than a whole answer: each is made once. */
const numberFormat = (locale: string, digits: number, signed: boolean): Intl.NumberFormat => {
  const key = `${locale}/${digits}/${signed}`;
  const known = formats.get(key);
  if (known) return known;
  const made = new Intl.NumberFormat(locale, {
    useGrouping: 'always',
    maximumFractionDigits: digits,
    signDisplay: signed ? 'exceptZero' : 'auto',
  });
  formats.set(key, made);
  return made;
};

/** Replaces `{name}` by its value; an unknown name stays, so that a test sees it. */
export const fillText = (template: string, values: Record<string, string>): string => {
  let text = '';
  let at = 0;
  for (;;) {
    const open = template.indexOf('{', at);
    const close = open < 0 ? -1 : template.indexOf('}', open);
    if (close < 0) return text + template.slice(at);
    const name = template.slice(open + 1, close);
    text += template.slice(at, open) + (values[name] ?? `{${name}}`);
    at = close + 1;
  }
};

/** As `fillText`, and bends the word before each value to the value's first sound. */
export const fillElided = (template: string, values: Record<string, string>, wording: Wording): string => {
  let text = '';
  for (const piece of template.split('{')) {
    const close = piece.indexOf('}');
    if (close < 0) {
      text += piece;
      continue;
    }
    const value = values[piece.slice(0, close)] ?? '';
    text = elide(text, value, wording) + value + piece.slice(close + 1);
  }
  return text;
};

/** Digits that keep a nonzero value from reading as zero, with at least two that count. */
const digitsFor = (value: number, usual: number): number => {
  const size = Math.abs(value);
  if (size === 0 || size >= 10 ** -usual) return usual;
  return Math.min(12, Math.ceil(-Math.log10(size)) + 1);
};

/** A count with its thousands grouped; a mean of counts keeps one decimal. */
export const formatCount = (value: number, wording: Wording): string =>
  numberFormat(wording.locale, Number.isInteger(value) ? 0 : digitsFor(value, 1), false).format(value);

/**
 * A percentage (12.5 = 12.5 %) with at most one decimal. A nonzero share never reads as none, nor an
 * incomplete one as all.
 */
export const formatPercent = (value: number, wording: Wording, signed = false): string => {
  const write = (n: number): string =>
    fillText(wording.formats.percent, { n: numberFormat(wording.locale, 1, signed).format(n) });
  if (value > 0 && value < 0.05) return fillText(wording.formats.tinyPercent, { least: write(0.1) });
  if (value > 99.95 && value < 100) return fillText(wording.formats.nearlyAll, { most: write(99.9) });
  if (value < 0 && value > -0.05)
    return fillText(wording.formats.percent, {
      n: numberFormat(wording.locale, digitsFor(value, 1), signed).format(value),
    });
  return write(value);
};

export const formatFraction = (value: number, wording: Wording): string =>
  numberFormat(wording.locale, digitsFor(value, 2), false).format(value);

type UnitName = 'day' | 'hour' | 'minute' | 'second' | 'thousandth';

const unitText = (value: number, unit: UnitName, digits: number, wording: Wording): string => {
  const { one, many } = wording.formats.units[unit];
  const text = numberFormat(wording.locale, digits, false).format(value);
  return `${text} ${Number(value.toFixed(digits)) === 1 ? one : many}`;
};

const belowMinute = (seconds: number, wording: Wording): string => {
  if (seconds === 0) return unitText(0, 'second', 0, wording);
  const thousandths = seconds * 1000;
  if (thousandths < 0.01)
    return fillText(wording.formats.tinyDuration, { least: unitText(0.01, 'thousandth', 2, wording) });
  if (seconds < 0.1) return unitText(thousandths, 'thousandth', digitsFor(thousandths, 0), wording);
  return unitText(seconds, 'second', seconds < 1 ? 2 : 1, wording);
};

const SIZES: readonly (readonly [UnitName, number])[] = [
  ['day', 86_400],
  ['hour', 3600],
  ['minute', 60],
  ['second', 1],
];

/** Seconds in the two largest units; under a minute with decimals; a nonzero duration never reads as zero. */
export const formatDuration = (value: number, wording: Wording, largest: 'day' | 'hour' = 'day'): string => {
  if (value < 0) return `−${formatDuration(-value, wording, largest)}`;
  if (value < 59.95) return belowMinute(value, wording);
  const sizes = SIZES.slice(largest === 'hour' ? 1 : 0);
  const first = Math.max(
    sizes.findIndex(([, size]) => Math.round(value) >= size),
    0,
  );
  const [unit, size] = sizes[first] ?? ['second', 1];
  const [nextUnit, nextSize] = sizes[first + 1] ?? ['second', 1];
  // Rounded to the smaller unit first, so that 59 minutes and 59.9 seconds carry over.
  const small = Math.round(value / nextSize);
  const perUnit = size / nextSize;
  const whole = Math.floor(small / perUnit);
  const rest = small - whole * perUnit;
  const head = unitText(whole, unit, 0, wording);
  return rest === 0 ? head : `${head}${wording.formats.and}${unitText(rest, nextUnit, 0, wording)}`;
};

const startsLike = (text: string, wording: Wording): 'zero' | 'elided' | 'plain' => {
  let digits = '';
  for (const char of text) {
    if (char < '0' || char > '9') break;
    digits += char;
  }
  const { whole, first } = wording.grammar.elisions;
  const next = text.slice(digits.length, digits.length + 1);
  if (digits === '' || next === 'º' || next === ':') return 'plain';
  if (digits === '0') return 'zero';
  // A group of three after it makes it thousands, which sound otherwise.
  const after = text.slice(digits.length + 1, digits.length + 4);
  const grouped = (next === '.' || next === ',') && after.length === 3 && Number.isInteger(Number(after));
  if (whole.includes(digits) && !grouped) return 'elided';
  return first.some((digit) => digits.startsWith(digit)) ? 'elided' : 'plain';
};

/** The last word before what follows, opened by a quote or not, changed to its sound: "y «Informe»" is "e «Informe»". */
const sounded = (before: string, after: string, wording: Wording): string => {
  const { sounds } = wording.grammar.elisions;
  const end = before.endsWith(wording.formats.quoteOpen) ? -wording.formats.quoteOpen.length : before.length;
  const text = before.slice(0, end);
  if (!sounds || !text.endsWith(' ')) return before;
  const cut = text.trimEnd().lastIndexOf(' ') + 1;
  const word = text.slice(cut).trimEnd();
  const sound = Object.hasOwn(sounds, word) ? sounds[word] : undefined;
  const start = after.toLowerCase().normalize('NFD').replaceAll(/\p{M}/gu, '');
  const heard =
    sound?.before.some((each) => start.startsWith(each)) === true &&
    !sound.but.some((each) => start.startsWith(each));
  return heard ? `${before.slice(0, cut)}${sound.say}${before.slice(cut + word.length)}` : before;
};

/** The text before a figure, its last word bent to the figure's first sound ("del " + "8 %" = "dell'8 %"). */
export const elide = (written: string, figure: string, wording: Wording): string => {
  const before = sounded(written, figure, wording);
  const like = startsLike(figure, wording);
  if (like === 'plain' || !before.endsWith(' ')) return before;
  const trimmed = before.slice(0, -1);
  const cut = trimmed.lastIndexOf(' ') + 1;
  const last = trimmed.slice(cut);
  const { words, zeroWords } = wording.grammar.elisions;
  const table = like === 'zero' ? zeroWords : words;
  const bent = Object.hasOwn(table, last) ? table[last] : undefined;
  return bent === undefined ? before : before.slice(0, cut) + bent;
};
