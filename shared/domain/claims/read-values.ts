import type { Amount } from './claim.ts';
import { type Item, type ItemOf, type Said, isWord, ofType } from './item.ts';
import { type Clause, type Reading, claim, metricFor, metricsIn, saidIn } from './reading.ts';
import { type Bound, readFraction, readOneIn, readShare, usable } from './shares.ts';
import { readMean } from './read-mean.ts';
import { fitted } from './units.ts';

interface Part {
  readonly items: readonly Item[];
  readonly after: 'outOf' | 'against' | undefined;
}

const partsOf = (items: readonly Item[]): Part[] => {
  const parts: { items: Item[]; after: Part['after'] }[] = [{ items: [], after: undefined }];
  for (const [at, item] of items.entries()) {
    const current = parts.at(-1);
    const next = items[at + 1];
    const hasValue = current?.items.some(({ type }) => type === 'value') === true;
    const isOut = isWord(item, 'outOf', 'of') && hasValue;
    // "Ten of yesterday's 250 runs".
    const whole = next?.type === 'period' && isWord(item, 'of') ? items[at + 2] : next;
    if (isOut && whole?.type === 'value' && whole.stated.unit === 'count')
      parts.push({ items: [item], after: 'outOf' });
    else if (isWord(item, 'against')) parts.push({ items: [item], after: 'against' });
    else current?.items.push(item);
  }
  return parts;
};

/** Each figure with the items around it: a name before it, or behind it with "of". */
const groupsOf = (items: readonly Item[]): { value: ItemOf<'value'>; items: Item[] }[] => {
  const values = ofType(items, 'value');
  if (values.length < 2) return values.map((value) => ({ value, items: [...items] }));
  const leads =
    items.findIndex(({ type }) => type === 'name') < items.findIndex(({ type }) => type === 'value');
  let rest = [...items];
  return values.map((value, at) => {
    const next = values[at + 1];
    const here = rest.indexOf(value);
    const end = next === undefined ? rest.length : leads ? here + 1 : rest.indexOf(next);
    const withMetric = leads && rest[end]?.type === 'metric' ? end + 1 : end;
    const own = rest.slice(0, withMetric);
    rest = rest.slice(withMetric);
    return { value, items: own };
  });
};

const namesFor = (items: readonly Item[], clause: Clause, reading: Reading): string[] => {
  const own = ofType(items, 'name').map(({ name }) => name);
  const pending = clause.inner ? [] : reading.pending.map(({ name }) => name);
  if (own.length > 0 || pending.length > 0) return [...pending, ...own];
  const anchor = ofType(clause.anchor, 'name').at(-1);
  return anchor ? [anchor.name] : reading.memory.names;
};

const amountsOf = ({ metric, names, said }: Bound, together: boolean): Amount[] => {
  if (names.length === 0) return [{ of: 'place', metric, said }];
  if (together && names.length > 1) return [{ of: 'together', metric, names, said }];
  return names.map((name) => ({ of: 'place', metric, name, said }));
};

/** A figure in brackets is of the time that it stands behind. */
const anchorTime = (
  items: readonly Item[],
  { inner, anchor }: Clause,
  reading: Reading,
): Said | undefined => {
  if (!inner || ofType(items, 'period').length > 0) return undefined;
  const last = ofType(anchor, 'period').at(-1)?.said;
  return last && reading.hints.isBucket(last) ? last : undefined;
};

/** "Tuesday and Wednesday together". */
const togetherIn = ({ metric, names }: Bound, together: boolean, reading: Reading): Amount[] | undefined => {
  const saids = ofType(reading.items, 'period').flatMap(({ said }) =>
    reading.hints.isBucket(said) ? [said] : [],
  );
  if (!together || names.length > 0 || saids.length < 2 || repeats(saids.map((said) => JSON.stringify(said))))
    return undefined;
  return reading.hints.additive(metric) ? [{ of: 'together', metric, names, saids }] : undefined;
};

/** "Thursday and Friday had 9 each": the rows of time that stand before, and this one. */
const alikeIn = ({ metric, names, said }: Bound, reading: Reading): Amount[] | undefined => {
  const saids = [...reading.times.map((time) => time.said), ...(said ? [said] : [])];
  if (reading.times.length === 0 || names.length > 0 || !said || !reading.hints.isBucket(said))
    return undefined;
  if (repeats(saids.map((each) => JSON.stringify(each)))) return undefined;
  reading.times = [];
  return saids.map((each) => ({ of: 'place', metric, said: each }));
};

const isRate = (metric: string | undefined, reading: Reading): boolean =>
  metric !== undefined && reading.hints.unit(metric) === 'percent';

const readFigure = (
  { value, items }: { value: ItemOf<'value'>; items: readonly Item[] },
  clause: Clause,
  said: Said | undefined,
  reading: Reading,
  metricHint?: string,
): Amount | undefined => {
  const own = metricsIn(items, reading.hints);
  const metric = metricHint ?? own.at(-1)?.metric ?? anchorMetric(clause) ?? metricFor(items, reading);
  if (metric === undefined) return undefined;
  const tied = clauseHas(items, 'tied');
  const named = namesFor(items, clause, reading);
  const { memory } = reading;
  // "A and B share second place with 12 each": of both that were just ranked.
  const alike = reading.shared ?? memory.names;
  const bare =
    reading.shared !== undefined && ofType(clause.items, 'name').length + reading.pending.length === 0;
  const both = tied && alike.length > 1 && (bare || named.every((name) => alike.includes(name)));
  const bound: Bound = { metric, names: both ? [...alike] : named, said };
  // A tie is one of several.
  if (tied && bound.names.length < 2 && reading.times.length === 0) return undefined;
  const rows = [...reading.times.map((time) => time.said), said].map((each) => JSON.stringify(each));
  if (tied && repeats(rows)) return undefined;
  if (isMuddled(value, items, bound, reading)) return undefined;
  const together = clauseWords(reading, 'together') || (bound.names.length > 1 && clauseHas(items, 'total'));
  const { stated } = value;
  if (
    stated.unit === 'percent' &&
    (!isRate(metric, reading) || (own.length === 0 && reading.memory.last?.whole))
  ) {
    const { change } = reading.memory;
    if (own.length === 0 && !reading.memory.last?.whole && change) {
      claim(reading, { kind: 'difference', ...change, way: '<>=', stated }, [value]);
      return undefined;
    }
    const used = [...reading.pending];
    if (readShare(value, stated, items, bound, reading)) for (const name of used) reading.used.add(name);
    return undefined;
  }
  const count = reading.hints.unit(metric) === 'count';
  if (count && clauseHas(items, 'mean')) {
    readMean(value, items, metric, reading);
    return undefined;
  }
  const fit = fitted(stated, metric, reading);
  if (!fit) return undefined;
  const amounts =
    togetherIn(bound, together, reading) ?? alikeIn(bound, reading) ?? amountsOf(bound, together);
  const means =
    reading.hints.unit(metric) === 'count' ? [] : reading.items.filter((item) => isWord(item, 'mean'));
  const daily = said && reading.hints.isBucket(said) ? items.filter((item) => isWord(item, 'perDay')) : [];
  const covered = [
    value,
    ...means,
    ...daily,
    ...items.filter(usable),
    ...(clause.inner ? [] : reading.pending),
  ];
  for (const amount of amounts) claim(reading, { kind: 'figure', amount, stated: fit }, covered);
  if (together) for (const item of reading.items) if (isWord(item, 'together')) reading.used.add(item);
  if (!clause.inner) reading.pending = [];
  if (stated.scale !== undefined) reading.memory.scale = stated.scale;
  reading.memory.metric = metric;
  if (bound.names.length > 0) reading.memory.names = bound.names;
  const [amount] = amounts;
  if (amount && amounts.length === 1) {
    // "Of 68 completed runs, 9 failed, 13 %": what was said before is what this is a part of.
    const before = reading.memory.last?.amount;
    const whole =
      before?.of === 'place' &&
      before.metric === reading.hints.lexicon.wholes.get(metric) &&
      amount.of === 'place' &&
      before.name === amount.name
        ? before
        : undefined;
    reading.memory.last = { amount, whole };
  }
  return amount;
};

/** Two measures at once, one name twice, a total of what does not add up, a limit of a mean that no word calls one. */
const isMuddled = (
  { stated }: ItemOf<'value'>,
  items: readonly Item[],
  { metric, names }: Bound,
  reading: Reading,
): boolean => {
  const own = metricsIn(items, reading.hints).filter(({ way }) => way === undefined);
  const share = stated.unit === 'percent' && !isRate(metric, reading);
  if (repeats(own.map((item) => item.metric)) || repeats(names) || (own.length > 1 && !share)) return true;
  if (clauseHas(items, 'total') && !share && !reading.hints.additive(metric)) return true;
  // "It takes 17 seconds" is a mean where that was said before; a limit of it must say so itself.
  const weak = own.some((item) => item.weak === true) && !clauseWords(reading, 'mean');
  return weak && (stated.is !== '=' || reading.memory.metric !== metric);
};

const repeats = (list: readonly string[]): boolean => new Set(list).size !== list.length;

const anchorMetric = ({ inner, anchor }: Clause): string | undefined =>
  inner ? ofType(anchor, 'metric').at(-1)?.metric : undefined;

const clauseHas = (items: readonly Item[], ...tags: string[]): boolean =>
  items.some((item) => isWord(item, ...tags));

const clauseWords = (reading: Reading, tag: string): boolean => clauseHas(reading.items, tag);

/** "9 failures out of 68 completed runs": both are figures, and the second is what the first is a part of. */
const readPair = (left: Part, right: Part, clause: Clause, reading: Reading): void => {
  const { lexicon } = reading.hints;
  const all = [...left.items, ...right.items];
  const said = saidIn(all, reading);
  const [first, second] = [ofType(left.items, 'value').at(-1), ofType(right.items, 'value')[0]];
  if (!first || !second) return;
  const lefts = metricsIn(left.items, reading.hints);
  const rights = metricsIn(right.items, reading.hints);
  if (repeats(lefts.map((item) => item.metric)) || repeats(rights.map((item) => item.metric))) return;
  const part =
    [...lefts, ...rights].find(({ metric }) => lexicon.wholes.has(metric) && metric !== 'completed') ??
    lefts.at(-1);
  const carried = reading.memory.last?.whole ? reading.memory.last.amount.metric : reading.memory.metric;
  const metric = part?.metric ?? (lefts.length + rights.length === 0 ? carried : rights.at(-1)?.metric);
  if (metric === undefined) return;
  const others = ofType(all, 'metric').filter((item) => item.metric !== metric && item !== part);
  const whole = others.findLast((item) => right.items.includes(item)) ?? others.at(-1);
  // "9 runs out of 68 failed": the runs before are those that failed.
  const loose =
    others.length > 0 && others.every((item) => left.items.includes(item)) && rights.length > 0
      ? lexicon.wholes.get(metric)
      : undefined;
  const names = namesFor(all, clause, reading);
  const before = lefts.length + rights.length === 0 ? reading.memory.last?.whole : undefined;
  // "Ordini 9 of 68, Resi 2 of 20": the whole is that of the name at hand.
  const known = before?.of === 'place' ? { ...before, name: names[0] ?? before.name } : before;
  const covered = [...all.filter(usable), ...reading.pending];
  const [name] = names;
  if (names.length > 1) return;
  const amount: Amount = { of: 'place', metric, name, said };
  const wholeAmount: Amount = known
    ? known
    : whole === undefined
      ? { of: 'place', metric, said }
      : {
          of: 'place',
          metric:
            loose ??
            narrowest(
              others.map((item) => item.metric),
              lexicon.wholes,
            ),
          name,
          said,
        };
  const share = first.stated.unit === 'percent' && !isRate(metric, reading);
  const { stated } = first;
  if (share) claim(reading, { kind: 'share', left: amount, right: wholeAmount, stated }, [first, ...covered]);
  else claim(reading, { kind: 'figure', amount, stated }, [first, ...covered]);
  claim(reading, { kind: 'figure', amount: wholeAmount, stated: second.stated }, [second, ...covered]);
  reading.pending = [];
  reading.memory.metric = metric;
  reading.memory.names = names;
  reading.memory.last = { amount, whole: wholeAmount };
};

const narrowest = (metrics: readonly string[], wholes: ReadonlyMap<string, string>): string =>
  metrics.find((metric) => wholes.has(metric)) ?? metrics[0] ?? '';

/** Figures of a clause: each is the metric of a name, or of all, at a time. */
export const readValues = (clause: Clause, reading: Reading): void => {
  const items = clause.items.filter((item) => !reading.used.has(item) || item.type !== 'value');
  readFraction(items, reading);
  readOneIn(items, reading);
  const parts = partsOf(items);
  for (const [at, part] of parts.entries()) {
    const next = parts[at + 1];
    if (part.after === 'outOf') continue;
    if (next?.after === 'outOf') {
      readPair(part, next, clause, reading);
      continue;
    }
    for (const group of groupsOf(part.items)) {
      if (reading.used.has(group.value)) continue;
      const own = ofType(part.items, 'period').length > 0;
      const said: Said | undefined =
        part.after === 'against' && !own
          ? { kind: 'previous' }
          : (anchorTime(group.items, clause, reading) ?? saidIn(group.items, reading));
      readFigure(group, clause, said, reading);
    }
  }
};
