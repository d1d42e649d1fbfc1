import type { Filter, SemanticQuery } from '#shared/contracts/query.ts';
import { namesThing } from './absent-rows.ts';
import type { Composed, Context } from './composing.ts';
import type { Frame, Mention } from './frame.ts';
import { groupDimensions } from './group-dimensions.ts';
import type { Match } from './phrases.ts';
import { allOf, scopeFilters, scopeOf } from './scope-filters.ts';

const COUNTED = /^(?:metric:|row$|family:)/;
const VERB = /^(?:aux|ask\.yesno|share)$/;

/** The verb behind what is counted: "of the failures in finance *was* payroll". */
const verbOf = ({ concepts }: Frame): Match | undefined => {
  const counted = concepts.find(({ tag }) => COUNTED.test(tag));
  return counted && concepts.find(({ tag, start }) => VERB.test(tag) && start >= counted.end);
};

/**
 * "Invoicing, how much of the failures of finance is it?": of one thing and what it belongs to, the thing is the part,
 * however they stand.
 */
const ofHolder = (frame: Frame): Filter | undefined => {
  const meant = frame.mentions.filter(({ excluded }) => excluded !== true);
  const isLabel = ({ choices }: Mention): boolean => choices.every(({ key, name }) => key === name);
  const labels = meant.filter(isLabel);
  const plain =
    frame.times.windows.length === 0 && !frame.concepts.some(({ tag }) => tag.startsWith('value:'));
  if (meant.length !== frame.mentions.length || labels.length !== 1 || meant.length !== 2 || !plain)
    return undefined;
  return allOf(scopeFilters({ ...frame, mentions: labels }));
};

/**
 * What the whole of a share is narrowed to: "what share of the failures *in finance* was payroll", "in sales, what
 * part of the runs is started by hand". What stands behind the verb is the part; undefined where nothing does, or
 * nothing stands before it.
 */
export const wholeWithin = (frame: Frame): Filter | undefined => {
  const holder = ofHolder(frame);
  if (holder) return holder;
  const verb = verbOf(frame);
  if (!verb) return undefined;
  const isBefore = ({ start }: { start: number }): boolean => start < verb.start;
  const values = frame.concepts.filter(({ tag }) => tag.startsWith('value:'));
  const { windows } = frame.times;
  const narrowing = [...frame.mentions, ...values, ...windows];
  if (narrowing.every(isBefore) || !narrowing.some(isBefore)) return undefined;
  return allOf(
    scopeFilters({
      ...frame,
      mentions: frame.mentions.filter(isBefore),
      times: { ...frame.times, windows: windows.filter(isBefore) },
      concepts: frame.concepts.filter((match) => isBefore(match) || !match.tag.startsWith('value:')),
    }),
  );
};

/** Words that may stand between "percentage of" and what is counted. */
const MOST_BETWEEN = 3;

/** "What percentage of the processes failed": of the things that ran, those with a run that ended so. */
export const shareOfThings = (frame: Frame, { reading, catalog }: Context): Composed | undefined => {
  const asked = frame.concepts.find(({ tag }) => tag === 'share' || tag === 'rate');
  // "Quanti processi sono falliti, in percentuale".
  const ask = frame.concepts.find(({ tag }) => tag === 'ask.count');
  const counted = frame.concepts.find(({ tag, start }) => tag === 'entity' && asked && start === ask?.end);
  const thing =
    counted ?? frame.concepts.find(({ tag, start }) => tag === 'entity' && asked && start >= asked.end);
  const near = (asked && thing && thing.start - asked.end <= MOST_BETWEEN) || counted !== undefined;
  const filter = frame.concepts
    .filter(({ tag, start }) => tag.startsWith('metric:') && thing && start >= thing.end)
    .map(({ tag }) => reading.rowFilters[tag.slice('metric:'.length)])
    .find((each) => each !== undefined);
  const metric = reading.distinct[reading.rows];
  const [own, ...others] = groupDimensions(frame, catalog.mainEntity);
  if (!near || !filter || metric === undefined || namesThing(frame) || others.length > 0) return undefined;
  if (own !== undefined && own !== catalog.mainEntity) return undefined;
  const within = allOf(scopeFilters(frame));
  const query: SemanticQuery = {
    ...scopeOf(frame, [filter, ...scopeFilters(frame)]),
    metrics: [metric],
    comparison: { kind: 'whole', ...(within && { filters: within }) },
    shape: 'share',
  };
  return { query, sure: 0.95 };
};
