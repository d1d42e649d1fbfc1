import type { Option } from '#shared/contracts/reply.ts';
import { literal } from './format.ts';
import { LIMITS } from './limits.ts';
import { cut, isBlank, oneLine } from './text.ts';

/** Something to tap as the platform will get it. */
export interface Tap {
  id: string;
  label: string;
  description: string | undefined;
}

/** Undefined where an option has no id: nobody would know what a tap on it means. Of two of one id the first stays. */
export const tapsOf = (options: readonly Option[]): Tap[] | undefined => {
  const taps = new Map<string, Tap>();
  for (const [at, { id, label, description }] of options.entries()) {
    if (id === undefined || isBlank(id)) return undefined;
    const said = description === undefined ? '' : oneLine(description);
    if (!taps.has(id))
      taps.set(id, { id, label: labelAt(label, at), description: isBlank(said) ? undefined : said });
  }
  return [...taps.values()];
};

const labelAt = (label: string, at: number): string => {
  const said = oneLine(label);
  return isBlank(said) ? String(at + 1) : said;
};

/** Labels within `most` units, no two alike; what is cut to nothing is its place. */
const titles = (labels: readonly string[], most: number): string[] => {
  const taken = new Set<string>();
  return labels.map((label, at) => {
    const shown = cut(label, most);
    let title = isBlank(shown) ? String(at + 1) : shown;
    for (let turn = 2; taken.has(title.toLowerCase()); turn += 1)
      title = `${cut(label, most - String(turn).length - 1)} ${turn}`.trim();
    taken.add(title.toLowerCase());
    return title;
  });
};

/** Buttons say it all: few, short, and nothing is left to explain. */
export const fitButtons = (taps: readonly Tap[]): boolean =>
  taps.length <= LIMITS.buttons &&
  taps.every(
    ({ label, description }) =>
      label.length <= LIMITS.buttonTitle && (description === undefined || description === label),
  );

export const buttonsOf = (taps: readonly Tap[]): unknown[] => {
  const named = titles(
    taps.map(({ label }) => label),
    LIMITS.buttonTitle,
  );
  return taps.map(({ id }, at) => ({ type: 'reply', reply: { id, title: named[at] } }));
};

/** A label that is cut stands in full, as far as it goes, below. */
export const rowsOf = (taps: readonly Tap[]): unknown[] => {
  const named = titles(
    taps.map(({ label }) => label),
    LIMITS.rowTitle,
  );
  return taps.map(({ id, label, description }, at) => {
    const title = named[at] ?? '';
    const more = cut(description ?? label, LIMITS.rowDescription);
    const says = more !== title && !isBlank(more);
    return { id, title, ...(says && { description: more }) };
  });
};

const LONGEST_LINE = 100;

/** The same to be read, and answered by number or name. */
export const numbered = (options: readonly Option[]): string =>
  options
    .map(({ label }, at) => {
      const line = cut(labelAt(label, at), LONGEST_LINE);
      return `${at + 1}. ${literal(line === '' ? String(at + 1) : line)}`;
    })
    .join('\n');
