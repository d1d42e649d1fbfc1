import type { Reading } from '#shared/contracts/grammar.ts';
import { type Frame, outcomesIn } from '../frame.ts';
import { tellsTime } from '../why-long.ts';
import { base } from './change.ts';
import type { Cues } from './cues.ts';
import { ASK, gone, joined, overlap, restOf, some, tagSpan } from './parts.ts';
import { edited, textOf } from './pieces.ts';
import type { Setting } from './setting.ts';
import { onlyBefore } from './shift-times.ts';

/** What asks for something else than how those runs ended, or how long they took. */
const OTHERWISE =
  /^(?:ask\.(?:why|when)$|last|first$|entity$|view:|value:|per\.|order\.|superlative:|rate$|share$|compare|never$|having\.|agg\.|define)/;
const SPLIT = /^(?:per\.|series$|group$|order\.|superlative:|view:|entity$|compare)/;

/** The last run that was told, or the last few that were listed, as they are said by themselves. */
const runsOf = (
  before: Frame,
  opened: number,
  { phrase, row, reading }: Setting,
): { several: boolean; known?: boolean; text: string } | undefined => {
  const [mention, ...others] = before.mentions;
  if (!some(before, /^(?:last|lastMany)$/) || some(before, SPLIT) || before.times.ranges.length > 0)
    return undefined;
  if (some(before, /^row$/) && !some(before, /^(?:ask\.(?:when|why|count)|family:)/))
    return { several: true, text: listOf(before, opened, reading) };
  // "When did it last fail?": how that one ended is known.
  const [known] = outcomesIn(before, reading.outcomes);
  const last = phrase('detail.last');
  if (!some(before, /^ask\.when$/) || !mention || others.length > 0 || last === undefined) return undefined;
  const noun = known ? textOf(before, known) : row;
  return {
    several: false,
    known: known !== undefined,
    text: `${textOf(before, mention)} , ${last} ${noun ?? ''}`,
  };
};

/** "How did the last five runs end": those runs, whatever of them was told. */
const listOf = (before: Frame, opened: number, { ending }: Reading): string =>
  edited(before, [
    ...gone(
      before,
      ASK,
      /^overview$/,
      ...(ending === undefined ? [] : [new RegExp(`^dimension:${ending}$`)]),
    ),
    ...base(before, opened),
  ]);

/** "And the one before?", of the last run: the last two. */
const earlierToo = (next: Frame, before: Frame, setting: Setting): string | undefined => {
  const { phrase, reading, metric } = setting;
  const [known] = outcomesIn(before, reading.outcomes);
  const row = known ? metric(known.tag.replace('metric:', '')) : setting.row;
  const [mention] = before.mentions;
  const back = onlyBefore(next) ?? tagSpan(next, 'refer.before') ?? tagSpan(next, 'refer.previous');
  const light = next.concepts.every(
    ({ tag, ...span }) =>
      /^(?:stop|aux|ask\.(?:when|yesno)|row)$/.test(tag) || (back !== undefined && overlap(span, back)),
  );
  const many = phrase('detail.lastMany');
  return mention && light && back && many !== undefined && row !== undefined
    ? joined([`${many} 2 ${row} ${textOf(before, mention)}`])
    : undefined;
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
  const runs = runsOf(before, opened, setting);
  if (!runs || own + next.unknown.length > 0 || next.times.all) return undefined;
  const earlier = runs.several ? undefined : earlierToo(next, before, setting);
  if (earlier !== undefined) return earlier;
  if (some(next, OTHERWISE)) return undefined;
  const took = next.concepts.some(({ tag }) => tellsTime(tag, setting.reading));
  if (took && isSaid(next, 'past')) return joined([restOf(next, cues.opening), `, ${runs.text}`]);
  const outcome = setting.phrase('detail.outcome');
  return !took && !runs.known && outcome !== undefined && asksOutcome(next, runs.several, cues, setting)
    ? joined([outcome, runs.text])
    : undefined;
};
