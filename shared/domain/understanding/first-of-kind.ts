import type { Reading } from '#shared/contracts/grammar.ts';
import { type Frame, has, outcomesIn } from './frame.ts';
import { lastThing } from './last-thing.ts';
import type { Match } from './phrases.ts';

const FEW = 4;
const LIGHT = /^(?:stop|aux|or|group|ask\.yesno)$/;

/** "The first process to fail", "il primo processo che è partito": what it is the first to do stands behind the thing. */
const firstThingAt = ({ words, concepts, times }: Frame, start: number): number | undefined => {
  const noun = words.matches.find(({ tag, end }) => tag === 'entity' && end <= start && start - end < FEW);
  const at = (noun?.start ?? 0) - 1;
  const said = words.number(at);
  if (!noun || said?.ordinal !== true || said.value !== 1 || times.used.has(at)) return undefined;
  const between = Array.from({ length: start - noun.end }, (_, each) => noun.end + each);
  const light = between.every((here) =>
    concepts.every(({ tag, start: from, end }) => here < from || here >= end || LIGHT.test(tag)),
  );
  return light ? at : undefined;
};

/** "Which process failed first", "quale è partito per primo". */
const didFirst = (frame: Frame, { end }: Match): boolean =>
  has(frame, 'ask.which', 'single') &&
  frame.concepts.some(({ tag, start }) => tag === 'first' && start === end);

/** The first of the things that did something, told by the row in which it did. */
export const asksFirstThing = (frame: Frame, reading: Reading): boolean => {
  // "The first process to run", but not "the first process runs".
  const verbs = frame.concepts.filter(
    ({ tag, start }) =>
      tag === 'row' && (frame.words.tag(start, 'anchor') === 0 || frame.words.tag(start - 1, 'entity') === 0),
  );
  return [...outcomesIn(frame, reading.outcomes), ...verbs].some(
    (did) => firstThingAt(frame, did.start) !== undefined || didFirst(frame, did),
  );
};

/** "The first failure", "primo errore": the first one by its number. */
export const countsFirst = (frame: Frame, reading: Reading): boolean =>
  outcomesIn(frame, reading.outcomes).some(({ start }) => {
    const said = frame.words.number(start - 1);
    return said?.ordinal === true && said.value === 1 && !frame.times.used.has(start - 1);
  });

/** "The last run of October": the word stands right before it, or is one phrase with it. */
export const endOfRows = ({ words, concepts }: Frame): boolean =>
  words.matches.some(
    (row) =>
      row.tag === 'row' &&
      words.tag(row.start, 'anchor') > 0 &&
      concepts.some(
        ({ tag, start, end }) =>
          (tag === 'first' || tag === 'last') &&
          (end === row.start || (start < row.start && end === row.end)),
      ),
  );

/** "The last failure of October": the word stands right before what it is the last of. */
export const endOfKind = (frame: Frame, reading: Reading): boolean =>
  countsFirst(frame, reading) ||
  lastThing(frame) ||
  outcomesIn(frame, reading.outcomes).some(({ start }) =>
    frame.concepts.some(({ tag, end }) => (tag === 'first' || tag === 'last') && end === start),
  );
