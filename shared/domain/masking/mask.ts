import { compose, type Choose } from './compose.ts';
import type { Dictionary } from './dictionary.ts';
import { maskName } from './names.ts';
import { createScan, type Scan } from './scan.ts';
import { createTrie } from './trie.ts';

/** Turns technology talk into business language, in one language. */
export interface Mask {
  /** The text with technical words and references replaced; masking twice changes nothing more. */
  text(text: string): string;
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

/**
 * Builds the automaton of the dictionary (some milliseconds: once a language and an instance). Each call is
 * linear in the length of its text.
 * @throws Error when the dictionary does not know the language
 */
export const createMask = (dictionary: Dictionary, language: string): Mask => {
  const neutral = dictionary.concepts[dictionary.neutral]?.[language];
  if (!neutral) throw new Error(`masking: no words in ${language}`);
  const scan = scanOf(dictionary);
  const plural = new Set(dictionary.plural[language]);
  const choose: Choose = ({ entry }) =>
    (entry?.concept === undefined ? undefined : dictionary.concepts[entry.concept]?.[language]) ?? neutral;
  return {
    text: (text) => {
      let masked = text;
      // What was written beside what was left may form a term again.
      for (let pass = 0; pass < PASSES; pass++) {
        const findings = scan(masked, 'prose');
        if (findings.length === 0) return masked;
        masked = compose(masked, findings, language, plural, choose);
      }
      return scan(masked, 'prose').length === 0 ? masked : neutral.one;
    },
    name: (name) => maskName(name, { dictionary, language, plural, scan }),
    leaks: (text) => scan(text, 'prose').map(({ start, end }) => text.slice(start, end)),
  };
};
