import type { Pending } from '#shared/contracts/conversation.ts';
import { type Frame, speaksOf } from '../frame.ts';

/** What a message says to the choices that were offered. */
export type Reply =
  | { readonly kind: 'chosen'; readonly at: number }
  | { readonly kind: 'all' }
  | { readonly kind: 'other' };

interface Span {
  readonly start: number;
  readonly end: number;
}

const SHORT = 6;
const NONE_WORDS = 5;

/** As the choice "fatture (etichetta)" is given back when it is tapped. */
const KIND_BEHIND = /\([^()]{1,30}\)\s{0,5}$/;

const plain = (text: string): string =>
  text
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();

/** The only number of a short message, or the last: "2", "la seconda", "the first one", "l'ultima". */
const placed = (frame: Frame, count: number): number | undefined => {
  if (frame.words.tokens.length > SHORT) return undefined;
  const numbers = frame.words.tokens.flatMap((_, at) => frame.words.number(at)?.value ?? []);
  if (numbers.every((each) => each === 1) && speaksOf(frame, 'last')) return count;
  // "The second one": the article of the number is none.
  const [number, ...others] = numbers.filter((_, at) => at === 0 || !frame.words.tag(at, 'refer.one'));
  return others.every((each) => each === 1) ? number : undefined;
};

const says = (frame: Frame, tag: string): boolean =>
  frame.words.tokens.length <= NONE_WORDS && frame.words.tokens.some((_, at) => frame.words.tag(at, tag) > 0);

/** A choice whose words the message has, where no other has as many. */
const byWords = (said: string, frame: Frame, { choices }: Pending): number | undefined => {
  const asked = new Set(said.split(' ').filter((word) => word.length > 2));
  const hits = choices.map(
    ({ label }) =>
      plain(label)
        .split(' ')
        .filter((word) => asked.has(word)).length,
  );
  const most = Math.max(0, ...hits);
  const [best, ...others] = hits.flatMap((count, at) => (count === most ? [at] : []));
  const words = plain(choices[best ?? 0]?.label ?? '').split(' ');
  // "La chiusura": a word of the name, whatever else it means.
  const isOfName = ({ start, end }: Span): boolean =>
    frame.words.tokens.slice(start, end).every(({ norm }) => words.includes(norm));
  const about = frame.concepts.some(
    (match) => /^(?:ask\.(?!yesno)|metric:|family:|view:)/.test(match.tag) && !isOfName(match),
  );
  return most > 0 && others.length === 0 && !about ? best : undefined;
};

/** A choice by its number, its id or its name, all or none of them; undefined when the message is about something else. */
export const replyTo = (text: string, frame: Frame, pending: Pending): Reply | undefined => {
  const { choices } = pending;
  const said = plain(text);
  const bare = plain(text.replace(KIND_BEHIND, ''));
  const exact = choices.findIndex(
    ({ id, label }) => id === text.trim() || [said, bare].includes(plain(label)),
  );
  if (exact >= 0) return { kind: 'chosen', at: exact };
  const word = byWords(said, frame, pending);
  if (word !== undefined) return { kind: 'chosen', at: word };
  if (said === 'other' || says(frame, 'other')) return { kind: 'other' };
  if (choices.length > 1 && says(frame, 'every')) return { kind: 'all' };
  const number = placed(frame, choices.length);
  if (number !== undefined && number >= 1 && number <= choices.length)
    return { kind: 'chosen', at: number - 1 };
  return choices.length === 1 && says(frame, 'yes') ? { kind: 'chosen', at: 0 } : undefined;
};
