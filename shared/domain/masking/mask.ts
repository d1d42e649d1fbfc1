import { articlesOf, NO_ARTICLES } from './articles.ts';
import { compose, type Choose, type Voice } from './compose.ts';
import type { Dictionary } from './dictionary.ts';
import { maskName } from './names.ts';
import { createScan, type Scan } from './scan.ts';
import { createTrie } from './trie.ts';

/** Turns technology talk into business language, in one language. */
export interface Mask {
  /** The text with technical words and references replaced; masking twice changes nothing more. */
  text(text: string): string;
  /** The same, or undefined when something technical stays whatever is written in its place. */
  gate(text: string): string | undefined;
  /** A name with its technical words replaced or left out: stable, readable, never empty. */
  name(name: string): string;
  /** What is still technical in a text, as it stands there; empty for a masked text. */
  leaks(text: string): string[];
}

const PASSES = 4;

/** One automaton a dictionary, whatever the languages. */
const scans = new WeakMap<Dictionary, Scan>();
const scanOf = (dictionary: Dictionary): Scan => {
  const scan = scans.get(dictionary) ?? createScan(createTrie(dictionary));
  scans.set(dictionary, scan);
  return scan;
};

const masks = new WeakMap<Dictionary, Map<string, Mask>>();
/** So many names are remembered; then all are forgotten. */
const MOST_NAMES = 20_000;

/** Names come again and again, and each is worth a tenth of a millisecond. */
const remembered = (work: (name: string) => string): ((name: string) => string) => {
  const known = new Map<string, string>();
  return (name) => {
    const before = known.get(name);
    if (before !== undefined) return before;
    const masked = work(name);
    if (known.size >= MOST_NAMES) known.clear();
    known.set(name, masked);
    return masked;
  };
};

/**
 * One mask a dictionary and language; the first builds the automaton (some milliseconds). Each call is linear in the
 * length of its text.
 * @throws Error when the dictionary does not know the language
 */
export const createMask = (dictionary: Dictionary, language: string): Mask => {
  const made = masks.get(dictionary) ?? new Map<string, Mask>();
  masks.set(dictionary, made);
  const mask = made.get(language) ?? buildMask(dictionary, language);
  made.set(language, mask);
  return mask;
};

const buildMask = (dictionary: Dictionary, language: string): Mask => {
  const neutral = dictionary.concepts[dictionary.neutral]?.[language];
  if (!neutral) throw new Error(`masking: no words in ${language}`);
  const scan = scanOf(dictionary);
  const grammar = dictionary.grammar?.[language] ?? NO_ARTICLES;
  const voice: Voice = { articles: articlesOf(grammar), plural: new Set(dictionary.plural[language]) };
  const dangling = new Set(Object.values(dictionary.grammar ?? {}).flatMap((each) => each.dangling));
  const choose: Choose = ({ entry }) =>
    (entry?.concept === undefined ? undefined : dictionary.concepts[entry.concept]?.[language]) ?? neutral;
  const gate = (text: string): string | undefined => {
    let findings = scan(text, 'prose');
    let masked = text;
    // What was written beside what was left may form a term again.
    for (let pass = 0; findings.length > 0; pass++) {
      if (pass === PASSES) return undefined;
      const composed = compose(masked, findings, voice, choose);
      masked = composed.text;
      const isNew = scan(masked, 'prose', composed.written).length > 0;
      findings = isNew ? scan(masked, 'prose') : [];
    }
    return masked;
  };
  return {
    gate,
    text: (text) => gate(text) ?? neutral.one,
    name: remembered((name) => maskName(name, { dictionary, language, voice, dangling, scan })),
    leaks: (text) => scan(text, 'prose').map(({ start, end }) => text.slice(start, end)),
  };
};
