import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import * as z from 'zod/mini';
import type { Answer } from '#shared/contracts/answer.ts';
import { unclaimed } from '#test/support/claimed-places.ts';
import { sightings } from '#test/support/fact-scanner.ts';
import { type Line, startLine } from '#test/support/line.ts';

const root = join(import.meta.dirname, '../evals/questions');
const Asked = z.looseObject({ q: z.string() });

/** Some of a file, all over it. */
const some = (file: string, count: number): string[] => {
  const lines = readFileSync(join(root, `${file}.dev.jsonl`), 'utf8').split('\n');
  const all = lines.filter((line) => line !== '').map((line) => z.parse(Asked, JSON.parse(line)).q);
  const step = Math.max(1, Math.floor(all.length / count));
  return all.filter((_, at) => at % step === 0);
};

const QUESTIONS = [
  ...some('reading', 60),
  ...some('unanswerable', 30),
  ...some('platform-it', 40),
  ...some('platform-en', 40),
  'How many runs of the trackin corrieri last week?',
  'Quante esecuzioni di tracking la settimana scorsa?',
  'Come sono andate le esecuzioni negli ultimi due anni?',
  'How many runs were there in 2024?',
  'Quanti fallimenti per area e per giorno la settimana scorsa?',
  'Failures by process this month compared with last month',
  'Quali processi non hanno girato oggi?',
  'Perché è fallito Import listino fornitori?',
];

let line: Line;
const answers = new Map<string, Answer>();
beforeAll(async () => {
  line = await startLine(2000, 40);
  for (const question of QUESTIONS) answers.set(question, await line.ask(question));
}, 600_000);
afterAll(() => line.stop());

const INSTANT = /^\d/;
/** Names as the answer may say them: what people called things, not the cells that are dates. */
const namesOf = ({ evidence }: Answer): Set<string> =>
  new Set(
    evidence.flatMap(({ rows }) =>
      rows
        .flat()
        .flatMap((cell) =>
          typeof cell === 'string' && cell.length > 3 && !INSTANT.test(cell) ? [cell] : [],
        ),
    ),
  );

/** A name in the answer that is a word of a longer one, or of ours, tells nothing by itself. */
const quoted = (name: string, text: string): boolean =>
  ['«', '“', '• '].some((mark) => text.includes(`${mark}${name}`));

test('there are answers of every kind', () => {
  const kinds = Map.groupBy(answers.values(), ({ kind }) => kind);
  expect(kinds.get('answer')?.length).toBeGreaterThan(80);
  for (const kind of ['refuse', 'clarify', 'static'] as const)
    expect(kinds.get(kind)?.length).toBeGreaterThan(5);
  const types = new Set([...answers.values()].flatMap(({ blocks }) => blocks.map(({ type }) => type)));
  for (const type of ['choices', 'series', 'topics', 'definitions']) expect(types).toContain(type);
  const reasons = new Set([...answers.values()].map(({ reason }) => reason));
  for (const reason of ['unknown_name', 'not_in_data', 'not_understood'] as const)
    expect(reasons).toContain(reason);
  expect([...answers.values()].filter(({ answer }) => answer.includes('\n• ')).length).toBeGreaterThan(10);
});

test('a scanner of its own finds nothing in them that their claims leave out', () => {
  const missing = [...answers].flatMap(([question, answer]) => {
    const names = [...namesOf(answer)].filter((name) => quoted(name, answer.answer));
    return unclaimed(answer, names).map((what) => `${question} → ${answer.answer} (${what})`);
  });
  expect(missing).toEqual([]);
});

test('it finds each figure, name and date whose claim is taken away', () => {
  let taken = 0;
  const unseen = [...answers.values()].flatMap((answer) => {
    const names = namesOf(answer);
    return answer.claims.flatMap(({ text, unit }, at) => {
      if (!/\p{N}/u.test(text) && !(unit === 'name' && quoted(text, answer.answer))) return [];
      taken += 1;
      const others = answer.claims.filter((_, index) => index !== at);
      const left = { answer: answer.answer, claims: others };
      return unclaimed(left, [...names, text]).length > 0 ? [] : [`${text}: ${answer.answer}`];
    });
  });
  expect(taken).toBeGreaterThan(300);
  expect(unseen).toEqual([]);
});

test('what is drawn stands in the evidence, and its note in the claims', () => {
  const odd = [...answers.values()].flatMap(({ blocks, evidence, claims }) =>
    blocks.flatMap((block) => {
      if (block.type !== 'series') return [];
      const told = claims.map(({ text }) => text).join(' ');
      const columns = evidence.find(({ id }) => id === block.evidence)?.columns ?? [];
      const drawn = [block.label, block.value, block.compared ?? ''].filter((name) => name !== '');
      const note: string[] = (block.note ?? '').match(/\p{N}+/gu) ?? [];
      return [
        ...drawn.filter((name) => !columns.includes(name)),
        ...note.filter((figure) => !told.includes(figure)),
      ];
    }),
  );
  expect(odd).toEqual([]);
});

test('buttons and next questions hold no figure of the data', () => {
  const labels = [...answers.values()].flatMap(({ blocks }) =>
    blocks.flatMap((block) => (block.type === 'choices' ? block.choices.map(({ label }) => label) : [])),
  );
  expect(labels.length).toBeGreaterThan(10);
  expect(labels.filter((label) => sightings(label, []).some(({ kind }) => kind === 'figure'))).toEqual([]);
  const next = [...answers.values()].flatMap(({ suggestions }) => suggestions);
  expect(next.filter((text) => /\p{N}{3,}|%/u.test(text))).toEqual([]);
});
