import type { Readout } from '../understand.ts';
import { type Edit, edited, textOf } from './pieces.ts';
import { alike } from './several.ts';

/**
 * The question with the names in full that were chosen, or told by more than their words ("the invoices
 * process"): in another sentence those words could mean another name. As it was where that reads otherwise.
 */
export const withWholeNames = (
  read: Readout,
  pins: readonly string[],
  again: (text: string) => Readout,
): Readout => {
  const { frame, understanding } = read;
  const keys = frame.mentions.map(({ choices: [first] }) => first?.key);
  const edits = frame.mentions.flatMap(({ start, end, choices, one }, at): Edit[] => {
    const [only, ...others] = choices;
    if (!only || others.length > 0) return [];
    // "The import … the one of the price list": said apart, it is one name.
    if (keys.lastIndexOf(only.key) > at) return [{ start, end, text: '' }];
    const apart = keys.indexOf(only.key) < at;
    if (!apart && one !== true && !pins.includes(only.key)) return [];
    const whole = only.name.toLowerCase() === textOf(frame, { start, end }).toLowerCase();
    return whole ? [] : [{ start, end, text: only.name }];
  });
  if (edits.length === 0) return read;
  const full = again(edited(frame, edits));
  const same =
    full.understanding.kind === 'query' && understanding.kind === 'query'
      ? alike(full.understanding.query, understanding.query)
      : full.understanding.kind === understanding.kind;
  return same ? full : read;
};
