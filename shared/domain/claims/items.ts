import type { Token } from '../language/tokens.ts';
import type { Local } from '../understanding/time/calendar.ts';
import { tagsAt } from './ahead.ts';
import type { Item, Said } from './item.ts';
import type { Lexicon } from './lexicon.ts';
import { timeReader } from './periods.ts';
import { type Tagged, valueAt } from './values.ts';
import { proseTokens } from './words.ts';

/** Names of the data by their words, in small letters without accents. */
export type Names = ReadonlyMap<string, readonly string[]>;

export const nameWords = (name: string): string[] =>
  proseTokens(name, '.')
    .filter(({ kind }) => kind !== 'mark')
    .map(({ norm }) => norm);

/** The names that a text may say, by their first word; each with all its words. */
export const namesFrom = (names: Iterable<string>): Names => {
  const found = new Map<string, string[]>();
  for (const name of names) {
    const [first] = nameWords(name);
    if (first !== undefined) found.set(first, [...(found.get(first) ?? []), name]);
  }
  for (const list of found.values()) list.sort((a, b) => nameWords(b).length - nameWords(a).length);
  return found;
};

const nameAt = (
  tokens: readonly Token[],
  at: number,
  names: Names,
): { name: string; end: number } | undefined => {
  for (const name of names.get(tokens[at]?.norm ?? '') ?? []) {
    const words = nameWords(name);
    let here = at;
    const fits = words.every((word) => {
      while (here > at && tokens[here]?.kind === 'mark' && tokens[here]?.norm === '-') here += 1;
      const same = tokens[here]?.norm === word;
      here += 1;
      return same;
    });
    // Names are written with a capital: "ordini" may be a word like any other.
    if (fits) return { name, end: here };
  }
  return undefined;
};

const taggedBy = (
  tokens: readonly Token[],
  { book }: Lexicon,
  timeAt: (at: number) => { end: number } | undefined,
): Tagged => {
  const longest = new Map<number, { tags: Set<string>; end: number; unit?: { size: number; end: number } }>();
  const units = new Map<number, { size: number; end: number }>();
  /** "Ogni giorno della settimana scorsa": the time begins within the phrase and ends it. */
  const cut = (start: number, end: number): boolean => {
    for (let at = start + 1; at < end; at += 1) if ((timeAt(at)?.end ?? 0) > end) return true;
    return false;
  };
  for (const { tag, start, end } of book.find(tokens)) {
    if (end - start > 1 && /^(?:entity:|neutral$|adjective:|metric:)/.test(tag) && cut(start, end)) continue;
    if (tag.startsWith('scale.')) units.set(start, { size: Number(tag.slice(6)), end });
    const known = longest.get(start);
    if (!known || known.end < end) longest.set(start, { tags: new Set([tag]), end });
    else if (known.end === end) known.tags.add(tag);
  }
  for (const [start, unit] of units) {
    const found = longest.get(start);
    if (found) found.unit = unit;
  }
  return (at) => longest.get(at);
};

const QUOTES = /^["'“”«»‘’*_`]$/;
const STOPS = /^[,:()]$/;

interface Place {
  start: number;
  end: number;
  from: number;
  to: number;
}

const UNITS = ['day', 'week', 'month', 'quarter', 'year', 'yearMonth'] as const;

const DAYS_OF: Readonly<Record<string, readonly number[]>> = { weekend: [6, 7], workdays: [1, 2, 3, 4, 5] };

const itemOfTags = (tags: ReadonlySet<string>, spanned: Place, scale?: number): Item[] => {
  for (const tag of tags) {
    const [kind, name = ''] = tag.split(':');
    if (kind === 'metric')
      return [{ ...spanned, type: 'metric', metric: name, ...(scale !== undefined && { scale }) }];
    if (kind === 'verb') return [{ ...spanned, type: 'metric', metric: name, weak: true }];
    if (kind === 'entity') return [{ ...spanned, type: 'entity', dimension: name }];
    if (kind === 'adjective') {
      const [way, metric = ''] = name.split(' ');
      return [{ ...spanned, type: 'metric', metric, way: way === '<' ? '<' : '>' }];
    }
    if (tag === 'previous') return [{ ...spanned, type: 'period', said: { kind: 'previous' } }];
    const unit = UNITS.find((each) => tag === `previous.${each}`);
    if (unit) return [{ ...spanned, type: 'period', said: { kind: 'previous', unit } }];
    const weekdays = DAYS_OF[tag];
    if (weekdays) return [{ ...spanned, type: 'period', said: { kind: 'days', weekdays } }];
    if (tag === 'now') return [{ ...spanned, type: 'period', said: { kind: 'now' } }];
  }
  return [{ ...spanned, type: 'word', tags }];
};

const NOON = 12;

/** A time of day: "15:20", "3:20 pm", and in Italian "alle 15.20". */
const clockAt = (
  tokens: readonly Token[],
  at: number,
  { decimal }: Lexicon,
): { minute: number; end: number } | undefined => {
  const written = tokens[at]?.norm ?? '';
  const dotted = decimal === ',' && /^(?:alle|dalle)$/.test(tokens[at - 1]?.norm ?? '');
  const match = /^(\d{1,2}):(\d{2})$/.exec(written) ?? (dotted ? /^(\d{1,2})\.(\d{2})$/.exec(written) : null);
  const half = /^[ap]m$/.exec(tokens[at + 1]?.norm ?? '')?.[0];
  const [hour, minute] = [Number(match?.[1]), Number(match?.[2])];
  if (!match || hour > 23 || minute > 59) return undefined;
  if (half === undefined) return { minute: hour * 60 + minute, end: at + 1 };
  if (hour < 1 || hour > NOON) return undefined;
  return { minute: ((hour % NOON) + (half === 'pm' ? NOON : 0)) * 60 + minute, end: at + 2 };
};

/**
 * The items of one sentence in the order of the text: figures, names, times, words that claim. Words that say
 * nothing are left out; what is not understood is an item `unread`.
 */
export const itemsOf = (
  plain: readonly Token[],
  lexicon: Lexicon,
  names: Names,
  local: Local,
  isRow: (said: Said) => boolean = () => false,
): Item[] => {
  const tokens = plain.map((token) => {
    const long = lexicon.aliases.get(token.norm);
    return long === undefined ? token : { ...token, norm: long };
  });
  const timeAt = timeReader(tokens, lexicon, local, isRow);
  const tagged = taggedBy(tokens, lexicon, timeAt);
  const items: Item[] = [];
  for (let at = 0; at < tokens.length; ) {
    const token = tokens[at];
    if (!token) break;
    const spanned = (to: number): Place => ({
      start: token.start,
      end: tokens[to - 1]?.end ?? token.end,
      from: at,
      to,
    });
    const name = nameAt(tokens, at, names);
    const phrase = tagged(at);
    const time = timeAt(at);
    const value = valueAt(tokens, at, tagged, lexicon);
    const clock = clockAt(tokens, at, lexicon);
    if (name) {
      items.push({ ...spanned(name.end), type: 'name', name: name.name });
      at = name.end;
    } else if (clock !== undefined) {
      const stated = { value: clock.minute, unit: 'clock', step: 1, is: '=', about: false } as const;
      items.push({ ...spanned(clock.end), type: 'value', stated });
      at = clock.end;
    } else if (time && time.end > (phrase?.end ?? 0) && time.end >= (value?.end ?? 0)) {
      items.push(
        time.said
          ? {
              ...spanned(time.end),
              type: 'period',
              said: time.said,
              ...(time.open === true && { open: true }),
            }
          : { ...spanned(time.end), type: 'unread', why: 'date' },
      );
      at = time.end;
    } else if (
      value &&
      value.end >= (phrase?.end ?? 0) &&
      (value.end > at + 1 || !isArticle(phrase?.tags, token))
    ) {
      items.push({ ...spanned(value.end), type: 'value', stated: value.stated });
      at = value.end;
    } else if (phrase) {
      if (isOne(tokens, at, tagged, lexicon)) {
        const stated = { value: 1, unit: 'count', step: 1, is: '=', about: false, inWords: true } as const;
        items.push({ ...spanned(at + 1), type: 'value', stated });
      }
      const verb = token.accented === true && phrase.end === at + 1;
      const tags = tagsAt(phrase.tags, {
        name: () => nameAt(tokens, phrase.end, names) !== undefined,
        value: () => valueAt(tokens, phrase.end, tagged, lexicon) !== undefined,
        part: () => [...(tagged(phrase.end)?.tags ?? [])].some((tag) => tag.startsWith('fraction.')),
        time: () => timeAt(phrase.end)?.said,
        before: items.at(-1),
      });
      if (!verb && !onlyNeutral(tags)) {
        if (tags.has('and')) items.push({ ...spanned(phrase.end), type: 'stop', mark: 'and' });
        else items.push(...itemOfTags(tags, spanned(phrase.end), phrase.unit?.size));
      }
      at = phrase.end;
    } else {
      if (token.kind === 'mark' && STOPS.test(token.norm))
        items.push({ ...spanned(at + 1), type: 'stop', mark: token.norm });
      else if (token.kind !== 'mark')
        items.push({ ...spanned(at + 1), type: 'unread', why: token.kind === 'word' ? 'word' : 'number' });
      else if (!QUOTES.test(token.norm) && !(at === 0 && /^[-–•*]$/.test(token.norm)))
        items.push({ ...spanned(at + 1), type: 'unread', why: 'mark' });
      at += 1;
    }
  }
  return items;
};

/** "A failure" is one of what is counted; "uno è in calo", "one is up" is one of those told of. */
const isOne = (tokens: readonly Token[], at: number, tagged: Tagged, { counted }: Lexicon): boolean => {
  const one = tokens[at]?.norm ?? '';
  if (!/^(?:un|uno|una|one)$/.test(one) || tagged(at)?.end !== at + 1) return false;
  const next = tagged(at + 1);
  const metric = [...(next?.tags ?? [])].find((tag) => tag.startsWith('metric:'));
  if (counted.has(metric?.slice(7) ?? '')) return true;
  // "È", unlike "e".
  const verb = next?.tags.has('neutral') && (tokens[at + 1]?.accented === true || !next.tags.has('and'));
  if (one === 'un' || !next || verb !== true) return false;
  const said = tagged(next.end)?.tags;
  return ['up', 'down', 'same'].some((tag) => said?.has(tag));
};

/** The "s" of a genitive is no second. */
const onlyNeutral = (tags: ReadonlySet<string>): boolean =>
  tags.has('neutral') && [...tags].every((tag) => tag === 'neutral' || tag.startsWith('scale.'));

/** "Un", "una" are articles and count only where a counted noun follows; "twice" is no figure of its own. */
const isArticle = (tags: ReadonlySet<string> | undefined, token: Token): boolean =>
  token.kind === 'word' && [...(tags ?? [])].some((tag) => tag === 'neutral' || tag.startsWith('multiple.'));
