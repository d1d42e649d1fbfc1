import { namesThing } from './absent-rows.ts';
import type { Composed, Context } from './composing.ts';
import { all, type Frame, has, names, saysNoTime, speaksOf } from './frame.ts';
import { listed } from './views.ts';

/** Words that ask, open a sentence or say of which kind a label is. */
const LIGHT = /^(?:stop$|aux$|greet$|many$|single$|ask\.(?:what|which|list|enumerate|yesno)$|dimension:)/;

/** "What is in the sales area", "everything that is tagged marketing": the things of a label, and nothing else is said. */
export const composeContents = (frame: Frame, { reading }: Context): Composed | undefined => {
  const every = reading.views['every'];
  const kinds = all(frame, 'dimension:');
  const labelled = !namesThing(frame) && names(frame).some(({ dimension }) => kinds.includes(dimension));
  // "What about the sales area" goes on with what was asked.
  const asked = has(frame, 'ask.what', 'ask.which') && !speaksOf(frame, 'follow');
  const light = frame.concepts.every(({ tag }) => LIGHT.test(tag));
  if (!every || !labelled || !asked || !light || frame.unknown.length > 0 || !saysNoTime(frame))
    return undefined;
  return { query: listed(every, frame), sure: 0.97 };
};
