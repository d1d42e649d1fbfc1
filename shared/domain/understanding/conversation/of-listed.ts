import type { Frame } from '../frame.ts';
import { base } from './change.ts';
import type { Cues } from './cues.ts';
import { ASK, joined, some, WHAT } from './parts.ts';
import { edited, textOf } from './pieces.ts';
import { otherThan } from './place-names.ts';
import type { Setting } from './setting.ts';

const ASK_FIGURE = /^ask\.(?:count|when|why)$/;

/** "Of those, which are in sales?", of things in a state: the same list, of that area alone. */
export const within = (next: Frame, before: Frame, { many }: Cues, opened: number): string | undefined => {
  const lists = some(before, /^view:/) && !some(before, /^ask\.count$/);
  const own = next.times.ranges.length > 0 || some(next, WHAT) || some(next, ASK_FIGURE);
  const labels = next.mentions.filter(({ choices }) => choices.every(({ key, name }) => key === name));
  const placed = labels.length > 0 && labels.length === next.mentions.length;
  if (!many || !some(next, /^ask\.which$/) || !lists || own || !placed) return undefined;
  return joined([edited(before, base(before, opened)), ...labels.map((label) => textOf(next, label))]);
};

/** "And the others?", and nothing more. */
export const ofOthers = (
  next: Frame,
  before: Frame,
  opened: number,
  { mainEntity }: Cues,
  setting: Setting,
): string | undefined => {
  const own = next.mentions.length + next.times.ranges.length > 0 || some(next, WHAT) || some(next, ASK);
  const others = own ? undefined : otherThan(next, before, mainEntity, setting);
  if (!others || some(before, /^(?:compare|ask\.why$)/)) return undefined;
  return joined([edited(before, [...others.edits, ...base(before, opened)]), ...others.tail]);
};
