import type { Catalog } from '#shared/contracts/catalog.ts';
import type { Grammar } from '#shared/contracts/grammar.ts';
import { tokenise } from '#shared/domain/language/tokens.ts';
import type { Edit, Span } from '../conversation/pieces.ts';
import type { Frame } from '../frame.ts';
import type { Match } from '../phrases.ts';
import type { Shown } from './aliases.ts';
import { hintsOf, wordsFor } from './hints.ts';
import type { Suggestion } from './suggestion.ts';
import { COMPARISON_TAGS, dimensionTags, metricTags, orderTags, SHAPE_TAGS } from './tags.ts';

/** A slot that its quote carries. `edits`: plain words in the place of loose ones; none when the rules read it. */
export interface Proof {
  readonly span: Span;
  readonly edits: readonly Edit[];
  /** What the loose words stand for. */
  readonly meant?: string;
}

export interface Asked {
  readonly frame: Frame;
  readonly shown: Shown;
  readonly language: string;
  readonly grammar: Grammar;
  readonly catalog: Catalog;
  /** A word that says nothing, for the place of decoration. */
  readonly empty: string;
}

/** Where the quote stands in the question, word for word; marks between words do not count. */
export const placesOf = (quote: string, { pieces }: Shown): Span[] => {
  const wanted = tokenise(quote)
    .filter((token) => token.kind !== 'mark')
    .map((token) => token.text);
  const words = pieces.filter(({ word }) => /[a-z0-9]/.test(word));
  const starts = wanted.length === 0 ? [] : words.keys();
  return [...starts].flatMap((at) => {
    const here = words.slice(at, at + wanted.length);
    const [first, last] = [here[0], here.at(-1)];
    const same = here.length === wanted.length && here.every(({ word }, each) => word === wanted[each]);
    return same && first && last ? [{ start: first.start, end: last.end }] : [];
  });
};

const inside = (inner: Span, outer: Span): boolean => inner.start >= outer.start && inner.end <= outer.end;

const LOOSE = /^(?:stop|single|many|aux|group|or|none|ask\.yesno)$/;

/** No time, name or concept of the rules stands on these words; what only stands after a correction is a guess. */
const isFree = ({ words, times, mentions, concepts }: Frame, span: Span): boolean => {
  const written = ({ start, end }: Span): boolean =>
    words.tokens.slice(start, end).some((token) => token.norm === token.text);
  const meets = (other: Span): boolean => other.start < span.end && span.start < other.end;
  for (let at = span.start; at < span.end; at += 1) if (times.used.has(at)) return false;
  return (
    !mentions.some(meets) &&
    !concepts.some((match) => !LOOSE.test(match.tag) && written(match) && meets(match))
  );
};

/** Kinds of which a question has one: a loose word only says what no plain word has said. */
const KINDS = [
  /^(?:metric|family|superlative|view):/,
  /^dimension:/,
  /^value:/,
  /^(?:order\.|superlative:)/,
  /^(?:series|busiest)$|^per\./,
  /^(?:compare|samePoint|trending)/,
];

const isMissing = ({ concepts }: Frame, tag: string, entity: string): boolean =>
  !concepts.some((match) => {
    const plain = match.tag !== `dimension:${entity}`;
    return match.tag === tag || (plain && KINDS.some((kind) => kind.test(tag) && kind.test(match.tag)));
  });

/** Loose phrases of the question that say what nothing else in it says. */
export const looseWords = (frame: Frame, grammar: Grammar, entity: string): Match[] => {
  const written = frame.words.tokens.map((token) => ({ ...token, norm: token.text }));
  return hintsOf(grammar)
    .find(written)
    .filter((match) => isFree(frame, match) && isMissing(frame, match.tag, entity))
    .toSorted((a, b) => b.end - b.start - (a.end - a.start));
};

/** Words of the catalog's grammar in the place of a loose phrase that stands within the span. */
const hinted = (tags: readonly string[], span: Span, asked: Asked): Proof | undefined => {
  const { frame, grammar, language, catalog } = asked;
  for (const { tag, start, end } of looseWords(frame, grammar, catalog.mainEntity)) {
    const fits = tags.includes(tag) && inside({ start, end }, span);
    const many = frame.words.tag(start, 'many') > 0;
    const text = fits ? wordsFor(tag, language, grammar, many) : undefined;
    if (text !== undefined) return { span, edits: [{ start, end, text }], meant: tag };
  }
  return undefined;
};

/** The quote stands in the question and says one of these: to the rules, or as a loose word that means it. */
const proofOf = (tags: readonly string[], quote: string, asked: Asked): Proof | undefined => {
  for (const span of placesOf(quote, asked.shown)) {
    const read = asked.frame.words.matches.some((match) => tags.includes(match.tag) && inside(match, span));
    const proof = read ? { span, edits: [] } : hinted(tags, span, asked);
    if (proof) return proof;
  }
  return undefined;
};

/** An alias that was given, quoted with the words it was given for. */
const nameProof = (alias: string, quote: string, { shown }: Asked): Proof | undefined => {
  const given = shown.aliases.find((each) => each.alias === alias);
  const span = given && placesOf(quote, shown).find((place) => inside(given, place));
  if (!given || !span) return undefined;
  const { start, end, close } = given;
  return { span, edits: close ? [{ start, end, text: close.name }] : [] };
};

/** A phrase that our own grammar reads as a period or as hours. */
const periodProof = (quote: string, { frame, shown }: Asked): Proof | undefined => {
  const { ranges, windows } = frame.times;
  const span = placesOf(quote, shown).find((place) =>
    [...ranges, ...windows].some((time) => inside(time, place)),
  );
  return span && { span, edits: [] };
};

const saysNumber = ({ words }: Frame, span: Span, value: number): boolean => {
  for (let at = span.start; at < span.end; at += 1) if (words.number(at)?.value === value) return true;
  return false;
};

/** The slots that the question supports; all others are dropped. */
export const provenSlots = (suggestion: Suggestion, asked: Asked): Proof[] => {
  const { metrics, dimensions, values, views, names, periods, order, comparison, shape } = suggestion;
  const { reading } = asked.grammar;
  const ordered = order && proofOf(orderTags(order.direction, reading), order.because, asked);
  const counted = order?.limit ?? undefined;
  const honest = ordered && (counted === undefined || saysNumber(asked.frame, ordered.span, counted));
  return [
    ...metrics.map((slot) => proofOf(metricTags(slot.metric, reading), slot.because, asked)),
    ...dimensions.map((slot) => proofOf(dimensionTags(slot.dimension, asked.catalog), slot.because, asked)),
    ...values.map((slot) => proofOf([`value:${slot.value}`], slot.because, asked)),
    ...views.map((slot) => proofOf([`view:${slot.view}`], slot.because, asked)),
    ...names.map((slot) => nameProof(slot.alias, slot.because, asked)),
    ...periods.map((slot) => periodProof(slot.because, asked)),
    honest ? ordered : undefined,
    comparison ? proofOf(COMPARISON_TAGS, comparison.because, asked) : undefined,
    shape ? proofOf(SHAPE_TAGS[shape.shape], shape.because, asked) : undefined,
  ].flatMap((proof) => proof ?? []);
};
