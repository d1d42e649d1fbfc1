import type { Frame } from './frame.ts';

interface Span {
  start: number;
  end: number;
}

const at = <Piece extends Span>(pieces: readonly Piece[], place: number): Piece | undefined =>
  pieces.find(({ start, end }) => start <= place && place < end);

/** Words that only open a sentence or hold it together: with and without them a question has one form. */
const LOOSE = /^(?:stop|aux|greet|thanks|single|many|group|ask\.yesno)$/;

/** What was recognised at this place, if anything, and where it ends. */
const pieceAt = (
  place: number,
  { words, mentions, times, concepts }: Frame,
): { said?: string; end: number } => {
  const name = at(mentions, place);
  if (name) return { said: `<${name.choices[0]?.dimension ?? 'name'}>`, end: name.end };
  const time = at(times.ranges, place) ?? at(times.windows, place);
  if (time) return { said: '<time>', end: time.end };
  const here = concepts.filter(({ start }) => start === place);
  const end = Math.max(place + 1, ...here.map((concept) => concept.end));
  const tags = new Set(here.map(({ tag }) => tag).filter((tag) => !LOOSE.test(tag)));
  if (tags.size > 0) return { said: [...tags].toSorted().join('+'), end };
  const number = here.length === 0 && /\d/.test(words.tokens[place]?.norm ?? '');
  return number ? { said: '<number>', end } : { end };
};

/**
 * All that was recognised in a question, whatever its order and number, as one text: concepts by their tags, names by
 * what they are of, times and numbers as such.
 */
export const formOf = (frame: Frame): string => {
  const said = new Set<string>();
  for (let place = 0; place < frame.words.tokens.length; ) {
    const piece = pieceAt(place, frame);
    if (piece.said !== undefined) said.add(piece.said);
    place = Math.max(place + 1, piece.end);
  }
  return [...said].toSorted().join(' ');
};

const ready = new WeakMap<readonly string[], ReadonlySet<string>>();

/** Just these were recognised together in a question that was answered rightly. */
export const isKnownForm = (frame: Frame, forms: readonly string[]): boolean => {
  const known = ready.get(forms) ?? new Set(forms);
  ready.set(forms, known);
  return known.has(formOf(frame));
};
