import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { CATALOG_ROOT } from '#infra/catalog.ts';
import { compileGrammar } from '#infra/compile-grammar.ts';
import type { Directory, Named } from '#shared/contracts/catalog.ts';
import { parseOsi } from '#shared/domain/catalog/parse-osi.ts';
import { type Knowledge, understand } from '#shared/domain/understanding/understand.ts';
import { type Length, type Part, percentile, round } from './measure.ts';

const NAMES = 2000;
const FEW = 30;
const QUESTIONS = { short: 1000, usual: 5000, long: 50_000 };
const NOW = '2026-11-21T02:36:42.000Z';

// 20 × 10 × 10 different names, as a large company would have them: many share words.
const WORK =
  'Emissione,Registrazione,Controllo,Invio,Import,Sincronizzazione,Verifica,Aggiornamento,Report,Riconciliazione,Weekly,Monthly,Daily,Automatic,Approval,Export,Archive,Reminder,Backup,Notice'.split(
    ',',
  );
const THING = 'fatture,ordini,clienti,fornitori,resi,spedizioni,invoices,orders,customers,stock'.split(',');
const WHERE = 'Milano,Torino,Roma,Napoli,Verona,London,Paris,Berlin,Madrid,Lisbon'.split(',');

const directoryOf = (count: number): Directory => {
  const names = Array.from({ length: count }, (_, at): Named => {
    const place = WHERE[at % WHERE.length];
    const thing = THING[Math.floor(at / WHERE.length) % THING.length];
    const work = WORK[Math.floor(at / (WHERE.length * THING.length)) % WORK.length];
    return { dimension: 'process', key: `p${at}`, name: `${work} ${thing} ${place}`, listed: true };
  });
  return { tenantId: 'bench', readAt: NOW, names };
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

const questionsFor = ({ names }: Directory): string[] =>
  Array.from({ length: 45 }, (_, at) => {
    const name = names[(at * 37) % names.length]?.name ?? '';
    const form = QUESTION_FORMS[at % QUESTION_FORMS.length] ?? '';
    return form.replace('{name}', name).replace('{misspelt}', misspelt(name));
  });

const timesOf = (knowledge: Knowledge, count: number): { first: number; each: number[] } => {
  const questions = questionsFor(knowledge.directory);
  const ask = (at: number): number => {
    const text = questions[at % questions.length] ?? '';
    const startedAt = performance.now();
    understand({ text, askedAt: NOW, timeZone: 'Europe/Rome' }, knowledge);
    return (performance.now() - startedAt) * 1000;
  };
  const first = ask(0);
  for (let at = 0; at < 200; at += 1) ask(at);
  return { first, each: Array.from({ length: count }, (_, at) => ask(at)) };
};

/** How long it takes to read a question, among few names and among many. */
export const measureUnderstanding = (length: Length): Part => {
  const catalog = parseOsi(parse(readFileSync(join(CATALOG_ROOT, 'n8n/model.yaml'), 'utf8')));
  const grammar = compileGrammar(CATALOG_ROOT, 'n8n');
  const run = (names: number) =>
    timesOf({ catalog, grammar, directory: directoryOf(names) }, QUESTIONS[length]);
  // The few come first, so that compiling the code is not counted against the many.
  const few = run(FEW);
  const many = run(NAMES);
  const row = ({ first, each }: { first: number; each: number[] }) => ({
    'p50 µs': round(percentile(each, 0.5)),
    'p95 µs': round(percentile(each, 0.95)),
    'first µs': round(first),
  });
  return {
    title: 'Understanding a question',
    includes:
      'Wall time of `understand`: language, times, names, semantic query; both languages, one question in nine with a misspelt name. `first` prepares the names of a tenant. No wording, no input or output.',
    figures: { [`${FEW} names`]: row(few), [`${NAMES} names`]: row(many) },
    ratios: {
      [`${NAMES} names / ${FEW} names, p50`]: {
        value: percentile(many.each, 0.5) / percentile(few.each, 0.5),
        tolerance: 0.5,
      },
    },
    aims: [],
  };
};
