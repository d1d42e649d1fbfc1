import type { Read } from '#shared/contracts/documents.ts';
import type { Condition, Part, Sentence } from '#shared/contracts/draft.ts';
import { byGender } from './agreement.ts';
import { yesFirst } from './groups.ts';
import { stateSentences } from './state.ts';
import {
  type Frame,
  MAIN,
  cell,
  metricNamed,
  metricWord,
  periodOf,
  phrase,
  sentence,
  slot,
  valueOf,
  when,
} from './slots.ts';
import { nounOf } from './wording.ts';

/** The metric that a count is part of, when the query reads it. */
const wholeOf = ({ wording, query }: Frame, metric: string): string | undefined => {
  const { of } = nounOf(wording.metrics, metric);
  return of !== undefined && query.metrics.includes(of) ? of : undefined;
};

const isCount = (frame: Frame, metric: string): boolean =>
  (metricNamed(frame, metric)?.unit ?? 'count') === 'count';

const percentOf = (metric: string, whole: string) =>
  slot(`${metric}_share`, 'percent', { op: 'percentOf', left: cell(metric), right: cell(whole) });

const thereWas = (metric: string) => slot(`${metric}_there`, 'name', cell(metric), 'there');

const countSentences = (frame: Frame, metric: string, period: Part[]): Sentence[] => {
  const parts = { period, there: [thereWas(metric)], value: [valueOf(frame, metric)], scope: frame.scope };
  const whole = wholeOf(frame, metric);
  if (whole === undefined) return [sentence(phrase(frame, 'count', parts), when(cell(metric), 'known'))];
  const wider = { ...parts, whole: [valueOf(frame, whole)], percent: [percentOf(metric, whole)] };
  const some = when(cell(whole), 'positive');
  return [
    sentence(phrase(frame, 'count_of', wider), some, when(cell(metric), 'positive')),
    sentence(phrase(frame, 'count_of_zero', wider), some, when(cell(metric), 'zero')),
    sentence(phrase(frame, 'count', parts), when(cell(whole), 'zero')),
  ];
};

export const wasOf = (frame: Frame, metric: string): Part[] => {
  const unit = metricNamed(frame, metric)?.unit ?? 'count';
  return [byGender(frame.wording.grammar.was[unit], nounOf(frame.wording.metrics, metric))];
};

/** What there never was: "X has never failed". */
const neverWords = (frame: Frame, metric: string): { key: string; said: Part[] } | undefined => {
  const { never, neverOne } = nounOf(frame.wording.metrics, metric);
  const { subject } = frame;
  const one = subject !== undefined && subject.state === undefined && neverOne !== undefined && !frame.kept;
  if (!one && never === undefined) return undefined;
  const said = slot(`${metric}_never`, 'name', cell(metric), 'unknown', one ? 'never_one' : 'never');
  return { key: one ? 'never_one' : 'never', said: [said] };
};

const valueSentences = (frame: Frame, metric: string, period: Part[]): Sentence[] => {
  const common = {
    period,
    metric: [metricWord(metric, 'the')],
    scope: frame.scope,
    was: wasOf(frame, metric),
  };
  const unknown = slot(`${metric}_unknown`, 'name', cell(metric), 'unknown');
  const never = neverWords(frame, metric);
  const missing = never
    ? phrase(frame, never.key, { ...common, never: never.said, name: frame.subject?.name })
    : phrase(frame, 'value_unknown', { ...common, unknown: [unknown] });
  return [
    sentence(
      phrase(frame, 'value', { ...common, value: [valueOf(frame, metric)] }),
      when(cell(metric), 'known'),
    ),
    sentence(missing, when(cell(metric), 'null')),
  ];
};

/** One metric in one sentence, whatever it turns out to be. */
export const metricSentences = (frame: Frame, metric: string, period: Part[]): Sentence[] =>
  isCount(frame, metric) ? countSentences(frame, metric, period) : valueSentences(frame, metric, period);

const apart = (frame: Frame): Sentence[] =>
  frame.asked.metrics.flatMap((metric, index) =>
    metricSentences(
      index === 0 ? frame : { ...frame, scope: [] },
      metric,
      index === 0 ? periodOf(frame) : [],
    ),
  );

/** More than this in one sentence is hard to follow. */
const MOST_JOINED = 4;

/** What each metric says inside a sentence that names several. */
const clause = (frame: Frame, metric: string, index: number): Part[] => {
  const scope = index === 0 ? frame.scope : [];
  if (!isCount(frame, metric))
    return phrase(frame, 'clause_value', {
      metric: [metricWord(metric, 'the')],
      scope,
      was: wasOf(frame, metric),
      value: [valueOf(frame, metric)],
    });
  const before = frame.asked.metrics[index - 1];
  const continued = before !== undefined && isCount(frame, before);
  const there = continued ? [] : [thereWas(metric), ' '];
  return [...there, valueOf(frame, metric), ...scope];
};

/** Distinct things and the whole of what they did: "seven processes with failures, nine failures in total". */
const isTotal = (frame: Frame, index: number): boolean => {
  const [first, second] = frame.asked.metrics;
  return (
    index === 1 &&
    frame.asked.metrics.length === 2 &&
    isCount(frame, first ?? '') &&
    metricNamed(frame, first ?? '')?.additive === false &&
    metricNamed(frame, second ?? '')?.additive === true
  );
};

/** Parts of one whole: "59 successful runs (87%) and 9 failures (13%) out of 68". */
const sharedWhole = (frame: Frame): string | undefined => {
  const [first = '', ...others] = frame.asked.metrics;
  const whole = wholeOf(frame, first);
  return whole !== undefined && others.every((metric) => wholeOf(frame, metric) === whole)
    ? whole
    : undefined;
};

const joinedParts = (frame: Frame): Part[] => {
  const { metrics } = frame.asked;
  const whole = sharedWhole(frame);
  const body = metrics.flatMap((metric, index): Part[] => {
    const said = clause(frame, metric, index);
    const share =
      whole === undefined ? [] : phrase(frame, 'in_brackets', { value: [percentOf(metric, whole)] });
    if (index === 0) return [...said, ...share];
    if (isTotal(frame, index)) return [', ', ...phrase(frame, 'in_total', { value: said })];
    const between = index === metrics.length - 1 ? frame.wording.formats.and : ', ';
    return [between, ...said, ...share];
  });
  const of = whole === undefined ? [] : phrase(frame, 'out_of', { whole: [valueOf(frame, whole)] });
  return phrase(frame, 'joined', { period: periodOf(frame), body: [...body, ...of] });
};

/** Each metric has its value, and the first count is not zero: then they go in one sentence. */
const joinable = (frame: Frame): { holds: Condition; fails: Condition }[] =>
  frame.asked.metrics.flatMap((metric, index) => {
    const value = cell(metric);
    if (!isCount(frame, metric)) return [{ holds: when(value, 'known'), fails: when(value, 'null') }];
    return index === 0 ? [{ holds: when(value, 'positive'), fails: when(value, 'zero') }] : [];
  });

const several = (frame: Frame): Sentence[] => {
  const tests = joinable(frame);
  const together = sentence(joinedParts(frame), ...tests.map(({ holds }) => holds));
  const separate = tests.flatMap(({ fails }, index) => {
    const before = tests.slice(0, index).map(({ holds }) => holds);
    return apart(frame).map((one) => ({ ...one, when: [...before, fails, ...(one.when ?? [])] }));
  });
  return [together, ...separate];
};

/** Figures without rows: in one sentence where they can be. */
export const figureSentences = (frame: Frame): Sentence[] => {
  const states = stateSentences(frame);
  if (states.length > 0) return states;
  const { metrics } = frame.asked;
  const [first = ''] = metrics;
  const said = metrics.length > 1 && metrics.length <= MOST_JOINED ? several(frame) : apart(frame);
  return isCount(frame, first) ? yesFirst(frame, said, cell(first)) : said;
};

/** When the data was read; and that it can not be reached now, where the figures are of an earlier question. */
export const readAtSentences = (frame: Frame): Sentence[] => {
  const readAt = { op: 'readAt', evidence: MAIN } as const;
  const said = (key: string, is: Condition['is']): Sentence =>
    sentence(
      phrase(frame, key, {
        time: [slot('read_time', 'date', readAt, 'time')],
        day: [slot('read_day', 'date', readAt, 'day')],
      }),
      when(readAt, is),
    );
  return [said('read_at', 'reached'), said('read_at_unreached', 'unreached')];
};

const RANGE = 'w1';

/** Groups without a period: how far the data reaches is read beside them. */
export const rangeReads = (frame: Frame, periodGiven: boolean): Read[] => {
  const { wording, catalog, query } = frame;
  const { dimensions = [], filters, source, comparison, everything } = query;
  const own = metricNamed(frame, query.metrics[0] ?? '');
  const bounded = query.timeRange !== undefined || periodGiven || comparison !== undefined;
  if (!wording.range || dimensions.length === 0 || bounded || source !== undefined) return [];
  if (own?.dataset !== catalog.mainDataset || own.now === true || own.unit === 'date') return [];
  const { first, last } = wording.range;
  if ([first, last].some((name) => metricNamed(frame, name)?.dataset !== own.dataset)) return [];
  const of = { metrics: [first, last], ...(filters && { filters }), ...(everything && { everything }) };
  return [{ id: RANGE, query: of }];
};

/** Without a period: how far the data reaches. */
export const rangeSentences = (frame: Frame, reads: Read[]): Sentence[] => {
  const { range } = frame.wording;
  if (!range || frame.asked.metrics.includes(range.first)) return [];
  const [beside] = reads;
  if (!beside && !frame.query.metrics.includes(range.first)) return [];
  const at = (name: string) => cell(name, 0, beside?.id);
  const reach = {
    first: [slot('range_first', 'date', at(range.first), 'day')],
    last: [slot('range_last', 'date', at(range.last), 'day')],
  };
  return [sentence(phrase(frame, 'range', reach), when(at(range.first), 'known'))];
};
