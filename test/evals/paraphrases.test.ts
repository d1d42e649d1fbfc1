import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import type { SemanticQuery } from '#shared/contracts/query.ts';
import type { Understanding } from '#shared/contracts/understanding.ts';
import { converse } from '#shared/domain/understanding/conversation/converse.ts';
import { NOW, TIME_ZONE } from '#test/support/demo-company.ts';
import { demoDirectory } from '#test/support/demo-directory.ts';
import { catalog, grammar } from '#test/support/understanding.ts';

interface Paraphrases {
  id: string;
  canonical: string;
  same: string[];
}

const load = (file: string): Paraphrases[] =>
  readFileSync(join(import.meta.dirname, 'questions', file), 'utf8')
    .split('\n')
    .filter((line) => line.trim() !== '')
    .map((line): Paraphrases => JSON.parse(line));

const read = (text: string): Understanding =>
  converse({ text, askedAt: NOW, timeZone: TIME_ZONE }, { catalog, grammar, directory: demoDirectory })
    .understanding;

/** What decides the answer of a query: its shape and further figures only change the words. */
const essence = (query: SemanticQuery): unknown => {
  const {
    metrics,
    dimensions = [],
    dataset,
    filters,
    timeRange,
    comparison,
    having = [],
    order,
    limit,
  } = query;
  return [
    metrics[0] ?? dataset,
    dimensions,
    filters,
    timeRange,
    comparison,
    having.filter(({ operator, value }) => operator !== '>' || value !== 0),
    order?.[0]?.direction,
    limit ?? 100,
  ];
};

const meaning = (understanding: Understanding): string => {
  if (understanding.kind === 'query') return JSON.stringify(essence(understanding.query));
  if (understanding.kind === 'definition') return `definition of ${understanding.metrics.join()}`;
  return understanding.kind;
};

/** What was reached; a change that understands less fails. All of them are for building: no figure of quality. */
test.each([
  ['paraphrases-it.dev.jsonl', 0.88],
  ['paraphrases-en.dev.jsonl', 0.84],
])('what is said in other words means the same: %s', (file, least) => {
  const all = load(file).flatMap(({ canonical, same }) => {
    const meant = meaning(read(canonical));
    return same.map((text) => ({ text, right: meaning(read(text)) === meant }));
  });
  const right = all.filter((each) => each.right).length;
  console.log(`${file}: ${right} of ${all.length} mean the same`);
  expect(right / all.length).toBeGreaterThanOrEqual(least);
});
