import { describe, expect, test } from 'vitest';
import { type Dialogue, inFull, lastOf } from '#test/support/dialogue.ts';

describe('rates, shares and the numbers behind them', () => {
  test.each<Dialogue>([
    ['failure rate of sales in October', 'and in numbers?', 'failures of sales in October'],
    ['tasso di errore del magazzino a ottobre', 'in valore assoluto?', 'errori del magazzino a ottobre'],
    [
      'how many failures in sales last week?',
      'and as a percentage of its runs?',
      'failure rate of sales last week',
    ],
    [
      'what share of the failures of October belongs to sales?',
      'of the runs, instead?',
      'what share of the runs of October belongs to sales?',
    ],
    [
      'che quota degli errori di ottobre è delle vendite?',
      'e delle esecuzioni?',
      'che quota delle esecuzioni di ottobre è delle vendite?',
    ],
  ])('%s | %s', (...dialogue) => expect(lastOf(dialogue)).toEqual(inFull(dialogue)));
});

describe('words of haste', () => {
  test.each<Dialogue>([
    ['which process failed most last week?', "who's runner up", 'top 2 processes by failures last week'],
    ['which process failed most last week?', 'and the runner-up?', 'top 2 processes by failures last week'],
    ['failures of tracking in October', 'still open?', 'unrecovered failures of tracking in October'],
    [
      'errori del tracking a ottobre',
      'quanti sono ancora aperti?',
      'errori non recuperati del tracking a ottobre',
    ],
    ['did the backup run today?', 'when then?', 'when did the backup last run?'],
    ['did the backup run today?', 'does it fail often?', 'does the backup fail often?'],
    ['last failure in the warehouse?', 'what happened?', 'why was the last failure in the warehouse?'],
    [
      'the import, how many errors this month? the one of the price list',
      'and last month?',
      'how many errors did the import listino fornitori have last month?',
    ],
    ['morning how many errors in sales last week', 'the worst process?', 'worst process in sales last week?'],
    ['failures of the backup in October', 'tracking not backup', 'failures of tracking in October'],
  ])('%s | %s', (...dialogue) => expect(lastOf(dialogue)).toEqual(inFull(dialogue)));
});
