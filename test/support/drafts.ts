import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import type { Cell, Evidence } from '#shared/contracts/evidence.ts';
import { ProseCatalog, ProseLanguage } from '#shared/contracts/prose.ts';
import type { SemanticQuery } from '#shared/contracts/query.ts';
import { type JudgedSentence, checkProse } from '#shared/domain/claims/check.ts';
import { type Lexicon, lexiconOf } from '#shared/domain/claims/lexicon.ts';
import { grammar } from './understanding.ts';
import { type Language, catalog, now, timeZone } from './wordings.ts';

/** A text with figures and what is known; of a false one one detail was changed. */
export interface ProseDraft {
  id: string;
  language: Language;
  made: 'free' | 'template';
  truth: boolean;
  changed?: string;
  text: string;
  evidence: { query: SemanticQuery; columns: string[]; rows: Cell[][] };
}

const root = join(import.meta.dirname, '../..');
const load = (path: string): unknown => parse(readFileSync(join(root, 'layers/catalog', path), 'utf8'));

export const lexicons: Record<Language, Lexicon> = {
  it: lexiconOf(
    ProseLanguage.parse(load('prose/it.yaml')),
    ProseCatalog.parse(load('n8n/prose.it.yaml')),
    grammar,
  ),
  en: lexiconOf(
    ProseLanguage.parse(load('prose/en.yaml')),
    ProseCatalog.parse(load('n8n/prose.en.yaml')),
    grammar,
  ),
};
/** `dev` and `press` may be looked at; `test` is unseen. */
export type Half = 'dev' | 'press' | 'test';

export const draftsOf = (half: Half): ProseDraft[] =>
  readFileSync(join(root, `test/evals/drafts/drafts.${half}.jsonl`), 'utf8')
    .split('\n')
    .filter((line) => line !== '')
    .map((line): ProseDraft => JSON.parse(line));

export const evidenceOf = ({ evidence }: ProseDraft): Evidence => ({
  id: 'e1',
  fingerprint: 'sha256:draft',
  parameters: [],
  columns: evidence.columns,
  rows: evidence.rows,
  readAt: now.toISOString(),
});

export const judged = (draft: ProseDraft, text = draft.text): JudgedSentence[] =>
  checkProse(text, [evidenceOf(draft)], [{ id: 'e1', query: draft.evidence.query }], {
    catalog,
    lexicon: lexicons[draft.language],
    timeZone,
    now,
  });

/** A draft survives whole or not at all. */
export const passes = (sentences: readonly JudgedSentence[]): boolean =>
  sentences.length > 0 && sentences.every((sentence) => sentence.passes);
