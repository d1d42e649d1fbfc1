import { describe, expect, test } from 'vitest';
import { mentionsOf } from '#shared/domain/claims/mentions.ts';
import { LONGEST } from '#shared/domain/claims/sentences.ts';
import { draftsOf, judged, lexicons, passes } from '#test/support/drafts.ts';
import { languages, now, timeZone } from '#test/support/wordings.ts';

/** The longest text that is read, and one that is refused as a whole. */
const SIZES = [LONGEST, 100_000];
const MOST_MS = 10_000;
const filled =
  (piece: string) =>
  (size: number): string =>
    piece.repeat(Math.ceil(size / piece.length)).slice(0, size);

const texts: [name: string, text: (size: number) => string][] = [
  ['one word', filled('a')],
  ['digits', filled('1')],
  ['groups of digits', filled('1.234,')],
  ['number words', filled('duecentoquarantasette')],
  ['number words apart', filled('mille venti due ')],
  ['dates', filled('dal 9 al 15 novembre e ')],
  ['weekdays', filled('lunedì 4, martedì 10, ')],
  ['negations', filled('non ')],
  ['comparisons', filled('più di meno di ')],
  ['brackets', filled('(')],
  ['names', filled('Ordini e ')],
  ['combining marks', filled('à̀̀')],
  ['line breaks', filled('1\n')],
  ['emoji', filled('🎉 12 ')],
];

describe('hostile prose', () => {
  const [draft] = draftsOf('dev');
  test.each(texts)('%s: read in bounded time, and nothing of it passes', (_, text) => {
    if (!draft) throw new Error('no draft');
    for (const size of SIZES) {
      const begin = performance.now();
      const sentences = judged(draft, text(size));
      for (const language of languages)
        mentionsOf(text(size), { lexicon: lexicons[language], names: ['Ordini'], timeZone, now });
      expect(performance.now() - begin).toBeLessThan(MOST_MS);
      expect(passes(sentences)).toBe(false);
    }
  });
});
