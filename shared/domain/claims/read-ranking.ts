import { type Item, type ItemOf, type Said, isWord, ofType } from './item.ts';
import { followersIn, readFollowers } from './read-followers.ts';
import { thanAt } from './read-comparison.ts';
import { type Clause, type Reading, claim, metricsIn } from './reading.ts';

const rankOf = (item: Item): number | undefined => {
  if (item.type !== 'word') return undefined;
  for (const tag of item.tags) if (tag.startsWith('rank.')) return Number(tag.slice(5));
  return undefined;
};

const complement = (items: readonly Item[], at: number): boolean => {
  const than = thanAt(items, at);
  if (than < 0) return false;
  // "The quietest month: 1,200 runs, 300 fewer than in August": another comparison ends there.
  const others = items.slice(at + 1, than);
  if (others.some((item) => isWord(item, 'byMore', 'byLess', 'more', 'less'))) return false;
  const word = items[than];
  const after = items.slice(than + 1).find((item) => !isWord(item, 'of'));
  if (isWord(word, 'than') || word?.type === 'period') return true;
  return after?.type === 'name' || (after?.type === 'period' && after.said.kind === 'previous');
};

interface Head {
  readonly item: Item;
  readonly way: '>' | '<' | 'best' | 'worst';
  readonly rank: number;
}

export const hasHead = (items: readonly Item[]): boolean => headOf(items) !== undefined;

/** The word that puts something first or last, or in its place: not one that compares two things. */
const headOf = (items: readonly Item[]): Head | undefined => {
  const place = items.find((item) => rankOf(item) !== undefined);
  for (const [at, item] of items.entries()) {
    const nextAt = isWord(items[at + 1], 'of') ? at + 2 : at + 1;
    const nextValue =
      items[nextAt]?.type === 'value' &&
      items[nextAt]?.from === items[nextAt - 1]?.to &&
      items[nextAt + 1]?.type !== 'entity';
    const rank = (place && rankOf(place)) ?? 1;
    if (isWord(item, 'highest', 'lowest') && !nextValue)
      return { item, way: isWord(item, 'highest') ? '>' : '<', rank };
    if (isWord(item, 'best', 'worst')) return { item, way: isWord(item, 'best') ? 'best' : 'worst', rank };
    const grade = item.type === 'metric' && item.way !== undefined ? item.way : undefined;
    const bare = isWord(item, 'more') ? '>' : isWord(item, 'less') ? '<' : undefined;
    const way = grade ?? bare;
    const near = items.slice(Math.max(0, at - 3), at).some(({ type }) => type === 'entity');
    if (
      way !== undefined &&
      (near || grade !== undefined || place !== undefined || isWord(item, 'grade')) &&
      !complement(items, at)
    )
      return { item, way, rank };
  }
  return place && { item: place, way: '>', rank: rankOf(place) ?? 1 };
};

/** "The quietest month, 300 fewer than in August": what another comparison of the sentence compares with. */
const comparedAt = (items: readonly Item[]): number => {
  const by = items.findIndex((item) => isWord(item, 'byMore', 'byLess'));
  return by < 0 ? -1 : thanAt(items, by);
};

const subjectsOf = (items: readonly Item[], reading: Reading): (ItemOf<'name'> | ItemOf<'period'>)[] => {
  const head = headOf(items);
  const first = head ? aheadOf(items, head.item) : [];
  const behind = first.length > 0 ? -1 : items.findIndex((item) => isWord(item, 'behind'));
  const until = [behind, comparedAt(items), followersIn(items)?.at ?? -1].filter((at) => at >= 0);
  const front = items
    .slice(0, Math.min(items.length, ...until))
    .filter((item) => item.type !== 'name' || !first.includes(item));
  const names = ofType(front, 'name');
  if (names.length > 0) return names;
  return ofType(front, 'period').filter(({ said }) => reading.hints.isBucket(said));
};

/** The metric that the word of the ranking is about: the one behind it, else the one before. */
const metricNear = (items: readonly Item[], at: number, { hints }: Reading): string | undefined => {
  const found =
    items.slice(at + 1, at + 4).find((item) => item.type === 'metric') ??
    items.slice(0, at).findLast((item) => item.type === 'metric') ??
    items.slice(at).find((item) => item.type === 'metric');
  if (found?.type !== 'metric') return undefined;
  const next = items[items.indexOf(found) + 1];
  const both = next?.type === 'metric' && next.from === found.to ? [found, next] : [found];
  return metricsIn(both, hints).at(-1)?.metric;
};

/** "Top: X with 36, Y with 18": a figure behind each name. */
const isListed = (items: readonly Item[], subjects: readonly Item[]): boolean =>
  subjects.length > 1 &&
  subjects.every((subject) => subject.type === 'name' && items[items.indexOf(subject) + 1]?.type === 'value');

interface Placed {
  readonly way: '>' | '<';
  readonly rank: number;
}

/** "Best" is most of what is good news, least of what is bad. */
const wayOf = (way: Head['way'], metric: string, { hints }: Reading): '>' | '<' | undefined => {
  if (way === '>' || way === '<') return way;
  const good = hints.better(metric);
  if (good !== 'up' && good !== 'down') return undefined;
  return (way === 'best') === (good === 'up') ? '>' : '<';
};

/** "After X, the process with the most is Y": X stands before it. */
const aheadOf = (items: readonly Item[], head: Item): ItemOf<'name'>[] => {
  const at = items.findIndex((item) => isWord(item, 'behind'));
  const end = items.findIndex((item) => item.type === 'entity' || item === head);
  return at < 0 || at > end ? [] : ofType(items.slice(at, end), 'name');
};

/** "The process with the most failures is X", "the day with the fewest", "second, behind Y". */
export const readRanking = (items: readonly Item[], reading: Reading): boolean => {
  if (readFollowers(items, reading)) return true;
  const found = headOf(items);
  if (!found) return false;
  const graded = found.item.type === 'metric' ? found.item : undefined;
  const metric =
    graded?.metric ??
    metricNear(items, items.indexOf(found.item), reading) ??
    reading.memory.metric ??
    reading.hints.onlyMetric;
  const subjects = subjectsOf(items, reading);
  if (metric === undefined || subjects.length === 0) return false;
  const way = wayOf(found.way, metric, reading);
  if (way === undefined) return false;
  const first = aheadOf(items, found.item);
  const rank = first.length > 0 && found.rank === 1 ? first.length + 1 : found.rank;
  const head = { item: found.item, way, rank };
  const entity = ofType(items, 'entity').at(-1);
  const count = entity && items[items.indexOf(entity) - 1];
  const counted = count?.type === 'value' ? count : undefined;
  const followers = followersIn(items);
  const tied = items.filter((item) => isWord(item, 'tied') && !followers?.items.includes(item));
  const follow = followers ? [] : items.filter((item) => isWord(item, 'follow'));
  const few =
    found.item.type === 'word' ? [...found.item.tags].find((tag) => tag.startsWith('shown.')) : undefined;
  const shown =
    (few === undefined ? undefined : Number(few.slice(6))) ??
    counted?.stated.value ??
    (tied.length > 0 || follow.length > 0 ? subjects.length : 1);
  const listed =
    found.way === '>' && rank === 1 && !counted && few === undefined && isListed(items, subjects);
  if (shown !== subjects.length && !listed) return false;
  if (
    new Set(subjects.map((subject) => (subject.type === 'name' ? subject.name : subject.start))).size !==
    subjects.length
  )
    return false;
  const names = subjects.map((subject): string | Said =>
    subject.type === 'name' ? subject.name : subject.said,
  );
  const rankWord = items.filter((item) => rankOf(item) !== undefined);
  const same = way === '>' ? 'highest' : 'lowest';
  const others = items.filter((item) => isWord(item, same, 'ahead') || item === head.item);
  const metrics = ofType(items, 'metric').filter((item) => item.metric === metric);
  const covered = [
    ...others,
    ...rankWord,
    ...tied,
    ...follow,
    ...subjects,
    ...metrics,
    ...(entity ? [entity] : []),
    ...(counted ? [counted] : []),
  ];
  const dimension = entity?.dimension;
  if (reading.hints.unit(metric) !== 'count') covered.push(...items.filter((item) => isWord(item, 'mean')));
  claim(
    reading,
    { kind: 'ranking', metric, way: head.way, rank: head.rank, tied: tied.length > 0, names, dimension },
    covered,
  );
  if (first.length === 0) readBehind(items, metric, head, reading);
  else {
    const order = first.map(({ name }) => name);
    const behind = items.filter((item) => isWord(item, 'behind'));
    claim(reading, { kind: 'ranking', metric, way, rank: 1, tied: false, names: order, dimension }, [
      ...behind,
      ...first,
    ]);
  }
  const [name] = names;
  const [place] = subjects;
  if (place?.type === 'period') {
    reading.memory.said = place.said;
    reading.place = place.said;
    covered.push(...items.filter((item) => isWord(item, 'perDay')));
    for (const item of covered) reading.used.add(item);
  }
  reading.memory.ranking = { metric, way: head.way, name: typeof name === 'string' ? name : undefined };
  reading.memory.metric = metric;
  if (names.length === 1 || tied.length > 0)
    reading.memory.names = names.filter((each) => typeof each === 'string');
  if (followers) readFollowers(items, reading);
  return true;
};

/** "Second, behind X": X stands just before it. */
const readBehind = (items: readonly Item[], metric: string, head: Placed, reading: Reading): void => {
  const at = items.findIndex((item) => isWord(item, 'behind'));
  const word = items[at];
  const names = at < 0 ? [] : ofType(items.slice(at), 'name');
  if (!word || names.length === 0 || head.rank - names.length < 1) return;
  const order = names.map(({ name }) => name);
  claim(
    reading,
    { kind: 'ranking', metric, way: head.way, rank: head.rank - names.length, tied: false, names: order },
    [word, ...names],
  );
};

/** "From a minimum of 4 to a maximum of 14": the least and the greatest of the rows. */
export const readExtremes = ({ items }: Clause, reading: Reading): void => {
  for (const [at, item] of items.entries()) {
    const value = isWord(items[at + 1], 'of') ? items[at + 2] : items[at + 1];
    if (!isWord(item, 'highest', 'lowest') || value?.type !== 'value' || reading.used.has(item)) continue;
    const metric = metricsIn(items, reading.hints).at(-1)?.metric ?? reading.hints.onlyMetric;
    if (metric === undefined) continue;
    const of = isWord(item, 'highest') ? 'max' : 'min';
    const covered = items.filter((each) => isWord(each, 'perDay', 'moved') || each.type === 'metric');
    const rows = ofType(items, 'period').filter(({ said }) => reading.hints.isBucket(said));
    // "Zero on Saturday, 22 on Thursday": each its own day.
    const own = rows.find((each) => each === items[items.indexOf(value) + 1]);
    const row = own ?? (rows.length === 1 ? rows[0] : undefined);
    if (rows.length > 1 && !own) continue;
    const names = row ? [row.said] : [];
    if (row)
      claim(
        reading,
        { kind: 'ranking', metric, way: of === 'max' ? '>' : '<', rank: 1, tied: false, names },
        [item],
      );
    claim(reading, { kind: 'figure', amount: { of, metric }, stated: value.stated }, [
      item,
      value,
      ...covered,
    ]);
  }
};
