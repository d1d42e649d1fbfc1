const graphemes = new Intl.Segmenter('und', { granularity: 'grapheme' });

const ODD_LINES = /\r\n?|[\u2028\u2029]/g;
// Of the control characters only the line break is text.
const CONTROLS = /[\p{Cc}\uFFFE\uFFFF]/gu;
const SPACES_AT_ENDS = / ?\n ?/g;
const EMPTY_LINES = /\n{3,}/g;
const UNSEEN = /^[\s\p{C}\p{Z}\p{Default_Ignorable_Code_Point}]*$/u;

/** Nothing that anybody could see; the platform refuses empty texts. */
export const isBlank = (text: string): boolean => UNSEEN.test(text);

/** Well formed, with no control characters, no runs of spaces and at most one empty line at a time. */
export const tidy = (text: string): string =>
  text
    .toWellFormed()
    .replace(ODD_LINES, '\n')
    .replace(CONTROLS, (control) => (control === '\n' ? control : ' '))
    .replace(/ {2,}/g, ' ')
    .replace(SPACES_AT_ENDS, '\n')
    .replace(EMPTY_LINES, '\n\n')
    .trim();

export const oneLine = (text: string): string => tidy(text).replace(/\n+/g, ' ');

/** Where the grapheme begins that the unit `at` belongs to: the last place at or before it where a text may be cut. */
export const graphemeStart = (text: string, at: number): number =>
  at >= text.length ? text.length : (graphemes.segment(text).containing(at)?.index ?? 0);

const MORE = '…';
/** A word is not kept whole at the price of more than this share of what fits. */
const FEWEST = 0.5;

/** At most `most` units, cut between words or else between graphemes, and with a mark; may be empty. */
export const cut = (text: string, most: number): string => {
  if (text.length <= most) return text;
  const end = graphemeStart(text, most - MORE.length);
  const lastSpace = text.lastIndexOf(' ', end);
  const kept = text.slice(0, lastSpace >= most * FEWEST ? lastSpace : end).trimEnd();
  return kept === '' ? '' : `${kept}${MORE}`;
};
