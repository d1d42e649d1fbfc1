import type { Frame } from '../frame.ts';
import { freeNumbers, some, tagSpan, within } from './parts.ts';
import type { Edit, Span } from './pieces.ts';
import type { Setting } from './setting.ts';

/** A place of a ranking, counted from 0, and the words for it. */
type Place = Span & { readonly which: number };

/** "And the second?", of a ranking whose answer did not name it: as many as that. */
export const placeEdits = ({ start, end, which }: Place, before: Frame, { phrase }: Setting): Edit[] => {
  // "And the first?", after the last: the other end.
  const [most, top] = [phrase('order.most'), phrase('order.top')];
  if (which === 0 && most !== undefined && some(before, /^order\.least$/))
    return [{ start, end, text: most }];
  const ranked =
    some(before, /^(?:order\.|superlative:|busiest$|dimension:|entity$)/) && !some(before, /^ask\.why$/);
  return top !== undefined && ranked ? [{ start, end, text: `${top} ${which + 1}` }] : [];
};

/** "And the next one?", of a ranking: one more. */
export const nextPlace = (next: Frame, before: Frame): Place | undefined => {
  const few = nextFew(next, before);
  if (few) return few;
  const span = tagSpan(next, 'refer.after');
  const timed = next.words.tokens.some(
    (_, at) => span && within(at, span) && next.words.prefixed(at, 'unit.'),
  );
  if (!span || timed || !some(before, /^(?:order\.|superlative:)/)) return undefined;
  const [shown] = freeNumbers(before);
  return { ...span, which: (shown && before.words.number(shown.start)?.value) ?? 1 };
};

/** "And the next five?", of the first few of a ranking: so many more. */
const nextFew = ({ words }: Frame, before: Frame): Place | undefined => {
  const [shown] = freeNumbers(before);
  const known = shown && before.words.number(shown.start)?.value;
  if (known === undefined || !some(before, /^(?:order\.|superlative:)/)) return undefined;
  for (const at of words.tokens.keys()) {
    const lead = words.tag(at, 'time.next') || words.tag(at, 'time.afterwards');
    const more = lead > 0 ? words.number(lead) : undefined;
    if (more && !words.prefixed(more.end, 'unit.'))
      return { start: at, end: more.end, which: known + more.value - 1 };
  }
  return undefined;
};

const LIGHT = /^(?:stop|aux|single|ask\.which|last)$/;

/** "And the last one?", of a ranking or of things told one by one: the place at its end. */
export const lastPlace = (next: Frame, before: Frame, { phrase }: Setting): Edit[] => {
  const last = next.concepts.find(({ tag }) => tag === 'last');
  const other = next.mentions.length + next.times.ranges.length + next.times.windows.length;
  const bare = next.unknown.length + other === 0 && next.concepts.every(({ tag }) => LIGHT.test(tag));
  const told = some(before, /^(?:order\.|superlative:|dimension:)/);
  const otherwise = some(before, /^(?:last|first|lastMany|view:.*|row|ask\.(?:why|when|list))$/);
  const least = phrase('order.least');
  return last && bare && told && !otherwise && least !== undefined ? [{ ...last, text: least }] : [];
};

/** "Why did the last one fail", "the last of the five": of the first few of a ranking, that were told by name. */
export const lastNamed = (
  { words, concepts }: Frame,
  before: Frame,
  named: readonly string[],
): Place | undefined => {
  const last = concepts.find(({ tag }) => tag === 'last');
  const led = last && words.tag(last.start - 1, 'time.theDay') === last.start;
  if (!led || named.length < 2 || !some(before, /^(?:order\.|superlative:)/)) return undefined;
  const one = words.tag(last.end, 'refer.one') || last.end;
  const of = words.number(words.tag(one, 'partOf'));
  const counted = of?.value === named.length ? of.end : 0;
  const ends = words.tokens.slice(one).every(({ kind }) => kind === 'mark');
  return ends || counted > 0
    ? { start: last.start, end: counted || one, which: named.length - 1 }
    : undefined;
};

/** The name at that place of those that were told; "and the first?", after the last, is none of them. */
export const nameAt = ({ which }: Place, before: Frame, named: readonly string[]): string | undefined =>
  named.length === 1 && some(before, /^order\.least$/) ? undefined : named[which];

/** "All three", "tutti e tre": those that were listed. */
export const allNamed = ({ words }: Frame, named: readonly string[]): Edit[] =>
  words.tokens.flatMap((_, start) => {
    const end = words.tag(start, 'every');
    const count = words.tokens
      .slice(start, end)
      .some((__, at) => words.number(start + at)?.value === named.length);
    return end > start && count && named.length > 1 ? [{ start, end, text: named.join(' , ') }] : [];
  });
