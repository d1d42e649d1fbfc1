import type { Masked } from '#shared/contracts/documents.ts';
import { processes } from '#infra/local/demo/company.ts';

export type Kind = 'static' | 'data';
export interface Asked {
  kind: Kind;
  text: string;
}

const STATIC = [
  'Ciao!',
  'Grazie mille',
  'Good morning',
  'What can you do?',
  'Cosa sai fare?',
  'Che tecnologia usi?',
  'Vorrei parlare con una persona',
];

/** Wants a statement each; `{process}` is filled with a name of the demo company. */
const DATA = [
  'Quanti processi sono falliti ieri?',
  'How many runs in the last 7 days?',
  'Quante esecuzioni oggi?',
  'What was the failure rate this week?',
  'Quali processi falliscono di più? I primi 5',
  'Which is the slowest process?',
  'Quanto dura in media {process}?',
  'How long does {process} take, at the 95th percentile?',
  'Quando è stata l’ultima esecuzione riuscita di {process}?',
  'When did {process} last run?',
  'Cosa sta girando adesso?',
  'Which processes have never run?',
  'In che ora del giorno ci sono più esecuzioni?',
  'Daily runs for the last 30 days',
  'Questa settimana rispetto alla settimana scorsa',
  'How many hours did we save this month?',
  'Qual è il tasso di successo di {process}?',
  'Why did the last run of {process} fail?',
];

const names = processes.map(({ name }) => name);

/**
 * An endless, repeatable mix: two questions in ten need no data; the rest go through all kinds in turn, each
 * time about another process.
 */
export const questionMix = (): (() => Asked) => {
  let asked = -1;
  return () => {
    asked += 1;
    const turn = Math.floor(asked / 5);
    const place = asked % 5;
    if (place === 0) return { kind: 'static', text: STATIC[turn % STATIC.length] ?? '' };
    const text = DATA[(turn * 4 + place - 1) % DATA.length] ?? '';
    return { kind: 'data', text: text.replace('{process}', names[asked % names.length] ?? '') };
  };
};

/** Each kind of data question once. */
export const eachDataQuestion = (): string[] =>
  DATA.map((text, at) => text.replace('{process}', names[at % names.length] ?? ''));

/** Numbers from 0 to 1 that look like chance and come again with the same seed. */
const chance = (seed: number) => (): number => {
  seed = (seed * 1_664_525 + 1_013_904_223) % 2 ** 32;
  return seed / 2 ** 32;
};

/** Every data question, about every process it can be about: some hundreds. */
const allData = DATA.flatMap((text) =>
  text.includes('{process}') ? names.map((name) => text.replace('{process}', name)) : [text],
);

/**
 * An endless, repeatable mix as a company asks it: one question in twelve needs no data; of the others a few are asked by
 * many, and most by few (the n-th most popular one n times less often than the first).
 */
export const popularMix = (seed = 1): (() => Asked) => {
  const next = chance(seed);
  const order = allData.map((text) => ({ text, at: next() })).sort((one, other) => one.at - other.at);
  let sum = 0;
  const shares = order.map((_, rank) => (sum += 1 / (rank + 1)));
  return () => {
    if (next() < 1 / 12) return { kind: 'static', text: STATIC[Math.floor(next() * STATIC.length)] ?? '' };
    const at = next() * sum;
    const rank = shares.findIndex((share) => share > at);
    return { kind: 'data', text: order[rank]?.text ?? '' };
  };
};

/** The same mix without what needs no data. */
export const dataOnly = (mix: () => Asked) => (): Asked => {
  const asked = mix();
  return asked.kind === 'data' ? asked : dataOnly(mix)();
};

/** An answer of the expected kind, made without anything being away. */
export const isGood = ({ kind, degraded }: Masked, asked: Asked): boolean =>
  degraded.length === 0 && (asked.kind === 'static') === (kind === 'static');
