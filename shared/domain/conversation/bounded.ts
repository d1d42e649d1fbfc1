import type { Exchange, Session } from '#shared/contracts/session.ts';

/** Of the whole session as JSON in UTF-8. */
export const MOST_BYTES = 100_000;
const MOST_TURNS = 200;
const MOST_CHARACTERS = 8000;
const MOST_MEMORY_BYTES = 40_000;

/** At most so many characters, the last one a mark where something was left out; never half a character. */
export const cut = (text: string, characters: number): string =>
  text.length <= characters ? text : `${text.slice(0, characters - 1).replace(HALF, '')}…`;

const HALF = /[\ud800-\udbff]$/;

/** The session within its size: long texts are cut, then the oldest turns go; the newest stays. */
export const bounded = (session: Session): Session => {
  const { turns, memory, ...head } = session;
  const kept = memory !== undefined && bytesOf(memory) <= MOST_MEMORY_BYTES ? { memory } : {};
  const short = turns.slice(-MOST_TURNS).map(shortened);
  let left = MOST_BYTES - bytesOf({ ...head, ...kept, turns: [] });
  let from = short.length;
  while (from > 0) {
    left -= bytesOf(short[from - 1]) + 1;
    if (left < 0) break;
    from -= 1;
  }
  return { ...head, ...kept, turns: short.slice(from) };
};

const shortened = (turn: Exchange): Exchange => ({
  ...turn,
  question: cut(turn.question, MOST_CHARACTERS),
  answer: cut(turn.answer, MOST_CHARACTERS),
});

const encoder = new TextEncoder();
const bytesOf = (value: unknown): number => encoder.encode(JSON.stringify(value)).length;
