import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { masks } from '#test/unit/masking/support.ts';
import { leakDetector } from './leaks.ts';
import { mutations } from './mutations.ts';

const LEAK_TERMS = new URL('../../unit/masking/leak-terms.txt', import.meta.url);
const dresses = { 'as it is': (text: string) => text, ...mutations };

/** The lines of all files of a folder, each once. */
export const textsOf = (folder: string): string[] => {
  const files = readdirSync(folder, { withFileTypes: true, recursive: true }).filter((entry) =>
    entry.isFile(),
  );
  const read = files.map(({ parentPath, name }) => readFileSync(join(parentPath, name), 'utf8'));
  return [...new Set(read.flatMap((text) => text.split(/\r?\n/)).map((line) => line.trim()))].filter(Boolean);
};

/** Prints what is still technical in the masked texts, in each dress and language, and how often in each dress. */
export const reportLeaks = (texts: readonly string[]): void => {
  const leakIn = leakDetector(LEAK_TERMS);
  for (const [name, dress] of Object.entries(dresses)) {
    let count = 0;
    for (const text of texts)
      for (const [language, mask] of Object.entries(masks)) {
        const masked = mask.text(dress(text));
        const leak = leakIn(masked);
        if (leak === undefined) continue;
        count++;
        console.log([name, language, leak, JSON.stringify(text), JSON.stringify(masked)].join('\t'));
      }
    console.error(`${name}: ${count} of ${texts.length * Object.keys(masks).length}`);
  }
};
