import type { Reading } from '#shared/contracts/grammar.ts';
import type { Frame } from './frame.ts';

/** "The last thing to run", "l'ultima cosa che è partita": what it was. */
export const lastThing = ({ concepts, words }: Frame): boolean =>
  concepts.some(
    ({ tag, end }) => tag === 'last' && (words.tag(end, 'thing') > 0 || words.tag(end, 'entity') > 0),
  );

/** "What ran last", "cosa è fallito per ultimo": right behind the word that asks, or its verb. */
export const whatDid = ({ concepts }: Frame, { outcomes }: Reading): boolean =>
  concepts.some(
    (ask) =>
      ask.tag === 'ask.what' &&
      concepts.some(
        ({ tag, start }) =>
          (start === ask.end || start === ask.end + 1) &&
          (tag === 'row' || outcomes.includes(tag.replace('metric:', ''))),
      ),
  );
