import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { Question } from '#shared/contracts/documents.ts';
import { causeOf, compileCauses } from '#shared/domain/causes/cause-of.ts';
import { tokenise } from '#shared/domain/language/tokens.ts';
import { objection } from '#shared/domain/proof/free-text.ts';
import { detectLanguage } from '#shared/domain/understanding/detect-language.ts';
import { wordings } from '#test/support/wordings.ts';
import { grammar, read } from '#test/support/understanding.ts';
import { masks } from './masking/support.ts';

const LENGTH = 100_000;
/** The longest question that the door lets in. */
const LONGEST_QUESTION = 1000;

/** What expressions that go back and forth, tries and folds like least. */
const UNITS = [
  'a',
  ' ',
  '\n',
  '0',
  '1.',
  'a.',
  '9,9',
  '10:',
  '-',
  '"',
  '{{',
  '((((',
  'workflow ',
  'w-o-r-k-',
  '/:1',
  'x_',
  '"a":',
  'at (',
  '\u0301',
  '\u200b',
  'ﷺ',
  '😀',
  'SELECT ',
  '@a.',
  'aA',
  'from 1 to ',
  'lunedì e ',
  'ieri ',
  'quanti processi ',
  'e poi, ',
  'ten thousand million ',
  '?!',
  '<b>',
  '&amp;',
  '\\',
];
const hostile = (length: number): string[] =>
  UNITS.map((unit) => unit.repeat(Math.ceil(length / unit.length)).slice(0, length));

const causes = compileCauses(
  parse(readFileSync(new URL('../../layers/catalog/causes.yaml', import.meta.url), 'utf8')),
);

const parsers: Record<string, (text: string) => unknown> = {
  'the masking of texts': (text) => masks.it.text(text),
  'the gate': (text) => masks.it.leaks(text),
  'the masking of names': (text) => masks.it.name(text),
  tokens: tokenise,
  'the language': (text) => detectLanguage(tokenise(text), grammar, 'it'),
  'the check of free text': (text) => objection(text, wordings.it, new Set()),
  'the causes': (text) => causeOf({ message: text }, causes),
  'the question at the door': (text) => Question.shape.text.safeParse(text),
};

/** Milliseconds of the slowest text. */
const slowest = (run: (text: string) => unknown, length: number): { ms: number; text: string } => {
  let worst = { ms: 0, text: '' };
  for (const text of hostile(length)) {
    const started = performance.now();
    run(text);
    const ms = performance.now() - started;
    if (ms > worst.ms) worst = { ms, text: text.slice(0, 12) };
  }
  return worst;
};

describe('hostile text is read in bounded time', () => {
  test.each(Object.entries(parsers))('by %s, 100 kB of it', { timeout: 120_000 }, (_, run) => {
    const { ms, text } = slowest(run, LENGTH);
    expect(ms < 4000 ? 'in time' : `${ms} ms for ${text}`).toBe('in time');
  });

  test('by the understanding, as long as a question may be', { timeout: 240_000 }, () => {
    const { ms, text } = slowest((question) => read(question), LONGEST_QUESTION);
    expect(ms < 4000 ? 'in time' : `${ms} ms for ${text}`).toBe('in time');
  });
});
