import type { Cell } from '#shared/contracts/evidence.ts';
import type { SemanticQuery } from '#shared/contracts/query.ts';
import type { Understanding } from '#shared/contracts/understanding.ts';
import { counted } from '#test/support/brute-force/definitions.ts';
import { makeRun, NOW, randomOf, type Run } from '#test/support/brute-force/world.ts';
import { writeRuns } from '#test/support/brute-force/write-world.ts';
import { type Company, moveRuns, type Seat } from './company.ts';
import type { Ledger } from './ledger.ts';
import { nameIn, PAIRS, type Pair } from './paired-questions.ts';

/** Something that must hold between the answers to two or more questions, whatever the data. */
export type QuestionRelation = (company: Company, ledger: Ledger) => Promise<void>;

interface Answered {
  query: SemanticQuery | undefined;
  rows: Cell[][];
}

const queryOf = (reading: Understanding): SemanticQuery | undefined =>
  reading.kind === 'query' ? reading.query : undefined;

const answer = async (company: Company, text: string, seat: Seat = {}): Promise<Answered> => {
  const query = queryOf(company.read(text, seat));
  return { query, rows: query ? await company.rows(query, seat) : [[`no answer: ${text}`]] };
};

/** The figure that a question is answered with. */
const figure = async (company: Company, text: string, seat: Seat = {}): Promise<Cell> => {
  const { query, rows } = await answer(company, text, seat);
  const single = query && query.metrics.length > 0 && !query.dimensions && !query.comparison;
  return single ? (rows[0]?.[0] ?? null) : `not one figure: ${text}`;
};

const figures = async (company: Company, texts: readonly string[], seat: Seat = {}): Promise<Cell[]> => {
  const found: Cell[] = [];
  for (const text of texts) found.push(await figure(company, text, seat));
  return found;
};

const sum = (cells: (Cell | undefined)[]): Cell =>
  cells.some((cell) => typeof cell === 'string')
    ? JSON.stringify(cells)
    : cells.reduce<number>((left, right) => left + (typeof right === 'number' ? right : 0), 0);

/** A process that is listed and whose runs count: what is asked of any other is answered with the runs it has. */
const some = ({ seed, world: { processes, runs } }: Company): string => {
  const busy = new Set(
    runs.filter((run) => counted(run) && run.deletedAt === null).map((run) => run.process),
  );
  const usual = processes.filter((process) => !process.isArchived && busy.has(process));
  return usual[seed % usual.length]?.name ?? processes[0]?.name ?? '';
};

/** Every pair is asked of some companies, in turn; of all of them when there is time. */
const pairsFor = ({ seed, thorough }: Company, every: number): Pair[] =>
  PAIRS.filter((_, at) => thorough || (at + seed) % every === 0);

const days = (from: number, to: number, words: (day: number) => string): string[] =>
  Array.from({ length: to - from + 1 }, (_, at) => words(from + at));

const ADDING: [metric: string, parts: string[], whole: string][] = [
  ['Quante esecuzioni {p}?', ['ieri', 'oggi'], 'ieri e oggi'],
  ['How many runs {p}?', ['yesterday', 'today'], 'yesterday and today'],
  ['Quanti errori {p}?', ['il 3 novembre', 'il 4 novembre'], 'dal 3 al 4 novembre'],
  ['How many errors {p}?', ['on 3 November', 'on 4 November'], 'from 3 to 4 November'],
  ['Quante esecuzioni {p}?', days(20, 26, (day) => `il ${day} ottobre`), 'dal 20 al 26 ottobre'],
  ['How many runs {p}?', days(26, 31, (day) => `on October ${day}`), 'from 26 October to 31 October'],
  ['Quanti errori {p}?', days(1, 31, (day) => `il ${day}/10/2026`), 'a ottobre'],
  ['How many errors {p}?', days(1, 31, (day) => `on 2026-10-${String(day).padStart(2, '0')}`), 'in October'],
  ['Quante esecuzioni {p}?', days(1, 31, (day) => `il ${day} marzo`), 'a marzo'],
  ['How many runs {p}?', ['in March', 'in April'], 'from March to April'],
  ['Quante esecuzioni {p}?', ['a settembre', 'a ottobre'], 'da settembre a ottobre'],
  [
    'Quante esecuzioni {p}?',
    'lunedì,martedì,mercoledì,giovedì,venerdì,sabato,domenica'
      .split(',')
      .map((name) => `${name} della settimana scorsa`),
    'la settimana scorsa',
  ],
  ['How many errors {p}?', ['on weekends in October', 'on weekdays in October'], 'in October'],
  ['Quanti errori {p}?', ['nei weekend di ottobre', 'nei giorni feriali di ottobre'], 'a ottobre'],
  ['Quante esecuzioni {p}?', ['ieri dopo le 12', 'ieri prima delle 12'], 'ieri'],
  ['How many runs {p}?', ['yesterday after 12:00', 'yesterday before 12:00'], 'yesterday'],
  ['Quanto tempo abbiamo risparmiato {p}?', ['ieri', 'oggi'], 'dal 4 al 5 novembre'],
];

const PARTS: [parts: string, whole: string][] = [
  ['errori per processo {p}', 'quanti errori {p}?'],
  ['errors by process {p}', 'how many errors {p}?'],
  ['esecuzioni per esito {p}', 'quante esecuzioni {p}?'],
  ['runs by outcome {p}', 'how many runs {p}?'],
  ['esecuzioni per area {p}', 'quante esecuzioni {p}?'],
  ['failures by area {p}', 'how many failures {p}?'],
  ['errori per giorno {p}', 'quanti errori {p}?'],
  ['runs by weekday {p}', 'how many runs {p}?'],
  ['esecuzioni per giorno della settimana {p}', 'quante esecuzioni {p}?'],
  ['errori per ora {p}', 'quanti errori {p}?'],
  ['errors of each process {p}', 'how many errors {p}?'],
];

const WITHIN: [part: string, whole: string][] = [
  ['Quanti errori {p}?', 'Quante esecuzioni {p}?'],
  ['How many successful runs {p}?', 'How many runs {p}?'],
  ['Quanti errori di {name} {p}?', 'Quanti errori {p}?'],
  ['How many runs of {name} {p}?', 'How many runs {p}?'],
  ['Quanti processi sono falliti {p}?', 'Quanti errori {p}?'],
  ['Quante esecuzioni nell area Vendite {p}?', 'Quante esecuzioni {p}?'],
];

const EXCEPT: [one: string, others: string, all: string][] = [
  ['Quanti errori {p}?', 'Quante esecuzioni riuscite {p}?', 'Quante esecuzioni concluse {p}?'],
  ['How many failed runs {p}?', 'How many successful runs {p}?', 'How many completed runs {p}?'],
  ['Quante esecuzioni di {name} {p}?', 'Quante esecuzioni {p} escluso {name}?', 'Quante esecuzioni {p}?'],
  ['How many runs of {name} {p}?', 'How many runs {p} except {name}?', 'How many runs {p}?'],
  ['Quanti errori di {name} {p}?', 'Quanti errori {p} senza contare {name}?', 'Quanti errori {p}?'],
  ['How many errors of {name} {p}?', 'How many errors {p} excluding {name}?', 'How many errors {p}?'],
];

const IT = ['ieri', 'la settimana scorsa', 'a ottobre', 'questo mese', 'negli ultimi 10 giorni'];
const EN = ['yesterday', 'last week', 'in October', 'this month', 'in the last 10 days'];
const isItalian = (text: string): boolean => /quant|error[ei] |esecuz/i.test(text);
const periods = (form: string): string[] => (isItalian(form) ? IT : EN);

const REWRITES: Record<string, (text: string) => string> = {
  'in capitals': (text) => text.toUpperCase(),
  'in small letters, without marks': (text) => text.toLowerCase().replaceAll(/[?,]/g, ''),
  'without accents': (text) => text.normalize('NFD').replaceAll(/\p{M}/gu, ''),
  'spaced out': (text) => `  ${text.replaceAll(' ', '  ')}  `,
  'asked nicely': (text) => (isItalian(text) ? `Per favore, ${text}` : `Please, ${text}`),
};

export const QUESTION_RELATIONS: Record<string, QuestionRelation> = {
  'Italian and English are answered alike': async (company, ledger) => {
    for (const pair of pairsFor(company, 4)) {
      const { it, en } = nameIn(pair, some(company));
      const italian = await answer(company, it);
      const english = await answer(company, en);
      ledger.holds(it, italian.query !== undefined);
      ledger.same({ it, en }, english.query, italian.query);
      ledger.same({ it, en }, english.rows, italian.rows);
    }
  },

  'the way a question is written does not matter': async (company, ledger) => {
    for (const pair of pairsFor(company, 10)) {
      const { it, en } = nameIn(pair, some(company));
      for (const text of [it, en])
        for (const [how, rewrite] of Object.entries(REWRITES))
          ledger.same(`${how}: ${text}`, queryOf(company.read(rewrite(text))), queryOf(company.read(text)));
    }
  },

  'yesterday and today, day by day, part by part: the parts make the period': async (company, ledger) => {
    for (const [form, parts, whole] of ADDING) {
      const asked = parts.map((part) => form.replace('{p}', part));
      const added = sum(await figures(company, asked));
      ledger.same({ form, whole }, added, (await figure(company, form.replace('{p}', whole))) ?? 0);
    }
  },

  'the rows of a grouped question sum to its figure': async (company, ledger) => {
    for (const [parts, whole] of PARTS)
      for (const period of periods(whole)) {
        const { query, rows } = await answer(company, parts.replace('{p}', period));
        const added = query?.dimensions?.length === 1 ? sum(rows.map((row) => row[1])) : 'not grouped';
        ledger.same({ parts, period }, added, await figure(company, whole.replace('{p}', period)));
      }
  },

  'a part never exceeds the whole': async (company, ledger) => {
    for (const [part, whole] of WITHIN)
      for (const period of periods(whole)) {
        const [less, more] = await figures(
          company,
          [part, whole].map((form) => form.replace('{p}', period).replace('{name}', some(company))),
        );
        ledger.holds({ part, period }, typeof less === 'number' && typeof more === 'number' && less <= more, {
          less,
          more,
        });
      }
  },

  'what is asked for and all else make the whole': async (company, ledger) => {
    for (const forms of EXCEPT)
      for (const period of periods(forms[2])) {
        const asked = forms.map((form) => form.replace('{p}', period).replace('{name}', some(company)));
        const [one, others, all] = await figures(company, asked);
        ledger.same({ forms, period }, sum([one, others]), all);
      }
  },

  'the first ones are the head of all': async (company, ledger) => {
    for (const [top, all] of [
      ['i {n} processi con più errori {p}', 'errori per processo {p}'],
      ['top {n} processes by errors {p}', 'errors by process {p}'],
      ['i {n} processi con più esecuzioni {p}', 'esecuzioni per processo {p}'],
      ['the {n} processes with most runs {p}', 'runs by process {p}'],
    ] as const)
      for (const period of periods(all))
        for (const count of [1, 2, 3, 5]) {
          const { rows } = await answer(company, all.replace('{p}', period));
          const first = await answer(company, top.replace('{p}', period).replace('{n}', String(count)));
          ledger.same({ top, period, count }, first.rows, rows.slice(0, count));
        }
  },

  'a renamed process changes nothing but its name': async (company, ledger) => {
    const old = some(company);
    const fresh = 'Gestione sinistri veicoli';
    const id = company.world.processes.find(({ name }) => name === old)?.id;
    const asked = [...pairsFor(company, 8), ...PAIRS.filter(({ it }) => it.includes('{name}'))]
      .flatMap((pair) => [pair.it, pair.en])
      // Which of those that tie is shown goes by their names.
      .filter((text) => !/\b3\b|pi[uù] lento|slowest/.test(text));
    const before: Cell[][][] = [];
    for (const text of asked) before.push((await answer(company, text.replace('{name}', old))).rows);
    const named = (rows: Cell[][], mine: string): string[] =>
      rows.map((row) => JSON.stringify(row.map((cell) => (cell === mine ? '{name}' : cell)))).toSorted();
    await company.pretend(
      (client) => client.query('update public.workflow_entity set name = $1 where id = $2', [fresh, id]),
      async () => {
        for (const [at, text] of asked.entries()) {
          const { rows } = await answer(company, text.replace('{name}', fresh));
          ledger.same(text, named(rows, fresh), named(before[at] ?? [], old));
        }
      },
    );
  },

  'a week later, on data a week later, the answers are the same': async (company, ledger) => {
    const timeZone = 'UTC';
    const asked = pairsFor(company, 4)
      .flatMap((pair) => Object.values(nameIn(pair, some(company))))
      .filter(
        // A calendar month, a year, a date do not move along; a date in the answer does.
        (text: string) =>
          !/mese|month|anno|year|ottobre|october|marzo|march|novemb|giorno|per day|l'ultim|last fail|last run|bloccat|stuck/i.test(
            text,
          ),
      );
    const before: Cell[][][] = [];
    for (const text of asked) before.push((await answer(company, text, { timeZone })).rows);
    const now = new Date(NOW + 168 * 3_600_000).toISOString();
    await company.pretend(
      (client) => client.query(moveRuns('168 hours')),
      async () => {
        for (const [at, text] of asked.entries())
          ledger.same(text, (await answer(company, text, { timeZone, now })).rows, before[at]);
      },
    );
  },

  'more runs never lower a count': async (company, ledger) => {
    const random = randomOf(company.seed);
    const more = Array.from(
      { length: 60 },
      (_, at): Run => ({
        ...makeRun(random, 2_000_000 + at, random.pick(company.world.processes)),
        deletedAt: null,
      }),
    );
    const asked = pairsFor(company, 4)
      .flatMap(({ it, en }) => [it, en])
      .filter(
        (text) =>
          /^(quant[ie] (esec|err|proc)|how many (runs|err|succ|canc|proc))/i.test(text) &&
          !text.includes('{name}'),
      );
    const before = await figures(company, asked);
    await company.pretend(
      (client) => writeRuns(client, more),
      async () => {
        const after = await figures(company, asked);
        for (const [at, text] of asked.entries()) {
          const [was, is] = [before[at], after[at]];
          ledger.holds(text, typeof was === 'number' && typeof is === 'number' && is >= was, { was, is });
        }
      },
    );
  },
};
