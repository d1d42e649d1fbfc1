import type { Lexemes } from './lexemes.ts';
import type { NameIndex } from './names.ts';
import type { Match } from './phrases.ts';

interface Span {
  readonly start: number;
  readonly end: number;
}

const DATA = /^(?:metric:|family:|row$|entity$|superlative:|dimension:|value:|anchor$|unsafe$)/;
const ASKED = /^(?:metric:|family:|row$|entity$|superlative:|view:|overview$|trending$|define$|oldest$)/;
const SAYS_WHEN = /^(?:time|unit|day|month|weekday|part|habit)\./;
const SHORTEST = 4;
/** "For the board meeting": the lead itself says what the answer is for. */
const LEAD_WITH_NOUN = 3;

const within = ({ start, end }: Span, match: Span): boolean => match.start >= start && match.end <= end;

/** Up to a mark, a "but" or words of asking: "before the call, …", "not sure if you can, but …". */
const openings = (words: Lexemes): Span[] => {
  const found: Span[] = [];
  let start = 0;
  for (let at = 0; at < words.tokens.length; at += 1) {
    const end = words.mark(at, ',:;.')
      ? at + 1
      : words.tag(at, 'asking') || words.tag(at, 'asker') || words.tag(at, 'but');
    if (end <= at) continue;
    found.push({ start, end });
    start = end;
    at = end - 1;
  }
  return found;
};

/** A word that is no name, no time and none of those that ask: it says what the answer is for. */
const saysMore = (words: Lexemes, { start, end }: Span, index: NameIndex): boolean => {
  const closesLead = (at: number): boolean =>
    words.matches.some(
      (lead) => lead.tag === 'preamble' && lead.end === at + 1 && lead.end - lead.start >= LEAD_WITH_NOUN,
    );
  const light = (at: number): boolean =>
    !closesLead(at) &&
    words.tag(at, 'offtopic') === 0 &&
    words.matches.some(
      (match) =>
        at >= match.start &&
        at < match.end &&
        (SAYS_WHEN.test(match.tag) ||
          /^(?:asking|asker|greet)$/.test(match.tag) ||
          (match.tag === 'stop' && match.end - match.start === 1)),
    );
  return words.tokens.some(
    ({ kind, norm }, at) =>
      at >= start &&
      at < end &&
      kind === 'word' &&
      norm.length >= SHORTEST &&
      !light(at) &&
      (index.weight(index.keyOf(norm)) === 0 || words.tag(at, 'offtopic') > 0),
  );
};

/** "Chi fa i turni mi chiede": whoever asks stands before the asking. */
const isAsker = (words: Lexemes, { start, end }: Span): boolean =>
  words.matches.some((match) => match.tag === 'asker' && match.end === end && match.start > start);

const isPreamble = (words: Lexemes, span: Span, index: NameIndex): boolean => {
  const inside = words.matches.filter((match) => within(span, match));
  const lead = words.tag(span.start, 'preamble');
  const asks = isAsker(words, span) && !inside.some(({ tag }) => tag.startsWith('view:'));
  const speaks = ({ tag, start }: Match): boolean => DATA.test(tag) && start >= lead;
  return (lead > 0 || asks) && !inside.some(speaks) && saysMore(words, span, index);
};

/** "Before the break I would like to know", "I must restart the server:": what the question is asked for. */
export const preambles = (words: Lexemes, index: NameIndex): Span[] => {
  const found = openings(words).filter((span) => isPreamble(words, span, index));
  const asks = ({ tag, start, end }: Match): boolean =>
    ASKED.test(tag) && !found.some((span) => within(span, { start, end }));
  return words.matches.some(asks) ? found : [];
};
