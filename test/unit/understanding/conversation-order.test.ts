import { describe, expect, test } from 'vitest';
import { type Dialogue, inFull, lastOf } from '#test/support/dialogue.ts';

describe('another order, more or fewer', () => {
  test.each<Dialogue>([
    [
      'runs of Tracking corrieri day by day last week',
      'which day was the busiest?',
      'which day did Tracking corrieri run most last week?',
    ],
    ['runs last week', 'and this one?', 'runs this week'],
    ['errori il mese scorso', 'e questo', 'errori questo mese'],
    ['errori in vendite ieri', 'e in generale, su tutto?', 'errori ieri'],
    ['errori in vendite ieri', 'e su tutto ottobre?', 'errori in vendite a ottobre'],
    [
      'di questo passo a quanti fallimenti arriveremo a fine anno?',
      'mi dica allora quanti ne abbiamo avuti da settembre a oggi',
      'quanti fallimenti da settembre a oggi?',
    ],
    [
      'which area had the most failures last week?',
      'and the most runs?',
      'which area had the most runs last week?',
    ],
    ['chi gira di più?', 'primi 5', 'ottobre', 'i primi 5 che girano di più, a ottobre'],
    [
      'which day of the week is the busiest?',
      'and the quietest?',
      'which day of the week has the fewest runs?',
    ],
    [
      'which processes are in Vendite?',
      'and which ran yesterday?',
      'which processes of Vendite ran yesterday?',
    ],
    [
      'che processi ci sono in Vendite?',
      'e quali hanno girato ieri?',
      'quali processi di Vendite hanno girato ieri?',
    ],
    [
      'processes with a success rate below 90 last week',
      'same for October',
      'processes with a success rate below 90 in October',
    ],
    [
      'what percentage of the failures of Vendite in October came from Conferma ordine al cliente?',
      'and from Tracking corrieri?',
      'what percentage of the failures of Vendite in October came from Tracking corrieri?',
    ],
    [
      'when did Tracking corrieri last fail?',
      'and the last time it was fine?',
      'when did Tracking corrieri last succeed?',
    ],
    [
      'top five processes by failures in October',
      'and the one with the fewest?',
      'which process had the fewest failures in October?',
    ],
    ['top 5 processi per errori a ottobre', 'e chi ne ha meno?', 'quale processo ha meno errori a ottobre?'],
    ['which processes ran on Sunday?', 'give me five', 'top five processes by runs on Sunday'],
    [
      'quale processo ha avuto più errori da settembre?',
      'dammene cinque',
      'i cinque processi con più errori da settembre',
    ],
    [
      'which processes had more than 5 failures in October?',
      'and by average duration?',
      'which processes had more than 5 failures in October sorted by average duration?',
    ],
    ['i 3 processi più lenti di ottobre', 'fammene vedere dieci', 'i 10 processi più lenti di ottobre'],
    [
      'quali sono i cinque processi con più errori del mese scorso?',
      'solo i primi due',
      'quali sono i due processi con più errori del mese scorso?',
    ],
    [
      'top 5 processi per esecuzioni a ottobre',
      'tieni solo i primi 3',
      'top 3 processi per esecuzioni a ottobre',
    ],
    [
      'processi con più errori a ottobre',
      'per numero di esecuzioni, sempre i primi 3',
      'i primi 3 processi per numero di esecuzioni a ottobre',
    ],
    [
      'which area had the most failures last week?',
      'and the least?',
      'which area had the least failures last week?',
    ],
    ['top ten processes for runs last week', 'the bottom two', 'bottom two processes for runs last week'],
    [
      'three busiest processes last week',
      'by failures instead',
      'three processes with the most failures last week',
    ],
    [
      'top 10 processes by median duration in October',
      'just the top three',
      'top three processes by median duration in October',
    ],
    ['i tre processi più lenti di ottobre', 'e i più veloci?', 'i tre processi più veloci di ottobre'],
  ])('%s | %s', (...dialogue) => expect(lastOf(dialogue)).toEqual(inFull(dialogue)));
});
