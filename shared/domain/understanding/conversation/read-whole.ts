import type { Understanding } from '#shared/contracts/understanding.ts';
import { enumerated } from '../enumerated.ts';
import { type Frame, has } from '../frame.ts';
import { type Asked, type Knowledge, readAlone, type Readout } from '../understand.ts';
import { complete } from './complete.ts';
import { cuesOf } from './cues.ts';
import { kernelOf } from './kernel.ts';
import { some, WHAT } from './parts.ts';
import { textOf } from './pieces.ts';
import type { Setting } from './setting.ts';
import { alike, listsForEach, merged, questionsIn } from './several.ts';
import { usually, withoutUsual } from './usual.ts';

/** A text as it was read, with what its reading depends on. */
export interface Read extends Readout {
  readonly askedAt: string;
  readonly pins: readonly string[];
}

/** Reads a text that may hold several questions; each leaves out what the one before it said. */
export const readWhole = (asked: Asked, knowledge: Knowledge, pins: readonly string[] = []): Read => {
  const whole: Read = { ...readAlone(asked, knowledge, pins), askedAt: asked.askedAt, pins };
  const beside = besideUsual(whole, asked, knowledge, pins);
  if (beside) return beside;
  // "The difference between A and B" is one question.
  const one = whole.understanding.kind === 'definition' && has(whole.frame, 'define.contrast');
  const texts = one || isAside(whole.understanding) ? undefined : questionsIn(whole.frame);
  const { language } = whole.understanding;
  if (!texts || listsForEach(whole.frame) || isOneTable(whole, texts.length, knowledge)) {
    const kernel = kernelOf(whole, (text) =>
      readAlone({ ...asked, text, askedLanguage: language }, knowledge, pins),
    );
    return kernel ? { ...whole, ...kernel } : whole;
  }
  const parts: Readout[] = [];
  let tied = false;
  for (const text of texts) {
    const own = readAlone({ ...asked, text, askedLanguage: language }, knowledge, pins);
    const before = parts.at(-1);
    tied = own.frame.mentions.length === 0 || !some(own.frame, WHAT);
    const full = before && !standsAlone(own) ? completed(own, before.frame, asked, knowledge) : undefined;
    parts.push(
      full === undefined
        ? own
        : readAlone({ ...asked, text: full, askedLanguage: language }, knowledge, pins),
    );
  }
  const understanding = together(backwards(parts, tied, asked, knowledge, pins), knowledge);
  return understanding ? { ...whole, understanding } : whole;
};

/** "…, and which area had the most runs yesterday?": it names its things and its time. */
const standsAlone = ({ frame }: Readout): boolean =>
  frame.times.ranges.length > 0 &&
  has(frame, 'ask.which', 'single') &&
  has(frame, 'order.most', 'order.least', 'order.best', 'order.worst');

/** What was not asked for in so many words is likely, never certain. */
const LIKELY = 0.88;

/** "More errors than usual yesterday?": those of yesterday, and then what is usual. */
const besideUsual = (
  whole: Read,
  asked: Asked,
  knowledge: Knowledge,
  pins: readonly string[],
): Read | undefined => {
  const text = withoutUsual(whole.frame);
  if (text === undefined) return undefined;
  const { language } = whole.understanding;
  const read = (words: string): Readout =>
    readAlone({ ...asked, text: words, askedLanguage: language }, knowledge, pins);
  const own = read(text);
  const setting = settingOf(own, asked, knowledge);
  const usual = usually(read(setting.phrase('usual') ?? '').frame, own.frame, 0, setting);
  if (usual === undefined) return undefined;
  const understanding = together([own, read(usual)], knowledge);
  if (understanding?.kind !== 'several') return undefined;
  const confidence = Math.min(LIKELY, understanding.confidence);
  return { ...whole, understanding: { ...understanding, confidence } };
};

/** "How many runs and how many errors by area": figures side by side, split alike; no two rankings. */
const isOneTable = ({ frame, understanding }: Readout, parts: number, { grammar }: Knowledge): boolean =>
  understanding.kind === 'query' &&
  understanding.query.shape !== 'top' &&
  (understanding.query.dimensions ?? []).length > 0 &&
  enumerated(frame, grammar.reading).length === parts;

/** A later question of a message is tied to the one before it, whatever it opens with. */
const completed = (next: Readout, before: Frame, asked: Asked, knowledge: Knowledge): string | undefined => {
  const cues = { ...cuesOf(next.frame, knowledge.catalog.mainEntity), follows: true };
  return complete(next.frame, before, [], cues, settingOf(next, asked, knowledge));
};

/** Letters that a month or a day has at least when it is cut short. */
const SHORTEST = 3;

export const settingOf = (
  { understanding }: Readout,
  { timeZone }: Asked,
  { catalog, grammar }: Knowledge,
): Setting => {
  const spoken = grammar.languages[understanding.language];
  const nouns = grammar.catalogs[understanding.language];
  return {
    reading: grammar.reading,
    timeZone,
    phrase: (tag) => spoken?.tags[tag]?.[0],
    row: nouns?.rows[0],
    adds: (name) => catalog.metrics.some((metric) => metric.name === name && metric.additive),
    metric: (name) => {
      const phrases = nouns?.metrics[name] ?? [];
      const own = phrases.find((phrase) => nouns?.anchors?.includes(phrase));
      return own ?? phrases.find((phrase) => /^\p{L}+$/u.test(phrase));
    },
    superlative: (name) => nouns?.superlatives[name]?.[0],
    named: (beginning, kind) => {
      const names = spoken === undefined ? [] : kind === 'month' ? spoken.months : spoken.weekdays;
      const fit = names.flatMap(([name]) => (name?.startsWith(beginning) === true ? [name] : []));
      return beginning.length >= SHORTEST && fit.length === 1 ? fit[0] : undefined;
    },
    weekday: (day) => spoken?.weekdays[day - 1]?.[0],
  };
};

/**
 * "How many runs and how many failures yesterday": the period of the last one is meant for all; where names stand
 * before, only if the last one goes on with what was said of them.
 */
const backwards = (
  parts: readonly Readout[],
  tied: boolean,
  asked: Asked,
  knowledge: Knowledge,
  pins: readonly string[],
): Readout[] => {
  const last = parts.at(-1);
  const earlier = parts.slice(0, -1);
  const untimed = earlier.every(
    ({ frame }) => frame.times.ranges.length === 0 && !frame.times.all && !has(frame, 'agg.total'),
  );
  const unnamed = earlier.every(({ frame }) => frame.mentions.length === 0);
  const scope = [
    ...(last?.frame.times.ranges.slice(0, 1) ?? []),
    ...(unnamed ? (last?.frame.mentions ?? []) : []),
  ];
  const timed = unnamed || (tied && !earlier.some(({ frame }) => has(frame, 'entity')));
  if (!last || scope.length === 0 || !untimed || !timed) return [...parts];
  const period = scope.map((span) => textOf(last.frame, span)).join(' ');
  return parts.map((part) => {
    if (part === last || part.understanding.kind !== 'query' || part.understanding.query.shape === 'last')
      return part;
    const text = `${part.frame.source} ${period}`;
    return readAlone({ ...asked, text, askedLanguage: part.understanding.language }, knowledge, pins);
  });
};

/** One understanding of all; undefined when a part makes no sense by itself. */
const together = (parts: readonly Readout[], { catalog }: Knowledge): Understanding | undefined => {
  const singles = parts.flatMap(({ understanding }) =>
    understanding.kind === 'several' ? [] : [understanding],
  );
  const [first] = singles;
  if (!first || !singles.every(makesSense)) return undefined;
  const unclear = singles.find(({ kind }) => kind === 'clarify');
  if (unclear) return unclear;
  const one = merged(singles, catalog);
  if (one) return one;
  if (singles.every((each) => alike(each, first))) return first;
  const confidence = Math.min(...singles.map((each) => each.confidence));
  const { language, category } = first;
  return { kind: 'several', language, category, confidence, parts: singles };
};

/** The words were not understood, or hold something that is not known (yet): what was meant is open. */
export const OPEN_REASONS: ReadonlySet<string> = new Set(['not_understood', 'unknown_name', 'future_period']);

/** Understood without doubt, and not for the data: no continuation of anything. */
export const isAside = (read: Understanding): boolean =>
  read.confidence > 0.9 &&
  (read.kind === 'static' || (read.kind === 'refuse' && !OPEN_REASONS.has(read.reason)));

/** A rewritten question counts only when it asks for something. */
export const makesSense = ({ kind, ...rest }: Understanding): boolean =>
  kind === 'query' ||
  kind === 'several' ||
  kind === 'clarify' ||
  kind === 'definition' ||
  (kind === 'refuse' && 'reason' in rest && rest.reason !== 'not_understood');
