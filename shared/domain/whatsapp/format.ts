/** Marks that the platform would read as formatting, and what looks like them and is none. */
const LOOKALIKES: Readonly<Record<string, string>> = { '*': '∗', _: 'ˍ', '~': '∼', '`': 'ˋ' };
const MARKS = /[*_~`]/g;
const LETTER = /[\p{L}\p{N}]/u;
const LINE_STARTS = /^[ \t]*[>-]/gm;

const isLetter = (character: string | undefined): boolean =>
  character !== undefined && LETTER.test(character);
const isGap = (character: string | undefined): boolean => character === ' ' || character === '\t';
const isSpace = (character: string | undefined): boolean => character === ' ';

/** Between letters, as in `order_id`, or between spaces, as in `2 * 3`, a mark is no formatting. */
const isHarmless = (text: string, at: number): boolean => {
  const before = text[at - 1];
  const after = text[at + 1];
  return isLetter(after) ? isLetter(before) : isSpace(after) && isSpace(before) && isLetter(text[at - 2]);
};

const withoutMarks = (text: string): string =>
  text.replace(MARKS, (mark, at: number) =>
    mark !== '`' && isHarmless(text, at) ? mark : (LOOKALIKES[mark] ?? mark),
  );

/**
 * Text from data, safe to stand anywhere in the text of a reply: nothing in it can become formatting, a quote or a
 * list. It has as many characters as before, and reads the same.
 */
export const literal = (text: string): string =>
  withoutMarks(text.replaceAll('**', '∗∗')).replace(LINE_STARTS, (start, at: number, whole: string) => {
    if (start.endsWith('>')) return `${start.slice(0, -1)}›`;
    // A minus stays one; a list has a space behind its mark.
    return isGap(whole[at + start.length]) ? `${start.slice(0, -1)}–` : start;
  });

const STRONG = /\*\*([^\n*]+)\*\*/g;
const QUOTES = /^([ \t]*)>/gm;

/**
 * The text of a reply as the platform writes it. The only mark is `**strong**`; everything else stands as it is
 * read, and is no formatting.
 */
export const formatText = (text: string): string => {
  const pieces: string[] = [];
  let from = 0;
  for (const { index, 0: whole, 1: inner = '' } of text.matchAll(STRONG)) {
    const to = index + whole.length;
    // What begins or ends with a space is formatting neither here nor there.
    if (inner.trim() !== inner) continue;
    const isMark = !isLetter(text[index - 1]) && !isLetter(text[to]);
    pieces.push(withoutMarks(text.slice(from, index)));
    pieces.push(isMark ? `*${withoutMarks(inner)}*` : withoutMarks(inner));
    from = to;
  }
  pieces.push(withoutMarks(text.slice(from)));
  return pieces.join('').replace(QUOTES, '$1›');
};

/** What is better not parted: strong words, and a figure with its sign and its unit. */
export const FIGURES =
  /\*[^*\n]+\*|(?:[€$£][ \u00A0\u202F]?)?\d[\d.,:/]*(?:[ \u00A0\u202F]?(?:%|€|\p{L}+))?/gu;
