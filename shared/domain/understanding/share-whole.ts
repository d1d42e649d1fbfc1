import type { Filter } from '#shared/contracts/query.ts';
import type { Frame } from './frame.ts';
import type { Match } from './phrases.ts';
import { allOf, scopeFilters } from './scope-filters.ts';

const COUNTED = /^(?:metric:|row$|family:)/;
const VERB = /^(?:aux|ask\.yesno|share)$/;

/** The verb behind what is counted: "of the failures in finance *was* payroll". */
const verbOf = ({ concepts }: Frame): Match | undefined => {
  const counted = concepts.find(({ tag }) => COUNTED.test(tag));
  return counted && concepts.find(({ tag, start }) => VERB.test(tag) && start >= counted.end);
};

/**
 * What the whole of a share is narrowed to: "what share of the failures *in finance* was payroll", "in sales, what
 * part of the runs is started by hand". What stands behind the verb is the part; undefined where nothing does, or
 * nothing stands before it.
 */
export const wholeWithin = (frame: Frame): Filter | undefined => {
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
