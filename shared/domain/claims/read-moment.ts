import { isWord, ofType } from './item.ts';
import { type Reading, claim } from './reading.ts';

const A_DAY_MS = 86_400_000;

/** "X has not failed since 13 November": its last failure was on that day. */
const readSince = (reading: Reading): boolean => {
  const { items, hints } = reading;
  const [name, ...names] = ofType(items, 'name');
  const [metric, ...metrics] = ofType(items, 'metric');
  const [since, ...periods] = ofType(items, 'period');
  if (!metric || !since || !name || names.length + metrics.length + periods.length > 0) return false;
  const last = metric.denied === undefined ? undefined : hints.lexicon.lasts.get(metric.denied);
  if (last === undefined || since.said.kind !== 'range' || since.open !== true) return false;
  const { from } = since.said.range;
  const day = { from, to: new Date(Date.parse(from) + A_DAY_MS).toISOString() };
  claim(reading, { kind: 'moment', metric: last, name: name.name, day: { kind: 'range', range: day } }, [
    metric,
    since,
    name,
  ]);
  return true;
};

/** "The last failure of Ordini was yesterday at 22:05"; "X has never failed". */
export const readMoment = (reading: Reading): boolean => {
  const { items, hints } = reading;
  const never = items.find((item) => isWord(item, 'never'));
  const names = ofType(items, 'name');
  const [name] = names;
  const { lasts } = hints.lexicon;
  if (never && names.length === 1) {
    claim(reading, { kind: 'never', metric: lasts.get('failures') ?? '', name: name?.name }, [
      never,
      ...names,
    ]);
    return true;
  }
  if (readSince(reading)) return true;
  const last = items.find((item) => isWord(item, 'lastTime'));
  const metric = ofType(items, 'metric').find(
    (item) =>
      (hints.unit(item.metric) === 'date' && item.way === undefined) || (last && lasts.has(item.metric)),
  );
  if (!metric || ofType(items, 'metric').length > 1) return false;
  const of = last ? (lasts.get(metric.metric) ?? '') : metric.metric;
  const days = ofType(items, 'period');
  const clocks = ofType(items, 'value').filter(({ stated }) => stated.unit === 'clock');
  if (days.length > 1 || clocks.length > 1 || names.length > 1) return false;
  claim(
    reading,
    { kind: 'moment', metric: of, name: name?.name, day: days[0]?.said, minute: clocks[0]?.stated.value },
    [metric, ...days, ...clocks, ...names, ...(last ? [last] : [])],
  );
  return true;
};
