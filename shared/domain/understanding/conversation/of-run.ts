import { type Frame, outcomesIn } from '../frame.ts';
import { tellsTime } from '../why-long.ts';
import { base } from './change.ts';
import type { Cues } from './cues.ts';
import { ASK, gone, joined, restOf, some, tagSpan } from './parts.ts';
import { edited, textOf } from './pieces.ts';
import type { Setting } from './setting.ts';

/** What asks for something else than how those runs ended, or how long they took. */
const OTHERWISE =
  /^(?:ask\.(?:why|when)$|last|first$|entity$|view:|value:|per\.|order\.|superlative:|rate$|share$|compare|never$|having\.|agg\.|define)/;
const SPLIT = /^(?:per\.|series$|group$|order\.|superlative:|view:|entity$|compare)/;

/** The last run that was told, or the last few that were listed, as they are said by themselves. */
const runsOf = (before: Frame, opened: number, { phrase, row, reading }: Setting) => {
  const [mention, ...others] = before.mentions;
  if (!some(before, /^(?:last|lastMany)$/) || some(before, SPLIT) || before.times.ranges.length > 0)
    return undefined;
  if (some(before, /^row$/) && !some(before, /^(?:ask\.(?:when|why|count)|family:)/))
    return { several: true, text: edited(before, [...gone(before, ASK), ...base(before, opened)]) };
  // "When did it last fail?": how that one ended is known.
  const known = outcomesIn(before, reading.outcomes).length > 0;
  const last = phrase('detail.last');
  if (!some(before, /^ask\.when$/) || !mention || others.length > 0 || known || last === undefined)
    return undefined;
  return { several: false, text: `${textOf(before, mention)} , ${last} ${row ?? ''}` };
};

const isSaid = ({ words }: Frame, ...tags: readonly string[]): boolean =>
  words.matches.some(({ tag }) => tags.includes(tag));

/** "Was it a failure?", "which of them failed?", "how did it go?". */
const asksOutcome = (
  next: Frame,
  several: boolean,
  { refers, only }: Cues,
  { reading }: Setting,
): boolean => {
  const { ending } = reading;
  if (some(next, /^overview$/) || isSaid(next, 'went')) return true;
  if (ending !== undefined && some(next, new RegExp(`^dimension:${ending}$`))) return true;
  if (some(next, /^(?:family:|dimension:)/) || outcomesIn(next, reading.outcomes).length === 0) return false;
  if (several) return refers || only || some(next, /^(?:ask\.|many$)/);
  const judged = some(next, /^(?:ask\.yesno|aux)$/) || tagSpan(next, 'refer.figure') !== undefined;
  return !some(next, /^ask\.(?!yesno)/) && (refers || judged);
};

/** "How did it end?", "which of them failed?", "how long did it take?", of the last run or the last few. */
export const ofRun = (
  next: Frame,
  before: Frame,
  opened: number,
  cues: Cues,
  setting: Setting,
): string | undefined => {
  const own = next.mentions.length + next.times.ranges.length + next.times.windows.length;
  if (own + next.unknown.length > 0 || next.times.all || some(next, OTHERWISE)) return undefined;
  const runs = runsOf(before, opened, setting);
  if (!runs) return undefined;
  const took = next.concepts.some(({ tag }) => tellsTime(tag, setting.reading));
  if (took && isSaid(next, 'past')) return joined([restOf(next, cues.opening), `, ${runs.text}`]);
  const outcome = setting.phrase('detail.outcome');
  return !took && outcome !== undefined && asksOutcome(next, runs.several, cues, setting)
    ? joined([outcome, runs.text])
    : undefined;
};
