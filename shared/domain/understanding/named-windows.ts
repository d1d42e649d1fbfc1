import type { Mention } from './frame.ts';
import type { Lexemes } from './lexemes.ts';
import type { Times } from './time/read-times.ts';

interface Span {
  readonly start: number;
  readonly end: number;
}

/** "The nightly backup, all nights together", "tutte le notti": those of its name. */
const isOfName = ({ start, end }: Span, mentions: readonly Mention[], words: Lexemes): boolean => {
  const parts = (from: number, to: number): Set<string> =>
    new Set(
      words.tokens.flatMap((_, at) =>
        at >= from && at < to ? (words.prefixed(at, 'part.')?.rest ?? []) : [],
      ),
    );
  const all = [start - 2, start - 1, start].some((at) => words.tag(at, 'allThe') > 0);
  const [said, ...others] = parts(start, end);
  const named = mentions.some((mention) => said !== undefined && parts(mention.start, mention.end).has(said));
  return all && named && others.length === 0;
};

/** Times without the windows whose words turned out to be part of a name, or say again what is in it. */
export const withoutNamed = (times: Times, mentions: readonly Mention[], words: Lexemes): Times => {
  const inName = ({ start, end }: Span): boolean =>
    mentions.some((mention) => mention.start < end && start < mention.end);
  const gone = times.windows.filter((window) => inName(window) || isOfName(window, mentions, words));
  if (gone.length === 0) return times;
  const free = new Set(
    gone.flatMap(({ start, end }) => Array.from({ length: end - start }, (_, at) => start + at)),
  );
  return {
    ...times,
    windows: times.windows.filter((window) => !gone.includes(window)),
    used: new Set([...times.used].filter((at) => !free.has(at))),
  };
};
