import type { Frame } from '../frame.ts';
import { freeNumbers, some, tagSpan, within } from './parts.ts';
import type { Edit, Span } from './pieces.ts';
import type { Setting } from './setting.ts';

/** A place of a ranking, counted from 0, and the words for it. */
type Place = Span & { readonly which: number };

/** "And the second?", of a ranking whose answer did not name it: as many as that. */
export const placeEdits = ({ start, end, which }: Place, before: Frame, { phrase }: Setting): Edit[] => {
  const top = phrase('order.top');
  const ranked =
    some(before, /^(?:order\.|superlative:|busiest$|dimension:|entity$)/) && !some(before, /^ask\.why$/);
  return top !== undefined && ranked ? [{ start, end, text: `${top} ${which + 1}` }] : [];
};

/** "And the next one?", of a ranking: one more. */
export const nextPlace = (next: Frame, before: Frame): Place | undefined => {
  const span = tagSpan(next, 'refer.after');
  const timed = next.words.tokens.some(
    (_, at) => span && within(at, span) && next.words.prefixed(at, 'unit.'),
  );
  if (!span || timed || !some(before, /^(?:order\.|superlative:)/)) return undefined;
  const [shown] = freeNumbers(before);
  return { ...span, which: (shown && before.words.number(shown.start)?.value) ?? 1 };
};
