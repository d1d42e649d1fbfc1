import { tokenise } from '#shared/domain/language/tokens.ts';
import type { Mention } from './frame.ts';

/** Letters that two forms of one word share: "escalated", of the ticket escalation. */
const SHARED = 6;

/** The word is a form of one in a name that is meant. */
export const akinTo = (mentions: readonly Mention[]): ((word: string) => boolean) => {
  const begun = new Set(
    mentions.flatMap(({ choices: [first] }) =>
      tokenise(first?.name ?? '').flatMap(({ norm }) =>
        norm.length < SHARED ? [] : [norm.slice(0, SHARED)],
      ),
    ),
  );
  return (word) => word.length >= SHARED && begun.has(word.slice(0, SHARED));
};
