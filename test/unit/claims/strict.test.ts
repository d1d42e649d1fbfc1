import { describe, expect, test } from 'vitest';
import {
  failuresByDay,
  failuresByProcess,
  type Held,
  held,
  overWeekBefore,
  passesWith,
} from '#test/support/prose-evidence.ts';
import { type Language, ranges } from '#test/support/wordings.ts';

const total = held({ metrics: ['failures'], timeRange: ranges.lastWeek }, ['failures'], [[24]]);
const fell = held(
  { metrics: ['failures'], timeRange: ranges.lastWeek, comparison: overWeekBefore },
  ['failures', 'failures_compared'],
  [[24, 36]],
);
const MOST: [string, number][] = [
  ['Ordini', 12],
  ['Resi', 6],
  ['Newsletter', 6],
];
const processes = failuresByProcess(MOST);
const part = failuresByProcess(MOST, 3);
const daily = failuresByDay([4, 6, 9, 9, 5, 2, 1]);

const unproven: [Language, string, Held][] = [
  // A trend without anything to compare with.
  ['en', 'Failures rose to 24 last week.', total],
  ['en', 'Failures fell to 24 last week.', total],
  ['en', 'Failures stayed at 24 last week.', total],
  ['en', 'Failures remained at 24 last week.', total],
  ['en', 'Failures doubled to 24 last week.', total],
  ['en', 'Failures peaked at 24 last week.', total],
  ['en', 'Things got worse: 24 failures last week.', total],
  ['it', 'I fallimenti sono saliti a 24 la settimana scorsa.', total],
  ['it', 'I fallimenti sono scesi a 24 la settimana scorsa.', total],
  ['it', 'I fallimenti sono rimasti 24 la settimana scorsa.', total],
  ['it', 'I fallimenti sono raddoppiati: 24 la settimana scorsa.', total],
  ['it', 'La settimana scorsa il record: 24 fallimenti.', total],
  ['it', 'Va peggio: 24 fallimenti la settimana scorsa.', total],
  // A trend the other way, or of another size.
  ['en', 'Failures remained at 24 last week.', fell],
  ['en', 'Failures are still rising: 24 last week, 36 the week before.', fell],
  ['en', 'Failures halved last week, from 36 to 24.', fell],
  ['en', 'Failures fell by a third compared with the month before.', fell],
  ['en', 'Failures fell from 36 the month before to 24.', fell],
  ['en', 'Failures fell sharply again, to 24.', fell],
  ['it', 'I fallimenti sono rimasti a 24 la settimana scorsa.', fell],
  ['it', 'I fallimenti si sono dimezzati, da 36 a 24.', fell],
  ['it', 'I fallimenti sono diminuiti di un terzo rispetto al mese prima.', fell],
  ['it', 'I fallimenti sono diminuiti di 12 rispetto al giorno prima.', fell],
  ['it', 'I fallimenti sono in costante calo, ora 24.', fell],
  // A rank that is shared, or of names that were not read.
  ['en', 'Resi is in second place for failures.', processes],
  ['en', 'Newsletter is the process with the fewest failures.', processes],
  ['en', 'Ordini is tied with 12 failures.', processes],
  ['en', 'Ordini and Resi are tied with 12 failures.', processes],
  ['en', 'Ordini rose to double the failures of Resi.', processes],
  ['en', 'Ordini has more failures and Resi is worse.', processes],
  ['en', 'Ordini is by far the worst process, with 12 failures.', processes],
  ['en', 'Ordini has the most and the fewest failures.', processes],
  ['it', 'Resi è al secondo posto per fallimenti.', processes],
  ['it', 'Ordini è a pari merito con 12 fallimenti.', processes],
  ['it', 'Ordini è di gran lunga il peggiore, con 12 fallimenti.', processes],
  ['it', 'Ordini ha il doppio dei fallimenti di Resi e il triplo di Newsletter.', processes],
  ['it', 'Tutti i processi tranne due hanno avuto fallimenti.', processes],
  // Figures of all from the first rows of more.
  ['en', 'There were 24 failures in total.', part],
  ['en', 'All but one process had failures.', part],
  ['it', 'In totale ci sono stati 24 fallimenti.', part],
  // Which day, which way.
  ['en', 'Failures rose on Thursday.', daily],
  ['en', 'Failures fell on Tuesday.', daily],
  ['en', 'Failures rose every day.', daily],
  ['en', 'Wednesday had the most failures, 9.', daily],
  ['it', 'Mercoledì è stato il giorno con più fallimenti, 9.', daily],
  ['it', 'I fallimenti sono aumentati giovedì.', daily],
];

describe('a trend, a rank or a comparison that the evidence does not bear out', () => {
  test.each(unproven)('%s: %s', (language, text, evidence) => {
    expect(passesWith(evidence, language, text)).toBe(false);
  });
});

const proven: [Language, string, Held][] = [
  ['en', 'Failures fell to 24 last week.', fell],
  ['en', 'Failures fell by a third compared with the week before.', fell],
  ['it', 'I fallimenti sono diminuiti di un terzo rispetto alla settimana prima.', fell],
  ['en', 'Resi and Newsletter are tied with 6 failures.', processes],
  ['en', 'Ordini had twice as many failures as Resi.', processes],
  ['it', 'Ordini ha avuto il doppio dei fallimenti di Resi.', processes],
  ['en', 'Failures rose on Tuesday.', daily],
  ['it', 'I fallimenti sono diminuiti venerdì.', daily],
];

describe('and one that it does', () => {
  test.each(proven)('%s: %s', (language, text, evidence) => {
    expect(passesWith(evidence, language, text)).toBe(true);
  });
});
