import type { Token } from '#shared/domain/language/tokens.ts';

/** A phrase found in a text: tokens `start` up to, not including, `end`. */
export interface Match {
  readonly tag: string;
  readonly language: string;
  readonly start: number;
  readonly end: number;
}

/** What holds of a tag, found out once: grammars have some hundred of them. */
export const ofTag = (test: (tag: string) => boolean): ((tag: string) => boolean) => {
  const known = new Map<string, boolean>();
  return (tag) => {
    const holds = known.get(tag) ?? test(tag);
    known.set(tag, holds);
    return holds;
  };
};

interface Node {
  readonly words: Map<string, Node>;
  /** Stems by their first two letters, so that a word is compared with few of them. */
  readonly stems: Map<string, [string, Node][]>;
  readonly ends: { tag: string; language: string }[];
}

const node = (): Node => ({ words: new Map(), stems: new Map(), ends: [] });

const stemChild = (at: Node, stem: string): Node => {
  const bucket = at.stems.get(stem.slice(0, 2)) ?? [];
  at.stems.set(stem.slice(0, 2), bucket);
  const known = bucket.find(([other]) => other === stem);
  if (known) return known[1];
  const made = node();
  bucket.push([stem, made]);
  return made;
};

const wordChild = (at: Node, word: string): Node => {
  if (word.endsWith('*')) return stemChild(at, word.slice(0, -1));
  const child = at.words.get(word) ?? node();
  at.words.set(word, child);
  return child;
};

const insert = (from: Node, pieces: string[], tag: string, language: string): void => {
  let nodes = [from];
  for (const piece of pieces) {
    const optional = piece.startsWith('[');
    const choices = piece.replace(/[[\]]/g, '').split('/');
    const next = nodes.flatMap((at) => choices.map((word) => wordChild(at, word)));
    nodes = optional ? [...nodes, ...next] : next;
  }
  for (const at of nodes) {
    if (at !== from && !at.ends.some((end) => end.tag === tag && end.language === language)) {
      at.ends.push({ tag, language });
    }
  }
};

/** All phrases of all languages, searched together. */
export interface PhraseBook {
  /** Every phrase that stands anywhere in the tokens, longest first at each start. */
  find(tokens: readonly Token[]): Match[];
  /** The word is known to some phrase. */
  knows(word: string): boolean;
  /** The same, but that it begins as a word of so few letters does that it may be another one. */
  spells(word: string): boolean;
  /** The tags of what the word says by itself. */
  tagsOf(word: string): readonly string[];
}

type Entry = readonly [tag: string, language: string, phrases: readonly string[]];

const piecesOf = (phrase: string): string[] => phrase.split(' ').filter((piece) => piece !== '');

/** The words that phrases are made of, and the beginnings of words among them. */
export const wordsOf = (entries: Iterable<Entry>): { words: Set<string>; stems: Set<string> } => {
  const words = new Set<string>();
  const stems = new Set<string>();
  for (const [, , phrases] of entries)
    for (const word of phrases.flatMap(piecesOf).flatMap((piece) => piece.replace(/[[\]]/g, '').split('/'))) {
      if (word.endsWith('*')) stems.add(word.slice(0, -1));
      else words.add(word);
    }
  return { words, stems };
};

const children = (at: Node, word: string): Node[] => {
  const found: Node[] = [];
  const exact = at.words.get(word);
  if (exact) found.push(exact);
  for (const [stem, child] of at.stems.get(word.slice(0, 2)) ?? [])
    if (word.startsWith(stem)) found.push(child);
  return found;
};

const walk = (from: readonly Node[], tokens: readonly Token[], start: number, into: Match[]): void => {
  let level = from;
  for (let at = start; level.length > 0; at += 1) {
    for (const here of level) for (const end of here.ends) into.push({ ...end, start, end: at + 1 });
    const word = tokens[at + 1]?.norm;
    level = word === undefined ? [] : level.flatMap((here) => children(here, word));
  }
};

/** So many words are remembered; then all are forgotten. */
const MOST_WORDS = 5000;

/** Where phrases may begin: every word of every text is looked up here, and the same ones come again and again. */
const beginnings = (root: Node): ((word: string) => readonly Node[]) => {
  const seen = new Map<string, readonly Node[]>();
  return (word) => {
    const known = seen.get(word);
    if (known) return known;
    const found = children(root, word);
    if (seen.size >= MOST_WORDS) seen.clear();
    seen.set(word, found);
    return found;
  };
};

/** A stem of few letters begins words of another kind too: "sta*" does not know "stanote". */
const SHORT_STEM = 3;
/** One of four knows its endings, and not "statment" by "stat*". */
const MIDDLE_STEM = 4;
const SHORT_ENDING = 3;
/** Beginnings of what can be counted, loose so that a number before them is no date. */
export const COUNTED = /^time\.countable$/;

/** Builds the book. */
export const phraseBook = (entries: readonly Entry[]): PhraseBook => {
  const root = node();
  for (const [tag, language, phrases] of entries)
    for (const phrase of phrases) insert(root, piecesOf(phrase), tag, language);
  const begin = beginnings(root);
  const { words, stems } = wordsOf(entries);
  const begun = Map.groupBy(stems, (stem) => stem.slice(0, 2));
  const own = wordsOf(entries.filter(([tag]) => !COUNTED.test(tag)));
  const long = Map.groupBy(
    [...own.stems].filter((stem) => stem.length > SHORT_STEM),
    (stem) => stem.slice(0, 2),
  );
  const begins = (stem: string, word: string): boolean =>
    word.startsWith(stem) && (stem.length > MIDDLE_STEM || word.length - stem.length <= SHORT_ENDING);
  return {
    tagsOf: (word) => begin(word).flatMap(({ ends }) => ends.map(({ tag }) => tag)),
    spells: (word) =>
      own.words.has(word) || (long.get(word.slice(0, 2)) ?? []).some((stem) => begins(stem, word)),
    knows: (word) =>
      words.has(word) ||
      (begun.get(word.slice(0, 2)) ?? []).some(
        (stem) =>
          word.startsWith(stem) && (stem.length > SHORT_STEM || word.length - stem.length <= SHORT_ENDING),
      ),
    find: (tokens) => {
      const matches: Match[] = [];
      for (const [start, { norm }] of tokens.entries()) walk(begin(norm), tokens, start, matches);
      return matches.sort((a, b) => a.start - b.start || b.end - a.end);
    },
  };
};
