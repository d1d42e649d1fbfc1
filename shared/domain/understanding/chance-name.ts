import type { Reading } from '#shared/contracts/grammar.ts';
import { chooseMetrics } from './choose-metric.ts';
import { type Frame, type Mention, speaksOf } from './frame.ts';
import { asksHowItWent } from './went.ts';

/** So few words are a name and nothing else. */
const BARE_NAME = 3;
const WHOLE = 0.95;
const LOOSE = /^(?:stop|aux|greet|ask\.yesno|group|or)$/;

/** One word of a name among words that ask for nothing: it may stand there by chance, so it is asked back. */
export const chanceName = (frame: Frame, reading: Reading): Mention | undefined => {
  const [mention, ...others] = frame.mentions;
  if (!mention || others.length > 0 || frame.words.tokens.length <= BARE_NAME) return undefined;
  const clear = mention.hits > 1 || mention.one === true || mention.score >= WHOLE;
  const said =
    asksHowItWent(frame) ||
    frame.times.ranges.length > 0 ||
    // "Tell me about the payroll."
    speaksOf(frame, 'asking') ||
    frame.concepts.some(({ tag }) => !LOOSE.test(tag));
  return !clear && !said && chooseMetrics(frame, reading).assumed ? mention : undefined;
};
