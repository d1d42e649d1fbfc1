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
