import type { Directory } from '#shared/contracts/catalog.ts';
import { foldText } from '#shared/domain/language/tokens.ts';
import type { Frame, Mention } from './frame.ts';

/** "My processes" are those the asker prefers, as long as they exist. */
export const withFavourites = (
  frame: Frame,
  favourites: readonly string[] | undefined,
  { names }: Directory,
): Frame => {
  if (favourites === undefined || favourites.length === 0) return frame;
  const at = frame.words.tokens.findIndex((_, each) => frame.words.tag(each, 'mine') > 0);
  if (at < 0 || frame.mentions.length > 0) return frame;
  const wanted = new Set(favourites.map(foldText));
  const meant = names.filter(({ name, masked }) =>
    [name, masked ?? name].some((each) => wanted.has(foldText(each))),
  );
  const end = frame.words.tag(at, 'mine');
  const mentions = meant.map(
    (named): Mention => ({ start: at, end, choices: [named], score: 1, hits: end - at }),
  );
  return { ...frame, mentions };
};
