import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import * as z from 'zod/mini';
import { maskWith } from '#functions/mask/mask.ts';
import { catalogFolder } from '#shared/adapters/catalog-files.ts';
import { Maskable } from '#shared/contracts/documents.ts';
import { n8nCatalog } from '#test/support/catalog.ts';
import { wordings } from '#test/support/wordings.ts';
import { dictionary } from './support.ts';

// The word for a process is technical itself here: no writing makes it clean.
const turning = {
  ...dictionary,
  concepts: {
    ...dictionary.concepts,
    process: {
      it: { one: 'il webhook', many: 'i webhook', gender: 'm' },
      en: { one: 'the webhook', many: 'the webhooks' },
    },
  },
  lists: [{ to: 'process', terms: ['webhook', 'workflow'] }],
};

const contents: Record<string, unknown> = {
  languages: ['it', 'en'],
  model: n8nCatalog,
  masking: turning,
  'wording.it': wordings.it,
  'wording.en': wordings.en,
};
const folder = mkdtempSync(join(tmpdir(), 'catalog-'));
for (const [part, content] of Object.entries(contents))
  writeFileSync(join(folder, `${part}.json`), JSON.stringify(content));
const mask = await maskWith({ catalog: catalogFolder(folder) });
afterAll(() => rmSync(folder, { recursive: true }));

const claim = (text: string, value: number): NonNullable<Maskable['claims']>[number] => ({
  slot: 'runs',
  text,
  value,
  unit: 'count',
  evidence: 'e1',
  cells: [[0, 0]],
  formula: null,
});

const document = (sentences: NonNullable<Maskable['sentences']>, claims: Maskable['claims'] = []): Maskable =>
  z.parse(Maskable, {
    version: 1,
    questionId: 'q',
    sessionId: 's',
    channel: 'http',
    text: '?',
    askedAt: '2026-11-21T02:36:42.000Z',
    timeZone: 'Europe/Rome',
    reader: { tenantId: 't', userId: 'u' },
    access: { kind: 'all' },
    next: 'mask',
    language: 'en',
    category: 'BUSINESS_DATA',
    kind: 'answer',
    confidence: 1,
    reads: [],
    draft: { sentences: [] },
    blocks: [],
    suggestions: [],
    sentences,
    claims,
  });

test('a sentence that stays technical is left out with its claims', () => {
  const { answer, claims, kind } = mask(
    document(
      [
        ['The webhook ran ', { claim: 0 }, ' times.'],
        ['There were ', { claim: 1 }, ' orders.'],
      ],
      [claim('12', 12), claim('7', 7)],
    ),
  );
  expect({ answer, claims: claims.map(({ text }) => text), kind }).toEqual({
    answer: 'There were 7 orders.',
    claims: ['7'],
    kind: 'answer',
  });
});

test('when nothing is left the reader is told so', () => {
  const { answer, kind, reason, claims } = mask(document([['The webhook ran.']], []));
  expect({ answer, kind, reason, claims }).toEqual({
    answer: wordings.en.refusals['not_proven'],
    kind: 'refuse',
    reason: 'not_proven',
    claims: [],
  });
});

test('what is proven needs no draft; a document without either says that nothing is proven', () => {
  const { draft: _, ...proven } = document([['There were ', { claim: 0 }, ' orders.']], [claim('7', 7)]);
  const { sentences: __, ...empty } = proven;
  expect([mask(proven), mask(empty)].map(({ answer }) => answer)).toEqual([
    'There were 7 orders.',
    wordings.en.refusals['not_proven'],
  ]);
});

test('names that their masked words do not tell apart are called by their number', () => {
  const named = { ...claim('Sync Postgres', 0), unit: 'name' as const, value: 'Sync Postgres' };
  const { answer } = mask({
    ...document([['It was ', { claim: 0 }, '.']], [named]),
    numbered: { 'Sync Postgres': 'Sync archivio (2)' },
  });
  expect(answer).toBe('It was Sync archivio (2).');
});
