import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import * as z from 'zod/mini';
import { readCatalog } from '#infra/catalog.ts';
import { createMask } from '#shared/domain/masking/mask.ts';
import { dictionary, lines, masks, sampleLines } from './support.ts';

const EVALS = new URL('../../evals/questions/', import.meta.url);
/** Sets of questions of business people; the others ask about technology on purpose. */
const SETS = /^(?:composed|followups|orders|paraphrases|reading)/;
/** Some of them say what they are answered with, or try what must not be told. */
const TECHNOLOGY =
  /workflow|webhook|database|n8n|zapier|zendesk|prompt|token|openai|chatgpt|programmazione|programming|language model|\b(?:api|aws|sql|json|html|python|java|javascript|linux|windows|git|regex|cpu|llm|gpt\S*|http\S*|url|server|debug|select|drop|insert|update|union)\b/i;
const Asked = z.object({
  q: z.optional(z.string()),
  turns: z.optional(z.array(z.object({ q: z.string() }))),
  plain: z.optional(z.string()),
  ways: z.optional(z.array(z.string())),
  canonical: z.optional(z.string()),
  same: z.optional(z.array(z.string())),
});

const questions = (half: 'dev' | 'test'): string[] =>
  readdirSync(EVALS)
    .filter((file) => SETS.test(file) && file.endsWith(`.${half}.jsonl`))
    .flatMap((file) => readFileSync(new URL(file, EVALS), 'utf8').split('\n').filter(Boolean))
    .flatMap((line) => {
      const { q, turns = [], plain, ways = [], canonical, same = [] } = z.parse(Asked, JSON.parse(line));
      return [q, ...turns.map((turn) => turn.q), plain, ...ways, canonical, ...same];
    })
    .filter((one) => one !== undefined)
    .filter((one) => !TECHNOLOGY.test(one));

const dev = [
  ...new Set([
    ...questions('dev'),
    ...lines('ordinary.it.txt'),
    ...lines('ordinary.en.txt'),
    ...lines('ordinary.business.txt'),
    ...sampleLines('benign.dev.txt'),
  ]),
];
const held = [...new Set(questions('test'))];
describe.each(Object.entries(masks))('ordinary sentences for a reader in %s', (_, mask) => {
  const altered = (sentences: readonly string[]): string[] =>
    sentences.filter((one) => mask.text(one) !== one);

  test('stay as they are (dev)', () => {
    expect(dev.length).toBeGreaterThan(1000);
    expect(altered(dev)).toEqual([]);
  });

  // Of the other half only the count is told: it is not for tuning. Two in a thousand is the aim.
  test('stay as they are, but for two (test)', () => {
    expect(altered(held).length).toBeLessThanOrEqual(2);
  });
});

test('there are enough of them', () => {
  expect(held.length).toBeGreaterThan(500);
});

test('what is said without data is left as it is', () => {
  for (const [language, { static: fixed, refusals, asks }] of Object.entries(readCatalog().wordings)) {
    const mask = createMask(dictionary, language);
    const changed = [fixed, refusals, asks].flatMap(Object.values).filter((text) => mask.text(text) !== text);
    expect(changed).toEqual([]);
  }
});
