import type { Reading } from '#shared/contracts/grammar.ts';
import { type Frame, isOutcome } from './frame.ts';
import type { Match } from './phrases.ts';

/** "The last thing to run", "l'ultima cosa che è partita": what it was. */
export const lastThing = ({ concepts, words }: Frame): boolean =>
  concepts.some(
    ({ tag, end }) => tag === 'last' && (words.tag(end, 'thing') > 0 || words.tag(end, 'entity') > 0),
  );

/** "Quale processo", "which process"; "qual è" asks for no thing. */
const namesIt = ({ words }: Frame, { tag, start, end }: Match): boolean =>
  tag === 'single' &&
  words.matches.some((each) => each.tag === 'entity' && each.start >= start && each.end <= end);

/** "Which process was the last run?" */
export const asksWhichThing = (frame: Frame): boolean => frame.concepts.some((ask) => namesIt(frame, ask));

/** "What", "quale processo". */
const asksThing = (frame: Frame, ask: Match): boolean => ask.tag === 'ask.what' || namesIt(frame, ask);

/** "What ran last", "cosa è fallito per ultimo": right behind the word that asks, or its verb. */
export const whatDid = (frame: Frame, { outcomes }: Reading): boolean => {
  const { concepts } = frame;
  const did = (at: number): boolean =>
    concepts.some((match) => match.start === at && (match.tag === 'row' || isOutcome(match, outcomes)));
  return concepts.some((ask) => asksThing(frame, ask) && (did(ask.end) || did(ask.end + 1)));
};
