import type { Frame } from '../frame.ts';

const THINGS = /^(?:entity$|dimension:)/;

/**
 * "Process by process", "di quali processi?": behind a name ("sales …") or a verb ("… sono di quali") its first words
 * would be taken for a part of that.
 */
export const opensWithThings = ({ concepts, mentions, words }: Frame, opening: number): boolean => {
  const things = concepts.find(({ tag, start }) => start >= opening && THINGS.test(tag));
  if (!things || mentions.length > 0) return false;
  const group = concepts.find(({ tag, start }) => tag === 'group' && start >= opening);
  const repeats = things.start === opening && group?.start === things.end;
  const asks =
    group?.start === opening &&
    group.end === things.start &&
    words.matches.some(
      ({ tag, start, end }) => tag === 'ask.which' && start >= group.start && end <= group.end,
    );
  return repeats || asks;
};
