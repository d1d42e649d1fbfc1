import { describe, expect, test } from 'vitest';
import { type Dialogue, inFull, lastOf } from '#test/support/dialogue.ts';

describe('the one that was spoken of', () => {
  test.each<Dialogue>([
    [
      'esecuzioni di Tracking corrieri giorno per giorno la settimana scorsa',
      '[Tracking corrieri]',
      'e quelle andate male',
      'fallimenti di Tracking corrieri giorno per giorno la settimana scorsa',
    ],
    [
      'runs of Tracking corrieri day by day last week',
      '[Tracking corrieri]',
      'and those that failed',
      'failures of Tracking corrieri day by day last week',
    ],
    [
      'cosa gira più spesso nelle risorse umane?',
      '[Preparazione cedolini]',
      'quante volte ha dato errore questo mese?',
      'quante volte ha dato errore Preparazione cedolini questo mese?',
    ],
    [
      'is there any process that always fails?',
      '[Import listino fornitori]',
      'why?',
      'why does Import listino fornitori fail?',
    ],
    [
      'quali processi sono falliti ieri?',
      'di questi quali hanno il tag Urgente?',
      'quali processi con il tag Urgente sono falliti ieri?',
    ],
    [
      'which processes failed this week?',
      'of these, which are tagged Urgente?',
      'which processes tagged Urgente failed this week?',
    ],
    ['are there any processes switched off?', 'list them', 'are there any processes switched off?'],
    ['ci sono processi spenti?', 'elencali', 'ci sono processi spenti?'],
    [
      'why does Tracking corrieri fail?',
      'does that happen often?',
      'how many failures did Tracking corrieri have?',
    ],
    [
      'perché fallisce Tracking corrieri?',
      'quante volte è successo?',
      'quanti fallimenti ha avuto Tracking corrieri?',
    ],
    [
      'why does Tracking corrieri fail?',
      'when was the last one?',
      'when was the last failure of Tracking corrieri?',
    ],
    [
      'perché fallisce Tracking corrieri?',
      "l'ultimo quando è stato?",
      "quando è stato l'ultimo fallimento di Tracking corrieri?",
    ],
    [
      'quanti fallimenti a settembre?',
      'solo i fallimenti di ottobre giorno per giorno',
      'fallimenti di ottobre giorno per giorno',
    ],
    [
      'quale processo ha fallito di più la settimana scorsa?',
      '[Tracking corrieri]',
      'perché è fallito?',
      'perché è fallito Tracking corrieri la settimana scorsa?',
    ],
    [
      'which process failed the most last week?',
      '[Tracking corrieri]',
      'why did it fail?',
      'why did Tracking corrieri fail last week?',
    ],
    [
      'which process is the slowest?',
      '[Tracking corrieri]',
      'when did it last run?',
      'when did Tracking corrieri last run?',
    ],
    [
      'did Tracking corrieri run yesterday?',
      'and how often did it fail in October?',
      'how often did Tracking corrieri fail in October?',
    ],
    [
      "c'è qualcosa di bloccato?",
      '[Tracking corrieri]',
      'quando è partito quel processo?',
      'quando è partito Tracking corrieri?',
    ],
    [
      'anything stuck right now?',
      '[Tracking corrieri]',
      'when did that one last finish?',
      'when did Tracking corrieri last finish?',
    ],
    ['quante volte è girato Tracking corrieri ieri?', 'è fallito?', 'è fallito Tracking corrieri ieri?'],
    [
      'how did Tracking corrieri do last week?',
      'what went wrong?',
      'what went wrong with Tracking corrieri last week?',
    ],
  ])('%s | %s | %s', (...dialogue) => expect(lastOf(dialogue)).toEqual(inFull(dialogue)));
});

describe('one of those that were listed', () => {
  test.each<Dialogue>([
    [
      'i 3 processi più lenti di ottobre',
      '[Tracking corrieri | Weekly sales report | Preparazione cedolini]',
      'quanti errori ha avuto il secondo?',
      'quanti errori ha avuto Weekly sales report a ottobre?',
    ],
    [
      'top 3 processes by failures last week',
      '[Tracking corrieri | Weekly sales report | Preparazione cedolini]',
      'why did the first one fail?',
      'why did Tracking corrieri fail last week?',
    ],
    [
      'quali processi hanno fallito di più la settimana scorsa?',
      '[Tracking corrieri | Weekly sales report | Preparazione cedolini]',
      'perché il secondo fallisce?',
      'perché fallisce Weekly sales report la settimana scorsa?',
    ],
    [
      'top 3 processes by failures last week',
      '[Tracking corrieri | Weekly sales report | Preparazione cedolini]',
      'why did the first one fail?',
      '[Tracking corrieri]',
      'and the second?',
      'why did Weekly sales report fail last week?',
    ],
    [
      'i 3 processi più lenti di ottobre',
      '[Tracking corrieri | Weekly sales report | Preparazione cedolini]',
      'quanti errori ha avuto il secondo?',
      '[Weekly sales report]',
      'e il terzo?',
      '[Preparazione cedolini]',
      'e il primo?',
      'quanti errori ha avuto Tracking corrieri a ottobre?',
    ],
    [
      'top 3 processes by failures last week',
      '[Tracking corrieri | Weekly sales report | Preparazione cedolini]',
      'when did the third one last run?',
      'when did Preparazione cedolini last run?',
    ],
    [
      'which processes failed more than 5 times last week?',
      '[Tracking corrieri | Weekly sales report]',
      'which of them are switched off?',
      'which processes are switched off, of Tracking corrieri and Weekly sales report?',
    ],
  ])('%s | %s | %s', (...dialogue) => expect(lastOf(dialogue)).toEqual(inFull(dialogue)));
});

describe('those that were spoken of', () => {
  test.each<Dialogue>([
    ['which processes belong to Vendite?', 'which of them are off?', 'which processes of Vendite are off?'],
    [
      'which processes belong to Vendite?',
      'which of them failed this month?',
      'which processes of Vendite failed this month?',
    ],
    [
      'how many processes are there in Vendite?',
      'And which have never run?',
      'which processes of Vendite have never run?',
    ],
    [
      'quali processi ci sono in Vendite?',
      'di questi, quali non sono mai partiti?',
      'quali processi di Vendite non sono mai partiti?',
    ],
    [
      'quante esecuzioni di Vendite ieri?',
      'quante di queste sono fallite?',
      'quante esecuzioni di Vendite sono fallite ieri?',
    ],
    [
      'how many runs of Vendite yesterday?',
      'and how many of those failed?',
      'how many failures of Vendite yesterday?',
    ],
    [
      'quanti errori in Vendite questa settimana?',
      'quale processo ne ha di più?',
      'quale processo di Vendite ha più errori questa settimana?',
    ],
    [
      'anything stuck right now?',
      '[Tracking corrieri]',
      'which process is it?',
      'which processes are stuck right now?',
    ],
  ])('%s | %s', (...dialogue) => expect(lastOf(dialogue)).toEqual(inFull(dialogue)));
});
