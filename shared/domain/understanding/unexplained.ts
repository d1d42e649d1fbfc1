import type { Token } from '#shared/domain/language/tokens.ts';
import type { Mention } from './frame.ts';
import type { Lexemes } from './lexemes.ts';
import type { NameIndex } from './names.ts';
import type { Match } from './phrases.ts';

interface Span {
  readonly start: number;
  readonly end: number;
}

const covers = ({ start, end }: Span, at: number): boolean => at >= start && at < end;

/** Words of time, and words that tie a message to what was said: they are explained without standing for anything. */
const TIES =
  /^(?:(?:time|fraction|unit|day|month|weekday|part|habit|refer|ask)\.|except|follow$|correct$|refer$|joint$|commonest$|mine$|other$|asking|padding$|spread$|stopped$|made$|altered$|members(?:\.end)?$)/;
const EMPTY = /^(?:stop|aux|greet|ask\.yesno|or|group|many|single|human|thanks|opinion|order\.top|naming)$/;

/** "A4", "M25": a letter and a number stand for something of its own. */
const CODE = /^[a-z]\d/;

/** Pieces between marks and behind words of asking ("my boss wants to know"). */
const pieces = (words: Lexemes, concepts: readonly Match[]): Span[] => {
  const found: Span[] = [];
  let start = 0;
  for (let at = 0; at < words.tokens.length; at += 1) {
    const end = words.mark(at, ',:;.?!()–—-') ? at + 1 : words.tag(at, 'asking');
    if (end <= at || concepts.some((match) => match.start < at && match.end > at)) continue;
    found.push({ start, end });
    start = end;
    at = end - 1;
  }
  return [...found, { start, end: words.tokens.length }];
};

/** "My boss wants to know": the piece ends with words of asking. */
const asks = (words: Lexemes, { start, end }: Span): boolean =>
  Array.from({ length: end - start }, (_, each) => start + each).some(
    (at) => words.tag(at, 'asking') === end,
  );

/** A piece that says nothing of the data: "before the call I must know", "thanks, I owe you one". */
const isPadding = (piece: Span, weighty: readonly Span[]): boolean =>
  !weighty.some(({ start }) => covers(piece, start));

/** "For the warehouse:", nothing but a name behind the lead: of what is asked, and not what for. */
const onlyNames = (words: Lexemes, { start, end }: Span, mentions: readonly Mention[]): boolean => {
  const lead = Math.max(words.tag(start, 'padding'), words.tag(start, 'stop'));
  return words.tokens.slice(lead, end - 1).every((_, each) => {
    const at = lead + each;
    return words.tag(at, 'naming') > 0 || mentions.some((name) => covers(name, at));
  });
};

/** Names of who asks, or of what the answer is for: "l'amministrazione mi chiede", "per fare ordine devo sapere". */
export const withoutAskers = (
  mentions: readonly Mention[],
  words: Lexemes,
  concepts: readonly Match[],
): Mention[] => {
  const weighty = concepts.filter(({ tag }) => !EMPTY.test(tag));
  const padded = pieces(words, concepts).filter((piece) => {
    const last = piece.end - 1;
    const pads =
      words.tag(piece.start, 'padding') > 0 && words.mark(last, ',:;.') && !onlyNames(words, piece, mentions);
    return (asks(words, piece) || pads) && isPadding(piece, weighty);
  });
  const others = mentions.filter(({ start }) => !padded.some((piece) => covers(piece, start)));
  return others.length > 0 || concepts.some(({ tag }) => /^(?:metric:|row|view:|entity)/.test(tag))
    ? others
    : [...mentions];
};

/** The words that one is written together with: "zx-importer". */
const joined = (words: Lexemes, at: number): { first: number; last: number } => {
  let [first, last] = [at, at];
  while (words.mark(first - 1, '-')) first -= 2;
  while (words.mark(last + 1, '-')) last += 2;
  return { first, last };
};

/** Words that nothing explains; those that stand where a name would are told apart from mere decoration. */
export const unknownWords = (
  words: Lexemes,
  concepts: readonly Match[],
  taken: ReadonlySet<number>,
  ignorable: readonly string[],
  index: NameIndex,
  proper: ReadonlySet<string>,
  akin: (word: string) => boolean,
): { unknown: string[]; naming: string[]; aside: string[] } => {
  const explained = (at: number, token: Token): boolean =>
    token.kind !== 'word' ||
    (token.norm.length < 3 && !proper.has(token.text) && !CODE.test(token.norm)) ||
    taken.has(at) ||
    concepts.some((match) => covers(match, at)) ||
    index.small(token.norm) ||
    akin(token.norm) ||
    words.number(at) !== undefined ||
    ignorable.some((ending) => token.norm.endsWith(ending)) ||
    words.matches.some(
      (match) =>
        covers(match, at) &&
        TIES.test(match.tag) &&
        (match.end - match.start === 1 || !match.tag.startsWith('time')),
    );
  const adjective = (at: number): boolean => words.tag(at, 'adjective') > 0;
  const isVerb = ({ tag }: Match): boolean => tag === 'row' || tag.startsWith('metric:');
  /** "Errors foobar": right behind what is measured. */
  const behindVerb = (at: number): boolean => concepts.some((match) => match.end === at && isVerb(match));
  /** "Foobar failures": right before a noun of the data. */
  const leadsNoun = (at: number): boolean => words.tag(at + 1, 'anchor') > 0;
  /** "Does a cheetah run": between the asking and the verb stands who does it. */
  const acts = (at: number): boolean =>
    concepts.some((match) => match.start === at + 1 && isVerb(match)) &&
    [at - 1, at - 2].some(
      (before) =>
        concepts.some(({ tag, end }) => tag === 'ask.yesno' && end === before + 1) &&
        (before === at - 1 || index.small(words.tokens[at - 1]?.norm ?? '')),
    );
  /** "How many failures did foobar have": behind the auxiliary stands who does it. */
  const subject = (at: number): boolean =>
    !taken.has(at + 1) &&
    (words.tag(at - 1, 'subjectNext') > 0 ||
      (words.tag(at - 1, 'nounLead') > 0 && words.tag(at - 2, 'subjectNext') > 0));
  /** "Il processo dei buoni pasto": of a thing, whatever the word describes elsewhere. */
  const ofThing = (at: number): boolean =>
    words.matches.some(
      ({ tag, start, end }) =>
        tag === 'naming' &&
        end === at &&
        concepts.some((each) => each.tag === 'entity' && each.end === start),
    );
  /** "Which batsman": what is asked for; "the tally of failures" only asks in words of its own. */
  const asked = (at: number): boolean =>
    words.matches.some(({ tag, end }) => tag === 'thingAsked' && end === at) &&
    words.tag(at + 1, 'naming') === 0;
  const naming = (at: number): boolean => {
    const { first, last } = joined(words, at);
    return (
      proper.has(words.tokens[at]?.text ?? '') ||
      asked(at) ||
      acts(at) ||
      ofThing(at) ||
      concepts.some((match) => match.tag === 'entity' && match.start === at + 1) ||
      // "Il processo delle buste regalo": the second word of what it is of.
      (words.tag(at - 2, 'naming') > 0 &&
        concepts.some((match) => match.tag === 'entity' && match.end === at - 2)) ||
      (!adjective(at) &&
        (words.matches.some(({ tag, end }) => tag === 'naming' && end === first) ||
          subject(first) ||
          behindVerb(first) ||
          leadsNoun(last)))
    );
  };
  const weighty = [
    ...concepts.filter(({ tag }) => !EMPTY.test(tag)),
    ...[...taken].map((at) => ({ start: at, end: at + 1 })),
  ];
  const all = pieces(words, concepts);
  const padding =
    weighty.length > 0 && all.length > 1 ? all.filter((piece) => isPadding(piece, weighty)) : [];
  const unclear = [...words.tokens.entries()].filter(([at, token]) => !explained(at, token));
  const pads = (at: number): boolean => padding.some((piece) => covers(piece, at));
  const leads = (at: number): boolean =>
    padding.some(
      (piece) => covers(piece, at) && (words.tag(piece.start, 'padding') > 0 || asks(words, piece)),
    );
  const found = unclear.filter(([at]) => !pads(at));
  return {
    unknown: found.map(([, token]) => token.norm),
    naming: found.filter(([at]) => naming(at)).map(([, token]) => token.norm),
    aside: unclear.filter(([at]) => pads(at) && !leads(at)).map(([, token]) => token.norm),
  };
};
