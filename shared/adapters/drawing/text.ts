import type { Width } from './font.ts';

const graphemes = new Intl.Segmenter();

/** The text, or its beginning and `…`, no wider than `most` pixels. */
export const cut = (text: string, most: number, size: number, width: Width): string => {
  if (width(text, size) <= most) return text;
  let short = '';
  for (const { segment } of graphemes.segment(text)) {
    if (width(`${short}${segment}…`, size) > most) break;
    short += segment;
  }
  return `${short.trimEnd()}…`;
};

/** The text in at most so many lines, broken at spaces; the last one is cut. */
export const wrap = (text: string, lines: number, most: number, size: number, width: Width): string[] => {
  const words = text.split(' ');
  const result: string[] = [];
  while (words.length > 0 && result.length < lines - 1) {
    let line = words.shift() ?? '';
    while (words.length > 0 && width(`${line} ${words[0]}`, size) <= most) line += ` ${words.shift()}`;
    result.push(cut(line, most, size, width));
  }
  if (words.length > 0) result.push(cut(words.join(' '), most, size, width));
  return result;
};

const ENTITIES: Record<string, string> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&apos;',
};

/** Text inside an element or an attribute; what XML can not hold at all is left out. */
export const escaped = (text: string): string =>
  withoutControls(text).replaceAll(/[&<>"']/g, (char) => ENTITIES[char] ?? '');

/** No character that XML forbids: control characters, halves of surrogates, non-characters. */
export const withoutControls = (text: string): string =>
  text
    .toWellFormed()
    .replaceAll(/[\p{Cc}\u{FFFE}\u{FFFF}]+/gu, ' ')
    .trim();

const PROPERTIES = new Set(Object.getOwnPropertyNames(Object.prototype));

/**
 * What may be given to the drawing library as a label. It remembers the widths of lines as properties of a plain
 * object: a process called `__proto__` would change every object there is. Such a line ends with a space.
 */
export const asLabel = (text: string): string =>
  text
    .split('\n')
    .map((line) => (PROPERTIES.has(line) ? `${line} ` : line))
    .join('\n');
