import type { Named } from '#shared/contracts/catalog.ts';
import type { Lexemes } from './lexemes.ts';

/** A label: what has a key of its own is a thing. */
export const isLabel = ({ key, name }: Named): boolean => key === name;

/** "The slowest sales process", "which order process runs the most"; "quello del magazzino che va peggio" is a thing. */
export const ranksThings = ({ matches }: Lexemes, start: number): boolean => {
  const asks = matches.some(({ tag, end }) => /^(?:single|ask\.which)$/.test(tag) && end <= start);
  return (
    matches.some(({ tag }) => tag === 'entity') &&
    matches.some(
      ({ tag, end }) =>
        tag.startsWith('order.') || (tag.startsWith('superlative:') && (asks || end <= start)),
    )
  );
};
