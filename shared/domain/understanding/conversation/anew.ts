import { asksMembers } from '../compose-members.ts';
import type { Frame } from '../frame.ts';
import type { Cues } from './cues.ts';
import { joined, restOf, some, tagSpan } from './parts.ts';
import { textOf } from './pieces.ts';

const LIGHT =
  /^(?:stop|aux|greet|many|share|ask\.(?:yesno|count|which|list|enumerate)|single|entity|dimension:.*|agg\.total)$/;

/** "How many processes are there?", "quali aree abbiamo?": of the things themselves, whatever was asked of them before. */
const asksExistence = (next: Frame, { mainEntity, refers }: Cues): boolean => {
  const timed = next.times.ranges.length + next.times.windows.length > 0;
  const named = next.mentions.some(({ choices: [choice] }) => choice?.dimension === mainEntity);
  if (timed || named || refers || next.unknown.length > 0) return false;
  if (!next.concepts.every(({ tag }) => LIGHT.test(tag))) return false;
  // "Che processi": the noun stands inside the words that ask.
  const thing = next.words.matches.find(({ tag }) => tag === 'entity' || tag.startsWith('dimension:'));
  const asks = next.concepts.some(
    ({ tag, end }) => thing && /^(?:ask\.(?:count|which|list)|single)$/.test(tag) && end <= thing.end,
  );
  return asks && tagSpan(next, 'exists') !== undefined;
};

/** "And which processes are in sales?": those of a label, whatever others were asked for before. */
const listsWithin = (next: Frame, { mainEntity, refers, only }: Cues): boolean => {
  const [label, ...others] = next.mentions;
  const timed = next.times.ranges.length + next.times.windows.length > 0;
  if (!label || others.length > 0 || label.choices[0]?.dimension === mainEntity) return false;
  if (timed || refers || only || next.unknown.length > 0) return false;
  const verb = next.concepts.find(
    ({ tag, end }) => /^(?:aux|ask\.yesno)$/.test(tag) && end === label.start - 1,
  );
  const thing = next.words.matches.some(({ tag, end }) => tag === 'entity' && end === verb?.start);
  const asks = some(next, /^(?:ask\.(?:which|count|list)|single)$/);
  const placed = next.words.tag(label.start - 1, 'place') === label.start;
  return asks && thing && placed && next.concepts.every(({ tag }) => LIGHT.test(tag));
};

/** The question of the things themselves, within what was spoken of; "in all" of all of them. */
export const askedAnew = (next: Frame, before: Frame, cues: Cues): string | undefined => {
  const members = (!cues.only && !cues.many && asksMembers(next)) || listsWithin(next, cues);
  if (!asksExistence(next, cues) && !members) return undefined;
  const whole = some(next, /^agg\.total$/) || next.mentions.length > 0;
  const within = before.mentions.filter(
    ({ excluded, choices: [choice] }) => !whole && excluded !== true && choice?.dimension !== cues.mainEntity,
  );
  return joined([restOf(next, cues.opening), ...within.map((mention) => `, ${textOf(before, mention)}`)]);
};
