import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseSync, Visitor } from 'oxc-parser';
import { checkSync } from 'recheck';
import { describe, expect, test } from 'vitest';
import { dictionary } from './masking/support.ts';

const ROOT = join(import.meta.dirname, '../..');
const FOLDERS = ['shared', 'functions', 'infra', 'console', 'layers'];

interface Pattern {
  pattern: string;
  flags: string;
}

const sources = FOLDERS.flatMap((folder) =>
  readdirSync(join(ROOT, folder), { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile() && /\.(?:ts|js)$/.test(entry.name))
    .map((entry) => join(entry.parentPath, entry.name)),
).filter((file) => !file.includes('node_modules'));

/** All regular expressions written in a file. */
const patternsIn = (file: string): Pattern[] => {
  const found: Pattern[] = [];
  const { program } = parseSync(file, readFileSync(file, 'utf8'));
  new Visitor({
    Literal: (node) => {
      if ('regex' in node && node.regex) found.push({ pattern: node.regex.pattern, flags: node.regex.flags });
    },
  }).visit(program);
  return found;
};

const seconds = 1000;

/** Undefined for a safe expression; unknown counts as not safe. */
const faultOf = ({ pattern, flags }: Pattern): string | undefined => {
  const result = checkSync(pattern, flags.replace('d', ''), { timeout: 30 * seconds });
  return result.status === 'safe' ? undefined : `/${pattern}/${flags}: ${result.status}`;
};

describe('no regular expression can be made to run long', () => {
  test('of those in the code', { timeout: 300 * seconds }, () => {
    const all = new Map(sources.flatMap(patternsIn).map((one) => [`/${one.pattern}/${one.flags}`, one]));
    expect(all.size).toBeGreaterThan(100);
    expect([...all.values()].map(faultOf).filter((fault) => fault !== undefined)).toEqual([]);
  });

  test('of those in the masking dictionary', () => {
    const patterns = Object.values(dictionary.grammar ?? {}).flatMap(({ special, vowel }) =>
      [special, vowel].filter((one) => one !== undefined),
    );
    expect(patterns.map((pattern) => faultOf({ pattern, flags: 'i' })).filter(Boolean)).toEqual([]);
  });

  test('and the check finds one that can', () => {
    expect(faultOf({ pattern: '^(a+)+$', flags: '' })).toContain('vulnerable');
  });
});
