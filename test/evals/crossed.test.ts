import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import type { SemanticQuery } from '#shared/contracts/query.ts';
import { ONE_CHANGE, told } from '#test/support/crossed.ts';
import { differences, type Meaning, meaning } from '#test/support/follow-ups.ts';

/** What was reached; a change that understands less fails. All of it is for building: no figure of quality. */
const LEAST = 0.97;
/** Every so many of the development questions; 1 for all of them (`npm run eval -- --mode whole test/evals/crossed.test.ts`). */
const EVERY = process.env['MODE'] === 'whole' ? 1 : 4;

const questions = join(import.meta.dirname, 'questions');

const isQuery = (meant: Meaning): meant is Meaning & SemanticQuery =>
  Array.isArray(meant['metrics']) && meant['kind'] === undefined;

/** The first questions of the development dialogues that ask for data. */
const firsts = readdirSync(questions)
  .filter((name) => /^composed-.*\.dev\.jsonl$/.test(name))
  .flatMap((name) => readFileSync(join(questions, name), 'utf8').trim().split('\n'))
  .map((line): { lang: 'it' | 'en'; turns: { q: string; expect: { query?: unknown } }[] } => JSON.parse(line))
  .flatMap(({ lang, turns: [first] }) => (first?.expect.query === undefined ? [] : [{ lang, q: first.q }]))
  .filter((_, at) => at % EVERY === 0);

test('a follow-up changes one thing of any question, and nothing else', () => {
  const wrong: string[] = [];
  let all = 0;
  for (const { lang, q } of firsts) {
    const before = meaning([q]);
    if (!isQuery(before)) continue;
    for (const { says, fits, makes } of ONE_CHANGE) {
      if (!fits(before)) continue;
      all += 1;
      const wanted = makes(before);
      const read = meaning([q, says[lang]]);
      const meant = told(wanted, wanted.metrics);
      const different = isQuery(read)
        ? differences(told(read, wanted.metrics), meant)
        : ['not read as a query'];
      if (different.length > 0) wrong.push(`  ${q} | ${says[lang]} | ${different.join(' · ')}`);
    }
  }
  const right = all - wrong.length;
  console.log(
    [`one change: ${right} of ${all} = ${((100 * right) / all).toFixed(1)} %`, ...wrong].join('\n'),
  );
  expect(right / all).toBeGreaterThanOrEqual(LEAST);
});
