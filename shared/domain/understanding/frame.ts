import type { Named } from '#shared/contracts/catalog.ts';
import type { Lexemes } from './lexemes.ts';
import type { Match } from './phrases.ts';
import type { Times } from './time/read-times.ts';

/** A name found in the question, or several it may mean. */
export interface Mention {
  readonly start: number;
  readonly end: number;
  /** Best first. One: it is meant. Several: they fit alike. */
  readonly choices: readonly Named[];
  readonly score: number;
}

/** Everything that was recognised in a question; the composers read it and nothing else. */
export interface Frame {
  readonly words: Lexemes;
  readonly times: Times;
  readonly mentions: readonly Mention[];
  /** Concepts that stand, in order of the text; none overlaps a longer one, a time or a name. */
  readonly concepts: readonly Match[];
  /** Content words that nothing explains. */
  readonly unknown: readonly string[];
  /** Those of them that stand where a name would. */
  readonly naming: readonly string[];
  readonly corrected: number;
}

export const concept = (frame: Frame, tag: string): Match | undefined =>
  frame.concepts.find((match) => match.tag === tag);

export const has = (frame: Frame, ...tags: string[]): boolean =>
  tags.some((tag) => concept(frame, tag) !== undefined);

/** What follows a prefix, for all standing concepts: metrics, views, dimensions. */
export const all = (frame: Frame, prefix: string): string[] => [
  ...new Set(
    frame.concepts
      .filter((match) => match.tag.startsWith(prefix))
      .map((match) => match.tag.slice(prefix.length)),
  ),
];

/** The names that are meant, each once. */
export const names = (frame: Frame): Named[] => [
  ...new Set(frame.mentions.flatMap((mention) => mention.choices.slice(0, 1))),
];

const CONCEPTS = [
  'metric:',
  'family:',
  'dimension:',
  'value:',
  'view:',
  'superlative:',
  'row',
  'entity',
  'absent',
];
const GENERAL =
  /^(?:ask|agg|order|compare|share|rate|series|per|busiest|not|none|trending|overview|never|always|having|last|lastMany|first|oldest|now|define|group|or|each|samePoint|forecast|opinion|knowledge|action|human|help|tech|offtopic|greet|thanks|bye|stop|measure|many|single|aux)(?:\.|$)/;

/** Tags that carry meaning of their own, as opposed to the words of time expressions. */
const isConcept = (tag: string): boolean =>
  CONCEPTS.some((prefix) => tag.startsWith(prefix)) || GENERAL.test(tag);

/** Words that shape a sentence rather than mean something give way to those that do. */
const isLoose = (tag: string): boolean => /^(?:stop|single|many|aux|group|or|ask\.yesno)$/.test(tag);

/** Keeps the longest phrases; equal spans stand together; taken tokens belong to someone else. */
export const standing = (matches: readonly Match[], taken: ReadonlySet<number>): Match[] => {
  const usable = matches.filter((match) => {
    if (!isConcept(match.tag)) return false;
    for (let at = match.start; at < match.end; at += 1) if (taken.has(at)) return false;
    return true;
  });
  const kept: Match[] = [];
  const owner = new Map<number, string>();
  const byLength = usable.toSorted(
    (a, b) =>
      b.end - b.start - (a.end - a.start) ||
      Number(isLoose(a.tag)) - Number(isLoose(b.tag)) ||
      a.start - b.start,
  );
  for (const match of byLength) {
    const span = `${match.start}-${match.end}`;
    let free = true;
    for (let at = match.start; at < match.end; at += 1) {
      const other = owner.get(at);
      if (other !== undefined && other !== span) free = false;
    }
    if (!free) continue;
    for (let at = match.start; at < match.end; at += 1) owner.set(at, span);
    kept.push(match);
  }
  return kept.toSorted((a, b) => a.start - b.start || a.end - b.end);
};

/** The question begins with it, courtesies and articles aside: "runs that did not …" asks nothing. */
export const opensWith = (frame: Frame, tag: string): boolean => {
  const first = frame.concepts.find((match) => !['stop', 'greet', 'aux', 'none'].includes(match.tag));
  return first?.tag === tag || frame.concepts[0]?.tag === tag;
};
