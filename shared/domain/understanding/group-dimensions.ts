import { all, type Frame, has, names } from './frame.ts';
import type { Match } from './phrases.ts';
import { isUnit, splitBy } from './split-by.ts';

const COUNTED = /^(?:metric:|family:|row$|agg\.)/;
const CLOSE = 2;
/** "Dell'area Vendite", "con l'etichetta fatture". */
const FARTHEST_LABEL = 4;

/** "Processes with errors", "le aree senza errori": what they had stands right behind, and no figure before them. */
const isToldBy = ({ words, concepts }: Frame, end: number): boolean => {
  const last = words.tag(end, 'bearing') || words.tag(end, 'without');
  const figure = concepts.find(({ tag }) => COUNTED.test(tag));
  return last > 0 && figure !== undefined && figure.start >= last && figure.start - last <= CLOSE;
};

/** "Processes that failed", "le aree che hanno avuto errori": things, told by what they did. */
export const describedThings = (frame: Frame): boolean =>
  !has(frame, 'ask.count') &&
  frame.words.matches.some(
    ({ tag, start, end }) =>
      (tag === 'entity' || tag.startsWith('dimension:')) &&
      (frame.words.plural(end - 1) || frame.words.tag(start, 'many') > 0) &&
      (frame.words.tag(end, 'relative') > 0 || isToldBy(frame, end)),
  );

/** "Without the label critical": the word says what kind of name is left out, and nothing else. */
const isNounOfExcluded = ({ concepts, mentions, words }: Frame, dimension: string): boolean =>
  concepts
    .filter(({ tag }) => tag === `dimension:${dimension}`)
    .every((noun) =>
      mentions.some(
        ({ start, excluded, choices: [choice] }) =>
          excluded === true &&
          choice?.dimension === dimension &&
          start >= noun.end &&
          start - noun.end <= 1 &&
          // "By area, without sales": the areas are asked for.
          words.tag(noun.end, 'except') === 0,
      ),
    );

/** What the answer is to be split by; a dimension that is only named ("the sales area") splits nothing. */
export const groupDimensions = (frame: Frame, main: string, bounded = false): string[] => {
  const marked =
    bounded ||
    describedThings(frame) ||
    splitBy(frame).some((each) => !isUnit(each)) ||
    all(frame, 'superlative:').length > 0 ||
    has(
      frame,
      'group',
      'ask.which',
      'ask.show',
      'share',
      'order.most',
      'order.least',
      'order.top',
      'order.rank',
      'order.worst',
      'order.best',
      'busiest',
    );
  const found = marked ? all(frame, 'dimension:').filter((dimension) => dimension !== main) : [];
  const restricted = new Set(names(frame).map((each) => each.dimension));
  return found.filter((dimension) => !restricted.has(dimension) && !isNounOfExcluded(frame, dimension));
};

/** "The processes tagged urgent and how often each ran": the mark stands behind the things. */
const eachOfThem = (frame: Frame): boolean =>
  frame.concepts.some(
    ({ tag, start }) =>
      tag === 'many' &&
      frame.words.tag(start, 'entity') > 0 &&
      frame.words.tokens.some((_, at) => at > start && frame.words.tag(at, 'eachOne') > 0),
  );

/** "Per i processi dell'area Vendite": all of them are meant together, and a label says which. */
const isWhole = ({ words, mentions }: Frame, mark: Match, thing: Match): boolean =>
  words.tag(mark.start, 'place') === mark.end &&
  thing.start === mark.end + 1 &&
  words.plural(thing.start) &&
  mentions.some(
    ({ start, choices: [choice] }) =>
      choice?.key === choice?.name && start >= thing.end && start - thing.end <= FARTHEST_LABEL,
  );

/** "By process", "for each of the processes": the mark stands right before the things. */
export const eachThing = (frame: Frame): boolean =>
  eachOfThem(frame) ||
  frame.concepts.some(
    (mark) =>
      mark.tag === 'group' &&
      frame.words.matches.some(
        (thing) =>
          thing.tag === 'entity' &&
          thing.start >= mark.start &&
          thing.start - mark.end <= 2 &&
          !isWhole(frame, mark, thing),
      ),
  );

const NEAR = 2;

/** "Do two thirds of the errors come from one process": parts of what was said before, one for each of the things. */
export const partsAmong = ({ concepts }: Frame): boolean =>
  concepts.some(
    (verb) =>
      verb.tag === 'share' &&
      concepts.some(({ tag, end }) => /^(?:metric:|row$)/.test(tag) && end <= verb.start) &&
      concepts.some(
        ({ tag, start }) => tag.startsWith('dimension:') && start >= verb.end && start - verb.end <= NEAR,
      ),
  );

/** "The two worst of each area", "top 3 processes per area": a ranking within every group. */
export const rankedWithin = (frame: Frame, main: string, things: boolean): string | undefined =>
  all(frame, 'dimension:').find(
    (dimension) =>
      dimension !== main &&
      frame.concepts.some(
        ({ tag, start }) =>
          tag === `dimension:${dimension}` &&
          frame.concepts.some(
            (mark) =>
              mark.tag === 'group' &&
              mark.end === start &&
              (things || frame.words.tag(mark.start, 'ofEach') > 0),
          ),
      ),
  );

/** "By day and by area": what the buckets of a calendar unit are split by besides. */
export const alsoSplitBy = (frame: Frame, main: string): string[] => {
  const meant = new Set(names(frame).map(({ dimension }) => dimension));
  const groups = splitBy(frame).filter((each) => !isUnit(each));
  const things = eachThing(frame) ? [main] : [];
  return [...new Set([...groups, ...things])].filter((each) => !meant.has(each)).slice(0, 1);
};
