import type { Turn } from '#shared/contracts/conversation.ts';
import type { Understanding } from '#shared/contracts/understanding.ts';
import type { Frame } from '../frame.ts';
import type { Readout } from '../understand.ts';
import { ASK, joined, some, WHAT } from './parts.ts';
import { conceptSpans, textOf } from './pieces.ts';
import { OPEN_REASONS } from './read-whole.ts';

/** Of what is to come: a later message may change it into something that can be answered. */
const isLater = (read: Understanding): boolean =>
  read.kind === 'refuse' && ['no_forecast', 'future_period'].includes(read.reason);

const isAsked = (read: Understanding): boolean =>
  read.kind === 'query' || read.kind === 'several' || read.kind === 'definition' || isLater(read);

/**
 * "Restart the inventory", "who is to blame for the backup" are refused, and when it last ran may be asked next. What
 * was not understood takes the place of no question that was.
 */
const namesThing = ({ frame, understanding }: Readout, last: Turn | undefined): boolean =>
  understanding.kind === 'refuse' &&
  (frame.mentions.length > 0 ||
    some(frame, /^metric:/) ||
    (understanding.reason === 'not_in_data' && frame.times.ranges.length > 0)) &&
  (last === undefined || !OPEN_REASONS.has(understanding.reason));

/** The next message may go on with this one. */
export const isKept = (read: Readout, last: Turn | undefined): boolean =>
  isAsked(read.understanding) || namesThing(read, last);

/**
 * "What does a failed invoice cost us? … Then how many were there?": of a question that the data cannot answer, what it
 * was about, for one that asks something else of it.
 */
export const aboutOf = (before: Readout, next: Frame, reading: (text: string) => Readout): Readout => {
  const { frame, understanding } = before;
  // "Then how many have we had since September?", of what is to come: of what has been.
  const gone =
    isLater(understanding) &&
    frame.mentions.length === 0 &&
    some(next, /^ask\.count$/) &&
    !some(next, WHAT) &&
    next.times.ranges.length > 0 &&
    next.times.ranges.every(({ future }) => !future);
  const beyond = understanding.kind === 'refuse' && (!isLater(understanding) || gone);
  const told = frame.mentions.length + frame.times.ranges.length > 0 || some(frame, /^metric:/);
  if (!beyond || !told || !(some(next, ASK) || some(next, /^(?:compare|metric:|family:|row$)/)))
    return before;
  const [row] = gone ? conceptSpans(frame, /^row$/) : [];
  const [outcome = row] = conceptSpans(frame, /^metric:/);
  const about = [...(outcome ? [outcome] : []), ...frame.mentions, ...(gone ? [] : frame.times.ranges)];
  return reading(joined(about.map((span) => textOf(frame, span))));
};
