import { expect, test } from 'vitest';
import { exhibits, show } from '#test/support/gallery.ts';
import { languages } from '#test/support/wordings.ts';

const END = {
  it: 'Dati alle 03:36 di sabato 21 novembre 2026.',
  en: 'Data as of 03:36 on Saturday 21 November 2026.',
};

/** Each was read aloud: name, Italian, English. */
const spoken: [name: string, it: string, en: string][] = [
  [
    'silent processes',
    "C'è 1 processo in silenzio:\n• Resi: partenza ieri, venerdì 20 novembre, alle 22:00",
    'There is 1 process gone quiet:\n• Resi: started yesterday, Friday 20 November, at 22:00',
  ],
  [
    'how one process went',
    "L'ultima esecuzione di «Fatturazione giornaliera» è stata ieri, venerdì 20 novembre, alle 22:00: è fallita.",
    'The last run of “Fatturazione giornaliera” was yesterday, Friday 20 November, at 22:00: it failed.',
  ],
  [
    'waiting runs of a process',
    'Ci sono 3 esecuzioni in attesa fra quelle di «Fatturazione giornaliera».',
    'There are 3 waiting runs of “Fatturazione giornaliera”.',
  ],
  [
    'share of what has a tag',
    'Ieri, venerdì 20 novembre, ci sono stati 9 fallimenti di «Fatturazione giornaliera» su 12 fallimenti dei processi con etichetta «Critico» (75 %).',
    'Yesterday, Friday 20 November, there were 9 failures of “Fatturazione giornaliera” out of 12 failures of processes tagged “Critico” (75%).',
  ],
  [
    'a process of a tag',
    "Ieri, venerdì 20 novembre, non c'è stato nessun fallimento di «Fatturazione giornaliera» con etichetta «Critico» su 12 esecuzioni concluse.",
    'Yesterday, Friday 20 November, there were no failures of “Fatturazione giornaliera” tagged “Critico” out of 12 completed runs.',
  ],
  [
    'hour',
    "L'ora con più esecuzioni è le 9, con 1.234 esecuzioni. Il minimo: mezzanotte (nessuna esecuzione).\n• fra mezzanotte e le 6: 15 esecuzioni (1 %)\n• fra le 6 e le 12: 1.276 esecuzioni (85 %)\n• fra le 12 e le 18: 87 esecuzioni (5,8 %)\n• fra le 18 e mezzanotte: 123 esecuzioni (8,2 %)",
    'The hour with the most runs is 09:00, with 1,234 runs. The lowest: 00:00 (no runs).\n• between 00:00 and 06:00: 15 runs (1%)\n• between 06:00 and 12:00: 1,276 runs (85%)\n• between 12:00 and 18:00: 87 runs (5.8%)\n• between 18:00 and 00:00: 123 runs (8.2%)',
  ],
  [
    'the last failed runs',
    'Le ultime 3 esecuzioni fallite:\n• Ordini: inizio oggi alle 02:20\n• Ordini: inizio ieri, venerdì 20 novembre, alle 22:00\n• Ordini: inizio ieri, venerdì 20 novembre, alle 21:00',
    'The last 3 runs that failed:\n• Ordini: started today at 02:20\n• Ordini: started yesterday, Friday 20 November, at 22:00\n• Ordini: started yesterday, Friday 20 November, at 21:00',
  ],
  [
    'the last failed runs of a process',
    'Ieri, venerdì 20 novembre, le ultime 2 esecuzioni fallite di «Fatturazione giornaliera»:\n• alle 22:00\n• alle 21:00',
    'Yesterday, Friday 20 November, the last 2 runs of “Fatturazione giornaliera” that failed:\n• at 22:00\n• at 21:00',
  ],
  [
    'the last failed run of all',
    "L'ultima esecuzione fallita: «Ordini», inizio oggi alle 02:20.",
    'The last run that failed: “Ordini”, started today at 02:20.',
  ],
  [
    'the first failed run of a process',
    'La prima esecuzione fallita di «Fatturazione giornaliera»: giovedì 12 novembre 2026 alle 10:35.',
    'The first run of “Fatturazione giornaliera” that failed: on Thursday 12 November 2026 at 10:35.',
  ],
  [
    'how long the last ones took',
    'Le ultime 2 esecuzioni di «Fatturazione giornaliera» con un esito:\n• oggi alle 02:20: durata 1 minuto e 15 secondi\n• ieri, venerdì 20 novembre, alle 22:00: durata non misurata',
    'The last 2 runs of “Fatturazione giornaliera” that came to an end:\n• today at 02:20: took 1 minute and 15 seconds\n• yesterday, Friday 20 November, at 22:00: took an unknown time',
  ],
  [
    'failed runs of a day',
    'Ieri, venerdì 20 novembre, ci sono state 3 esecuzioni fallite:\n• Ordini: inizio alle 22:00\n• Ordini: inizio alle 21:00\n• Ordini: inizio alle 20:00',
    'Yesterday, Friday 20 November, there were 3 runs that failed:\n• Ordini: started at 22:00\n• Ordini: started at 21:00\n• Ordini: started at 20:00',
  ],
  [
    'one failed run of a day',
    "Ieri, venerdì 20 novembre, c'è stata 1 esecuzione fallita:\n• Ordini: inizio alle 22:00",
    'Yesterday, Friday 20 November, there was 1 run that failed:\n• Ordini: started at 22:00',
  ],
  [
    'no failed run of a day',
    "No: ieri, venerdì 20 novembre, non c'è stata nessuna esecuzione fallita.",
    'No: yesterday, Friday 20 November, there were no runs that failed.',
  ],
  [
    'ran without failures',
    'La settimana scorsa, dal 9 al 15 novembre, ci sono stati 2 processi senza fallimenti:\n• Ordini: 70 esecuzioni\n• Resi: 5 esecuzioni',
    'Last week, from 9 to 15 November, there were 2 processes without failures:\n• Ordini: 70 runs\n• Resi: 5 runs',
  ],
  [
    'failures and many runs',
    "La settimana scorsa, dal 9 al 15 novembre, c'è stato 1 processo con etichetta «Critico» con fallimenti e con almeno 10 esecuzioni:\n• Ordini: 7 fallimenti",
    'Last week, from 9 to 15 November, there was 1 process tagged “Critico” with failures and with at least 10 runs:\n• Ordini: 7 failures',
  ],
  [
    'is it on, yes',
    'Sì, «Fatturazione giornaliera» è attivo.',
    'Yes, “Fatturazione giornaliera” is switched on.',
  ],
  [
    'is it on, no',
    'No, «Fatturazione giornaliera» è spento.',
    'No, “Fatturazione giornaliera” is switched off.',
  ],
  [
    'is it on, put away',
    'No, «Fatturazione giornaliera» non è attivo.',
    'No, “Fatturazione giornaliera” is not switched on.',
  ],
  [
    'is it off, yes',
    'Sì, «Fatturazione giornaliera» è spento.',
    'Yes, “Fatturazione giornaliera” is switched off.',
  ],
  [
    'has it ever run, no',
    '«Fatturazione giornaliera» non è mai partito.',
    '“Fatturazione giornaliera” has never run.',
  ],
  [
    'has it ever run, yes',
    '«Fatturazione giornaliera» è già partito.',
    '“Fatturazione giornaliera” has run.',
  ],
  [
    'does it always fail',
    'Sì, «Fatturazione giornaliera» fallisce sempre.',
    'Yes, “Fatturazione giornaliera” always fails.',
  ],
  [
    'always failing and on',
    'Ci sono 2 processi attivi che falliscono sempre:\n• Ordini\n• Resi',
    'There are 2 processes that are switched on and that always fail:\n• Ordini\n• Resi',
  ],
  [
    'is it stuck',
    "No, non c'è nessuna esecuzione bloccata di «Fatturazione giornaliera».",
    'No, there are no runs of “Fatturazione giornaliera” that are stuck.',
  ],
  [
    'the busiest days tie',
    'Questo mese, dal 1º novembre a oggi, a pari valore, i giorni con più esecuzioni sono stati lunedì 16 novembre e giovedì 19 novembre, con 87 esecuzioni.',
    'This month, from 1 November to today, at the same value, the days with the most runs were Monday 16 November and Thursday 19 November, with 87 runs.',
  ],
  [
    'the quietest days are many',
    'Questo mese, dal 1º novembre a oggi, i giorni con meno fallimenti, a pari valore, comprendono:\n• lunedì 2 novembre: nessun fallimento\n• martedì 3 novembre: nessun fallimento\n• mercoledì 4 novembre: nessun fallimento\n• giovedì 5 novembre: nessun fallimento',
    'This month, from 1 November to today, the days with the fewest failures, at the same value, include:\n• Monday 2 November: no failures\n• Tuesday 3 November: no failures\n• Wednesday 4 November: no failures\n• Thursday 5 November: no failures',
  ],
  [
    'weekdays tie',
    'A pari valore, i giorni della settimana con più fallimenti sono martedì e mercoledì, con 34 fallimenti.\n• martedì: 34 fallimenti\n• mercoledì: 34 fallimenti\n• giovedì: 20 fallimenti\n• venerdì: 3 fallimenti',
    'At the same value, the days of the week with the most failures are Tuesday and Wednesday, with 34 failures.\n• Tuesday: 34 failures\n• Wednesday: 34 failures\n• Thursday: 20 failures\n• Friday: 3 failures',
  ],
  [
    'nobody failed most',
    "Oggi, sabato 21 novembre, non c'è stato nessun fallimento.",
    'Today, Saturday 21 November, there were no failures.',
  ],
  [
    'fastest among the busy',
    'Questo mese, dal 1º novembre a oggi, fra i processi con almeno 100 esecuzioni, il processo più veloce in media è stato «Avvisi», con 13 millesimi di secondo.',
    'This month, from 1 November to today, among the processes with at least 100 runs, the process with the lowest average duration was “Avvisi”, with 13 milliseconds.',
  ],
  [
    'worst rates among the busy',
    'Fra i processi con più di 20 esecuzioni, quelli con il tasso di fallimento più alto:\n• Avvisi: 47,1 %\n• Resi: 8 %',
    'Among the processes with more than 20 runs, those with the highest failure rate:\n• Avvisi: 47.1%\n• Resi: 8%',
  ],
  [
    'worst of a tag',
    'La settimana scorsa, dal 9 al 15 novembre, il processo con etichetta «Amministrazione» con più fallimenti è stato «Paghe», con 9 fallimenti.',
    'Last week, from 9 to 15 November, the process tagged “Amministrazione” with the most failures was “Paghe”, with 9 failures.',
  ],
  [
    'no last success of a process this week',
    'Questa settimana, da lunedì 16 a oggi, «Fatturazione giornaliera» non è mai arrivato in fondo senza errori.',
    'This week, from Monday 16 to today, “Fatturazione giornaliera” has never succeeded.',
  ],
  [
    'no last failure of a tag',
    "Non c'è mai stato nessun fallimento dei processi con etichetta «Critico».",
    'There has never been a failure of processes tagged “Critico”.',
  ],
  [
    'on average per day',
    'La settimana scorsa, dal 9 al 15 novembre, ci sono state in media 63 esecuzioni al giorno, 441 in tutto. Il massimo: martedì 10 novembre (77 esecuzioni). Il minimo: domenica 15 novembre (36 esecuzioni).',
    'Last week, from 9 to 15 November, there were on average 63 runs a day, 441 in total. The highest: Tuesday 10 November (77 runs). The lowest: Sunday 15 November (36 runs).',
  ],
  [
    'time saved by day',
    'Ieri, venerdì 20 novembre, il tempo risparmiato è stato di 2 ore e 30 minuti, in media 1 ora e 15 minuti al giorno. Il massimo: venerdì 20 novembre (1 ora e 30 minuti). Il minimo: giovedì 19 novembre (1 ora).\n• giovedì 19 novembre: 1 ora\n• venerdì 20 novembre: 1 ora e 30 minuti',
    'Yesterday, Friday 20 November, the time saved was 2 hours and 30 minutes, on average 1 hour and 15 minutes a day. The highest: Friday 20 November (1 hour and 30 minutes). The lowest: Thursday 19 November (1 hour).\n• Thursday 19 November: 1 hour\n• Friday 20 November: 1 hour and 30 minutes',
  ],
  [
    'a rate by day',
    'La settimana scorsa, dal 9 al 15 novembre, tasso di successo per giorno. Il massimo: mercoledì 11 novembre (90 %). Il minimo: lunedì 9 novembre (80 %).\n• lunedì 9 novembre: 80 %\n• martedì 10 novembre: nessun dato\n• mercoledì 11 novembre: 90 %',
    'Last week, from 9 to 15 November, success rate by day. The highest: Wednesday 11 November (90%). The lowest: Monday 9 November (80%).\n• Monday 9 November: 80%\n• Tuesday 10 November: no data\n• Wednesday 11 November: 90%',
  ],
  [
    'a long series',
    'Questo mese, dal 1º novembre a oggi, ci sono state 57 esecuzioni, in media 2,9 al giorno. Il massimo: sabato 7 novembre e sabato 14 novembre (6 esecuzioni). Il minimo: domenica 1º novembre, domenica 8 novembre e domenica 15 novembre (nessuna esecuzione). Da domenica 1º novembre (nessuna esecuzione) a venerdì 20 novembre (5 esecuzioni).',
    'This month, from 1 November to today, there were 57 runs, on average 2.9 a day. The highest: Saturday 7 November and Saturday 14 November (6 runs). The lowest: Sunday 1 November, Sunday 8 November and Sunday 15 November (no runs). From Sunday 1 November (no runs) to Friday 20 November (5 runs).',
  ],
  [
    'a series of nothing',
    "La settimana scorsa, dal 9 al 15 novembre, non c'è stato nessun fallimento.",
    'Last week, from 9 to 15 November, there were no failures.',
  ],
  [
    'successes and failures',
    'Ieri, venerdì 20 novembre, ci sono state 59 esecuzioni riuscite (86,8 %) e 9 fallimenti (13,2 %) su 68 esecuzioni concluse.',
    'Yesterday, Friday 20 November, there were 59 successful runs (86.8%) and 9 failures (13.2%) out of 68 completed runs.',
  ],
  [
    'runs and no failures',
    'Ieri, venerdì 20 novembre, ci sono state 6 esecuzioni di «Fatturazione giornaliera» e nessun fallimento.',
    'Yesterday, Friday 20 November, there were 6 runs of “Fatturazione giornaliera” and no failures.',
  ],
  [
    'no runs, no failures',
    "Oggi, sabato 21 novembre, non c'è stata nessuna esecuzione. Non c'è stato nessun fallimento.",
    'Today, Saturday 21 November, there were no runs. There were no failures.',
  ],
  [
    'processes with failures, and failures',
    'Ieri, venerdì 20 novembre, ci sono stati 7 processi con fallimenti, 9 fallimenti in tutto.',
    'Yesterday, Friday 20 November, there were 7 processes with failures, 9 failures in total.',
  ],
  [
    'a count and a duration',
    'Ieri, venerdì 20 novembre, ci sono state 6 esecuzioni e la durata media è stata di 1 minuto e 15 secondi.',
    'Yesterday, Friday 20 November, there were 6 runs and the average duration was 1 minute and 15 seconds.',
  ],
  [
    'shortest and longest',
    'La durata minima di «Fatturazione giornaliera» è stata di 8 millesimi di secondo e la durata massima è stata di 0,39 secondi. Il conto va da lunedì 2 novembre 2026 a sabato 21 novembre 2026.',
    'The minimum duration of “Fatturazione giornaliera” was 8 milliseconds and the maximum duration was 0.39 seconds. This covers Monday 2 November 2026 to Saturday 21 November 2026.',
  ],
  [
    'shortest and longest of nothing',
    'Oggi, sabato 21 novembre, la durata minima non si può calcolare: mancano i dati. La durata massima non si può calcolare: mancano i dati.',
    'Today, Saturday 21 November, the minimum duration cannot be told: there is no data. The maximum duration cannot be told: there is no data.',
  ],
  [
    'by area',
    'La settimana scorsa, dal 9 al 15 novembre, fallimenti per area:\n• area generale: 12 fallimenti\n• Marketing: 3 fallimenti\n• senza area: 1 fallimento',
    'Last week, from 9 to 15 November, failures by area:\n• general area: 12 failures\n• Marketing: 3 failures\n• without an area: 1 failure',
  ],
  [
    'of an area',
    "La settimana scorsa, dal 9 al 15 novembre, ci sono stati 12 fallimenti dei processi dell'area generale su 40 esecuzioni concluse (30 %).",
    'Last week, from 9 to 15 November, there were 12 failures of processes in the general area out of 40 completed runs (30%).',
  ],
  [
    'of a named area',
    "La settimana scorsa, dal 9 al 15 novembre, ci sono state 12 esecuzioni dei processi dell'area «Marketing».",
    'Last week, from 9 to 15 November, there were 12 runs of processes in the “Marketing” area.',
  ],
  [
    'by outcome, one unheard of',
    'La settimana scorsa, dal 9 al 15 novembre, esecuzioni per esito:\n• riuscite: 12 esecuzioni\n• con esito sconosciuto: 1 esecuzione',
    'Last week, from 9 to 15 November, runs by outcome:\n• succeeded: 12 runs\n• unknown outcome: 1 run',
  ],
  [
    'durations, one unknown',
    'La settimana scorsa, dal 9 al 15 novembre, durata media per processo:\n• Ordini: 12 secondi\n• Resi: nessun dato',
    'Last week, from 9 to 15 November, average duration by process:\n• Ordini: 12 seconds\n• Resi: no data',
  ],
  [
    'at night',
    'La settimana scorsa, dal 9 al 15 novembre, ci sono state 12 esecuzioni fra le 22 e le 6.',
    'Last week, from 9 to 15 November, there were 12 runs between 22:00 and 06:00.',
  ],
  [
    'on weekdays at nine and eleven',
    'La settimana scorsa, dal 9 al 15 novembre, ci sono state 12 esecuzioni alle ore 9 e alle ore 11 da lunedì a venerdì.',
    'Last week, from 9 to 15 November, there were 12 runs at 09:00 and at 11:00 from Monday to Friday.',
  ],
  [
    'leaving out a process',
    'La settimana scorsa, dal 9 al 15 novembre, ci sono stati 12 fallimenti, senza contare «Fatturazione giornaliera», su 40 esecuzioni concluse (30 %).',
    'Last week, from 9 to 15 November, there were 12 failures, leaving out “Fatturazione giornaliera”, out of 40 completed runs (30%).',
  ],
  [
    'said twice',
    'Ci sono state 5 esecuzioni con avvio a mano. Il conto va da lunedì 2 novembre 2026 a sabato 21 novembre 2026.',
    'There were 5 runs started by hand. This covers Monday 2 November 2026 to Saturday 21 November 2026.',
  ],
  [
    'same cause',
    "Ci sono stati 3 fallimenti di «Fatturazione giornaliera», con la stessa causa: un tempo di attesa scaduto. L'ultimo caso: ieri, venerdì 20 novembre, alle 14:00.",
    'There were 3 failures of “Fatturazione giornaliera”, with the same cause: a waiting time that ran out. The latest case: yesterday, Friday 20 November, at 14:00.',
  ],
  [
    'causes of all',
    "Ieri, venerdì 20 novembre, ci sono stati 3 fallimenti, con queste cause:\n• un tempo di attesa scaduto (2)\n• un accesso rifiutato (1)\nL'ultimo caso, «Ordini», alle 14:00: un tempo di attesa scaduto.",
    'Yesterday, Friday 20 November, there were 3 failures, with these causes:\n• a waiting time that ran out (2)\n• a refused access (1)\nThe latest case, “Ordini”, at 14:00: a waiting time that ran out.',
  ],
  [
    'two figures, two periods',
    'Ieri, venerdì 20 novembre, ci sono state 70 esecuzioni; giovedì 19 novembre, 87 esecuzioni. In calo (-19,5 %). Fallimenti: 9 contro 9. Nessuna variazione.',
    'Yesterday, Friday 20 November, there were 70 runs; on Thursday 19 November, 87 runs. Down (-19.5%). Failures: 9 against 9. No change.',
  ],
  [
    'a rate unknown before',
    "Ieri, venerdì 20 novembre, il tasso di successo è stato dell'86 %; giovedì 19 novembre non si può calcolare: mancano i dati.",
    'Yesterday, Friday 20 November, the success rate was 86%; on Thursday 19 November it cannot be told: there is no data.',
  ],
  [
    'peers tie',
    'Ieri, venerdì 20 novembre, a pari valore, i processi con più fallimenti sono stati «Ordini» e «Resi».\n• Ordini: 3 fallimenti\n• Resi: 3 fallimenti',
    'Yesterday, Friday 20 November, at the same value, the processes with the most failures were “Ordini” and “Resi”.\n• Ordini: 3 failures\n• Resi: 3 failures',
  ],
  [
    'time saved by one',
    'Questo mese, dal 1º novembre a oggi, il tempo risparmiato con «Fatturazione giornaliera» è stato di 13 ore e 24 minuti.',
    'This month, from 1 November to today, the time saved by “Fatturazione giornaliera” was 13 hours and 24 minutes.',
  ],
  [
    'days with failures',
    'La settimana scorsa, dal 9 al 15 novembre, ci sono stati 2 giorni con fallimenti:\n• lunedì 9 novembre: 3 fallimenti\n• mercoledì 11 novembre: 1 fallimento',
    'Last week, from 9 to 15 November, there were 2 days with failures:\n• Monday 9 November: 3 failures\n• Wednesday 11 November: 1 failure',
  ],
  [
    'names that contain a word',
    'Ieri, venerdì 20 novembre, ci sono stati 3 fallimenti dei processi con «ordin» nel nome su 20 esecuzioni concluse (15 %).',
    'Yesterday, Friday 20 November, there were 3 failures of processes with “ordin” in their name out of 20 completed runs (15%).',
  ],
  [
    'without any tag',
    'Ieri, venerdì 20 novembre, ci sono state 3 esecuzioni senza etichetta.',
    'Yesterday, Friday 20 November, there were 3 runs without a tag.',
  ],
  [
    'one or the other',
    'Ieri, venerdì 20 novembre, ci sono state 3 esecuzioni con altre condizioni.',
    'Yesterday, Friday 20 November, there were 3 runs with further conditions.',
  ],
  [
    'against another process',
    'Ieri, venerdì 20 novembre, ci sono stati 9 fallimenti di «Fatturazione giornaliera», contro 3 fallimenti di «Resi».',
    'Yesterday, Friday 20 November, there were 9 failures of “Fatturazione giornaliera”, against 3 failures of “Resi”.',
  ],
  [
    'against a tag',
    'Ieri, venerdì 20 novembre, la durata media di «Fatturazione giornaliera» è stata di 1 minuto e 15 secondi, contro 20 secondi dei processi con etichetta «Critico».',
    'Yesterday, Friday 20 November, the average duration of “Fatturazione giornaliera” was 1 minute and 15 seconds, against 20 seconds of processes tagged “Critico”.',
  ],
  [
    'each day against another tag',
    'La settimana scorsa, dal 9 al 15 novembre, esecuzioni dei processi con etichetta «Critico» per giorno:\n• lunedì 9 novembre: 3 esecuzioni contro 5\n• martedì 10 novembre: 4 esecuzioni contro 0\nA confronto: esecuzioni dei processi con etichetta «Vendite».',
    'Last week, from 9 to 15 November, runs of processes tagged “Critico” by day:\n• Monday 9 November: 3 runs against 5\n• Tuesday 10 November: 4 runs against 0\nCompared with: runs of processes tagged “Vendite”.',
  ],
  [
    'failing more than before',
    "La settimana scorsa, dal 9 al 15 novembre, c'è stato 1 processo con fallimenti in aumento:\n• Ordini: 7 fallimenti contro 2\nA confronto: nella settimana dal 2 all'8 novembre.",
    'Last week, from 9 to 15 November, there was 1 process with failures going up:\n• Ordini: 7 failures against 2\nCompared with: in the week from 2 to 8 November.',
  ],
  [
    'grown by a fifth',
    "La settimana scorsa, dal 9 al 15 novembre, c'è stato 1 processo con una variazione di esecuzioni di almeno il 20 %:\n• Ordini: 70 esecuzioni contro 50\nA confronto: nella settimana dal 2 all'8 novembre.",
    'Last week, from 9 to 15 November, there was 1 process with a change in runs of at least 20%:\n• Ordini: 70 runs against 50\nCompared with: in the week from 2 to 8 November.',
  ],
  [
    'a large share',
    "La settimana scorsa, dal 9 al 15 novembre, c'è stato 1 processo con una quota di fallimenti superiore al 10 %:\n• Ordini: 7 fallimenti su 57 (12,3 %)",
    'Last week, from 9 to 15 November, there was 1 process with a share of failures above 10%:\n• Ordini: 7 failures out of 57 (12.3%)',
  ],
  [
    'the day with most failures of a tag',
    'La settimana scorsa, dal 9 al 15 novembre, il giorno con più fallimenti dei processi con etichetta «Critico» è stato martedì 10 novembre, con 7 fallimenti.',
    'Last week, from 9 to 15 November, the day with the most failures of processes tagged “Critico” was Tuesday 10 November, with 7 failures.',
  ],
  [
    'the slowest three',
    'La settimana scorsa, dal 9 al 15 novembre, i processi più lenti in media:\n• Resi: 1 minuto e 10 secondi\n• Paghe: 20 secondi',
    'Last week, from 9 to 15 November, the processes with the highest average duration:\n• Resi: 1 minute and 10 seconds\n• Paghe: 20 seconds',
  ],
  [
    'the slowest area',
    "La settimana scorsa, dal 9 al 15 novembre, l'area più lenta in media è stata «Vendite», con 1 minuto e 10 secondi.",
    'Last week, from 9 to 15 November, the area with the highest average duration was “Vendite”, with 1 minute and 10 seconds.',
  ],
  [
    'processes of an area',
    "Ci sono 5 processi dell'area «Vendite» e nessun processo spento.",
    'There are 5 processes in the “Vendite” area and no processes switched off.',
  ],
  [
    'failing processes of an area',
    "La settimana scorsa, dal 9 al 15 novembre, ci sono stati 5 processi con fallimenti dell'area «Vendite».",
    'Last week, from 9 to 15 November, there were 5 processes with failures in the “Vendite” area.',
  ],
  [
    'a series of little',
    "La settimana scorsa, dal 9 al 15 novembre, c'è stata 1 esecuzione annullata. Il massimo: mercoledì 11 novembre (1 esecuzione annullata).\n• lunedì 9 novembre: nessuna esecuzione annullata\n• martedì 10 novembre: nessuna esecuzione annullata\n• mercoledì 11 novembre: 1 esecuzione annullata\n• giovedì 12 novembre: nessuna esecuzione annullata\n• venerdì 13 novembre: nessuna esecuzione annullata",
    'Last week, from 9 to 15 November, there was 1 cancelled run. The highest: Wednesday 11 November (1 cancelled run).\n• Monday 9 November: no cancelled runs\n• Tuesday 10 November: no cancelled runs\n• Wednesday 11 November: 1 cancelled run\n• Thursday 12 November: no cancelled runs\n• Friday 13 November: no cancelled runs',
  ],
  [
    'up to a day',
    'Fino al 15 novembre 2026 ci sono state 62 esecuzioni.',
    'Up to 15 November 2026 there were 62 runs.',
  ],
];

test.each(spoken)('%s', (name, it, en) => {
  const exhibit = exhibits.find((one) => one.name === name);
  const texts = { it, en };
  for (const language of languages) {
    const said = exhibit && show(exhibit, language).text;
    expect(said?.endsWith(END[language])).toBe(true);
    expect(said?.slice(0, -END[language].length).trim()).toBe(texts[language]);
  }
});

test('a list one or two lines too long is shown whole; of a longer one the rest is counted', () => {
  const lines = (name: string): string[] => {
    const exhibit = exhibits.find((one) => one.name === name);
    return exhibit ? show(exhibit, 'it').text.split('\n') : [];
  };
  expect(lines('eleven lines')).toHaveLength(13);
  expect(lines('fourteen lines').at(-1)).toBe(`E altri 4 processi. ${END.it}`);
  expect(lines('lines without end').at(-1)).toBe(`L'elenco continua. ${END.it}`);
});
