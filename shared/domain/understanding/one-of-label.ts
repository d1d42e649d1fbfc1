import { tokenise } from '#shared/domain/language/tokens.ts';
import type { Mention } from './frame.ts';
import { isLabel } from './kinds.ts';
import type { Lexemes } from './lexemes.ts';
import type { NameIndex } from './names.ts';

const NOUN = /^(?:entity$|row$|dimension:|mishap$)/;

/** "The report", but not "the report runs", "the tag report" or "il report delle 8". */
const isOne = (words: Lexemes, { start, end }: Mention): boolean =>
  words.tag(start - 1, 'theSingle') > 0 &&
  ![end, end + 1].some((at) => words.number(at) !== undefined) &&
  !words.matches.some(
    (each) => (each.start === end || each.end === start - 1) && each.tag.startsWith('dimension:'),
  ) &&
  !(
    words.tokens[end]?.kind === 'word' &&
    words.matches.some((each) => each.start === end && NOUN.test(each.tag))
  );

/** "The report broke": one thing is meant, by a word that a label is called and several things have in their name. */
export const oneOfLabel =
  (words: Lexemes, index: NameIndex) =>
  (mention: Mention): Mention => {
    const { start, end, choices } = mention;
    const [label, ...others] = choices;
    const word = words.tokens[start]?.norm ?? '';
    if (!label || others.length > 0 || !isLabel(label) || index.isPreferred(label)) return mention;
    if (end - start > 1 || !isOne(words, mention)) return mention;
    const things = index
      .candidates([index.keyOf(word)], [word])
      .map(({ named }) => named)
      .filter((named) => !isLabel(named) && tokenise(named.name).some(({ norm }) => norm === word));
    return things.length > 1 ? { ...mention, choices: [...things, label] } : mention;
  };
