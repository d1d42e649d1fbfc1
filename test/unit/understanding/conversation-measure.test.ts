import { describe, expect, test } from 'vitest';
import { type Dialogue, inFull, lastOf, talk } from '#test/support/dialogue.ts';

describe('when the longest one was', () => {
  test.each<Dialogue>([
    [
      "qual è stata l'esecuzione più lunga di Tracking corrieri a ottobre?",
      'quando è successo?',
      "quando è stata l'esecuzione più lunga di Tracking corrieri a ottobre?",
    ],
    [
      'durata massima di Tracking corrieri a ottobre',
      'e quando è stata?',
      "quando è stata l'esecuzione più lunga di Tracking corrieri a ottobre?",
    ],
    [
      'what was the longest run of Tracking corrieri in October?',
      'when was that?',
      'when was the longest run of Tracking corrieri in October?',
    ],
    [
      'how long did the slowest run of Tracking corrieri take last week?',
      'when did that happen?',
      'when was the longest run of Tracking corrieri last week?',
    ],
  ])('%s | %s', (...dialogue) => expect(lastOf(dialogue)).toEqual(inFull(dialogue)));
});

describe('the opposite of what was measured', () => {
  test.each<Dialogue>([
    ['how many runs of Vendite succeeded last week?', "any that didn't?", 'failures of Vendite last week'],
    ['how many runs of Vendite succeeded last week?', 'how many not?', 'failures of Vendite last week'],
    ['quante riuscite ieri?', 'e quelle che no?', 'quante fallite ieri?'],
    ['quante riuscite ieri?', 'e quante no?', 'quante fallite ieri?'],
    [
      'which processes failed yesterday?',
      "and which ones didn't?",
      'which processes had no failures yesterday?',
    ],
  ])('%s | %s', (...dialogue) => expect(lastOf(dialogue)).toEqual(inFull(dialogue)));

  test.each([
    ['quante riuscite ieri?', 'non ho capito'],
    ['how many runs failed yesterday?', 'I do not know'],
    ['how many runs failed yesterday?', 'not really'],
  ])('%s | %s', (...messages) => expect(talk(messages).kind).not.toBe('query'));
});

describe('one of the groups in detail, or the day before it', () => {
  test.each<Dialogue>([
    [
      'errori per area questa settimana',
      'Magazzino nel dettaglio',
      'errori di Magazzino per processo questa settimana',
    ],
    ['failures by area this week', 'Magazzino in detail', 'failures of Magazzino by process this week'],
    ['how many runs yesterday?', 'and the same day last week?', 'how many runs on 2026-11-13?'],
    ['quanti errori ieri?', 'e lo stesso giorno della settimana scorsa?', 'quanti errori il 13 novembre?'],
    ['which area failed the most in October?', 'and the runner up?', 'top 2 areas by failures in October'],
    [
      'durata media di Tracking corrieri a ottobre',
      'mi sarebbe più utile la mediana',
      'durata mediana di Tracking corrieri a ottobre',
    ],
    [
      'average duration of Tracking corrieri',
      'The median would be more useful.',
      'median duration of Tracking corrieri',
    ],
  ])('%s | %s', (...dialogue) => expect(lastOf(dialogue)).toEqual(inFull(dialogue)));
});

describe('the other end, another length, those that were counted', () => {
  test.each<Dialogue>([
    [
      'how many different processes ran on Sunday?',
      'And how many of them failed?',
      'how many processes failed on Sunday?',
    ],
    [
      'quanti processi sono partiti domenica?',
      'e quanti di questi sono falliti?',
      'quanti processi sono falliti domenica?',
    ],
    ['how many runs yesterday?', 'how many of them failed?', 'how many failures yesterday?'],
    [
      'rank the areas by time saved in October',
      "Who's last?",
      'which area has the least time saved in October?',
    ],
    ['classifica delle aree per errori a ottobre', 'chi è ultimo?', 'area con meno errori a ottobre'],
    ['qual è il processo più lento?', 'quanto ci mette?', 'qual è il processo più lento?'],
    ['area più affidabile a ottobre', 'il meno', 'area meno affidabile a ottobre'],
    ['qual è il processo più lento?', 'e il meno?', 'qual è il processo più veloce?'],
    [
      'the most reliable area in October',
      'and the least?',
      'the area with the lowest success rate in October',
    ],
    [
      'quante esecuzioni di ottobre hanno superato i 10 minuti?',
      "e mezz'ora?",
      "quante esecuzioni di ottobre hanno superato mezz'ora?",
    ],
    [
      'quante esecuzioni di ottobre hanno superato i 10 minuti?',
      "e un'ora?",
      "quante esecuzioni di ottobre hanno superato un'ora?",
    ],
    [
      'how many runs took longer than 10 minutes yesterday?',
      'and half an hour?',
      'how many runs took longer than half an hour yesterday?',
    ],
    [
      'how many processes failed yesterday?',
      'list them with their failure counts',
      'list the processes that failed yesterday with their failures',
    ],
    ['quanti processi sono falliti ieri?', 'elencali', 'elenca i processi falliti ieri'],
    [
      'failures by label in October',
      'Please exclude those below ten.',
      'labels with at least 10 failures in October',
    ],
    [
      'riuscite di Vendite a settembre',
      'Si richiede il medesimo dato per ottobre.',
      'riuscite di Vendite a ottobre',
    ],
    [
      'is our failure rate good compared with other companies?',
      'Then compare ours with last month.',
      'failure rate this month compared with last month',
    ],
  ])('%s | %s', (...dialogue) => expect(lastOf(dialogue)).toEqual(inFull(dialogue)));
});

describe('another measure', () => {
  test.each<Dialogue>([
    ['failures on Mondays in October', 'and yesterday?', 'failures yesterday'],
    ['gli ultimi tre lunedì quanti errori?', 'e ieri?', 'quanti errori ieri?'],
    [
      'How many hours did Vendite save us last month?',
      'and the failures?',
      'how many failures in Vendite last month?',
    ],
    [
      'what was the success rate last week in Vendite?',
      'and the failures?',
      'how many failures in Vendite last week?',
    ],
    ['what percentage of runs failed in October?', 'and the runs?', 'how many runs in October?'],
    ['how many failures over the weekend?', 'how many runs was that?', 'how many runs over the weekend?'],
    [
      'how many failures between 8 a.m. and noon on 12 November?',
      'and the runs?',
      'how many runs between 8 and 12 on 12 November?',
    ],
    [
      'qual è il tasso di fallimento di Vendite questo mese?',
      'e le esecuzioni?',
      'quante esecuzioni di Vendite questo mese?',
    ],
    [
      'escludendo sabato e domenica, quante volte è partito Tracking corrieri il mese scorso?',
      'quanti sono falliti?',
      'escludendo sabato e domenica, quante volte è fallito Tracking corrieri il mese scorso?',
    ],
    [
      'togliendo Tracking corrieri, quanti errori ha fatto il magazzino a ottobre?',
      'quante esecuzioni?',
      'togliendo Tracking corrieri, quante esecuzioni ha fatto il magazzino a ottobre?',
    ],
    [
      'quante esecuzioni di Tracking corrieri ieri?',
      'e gli errori?',
      'quanti errori di Tracking corrieri ieri?',
    ],
    [
      'quante esecuzioni di Tracking corrieri ieri?',
      'con quanti errori?',
      'quanti errori di Tracking corrieri ieri?',
    ],
    [
      'durata media di Tracking corrieri a ottobre',
      'no, la mediana',
      'durata mediana di Tracking corrieri a ottobre',
    ],
    [
      'durata media di Tracking corrieri a ottobre',
      'e il p95?',
      'p95 della durata di Tracking corrieri a ottobre',
    ],
    [
      'average duration of Tracking corrieri in October',
      'and the shortest one?',
      'shortest duration of Tracking corrieri in October',
    ],
    ['failures of Vendite last week', 'and the failure rate?', 'failure rate of Vendite last week'],
    ['failure rate of Vendite last week', 'and the runs?', 'how many runs of Vendite last week?'],
    [
      'tasso di errore di Vendite a ottobre',
      'e il numero di esecuzioni?',
      'numero di esecuzioni di Vendite a ottobre',
    ],
    ['runs by weekday in October', 'same for the median duration', 'median duration by weekday in October'],
    ['quanti errori in Vendite ieri?', 'e in percentuale?', 'percentuale di errori in Vendite ieri'],
    [
      'fallimenti per giorno la settimana scorsa',
      'anche le esecuzioni',
      'fallimenti e esecuzioni per giorno la settimana scorsa',
    ],
    ['run per day last week', 'only errors', 'errors per day last week'],
    [
      'how many runs of Tracking corrieri last month?',
      'over how many failures?',
      'how many failures of Tracking corrieri last month?',
    ],
    [
      'top 5 processi per esecuzioni a ottobre',
      'e per durata media?',
      'top 5 processi per durata media a ottobre',
    ],
    [
      'top 5 processes by p95 duration in October',
      'by median instead',
      'top 5 processes by median duration in October',
    ],
    [
      'quanto tempo ha fatto risparmiare Vendite a ottobre?',
      'e quanti errori?',
      'quanti errori di Vendite a ottobre?',
    ],
  ])('%s | %s', (...dialogue) => expect(lastOf(dialogue)).toEqual(inFull(dialogue)));
});

describe('what leaves out its subject or its period', () => {
  test.each<Dialogue>([
    [
      'how many runs in October were started by hand?',
      'How many of them failed?',
      'how many failures in October started by hand?',
    ],
    [
      'fallimenti di Tracking corrieri questo mese',
      'Quanti sono stati poi recuperati?',
      'quanti errori di Tracking corrieri sono stati recuperati questo mese?',
    ],
    [
      'quante volte ha girato la preparazione cedolini da agosto?',
      'di solito quanto ci mettono?',
      'durata media della preparazione cedolini da agosto',
    ],
    [
      'quante volte ha girato la preparazione cedolini da agosto?',
      'e la volta più lunga?',
      'durata massima della preparazione cedolini da agosto',
    ],
    ['when did Tracking corrieri last fail?', 'over how many runs?', 'how many runs of Tracking corrieri?'],
    [
      'how many runs of Tracking corrieri yesterday?',
      'how many failed?',
      'how many failures of Tracking corrieri yesterday?',
    ],
    [
      'quante esecuzioni di Tracking corrieri ieri?',
      'quante fallite?',
      'quante esecuzioni fallite di Tracking corrieri ieri?',
    ],
    [
      'quante volte è partito Tracking corrieri ieri?',
      'e quante di queste non sono andate a buon fine?',
      'quanti errori di Tracking corrieri ieri?',
    ],
    [
      'failures of Tracking corrieri this month',
      'how many were recovered?',
      'how many failures of Tracking corrieri were recovered this month?',
    ],
    [
      'errori di Tracking corrieri la settimana scorsa',
      'perché?',
      'perché Tracking corrieri è fallito la settimana scorsa?',
    ],
    [
      'errori di Tracking corrieri la settimana scorsa',
      'per quali cause?',
      'per quali cause è fallito Tracking corrieri la settimana scorsa?',
    ],
    [
      'when did Tracking corrieri last run?',
      'how long does it normally take?',
      'how long does Tracking corrieri normally take?',
    ],
    [
      'how many runs of Tracking corrieri on Monday',
      'failed ones only',
      'how many failed runs of Tracking corrieri on Monday',
    ],
    [
      'how many failures yesterday in Vendite?',
      'and on average how long does a run take?',
      'average duration of a run in Vendite yesterday',
    ],
  ])('%s | %s', (...dialogue) => expect(lastOf(dialogue)).toEqual(inFull(dialogue)));
});

describe('a comparison', () => {
  test.each<Dialogue>([
    [
      'quante esecuzioni a ottobre?',
      'rispetto a settembre?',
      'quante esecuzioni a ottobre rispetto a settembre?',
    ],
    [
      'how many runs in October?',
      'how does that compare with September?',
      'compare how many runs in October with September',
    ],
    [
      'confronta i fallimenti di ottobre con quelli di settembre',
      'dividi per area',
      'confronta i fallimenti di ottobre con quelli di settembre per area',
    ],
    [
      'compare runs in October with September',
      'failure rate instead',
      'compare failure rate in October with September',
    ],
    [
      'compare the success rate of Vendite and Magazzino in October',
      'now swap Vendite for Amministrazione',
      'compare the success rate of Amministrazione and Magazzino in October',
    ],
    [
      'confronta gli errori di Vendite e Magazzino a ottobre',
      'metti Amministrazione al posto di Vendite',
      'confronta gli errori di Amministrazione e Magazzino a ottobre',
    ],
    [
      'compare runs in October with September',
      'just Magazzino',
      'compare runs of Magazzino in October with September',
    ],
  ])('%s | %s', (...dialogue) => expect(lastOf(dialogue)).toEqual(inFull(dialogue)));
});

describe('another shape', () => {
  test.each<Dialogue>([
    [
      'fallimenti per giorno la settimana scorsa',
      'fammelo per ora invece',
      'fallimenti per ora la settimana scorsa',
    ],
    ['fallimenti per giorno la settimana scorsa', 'per ora invece', 'fallimenti per ora la settimana scorsa'],
    [
      'fallimenti per giorno la settimana scorsa',
      'e in totale quanti sono?',
      'quanti fallimenti in totale la settimana scorsa',
    ],
    ['esecuzioni di Vendite per ora a ottobre', 'E complessivamente?', 'esecuzioni di Vendite a ottobre'],
    ['failures by hour yesterday', 'And in total?', 'failures yesterday'],
    [
      'how many failures in October on weekdays?',
      'area wise please',
      'how many failures in October on weekdays by area?',
    ],
    [
      'quante esecuzioni in Risorse umane a ottobre?',
      'si prega di ripartirle per processo',
      'quante esecuzioni in Risorse umane a ottobre per processo?',
    ],
    ['how many processes are there in Vendite?', 'Which?', 'which processes are there in Vendite?'],
    [
      'cancelled runs per day this month',
      'group them by process instead',
      'cancelled runs per process this month',
    ],
    [
      'list the cancelled runs since 1 October',
      'how many is that?',
      'how many cancelled runs since 1 October?',
    ],
    [
      'how many failures of Vendite last week?',
      'as a daily series',
      'how many failures of Vendite last week as a daily series?',
    ],
    [
      'quanti errori in Vendite a ottobre?',
      'settimana per settimana',
      'quanti errori in Vendite a ottobre settimana per settimana?',
    ],
    ['quanti errori ieri?', 'in quali processi?', 'in quali processi ci sono stati errori ieri?'],
  ])('%s | %s', (...dialogue) => expect(lastOf(dialogue)).toEqual(inFull(dialogue)));
});

describe('the median or a percentile, of what was ranked or counted', () => {
  test.each<Dialogue>([
    [
      'five slowest processes in October',
      'by the 95th percentile instead',
      'five slowest processes in October by the 95th percentile',
    ],
    [
      'five slowest processes in October',
      'by the median instead',
      'five slowest processes in October by the median',
    ],
    [
      'i cinque processi più lenti di ottobre',
      'per il 95° percentile invece',
      'i cinque processi più lenti di ottobre per il 95° percentile',
    ],
    [
      'failure rate of Tracking corrieri vs Gestione resi in October',
      'and their p95',
      'p95 duration of Tracking corrieri vs Gestione resi in October',
    ],
    [
      'tasso di fallimento di Tracking corrieri a ottobre',
      'e la mediana?',
      'durata mediana di Tracking corrieri a ottobre',
    ],
  ])('%s | %s', (...dialogue) => expect(lastOf(dialogue)).toEqual(inFull(dialogue)));
});

describe('what was not put right', () => {
  test.each<Dialogue>([
    [
      'how many of the October failures were put right by trying again?',
      'and how many were not?',
      'how many of the October failures were not recovered?',
    ],
    [
      'how many failures recovered yesterday?',
      'how many did not?',
      'how many failures yesterday were not recovered?',
    ],
    [
      'quanti fallimenti di ottobre sono rientrati riprovando?',
      'e quanti no?',
      'quanti fallimenti di ottobre non recuperati?',
    ],
    [
      'quanti fallimenti sono stati recuperati ieri?',
      'e quanti no?',
      'quanti fallimenti non recuperati ieri?',
    ],
  ])('%s | %s', (...dialogue) => expect(lastOf(dialogue)).toEqual(inFull(dialogue)));
});

describe('the last of another kind, of each', () => {
  test.each<Dialogue>([
    ['date of the last failure for each area', 'and the last success', 'last success of each area'],
    ["data dell'ultimo fallimento per ogni area", "e l'ultimo successo", "l'ultimo successo per ogni area"],
    ['when was the last run of each process?', 'and the last failure?', 'last failure of each process'],
    ['when did each area last fail?', 'and last succeed?', 'last success of each area'],
  ])('%s | %s', (...dialogue) => expect(lastOf(dialogue)).toEqual(inFull(dialogue)));
});

describe('the part of another whole', () => {
  test.each<Dialogue>([
    [
      'share of time saved per area, October',
      'do it for total processing time',
      'share of total duration per area, October',
    ],
    [
      'share of failures per area, October',
      'and for the total duration?',
      'share of total duration per area, October',
    ],
    [
      'quota dei fallimenti per area a ottobre',
      'fallo per la durata totale',
      'quota della durata totale per area a ottobre',
    ],
  ])('%s | %s', (...dialogue) => expect(lastOf(dialogue)).toEqual(inFull(dialogue)));
});

describe('the things of another label, and all of them', () => {
  test.each<Dialogue>([
    [
      'which processes failed yesterday?',
      'and which processes are in Magazzino?',
      'which processes are in Magazzino?',
    ],
    ['quali processi sono spenti?', 'e quali processi sono in Vendite?', 'quali processi sono in Vendite?'],
    [
      'how many failures in Magazzino yesterday?',
      'and today?',
      'not just Magazzino, everything',
      'how many failures today?',
    ],
    [
      'quanti fallimenti in Magazzino ieri?',
      'e oggi?',
      'non solo Magazzino, tutto',
      'quanti fallimenti oggi?',
    ],
  ])('%s | %s', (...dialogue) => expect(lastOf(dialogue)).toEqual(inFull(dialogue)));
});
