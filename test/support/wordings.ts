import { readFileSync } from 'node:fs';
import { parse } from 'yaml';
import * as z from 'zod/mini';
import type { Catalog } from '#shared/contracts/catalog.ts';
import type { Read } from '#shared/contracts/documents.ts';
import { Draft } from '#shared/contracts/draft.ts';
import type { Cell, Evidence } from '#shared/contracts/evidence.ts';
import type { SemanticQuery } from '#shared/contracts/query.ts';
import type { Understanding } from '#shared/contracts/understanding.ts';
import { parseOsi } from '#shared/domain/catalog/parse-osi.ts';
import { type Proof, prove } from '#shared/domain/proof/prove.ts';
import { wordAnswer } from '#shared/domain/wording/word.ts';
import type { Worded } from '#shared/domain/wording/worded.ts';
import { joinSentences } from '#shared/domain/wording/join.ts';
import { type Wording, composeWordings } from '#shared/domain/wording/wording.ts';

const file = (path: string): unknown =>
  parse(readFileSync(new URL(`../../layers/catalog/${path}`, import.meta.url), 'utf8'));

const CauseTexts = z.object({
  texts: z.record(z.string(), z.record(z.string(), z.object({ phrase: z.string() }))),
});
const causes = CauseTexts.parse(file('causes.yaml')).texts;
const causeLabels = (language: string) => ({
  labels: {
    cause: Object.fromEntries(Object.entries(causes).map(([code, texts]) => [code, texts[language]?.phrase])),
  },
});

/** The texts of a language alone, without those of any catalog. */
export const languageFile = (language: string): unknown => file(`languages/${language}.wording.yaml`);

export const languages = ['it', 'en'] as const;
export type Language = (typeof languages)[number];

export const catalog: Catalog = parseOsi(file('n8n/model.yaml'));
const composed = composeWordings(
  Object.fromEntries(
    languages.map((language) => [
      language,
      [
        file(`languages/${language}.wording.yaml`),
        file(`n8n/wording.${language}.yaml`),
        causeLabels(language),
      ],
    ]),
  ),
);
export const wordings = composed as Record<Language, Wording>;

export const timeZone = 'Europe/Rome';
/** 03:36 on Saturday 21 November 2026 in Rome. */
export const now = new Date('2026-11-21T02:36:42.000Z');
export const ranges = {
  today: { from: '2026-11-20T23:00:00.000Z', to: '2026-11-21T02:36:42.000Z' },
  yesterday: { from: '2026-11-19T23:00:00.000Z', to: '2026-11-20T23:00:00.000Z' },
  thursday: { from: '2026-11-18T23:00:00.000Z', to: '2026-11-19T23:00:00.000Z' },
  thisWeek: { from: '2026-11-15T23:00:00.000Z', to: '2026-11-21T02:36:42.000Z' },
  lastWeek: { from: '2026-11-08T23:00:00.000Z', to: '2026-11-15T23:00:00.000Z' },
  weekBefore: { from: '2026-11-01T23:00:00.000Z', to: '2026-11-08T23:00:00.000Z' },
  thisMonth: { from: '2026-10-31T23:00:00.000Z', to: '2026-11-21T02:36:42.000Z' },
};

/** Rows for a read, given as objects; the columns follow the query. */
export const evidenceFor = (read: Read, rows: Record<string, Cell>[]): Evidence => {
  const kind = read.query.comparison?.kind;
  const suffix = kind === undefined ? [] : [kind === 'whole' ? '_whole' : '_compared'];
  const columns = [
    ...(read.query.dimensions ?? []),
    ...read.query.metrics.flatMap((name) => [name, ...suffix.map((end) => `${name}${end}`)]),
  ];
  return {
    id: read.id,
    fingerprint: 'sha256:test',
    parameters: [],
    columns,
    rows: rows.map((row) => columns.map((column) => row[column] ?? null)),
    readAt: now.toISOString(),
  };
};

export const understood = (
  query: SemanticQuery,
  language: Language = 'it',
  more: Partial<Extract<Understanding, { kind: 'query' }>> = {},
): Understanding => ({
  kind: 'query',
  language,
  category: 'BUSINESS_DATA',
  confidence: 1,
  query,
  periodGiven: query.timeRange !== undefined,
  ...more,
});

export const textOf = ({ sentences, claims }: Pick<Proof, 'sentences' | 'claims'>): string =>
  joinSentences(
    sentences.map((sentence) =>
      sentence.map((part) => (typeof part === 'string' ? part : (claims[part.claim]?.text ?? '?'))).join(''),
    ),
  );

export interface Told extends Proof {
  text: string;
  worded: Worded;
}

/** From an understanding and the rows of each read to the finished text. */
export const tell = (
  understanding: Understanding,
  rows: Record<string, Record<string, Cell>[]>,
  language: Language = 'it',
): Told => {
  const wording = wordings[language];
  const worded = wordAnswer(understanding, { catalog, wording });
  const evidence = worded.reads.map((read) => evidenceFor(read, rows[read.id] ?? []));
  const proof = prove(Draft.parse(worded.draft), evidence, worded.reads, { wording, catalog, timeZone, now });
  return { ...proof, text: textOf(proof), worded };
};
