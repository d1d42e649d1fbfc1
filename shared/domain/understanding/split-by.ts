import { type Frame, leadsToTime } from './frame.ts';

const UNITS: ReadonlySet<string> = new Set(['hour', 'weekday', 'day', 'week', 'month']);

/** A unit of the calendar, and no dimension of the catalog. */
export const isUnit = (part: string): boolean => UNITS.has(part);

interface Part {
  readonly name: string;
  readonly end: number;
}

/** A dimension or a unit of time at this place: "area", "day of the week"; a name, a period or a measure is none. */
const partAt = (frame: Frame, at: number): Part | undefined => {
  const { words, times, mentions, concepts } = frame;
  const measured = concepts.some(
    ({ tag, start, end }) => /^(?:metric:|family:)/.test(tag) && at >= start && at < end && end - start > 1,
  );
  if (measured || times.used.has(at) || mentions.some(({ start, end }) => at >= start && at < end))
    return undefined;
  const [longest] = ['dimension:', 'per.', 'unit.']
    .flatMap((prefix) => words.prefixed(at, prefix) ?? [])
    .toSorted((a, b) => b.end - a.end);
  if (!longest) return undefined;
  const { rest: name, end } = longest;
  const isDimension = words.prefixed(at, 'dimension:')?.rest === name;
  const fits = isDimension || (isUnit(name) && !leadsToTime(words, times, name, end));
  return fits ? { name, end } : undefined;
};

/** "Accounted for by processes with the label": the end of what asks for a share splits nothing. */
const endsShare = ({ concepts }: Frame, at: number): boolean =>
  concepts.some(({ tag, start, end }) => tag === 'share' && start < at && at < end);

/** "By area" behind its mark, or as one phrase with it: "per stato", "by day". */
const markedAt = (frame: Frame, at: number): Part | undefined => {
  const mark = frame.words.tag(at, 'group');
  if (mark === 0 || endsShare(frame, at)) return undefined;
  const behind = partAt(frame, mark);
  const whole = partAt(frame, at);
  return whole && whole.end > (behind?.end ?? mark) ? whole : behind;
};

const jointAt = ({ words }: Frame, at: number): number =>
  words.tag(at, 'joint') || (words.mark(at, ',/+&') ? at + 1 : at);

/** "By area and day", "per processo, per mese": all that stands in a row behind words of splitting, in its order. */
export const splitBy = (frame: Frame): string[] => {
  const found: string[] = [];
  for (let at = 0; at < frame.words.tokens.length; at += 1) {
    if (frame.words.tag(at, 'group') === 0) continue;
    for (let part = markedAt(frame, at); part !== undefined; ) {
      found.push(part.name);
      at = part.end - 1;
      const next = jointAt(frame, part.end);
      part = markedAt(frame, next) ?? (next > part.end ? partAt(frame, next) : undefined);
    }
  }
  return [...new Set(found)];
};

const FIGURE = /^(?:metric:|family:|row$|agg\.)/;

/** "Processes by failures", "le ore per durata media": what is put in the order of a figure. */
export const sortedThings = (frame: Frame): string | undefined => {
  const { words, concepts } = frame;
  const mark = concepts.find(
    ({ tag, end }) =>
      tag === 'group' &&
      concepts.some(
        (figure) => FIGURE.test(figure.tag) && (figure.start === end || figure.start === end + 1),
      ),
  );
  if (!mark) return undefined;
  const counted = concepts.some(
    ({ tag, end }) => /^(?:metric:|family:|row$|ask\.count$|value:)/.test(tag) && end <= mark.start,
  );
  // "Hourly" is no thing.
  const isNoun = (at: number): boolean =>
    (words.prefixed(at, 'dimension:') ?? words.prefixed(at, 'unit.')) !== undefined;
  const at = words.tokens.findIndex((_, here) => isNoun(here) && partAt(frame, here)?.end === mark.start);
  return counted || at < 0 ? undefined : partAt(frame, at)?.name;
};
