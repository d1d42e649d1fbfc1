import type { Directory, Named } from '#shared/contracts/catalog.ts';
import type { Grammar } from '#shared/contracts/grammar.ts';
import { tokenise } from '#shared/domain/language/tokens.ts';
import type { Edit, Span } from '../conversation/pieces.ts';
import { edited, textOf } from '../conversation/pieces.ts';
import type { Frame } from '../frame.ts';
import { namesOf } from '../read-frame.ts';
import { misspelt } from './misspelt.ts';

/** What a model calls a name; the name itself stays here. */
export interface Alias extends Span {
  readonly alias: string;
  readonly dimension: string;
  /** The asker's words that it stands for. */
  readonly words: string;
  /** A name that is spelt nearly so, too far off for the rules; undefined when they read the words. */
  readonly close?: Named;
}

/** A question as a model may see it: aliases in the place of names. `pieces`: its words and where they stand. */
export interface Shown {
  readonly text: string;
  readonly pieces: readonly (Span & { readonly word: string })[];
  readonly aliases: readonly Alias[];
}

/** Places of the words that nothing explains. */
export const unknownAt = (frame: Frame): number[] => {
  const unknown = new Set(frame.unknown);
  const taken = (at: number): boolean =>
    frame.times.used.has(at) ||
    frame.mentions.some((mention) => at >= mention.start && at < mention.end) ||
    frame.concepts.some((match) => at >= match.start && at < match.end);
  return [...frame.words.tokens.entries()].flatMap(([at, token]) =>
    token.kind === 'word' && unknown.has(token.norm) && !taken(at) ? [at] : [],
  );
};

const MOST_ALIASES = 20;

/** P1, P2 … but for those that the asker uses as words. */
const freeAliases = (frame: Frame): string[] => {
  const words = new Set(frame.words.tokens.map((token) => token.text));
  return Array.from({ length: MOST_ALIASES }, (_, at) => `P${at + 1}`).filter(
    (name) => !words.has(name.toLowerCase()),
  );
};

/** Names that the question has or comes near to become P1, P2 …; no other name is ever told. */
export const shownOf = (frame: Frame, directory: Directory, grammar: Grammar): Shown => {
  const free = freeAliases(frame);
  const read = frame.mentions.map(({ start, end, choices }) => ({
    start,
    end,
    named: choices[0],
    close: false,
  }));
  const { index } = namesOf(directory, grammar);
  const near = unknownAt(frame).map((at) => {
    const named = misspelt(frame.words.tokens[at]?.text ?? '', index);
    return { start: at, end: at + 1, named, close: true };
  });
  const meant = [...read, ...near]
    .filter(({ named }) => named !== undefined)
    .toSorted((a, b) => a.start - b.start)
    .filter(({ start }, at, all) => at === 0 || start >= (all[at - 1]?.end ?? 0));
  const aliases = meant.flatMap(({ start, end, named, close }, at): Alias[] => {
    const alias = free[at];
    if (alias === undefined || named === undefined) return [];
    const said = { alias, start, end, dimension: named.dimension, words: textOf(frame, { start, end }) };
    return [close ? { ...said, close: named } : said];
  });
  return {
    ...shownText(
      frame,
      aliases.filter((alias) => alias.close === undefined),
    ),
    aliases,
  };
};

const shownText = (frame: Frame, inPlace: readonly Alias[]): Omit<Shown, 'aliases'> => {
  const edits: Edit[] = inPlace.map(({ start, end, alias }) => ({ start, end, text: alias }));
  const pieces: (Span & { word: string })[] = [];
  for (let at = 0; at < frame.words.tokens.length; ) {
    const alias = inPlace.find((each) => each.start === at);
    const end = alias?.end ?? at + 1;
    const word = alias?.alias.toLowerCase() ?? frame.words.tokens[at]?.text ?? '';
    pieces.push({ start: at, end, word });
    at = end;
  }
  return { text: edited(frame, edits), pieces };
};

const asWords = (text: string): string =>
  ` ${tokenise(text)
    .filter((token) => token.kind !== 'mark')
    .map((token) => token.norm)
    .join(' ')} `;

/**
 * A question of before, its names hidden. Words that were chosen from a list may be a name that the asker never
 * wrote: when one is left, nothing is shown.
 */
export const hiddenText = (frame: Frame, { names }: Directory): string | undefined => {
  const text = edited(
    frame,
    frame.mentions.map(({ start, end }) => ({ start, end, text: '…' })),
  );
  const words = asWords(text);
  const forms = names.flatMap(({ name, masked }) => (masked === undefined ? [name] : [name, masked]));
  return forms.some((form) => words.includes(asWords(form))) ? undefined : text;
};
