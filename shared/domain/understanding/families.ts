import type { Reading } from '#shared/contracts/grammar.ts';
import { namesThing } from './absent-rows.ts';
import { type Frame, speaksOf } from './frame.ts';
import type { Match } from './phrases.ts';

const AGGREGATES = ['median', 'p95', 'mean', 'min', 'max', 'total'];

const isExtreme = ({ tag }: Match): boolean => tag === 'agg.max' || tag === 'agg.min';

/** "The shortest average", "the maximum failures": the measure behind it is what is ranked. */
const ranksNext = (frame: Frame, { start: first, end }: Match): boolean =>
  frame.concepts.some(
    ({ tag, start, end: last }) =>
      start === end &&
      (/^agg\.(?:mean|median|p95|total)$/.test(tag) ||
        (tag.startsWith('metric:') && !(frame.words.tag(first, 'lasting') > 0 && isOfRow(frame, last)))),
  );

/** "Longest failed run", "longest wait": of a row, where nothing speaks of the things. */
const isOfRow = (frame: Frame, end: number): boolean =>
  !speaksOf(frame, 'entity') || frame.concepts.some(({ tag, start }) => tag === 'row' && start === end);

/** "The longest failed run": the word speaks of time, and says nothing of how many. */
export const lasts = (frame: Frame): boolean =>
  frame.concepts.some((match) => isExtreme(match) && frame.words.tag(match.start, 'lasting') > 0);

/** "The fastest of the processes": the word ranks things by what is usual of them. */
const ranksThings = (frame: Frame, { start, end }: Match): boolean =>
  speaksOf(frame, 'entity') &&
  !namesThing(frame) &&
  frame.concepts.some(
    (other) => other.tag.startsWith('superlative:') && other.start === start && other.end === end,
  );

/** An aggregate that only says which end of a ranking is meant. */
export const rankingEnd = (frame: Frame): 'max' | 'min' | undefined => {
  const found = frame.concepts.find((match) => isExtreme(match) && ranksNext(frame, match));
  return found && (found.tag === 'agg.max' ? 'max' : 'min');
};

/** The members of a family that are asked for; its mean when none is named. */
export const ofFamily = (frame: Frame, reading: Reading, family: string): string[] => {
  const members = reading.families[family] ?? {};
  const said = frame.concepts.filter(
    (match) => !(isExtreme(match) && (ranksNext(frame, match) || ranksThings(frame, match))),
  );
  const asked = AGGREGATES.filter((name) => said.some(({ tag }) => tag === `agg.${name}`)).flatMap(
    (name) => members[name] ?? [],
  );
  return asked.length > 0 ? asked.slice(0, 3) : [members['usual'] ?? members['mean'] ?? []].flat();
};

/** "The 90th percentile": only those that the family has can be told. */
export const percentileUnknown = ({ concepts, words, times }: Frame): boolean =>
  concepts.some(
    ({ tag, start, end }) =>
      tag === 'agg.p95' &&
      [start - 3, start - 2, start - 1, end]
        .flatMap((at) => {
          // "Quarter 3, percentile 95": that number is of the period.
          if (times.used.has(at)) return [];
          const said = words.number(at);
          return said !== undefined && (at === end || said.end === start) ? [said.value] : [];
        })
        .slice(0, 1)
        .some((value) => value < 100 && value !== 95),
  );
