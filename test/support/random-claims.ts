import type { Cell } from '#shared/contracts/evidence.ts';
import type { SemanticQuery } from '#shared/contracts/query.ts';
import { type Language, ranges } from './wordings.ts';

/** A sentence about some rows, and the same sentence with one detail changed, so that it is false. */
export interface Pair {
  readonly name: string;
  readonly language: Language;
  readonly evidence: { query: SemanticQuery; columns: string[]; rows: Cell[][] };
  readonly truth: string;
  readonly lies: readonly { readonly changed: string; readonly text: string }[];
}

/** What random numbers are taken for. */
export interface Dice {
  /** A whole number from 0 to `most`. */
  upTo(most: number): number;
}

export const NAMES = [
  'Ordini',
  'Resi',
  'Import listini',
  'Solleciti clienti',
  'Newsletter',
  'Backup catalogo',
];
const OCTOBER = { from: '2026-09-30T22:00:00.000Z', to: '2026-10-31T23:00:00.000Z' };
const AREAS = ['Logistica', 'Vendite', 'Amministrazione', 'Personale', 'Acquisti', 'Magazzino'];

const number = (value: number, language: Language, digits = 0): string =>
  new Intl.NumberFormat(language === 'it' ? 'it-IT' : 'en-GB', {
    useGrouping: 'always',
    minimumFractionDigits: digits,
    maximumFractionDigits: digits,
  }).format(value);

const percent = (value: number, language: Language): string =>
  `${number(value, language, 1)}${language === 'it' ? ' %' : '%'}`;

const WORDS = {
  it: 'zero uno due tre quattro cinque sei sette otto nove dieci undici dodici tredici quattordici quindici',
  en: 'zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen',
} as const;
const inWords = (value: number, language: Language): string => WORDS[language].split(' ')[value] ?? '';

/** Different whole numbers, greatest first. */
const different = (dice: Dice, count: number, most: number): number[] => {
  const found = new Set<number>();
  while (found.size < count) found.add(2 + dice.upTo(most));
  return [...found].toSorted((left, right) => right - left);
};

/** Another number than this one, near it or far, never below nought. */
const otherThan = (value: number, dice: Dice): number =>
  dice.upTo(1) === 0
    ? value + 1 + dice.upTo(9)
    : Math.max(0, value - 1) === value
      ? value + 2
      : Math.max(0, value - 1);

const either = <T>(language: Language, it: T, en: T): T => (language === 'it' ? it : en);

type Kind = (dice: Dice, language: Language) => Pair;

interface Rows {
  readonly names: string[];
  readonly failures: number[];
  readonly runs: number[];
  readonly evidence: Pair['evidence'];
}

const processRows = (dice: Dice): Rows => {
  const count = 3 + dice.upTo(2);
  const at = dice.upTo(NAMES.length - 1);
  const names = [...NAMES.slice(at), ...NAMES.slice(0, at)].slice(0, count);
  const failures = different(dice, count, dice.upTo(1) === 0 ? 12 : 1500);
  const runs = failures.map((value, index) => value + 20 + 7 * index + dice.upTo(400) * 10);
  const query: SemanticQuery = {
    metrics: ['failures', 'runs'],
    dimensions: ['process'],
    timeRange: ranges.lastWeek,
    order: [{ by: 'failures', direction: 'desc' }],
  };
  const rows = names.map((name, index) => [name, failures[index] ?? 0, runs[index] ?? 0]);
  return { names, failures, runs, evidence: { query, columns: ['process', 'failures', 'runs'], rows } };
};

const pick = <T>(list: readonly T[], at: number): T => {
  const found = list[at];
  if (found === undefined) throw new Error('nothing there');
  return found;
};

const ofOne: Kind = (dice, language) => {
  const { names, failures, runs, evidence } = processRows(dice);
  const at = dice.upTo(names.length - 1);
  const [name, value] = [pick(names, at), pick(failures, at)];
  const say = (
    who: string,
    figure: string,
    what = either(language, 'fallimenti', 'failures'),
    when?: string,
  ) =>
    either(
      language,
      `${when ?? 'La settimana scorsa'} ${who} ha avuto ${figure} ${what}.`,
      `${when ?? 'Last week'} ${who} had ${figure} ${what}.`,
    );
  const figure = number(value, language);
  return {
    name: 'one',
    language,
    evidence,
    truth: value <= 15 && dice.upTo(1) === 0 ? say(name, inWords(value, language)) : say(name, figure),
    lies: [
      { changed: 'figure', text: say(name, number(otherThan(value, dice), language)) },
      { changed: 'name', text: say(pick(names, (at + 1) % names.length), figure) },
      ...(pick(runs, at) === value
        ? []
        : [{ changed: 'metric', text: say(name, figure, either(language, 'esecuzioni', 'runs')) }]),
      { changed: 'date', text: say(name, figure, undefined, either(language, 'Ieri', 'Yesterday')) },
      { changed: 'date', text: say(name, figure, undefined, either(language, 'A ottobre', 'In October')) },
    ],
  };
};

const first: Kind = (dice, language) => {
  const { names, failures, evidence } = processRows(dice);
  const top = dice.upTo(1) === 0;
  const at = top ? 0 : names.length - 1;
  const say = (high: boolean, who: string, figure: number) =>
    either(
      language,
      `Il processo con ${high ? 'più' : 'meno'} fallimenti è ${who}, con ${number(figure, language)}.`,
      `The process with the ${high ? 'most' : 'fewest'} failures is ${who}, with ${number(figure, language)}.`,
    );
  const [who, figure] = [pick(names, at), pick(failures, at)];
  const other = 1 + dice.upTo(names.length - 3);
  return {
    name: 'first',
    language,
    evidence,
    truth: say(top, who, figure),
    lies: [
      { changed: 'direction', text: say(!top, who, figure) },
      { changed: 'name', text: say(top, pick(names, other), figure) },
      { changed: 'name and figure', text: say(top, pick(names, other), pick(failures, other)) },
      { changed: 'figure', text: say(top, who, otherThan(figure, dice)) },
    ],
  };
};

const PLACES = {
  it: ['al primo posto', 'al secondo posto', 'al terzo posto', 'al quarto posto'],
  en: ['in first place', 'in second place', 'in third place', 'in fourth place'],
};

const ranked: Kind = (dice, language) => {
  const { names, evidence } = processRows(dice);
  const rank = dice.upTo(Math.min(names.length, 4) - 1);
  const say = (who: string, place: number) =>
    either(
      language,
      `Per fallimenti, ${who} è ${pick(PLACES.it, place)}.`,
      `By failures, ${who} is ${pick(PLACES.en, place)}.`,
    );
  return {
    name: 'rank',
    language,
    evidence,
    truth: say(pick(names, rank), rank),
    lies: [
      { changed: 'rank', text: say(pick(names, rank), (rank + 1 + dice.upTo(2)) % 4) },
      { changed: 'name', text: say(pick(names, (rank + 1) % names.length), rank) },
    ],
  };
};

const between: Kind = (dice, language) => {
  const { names, failures, evidence } = processRows(dice);
  const [high, low] = [0, 1 + dice.upTo(names.length - 2)];
  const gap = pick(failures, high) - pick(failures, low);
  const figured = dice.upTo(1) === 0;
  const say = (left: string, more: boolean, right: string, by: number) => {
    const figure = number(by, language);
    const it = figured
      ? `${left} ha avuto ${figure} fallimenti in ${more ? 'più' : 'meno'} di ${right}.`
      : `${left} ha avuto ${more ? 'più' : 'meno'} fallimenti di ${right}.`;
    const en = `${left} had ${figured ? `${figure} ` : ''}${more ? 'more' : 'fewer'} failures than ${right}.`;
    return either(language, it, en);
  };
  const [left, right] = [pick(names, high), pick(names, low)];
  return {
    name: 'between',
    language,
    evidence,
    truth: say(left, true, right, gap),
    lies: [
      { changed: 'direction', text: say(left, false, right, gap) },
      { changed: 'names', text: say(right, true, left, gap) },
      ...(figured ? [{ changed: 'figure', text: say(left, true, right, otherThan(gap, dice)) }] : []),
    ],
  };
};

const share: Kind = (dice, language) => {
  const { names, failures, evidence } = processRows(dice);
  const total = failures.reduce((left, right) => left + right, 0);
  const at = dice.upTo(names.length - 1);
  const [who, value] = [pick(names, at), pick(failures, at)];
  const part = Math.round((1000 * value) / total) / 10;
  const say = (figure: number, of: number, rate: number) =>
    either(
      language,
      `In totale ci sono stati ${number(of, language)} fallimenti: ${who} ne ha avuti ${number(figure, language)}, il ${percent(rate, language)} del totale.`,
      `There were ${number(of, language)} failures in total: ${who} had ${number(figure, language)}, ${percent(rate, language)} of the total.`,
    );
  return {
    name: 'share',
    language,
    evidence,
    truth: say(value, total, part),
    lies: [
      { changed: 'figure', text: say(otherThan(value, dice), total, part) },
      { changed: 'total', text: say(value, otherThan(total, dice), part) },
      { changed: 'percent', text: say(value, total, part + 0.2 + dice.upTo(50) / 10) },
    ],
  };
};

const changed: Kind = (dice, language) => {
  const [high, low] = different(dice, 2, 2000);
  const up = dice.upTo(1) === 0;
  const [now, before] = up ? [high ?? 0, low ?? 0] : [low ?? 0, high ?? 0];
  const month = dice.upTo(1) === 0;
  const timeRange = month ? ranges.thisMonth : ranges.lastWeek;
  const query: SemanticQuery = {
    metrics: ['failures'],
    timeRange,
    comparison: { kind: 'period', timeRange: month ? OCTOBER : ranges.weekBefore },
  };
  const say = (rises: boolean, from: number, to: number, by: number, then: string) =>
    either(
      language,
      `I fallimenti sono ${rises ? 'aumentati' : 'diminuiti'} di ${number(by, language)} rispetto ${then}, da ${number(from, language)} a ${number(to, language)}.`,
      `Failures ${rises ? 'rose' : 'fell'} by ${number(by, language)} compared with ${then}, from ${number(from, language)} to ${number(to, language)}.`,
    );
  const [week, last] = either(
    language,
    ['alla settimana prima', 'al mese scorso'],
    ['the week before', 'last month'],
  );
  const then = (right: boolean): string => (month === right ? (last ?? '') : (week ?? ''));
  const gap = Math.abs(now - before);
  return {
    name: 'change',
    language,
    evidence: { query, columns: ['failures', 'failures_compared'], rows: [[now, before]] },
    truth: say(up, before, now, gap, then(true)),
    lies: [
      { changed: 'direction', text: say(!up, before, now, gap, then(true)) },
      { changed: 'figure', text: say(up, before, now, otherThan(gap, dice), then(true)) },
      { changed: 'figure', text: say(up, otherThan(before, dice), now, gap, then(true)) },
      { changed: 'figure', text: say(up, before, otherThan(now, dice), gap, then(true)) },
      { changed: 'ends', text: say(up, now, before, gap, then(true)) },
      { changed: 'period', text: say(up, before, now, gap, then(false)) },
    ],
  };
};

const DAYS = {
  it: ['lunedì', 'martedì', 'mercoledì', 'giovedì', 'venerdì', 'sabato', 'domenica'],
  en: ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday'],
};
const FIRST_DAY = 9;

const daily: Kind = (dice, language) => {
  const sorted = different(dice, 7, 90);
  const turn = dice.upTo(6);
  const values = [...sorted.slice(turn), ...sorted.slice(0, turn)];
  const query: SemanticQuery = {
    metrics: ['failures'],
    dimensions: ['day'],
    timeRange: ranges.lastWeek,
    fill: true,
  };
  const rows = values.map((value, at) => [`2026-11-${String(FIRST_DAY + at).padStart(2, '0')}`, value]);
  const top = dice.upTo(2) === 0;
  const at = top ? values.indexOf(Math.max(...values)) : dice.upTo(6);
  const dayOf = (day: number): string => {
    const date = `${DAYS[language][day]} ${FIRST_DAY + day} ${either(language, 'novembre', 'November')}`;
    return date;
  };
  const say = (day: number, figure: number) => {
    const count = number(figure, language);
    if (top)
      return either(
        language,
        `Il giorno con più fallimenti è stato ${dayOf(day)}, con ${count}.`,
        `The day with the most failures was ${dayOf(day)}, with ${count}.`,
      );
    return either(
      language,
      `${dayOf(day)} ci sono stati ${count} fallimenti.`,
      `On ${dayOf(day)} there were ${count} failures.`,
    );
  };
  const value = pick(values, at);
  return {
    name: 'day',
    language,
    evidence: { query, columns: ['day', 'failures'], rows },
    truth: say(at, value),
    lies: [
      { changed: 'date', text: say((at + 1 + dice.upTo(5)) % 7, value) },
      { changed: 'figure', text: say(at, otherThan(value, dice)) },
      ...(top ? [] : [{ changed: 'date', text: say(at, value).replace(/\d+(?= [nN]ov)/, '21') }]),
    ],
  };
};

const UNITS = {
  it: ['secondi', 'minuti', 'ore'],
  en: ['seconds', 'minutes', 'hours'],
};

const lasting: Kind = (dice, language) => {
  const unit = dice.upTo(2);
  const [slow, quick] = different(dice, 2, 50);
  const size = 60 ** unit;
  const names = [pick(NAMES, dice.upTo(2)), pick(NAMES, 3 + dice.upTo(2))];
  const query: SemanticQuery = {
    metrics: ['mean_duration'],
    dimensions: ['process'],
    timeRange: ranges.thisMonth,
    order: [{ by: 'mean_duration', direction: 'desc' }],
  };
  const rows = [
    [names[0] ?? '', (slow ?? 0) * size],
    [names[1] ?? '', (quick ?? 0) * size],
  ];
  const say = (who: number, figure: number, kind: number, slower: boolean) =>
    either(
      language,
      `${names[who]} dura in media ${figure} ${UNITS.it[kind]} ed è più ${slower ? 'lento' : 'veloce'} di ${names[1 - who]}.`,
      `${names[who]} takes ${figure} ${UNITS.en[kind]} on average and is ${slower ? 'slower' : 'faster'} than ${names[1 - who]}.`,
    );
  return {
    name: 'duration',
    language,
    evidence: { query, columns: ['process', 'mean_duration'], rows },
    truth: say(0, slow ?? 0, unit, true),
    lies: [
      { changed: 'unit', text: say(0, slow ?? 0, (unit + 1) % 3, true) },
      { changed: 'direction', text: say(0, slow ?? 0, unit, false) },
      { changed: 'name', text: say(1, slow ?? 0, unit, true) },
      { changed: 'figure', text: say(0, otherThan(slow ?? 0, dice), unit, true) },
    ],
  };
};

const rates: Kind = (dice, language) => {
  const values = different(dice, 4, 900).map((value) => value / 10);
  const at = dice.upTo(AREAS.length - 1);
  const areas = [...AREAS.slice(at), ...AREAS.slice(0, at)].slice(0, 4);
  const query: SemanticQuery = { metrics: ['success_rate'], dimensions: ['area'], timeRange: OCTOBER };
  const say = (who: number, high: boolean, rate: number) =>
    either(
      language,
      `L'area con il tasso di successo più ${high ? 'alto' : 'basso'} è ${areas[who]}, con il ${percent(rate, language)}.`,
      `The area with the ${high ? 'highest' : 'lowest'} success rate is ${areas[who]}, with ${percent(rate, language)}.`,
    );
  return {
    name: 'rate',
    language,
    evidence: {
      query,
      columns: ['area', 'success_rate'],
      rows: values.map((value, index) => [areas[index] ?? '', value]),
    },
    truth: say(0, true, pick(values, 0)),
    lies: [
      { changed: 'direction', text: say(0, false, pick(values, 0)) },
      { changed: 'name', text: say(1 + dice.upTo(2), true, pick(values, 0)) },
      { changed: 'name and figure', text: say(1, true, pick(values, 1)) },
      { changed: 'percent', text: say(0, true, pick(values, 0) + 0.1 + dice.upTo(40) / 10) },
    ],
  };
};

const KINDS: readonly Kind[] = [ofOne, first, ranked, between, share, changed, daily, lasting, rates];

/** A random sentence about random rows. */
export const randomPair = (dice: Dice, language: Language): Pair =>
  pick(KINDS, dice.upTo(KINDS.length - 1))(dice, language);
