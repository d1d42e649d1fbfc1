import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { CATALOG_ROOT } from '#infra/catalog-source.ts';
import { compileGrammar } from '#infra/compile-grammar.ts';
import type { Directory, Named } from '#shared/contracts/catalog.ts';
import type { Grammar } from '#shared/contracts/grammar.ts';
import { parseOsi } from '#shared/domain/catalog/parse-osi.ts';
import { type Knowledge, understand } from '#shared/domain/understanding/understand.ts';
import { type Length, type Part, percentile, round, wallMicros } from './measure.ts';

const NAMES = 2000;
const FEW = 30;
const QUESTIONS = { short: 450, usual: 1800, long: 9000 };
const NOW = '2026-11-21T02:36:42.000Z';

// 20 × 10 × 10 different names, as a large company would have them: many share words.
const WORK =
  'Emissione,Registrazione,Controllo,Invio,Import,Sincronizzazione,Verifica,Aggiornamento,Report,Riconciliazione,Weekly,Monthly,Daily,Automatic,Approval,Export,Archive,Reminder,Backup,Notice'.split(
    ',',
  );
const THING = 'fatture,ordini,clienti,fornitori,resi,spedizioni,invoices,orders,customers,stock'.split(',');
const WHERE = 'Milano,Torino,Roma,Napoli,Verona,London,Paris,Berlin,Madrid,Lisbon'.split(',');

export const directoryOf = (count: number): Directory => {
  const names = Array.from({ length: count }, (_, at): Named => {
    const place = WHERE[at % WHERE.length];
    const thing = THING[Math.floor(at / WHERE.length) % THING.length];
    const work = WORK[Math.floor(at / (WHERE.length * THING.length)) % WORK.length];
    return { dimension: 'process', key: `p${at}`, name: `${work} ${thing} ${place}`, listed: true };
  });
  return { readers: 'bench', readAt: NOW, names };
};

const QUESTION_FORMS = [
  'Quanti processi sono falliti ieri?',
  'How many runs in the last 7 days?',
  'Quanto dura in media {name}?',
  'When did {name} last run?',
  'Qual è il tasso di successo di {name} a ottobre?',
  'Top 5 processes by failures this month',
  'Questa settimana rispetto alla settimana scorsa',
  'Why did the last run of {misspelt} fail?',
  'Ciao!',
];

const misspelt = (name: string): string => name.slice(0, 4) + name.slice(5);

const questionsFor = ({ names }: Directory, count: number): string[] =>
  Array.from({ length: count }, (_, at) => {
    const name = names[(at * 37) % names.length]?.name ?? '';
    const form = QUESTION_FORMS[at % QUESTION_FORMS.length] ?? '';
    return form.replace('{name}', name).replace('{misspelt}', misspelt(name));
  });

const ROUNDS = 5;

const timesOf = async (knowledge: Knowledge, count: number): Promise<{ first: number; each: number[] }> => {
  const questions = questionsFor(knowledge.directory, count);
  let asker = 0;
  // Each asks with other preferences: what was read before with the same is not read again on that day.
  const ask = (text: string): unknown => {
    const preferences = { language: `unknown ${(asker += 1)}` };
    return understand({ text, askedAt: NOW, timeZone: 'Europe/Rome', preferences }, knowledge);
  };
  const startedAt = performance.now();
  ask(questions[0] ?? '');
  const first = (performance.now() - startedAt) * 1000;
  for (const text of questions.slice(0, 200)) ask(text);
  return { first, each: await wallMicros(questions, ask, ROUNDS) };
};

/** What questions are read with: the catalog and its words, both languages, and these names. */
export const knowledgeOf = (directory: Directory): Knowledge => ({
  catalog: parseOsi(parse(readFileSync(join(CATALOG_ROOT, 'n8n/model.yaml'), 'utf8'))),
  grammar: compileGrammar(),
  directory,
});

const kB = (value: unknown): number => Buffer.byteLength(JSON.stringify(value)) / 1000;

/** kB of what has to be loaded to read one language: its own words, and what all languages share. */
const dataOf = ({ languages, catalogs, ...shared }: Grammar): Record<string, number> =>
  Object.fromEntries(
    Object.keys(languages).map((code) => [code, kB([languages[code], catalogs[code], shared])]),
  );

/** How long it takes to read a question, among few names and among many, and how much data it takes. */
export const measureUnderstanding = async (length: Length): Promise<Part> => {
  const run = (names: number) => timesOf(knowledgeOf(directoryOf(names)), QUESTIONS[length]);
  // The few come first, so that compiling the code is not counted against the many.
  const few = await run(FEW);
  const many = await run(NAMES);
  const row = ({ first, each }: { first: number; each: number[] }) => ({
    'p50 µs': round(percentile(each, 0.5)),
    'p95 µs': round(percentile(each, 0.95)),
    'first µs': round(first),
  });
  const data = dataOf(knowledgeOf(directoryOf(FEW)).grammar);
  return {
    title: 'Understanding a question',
    includes:
      'Wall time of `understand`, the best of five for each question: language, times, names, semantic query; both languages, one question in nine with a misspelt name. `first` prepares the names of a tenant. No wording, no input or output. `kB` is the data of a language with what all share.',
    figures: {
      [`${FEW} names`]: row(few),
      [`${NAMES} names`]: row(many),
      'data of a language': Object.fromEntries(
        Object.entries(data).map(([code, size]) => [`${code} kB`, round(size)]),
      ),
    },
    ratios: {
      [`${NAMES} names / ${FEW} names, p50`]: {
        value: percentile(many.each, 0.5) / percentile(few.each, 0.5),
        tolerance: 0.5,
      },
    },
    aims: [
      { what: `p95 among ${NAMES} names, µs`, value: round(percentile(many.each, 0.95)), atMost: 1000 },
      {
        what: 'data of the largest language, kB',
        value: round(Math.max(...Object.values(data))),
        atMost: 1000,
      },
    ],
  };
};
