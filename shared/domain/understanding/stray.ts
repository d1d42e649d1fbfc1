import type { Frame } from './frame.ts';

const NEAR = 2;
const WHOLE = 0.95;

/** "Fidelity card sync", "orders on Amazon": one word of a name that exists, beside words of one that does not. */
export const isStray = (frame: Frame): boolean => {
  const [mention, ...others] = frame.mentions;
  if (!mention || others.length > 0 || mention.hits > 1) return false;
  const [choice] = mention.choices;
  if (mention.score >= WHOLE && choice?.key !== choice?.name) return false;
  return frame.words.tokens.some((token, at) => {
    const beside = at < mention.start ? mention.start - at : at - mention.end + 1;
    return frame.naming.includes(token.norm) && beside >= 1 && beside <= NEAR;
  });
};
