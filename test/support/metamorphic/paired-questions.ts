/** The same question in both languages; `{name}` is a process of the company at hand. */
export interface Pair {
  it: string;
  en: string;
}

type Words = readonly (readonly [string, string])[];

const FIGURES: Words = [
  ['Quante esecuzioni {p}?', 'How many runs {p}?'],
  ['Quanti errori {p}?', 'How many errors {p}?'],
  ['Quante esecuzioni riuscite {p}?', 'How many successful runs {p}?'],
  ['Qual è il tasso di errore {p}?', 'What is the error rate {p}?'],
  ['tasso di successo {p}', 'success rate {p}'],
  ['durata media {p}', 'average duration {p}'],
  ['durata massima {p}', 'maximum duration {p}'],
  ['Quanto tempo abbiamo risparmiato {p}?', 'How much time did we save {p}?'],
  ['Quante esecuzioni annullate {p}?', 'How many cancelled runs {p}?'],
  ['Quanti processi sono falliti {p}?', 'How many processes failed {p}?'],
];

const PERIODS: Words = [
  ['oggi', 'today'],
  ['ieri', 'yesterday'],
  ["l'altro ieri", 'the day before yesterday'],
  ['questa settimana', 'this week'],
  ['la settimana scorsa', 'last week'],
  ['questo mese', 'this month'],
  ['il mese scorso', 'last month'],
  ["quest'anno", 'this year'],
  ['negli ultimi 7 giorni', 'in the last 7 days'],
  ['negli ultimi dieci giorni', 'in the last ten days'],
  ['nelle ultime 24 ore', 'in the last 24 hours'],
  ['a ottobre', 'in October'],
  ['a marzo', 'in March'],
  ['il 3 novembre', 'on 3 November'],
  ['lunedì scorso', 'last Monday'],
  ['dal 20 al 25 ottobre', 'from 20 to 25 October'],
  ['nei weekend di ottobre', 'on weekends in October'],
  ['di notte a ottobre', 'at night in October'],
];

const GROUPS: Words = [
  ['errori per processo {p}', 'errors by process {p}'],
  ['esecuzioni per esito {p}', 'runs by outcome {p}'],
  ['esecuzioni per area {p}', 'runs by area {p}'],
  ['errori per giorno {p}', 'errors per day {p}'],
  ['esecuzioni per ora {p}', 'runs by hour {p}'],
  ['i 3 processi con più errori {p}', 'the 3 processes with most errors {p}'],
  ['quale processo è il più lento {p}?', 'which process is the slowest {p}?'],
  ['processi con più di 2 errori {p}', 'processes with more than 2 errors {p}'],
  ['Quanti errori di {name} {p}?', 'How many errors of {name} {p}?'],
  ['durata media di {name} {p}', 'average duration of {name} {p}'],
];

const GROUP_PERIODS: Words = [
  ['ieri', 'yesterday'],
  ['la settimana scorsa', 'last week'],
  ['questo mese', 'this month'],
  ['a ottobre', 'in October'],
  ['negli ultimi 7 giorni', 'in the last 7 days'],
  ['dal 20 al 25 ottobre', 'from 20 to 25 October'],
];

const ALONE: Words = [
  ['Quanti processi attivi ci sono?', 'How many processes are live?'],
  ['Quali processi sono spenti?', 'Which processes are off?'],
  ['Quali processi non sono mai partiti?', 'Which processes have never run?'],
  ['Quali processi falliscono sempre?', 'Which processes always fail?'],
  ['Quante esecuzioni sono in attesa?', 'How many runs are waiting?'],
  ['Ci sono processi bloccati?', 'Are there any stuck processes?'],
  ["Quando è stato l'ultimo errore?", 'When was the last failure?'],
  ["Quando è girato {name} l'ultima volta?", 'When did {name} last run?'],
  ['Esecuzioni di questa settimana rispetto alla settimana scorsa', 'Runs this week compared to last week'],
  ['Quante esecuzioni ieri e oggi?', 'How many runs yesterday and today?'],
  ['Quante esecuzioni ieri prima delle 12?', 'How many runs yesterday before 12:00?'],
  ['errori non nei weekend a ottobre', 'errors not on weekends in October'],
  ['errori tra le 9 e le 18 a ottobre', 'errors between 9:00 and 18:00 in October'],
  ['errori prima e dopo il 20 ottobre', 'errors before and after 20 October'],
  ['esecuzioni di martedì della settimana scorsa', 'runs on Tuesday of last week'],
  ['processi con meno di 3 esecuzioni a ottobre', 'processes with fewer than 3 runs in October'],
  ['errori per area e per esito', 'errors by area and outcome'],
  ['Che percentuale degli errori viene da {name}?', 'What percentage of the errors comes from {name}?'],
  ['Qual è stata la giornata con più errori a ottobre?', 'Which day had the most errors in October?'],
  ['A che ora ci sono più esecuzioni?', 'At what hour are there most runs?'],
  ['Quanti processi ci sono?', 'How many processes are there?'],
  ['errori di ottobre rispetto a settembre', 'errors of October compared to September'],
  ['Come sta andando?', 'How is it going?'],
  ['Quanto dura di solito {name}?', 'How long does {name} usually take?'],
];

const cross = (forms: Words, periods: Words): Pair[] =>
  forms.flatMap(([it, en]) =>
    periods.map(([italian, english]) => ({ it: it.replace('{p}', italian), en: en.replace('{p}', english) })),
  );

export const PAIRS: readonly Pair[] = [
  ...cross(FIGURES, PERIODS),
  ...cross(GROUPS, GROUP_PERIODS),
  ...ALONE.map(([it, en]) => ({ it, en })),
];

export const nameIn = ({ it, en }: Pair, name: string): Pair => ({
  it: it.replace('{name}', name),
  en: en.replace('{name}', name),
});
