import type { Reason } from '#shared/contracts/answer.ts';
import { asksChanging, asksPurpose, asksStateSince, saidOf } from './about-things.ts';
import { relatesTimes } from './among-times.ts';
import type { Context } from './composing.ts';
import { type Frame, has } from './frame.ts';

const FAR = 4;

/** "Longer than an average of 10 minutes": a bound that is said in numbers. */
const comparesWithMean = (frame: Frame): boolean =>
  saidOf(frame, 'beyond').some(({ end }) =>
    Array.from({ length: FAR }, (_, each) => frame.words.number(end + each)).every((each) => !each),
  );

/**
 * Why a question cannot be asked of the data though all its words are known: what it wants is not kept, or no query
 * says it. Undefined: it can.
 */
export const beyond = (frame: Frame, context: Context): Reason | undefined => {
  const main = context.catalog.mainEntity;
  if (
    saidOf(frame, 'beyond.lacks').length > 0 ||
    asksChanging(frame, main) ||
    asksPurpose(frame, main) ||
    asksStateSince(frame, context)
  )
    return 'not_in_data';
  if (has(frame, 'define')) return undefined;
  return comparesWithMean(frame) || relatesTimes(frame, context) ? 'not_understood' : undefined;
};
