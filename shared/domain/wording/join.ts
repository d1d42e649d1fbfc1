/** Sentences as one text: a space between them, except where one begins a line of its own. */
export const joinSentences = (sentences: readonly string[]): string =>
  sentences.reduce(
    (text, next) => (text === '' || next.startsWith('\n') ? text + next : `${text} ${next}`),
    '',
  );
