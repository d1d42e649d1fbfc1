import { describe, expect, test } from 'vitest';
import { exhibits, show } from '#test/support/gallery.ts';
import { catalog, languages, tell, understood, wordings } from '#test/support/wordings.ts';

const exhibit = (name: string) => {
  const found = exhibits.find((candidate) => candidate.name === name);
  if (!found) throw new Error(`no exhibit ${name}`);
  return found;
};

const readAt = {
  it: 'Dati alle 03:36 di sabato 21 novembre 2026.',
  en: 'Data as of 03:36 on Saturday 21 November 2026.',
};

const spoken: [string, string, string][] = [
  [
    'runs yesterday',
    'Ieri, venerdì 20 novembre, ci sono state 70 esecuzioni.',
    'Yesterday, Friday 20 November, there were 70 runs.',
  ],
  [
    'one run today',
    "Oggi, sabato 21 novembre, c'è stata 1 esecuzione.",
    'Today, Saturday 21 November, there was 1 run.',
  ],
  [
    'failures yesterday',
    'Ieri, venerdì 20 novembre, ci sono stati 9 fallimenti su 68 esecuzioni concluse (13,2 %).',
    'Yesterday, Friday 20 November, there were 9 failures out of 68 completed runs (13.2%).',
  ],
  [
    'no failure, some completed',
    "Questa settimana, da lunedì 16 a oggi, non c'è stato nessun fallimento su 68 esecuzioni concluse.",
    'This week, from Monday 16 to today, there were no failures out of 68 completed runs.',
  ],
  [
    'nothing at all',
    "Oggi, sabato 21 novembre, non c'è stato nessun fallimento.",
    'Today, Saturday 21 November, there were no failures.',
  ],
  [
    'rate unknown',
    'Ieri, venerdì 20 novembre, il tasso di fallimento non si può calcolare: mancano i dati.',
    'Yesterday, Friday 20 November, the failure rate cannot be told: there is no data.',
  ],
  [
    'rate with elision',
    "Nella settimana dal 2 all'8 novembre il tasso di fallimento è stato dell'8,2 %.",
    'In the week from 2 to 8 November the failure rate was 8.2%.',
  ],
  [
    'duration',
    'Questo mese, dal 1º novembre a oggi, la durata media di «Fatturazione giornaliera» è stata di 16,8 secondi.',
    'This month, from 1 November to today, the average duration of “Fatturazione giornaliera” was 16.8 seconds.',
  ],
  [
    'tiny duration',
    'La settimana scorsa, dal 9 al 15 novembre, la durata mediana è stata di 35 millesimi di secondo.',
    'Last week, from 9 to 15 November, the median duration was 35 milliseconds.',
  ],
  [
    'time saved',
    'Questo mese, dal 1º novembre a oggi, il tempo risparmiato è stato di 14 ore.',
    'This month, from 1 November to today, the time saved was 14 hours.',
  ],
  [
    'tag',
    'Ieri, venerdì 20 novembre, ci sono state 8 esecuzioni dei processi con etichetta «Assistenza».',
    'Yesterday, Friday 20 November, there were 8 runs of processes tagged “Assistenza”.',
  ],
  [
    'top one',
    'La settimana scorsa, dal 9 al 15 novembre, il processo più lento in media è stato «Elaborazione archivio», con 16,8 secondi.',
    'Last week, from 9 to 15 November, the process with the highest average duration was “Elaborazione archivio”, with 16.8 seconds.',
  ],
  [
    'having, none',
    "La settimana scorsa, dal 9 al 15 novembre, non c'è stato nessun processo con più di 3 fallimenti.",
    'Last week, from 9 to 15 November, there were no processes with more than 3 failures.',
  ],
  [
    'none of any area',
    "La settimana scorsa, dal 9 al 15 novembre, non c'è stata nessuna area con fallimenti.",
    'Last week, from 9 to 15 November, there were no areas with failures.',
  ],
  [
    'any failure',
    'Sì: oggi, sabato 21 novembre, ci sono stati 5 fallimenti su 12 esecuzioni concluse (41,7 %).',
    'Yes: today, Saturday 21 November, there were 5 failures out of 12 completed runs (41.7%).',
  ],
  [
    'last failure',
    "L'ultimo fallimento di «Fatturazione giornaliera» è stato oggi alle 03:35.",
    'The last failure of “Fatturazione giornaliera” was today at 03:35.',
  ],
  [
    'never happened',
    '«Fatturazione giornaliera» non è mai fallito.',
    '“Fatturazione giornaliera” has never failed.',
  ],
  [
    'share',
    'La settimana scorsa, dal 9 al 15 novembre, ci sono stati 10 fallimenti di «Fatturazione giornaliera» su 57 in tutto (17,5 %).',
    'Last week, from 9 to 15 November, there were 10 failures of “Fatturazione giornaliera” out of 57 in total (17.5%).',
  ],
  [
    'two periods',
    "La settimana scorsa, dal 9 al 15 novembre, ci sono stati 57 fallimenti; nella settimana dal 2 all'8 novembre, 48 fallimenti. In aumento (+18,8 %).",
    'Last week, from 9 to 15 November, there were 57 failures; in the week from 2 to 8 November, 48 failures. Up (+18.8%).',
  ],
  [
    'two periods, a rate',
    "Ieri, venerdì 20 novembre, il tasso di successo è stato dell'86,8 %; giovedì 19 novembre è stato dell'82,6 %. In aumento: è un miglioramento.",
    'Yesterday, Friday 20 November, the success rate was 86.8%; on Thursday 19 November it was 82.6%. Up: that is better.',
  ],
  ['nothing running', "No, non c'è nessuna esecuzione in corso.", 'No, there are no runs in progress.'],
  ['waiting, counted', 'Ci sono 4 esecuzioni in attesa.', 'There are 4 waiting runs.'],
  [
    'oldest run',
    'La prima esecuzione è stata lunedì 2 novembre 2026 alle 09:00.',
    'The oldest run was on Monday 2 November 2026 at 09:00.',
  ],
];

describe('an answer reads aloud well', () => {
  test.each(spoken)('%s', (name, italian, english) => {
    expect(show(exhibit(name), 'it').text).toBe(`${italian} ${readAt.it}`);
    expect(show(exhibit(name), 'en').text).toBe(`${english} ${readAt.en}`);
  });

  const lists: [string, string][] = [
    [
      'top three',
      'Questo mese, dal 1º novembre a oggi, i processi con più fallimenti:\n• Notifica spedizioni: 30 fallimenti\n• Fatturazione giornaliera: 26 fallimenti\n• Registrazione ordini: 19 fallimenti\n',
    ],
    [
      'top three, of which two had no failure',
      'La settimana scorsa, dal 9 al 15 novembre, i processi con più fallimenti:\n• Ordini: 2 fallimenti\n',
    ],
    [
      'two of each area',
      'La settimana scorsa, dal 9 al 15 novembre, i processi con più fallimenti, area per area:\n• Logistica: Ordini, 12 fallimenti\n• Logistica: Resi, 9 fallimenti\n• Vendite: Preventivi, 1 fallimento\n',
    ],
    [
      'having',
      'La settimana scorsa, dal 9 al 15 novembre, ci sono stati 2 processi con più di 3 fallimenti:\n• Ordini: 7 fallimenti\n• Resi: 5 fallimenti\n',
    ],
    [
      'running now',
      'Ci sono 2 esecuzioni in corso:\n• Elaborazione archivio: inizio oggi alle 02:20\n• Ordini: inizio ieri, venerdì 20 novembre, alle 22:00\n',
    ],
    ['never run', "Sì, c'è 1 processo mai partito:\n• Foglio presenze mensile\n"],
    ['off', 'Ci sono 2 processi spenti:\n• Promemoria\n• Raccolta recensioni\n'],
    [
      'reasons',
      "Questa settimana, da lunedì 16 a oggi, ci sono stati 3 fallimenti di «Fatturazione giornaliera», con queste cause:\n• un sistema collegato non raggiungibile (2)\n• un accesso rifiutato (1)\nL'ultimo caso, ieri, venerdì 20 novembre, alle 14:00: un sistema collegato non raggiungibile.",
    ],
  ];
  test.each(lists)('%s, line by line', (name, start) => {
    expect(show(exhibit(name), 'it').text.startsWith(start)).toBe(true);
  });
});

describe('every shape keeps all its sentences', () => {
  const all = exhibits.flatMap((one) => languages.map((language) => ({ name: one.name, language, one })));
  test.each(all)('$name ($language)', ({ one, language }) => {
    const told = show(one, language);
    expect(told.refused).toEqual([]);
    expect(told.text).not.toMatch(/[{}?]| {2}| [.,;:]|[,;:][.,;:]/);
    expect(told.text.slice(0, 1)).toBe(told.text.slice(0, 1).toUpperCase());
  });
});

test('nothing read is said to be unproven, never made up', () => {
  const told = show(exhibit('empty evidence'), 'it');
  expect(told.claims).toEqual([]);
  expect(told.text).toBe(wordings.it.refusals['not_proven']);
});

test('a series carries its chart by reference, and says total, peaks and each day', () => {
  const told = show(exhibit('series'), 'it');
  expect(told.worded.blocks[0]).toEqual({
    type: 'series',
    title: 'Fallimenti per giorno',
    unit: 'count',
    evidence: 'e1',
    label: 'day',
    value: 'failures',
    note: 'dati del {day}, ore {time}',
  });
  expect(told.text).toContain(
    'ci sono stati 57 fallimenti, in media 8,1 al giorno. Il massimo: mercoledì 11 novembre e venerdì 13 novembre (12 fallimenti). Il minimo: lunedì 9 novembre (4 fallimenti).',
  );
  expect(told.claims.find(({ slot }) => slot === 'total')).toMatchObject({
    value: 57,
    text: '57',
    unit: 'count',
  });
  expect(told.text).toContain('\n• domenica 15 novembre: 6 fallimenti');
  expect(told.claims.find(({ slot }) => slot === 'day')).toMatchObject({ value: '2026-11-09', unit: 'date' });
});

test('a long list shows its beginning and counts the rest', () => {
  const rows = Array.from({ length: 14 }, (_, index) => ({ process: `Processo ${'abcdefghijklmn'[index]}` }));
  const told = tell(
    understood({ metrics: [], dataset: 'processes', dimensions: ['process'], shape: 'list' }),
    { e1: rows },
  );
  expect(told.text).toContain('Ci sono 14 processi:');
  expect(told.text).toContain('\nE altri 4 processi.');
  expect(told.text).not.toContain('Processo k');
});

test('as many rows as the limit are no total', () => {
  const rows = Array.from({ length: 5 }, (_, index) => ({ process: `P${'abcde'[index]}` }));
  const query = {
    metrics: [],
    dataset: 'processes',
    dimensions: ['process'],
    shape: 'list',
    limit: 5,
  } as const;
  const told = tell(understood({ ...query, metrics: [], dimensions: ['process'] }), { e1: rows });
  expect(told.text).toMatch(/^Processi:\n/);
  expect(told.claims.some(({ value }) => value === 5)).toBe(false);
});

describe('every metric of the catalog by every dimension has a decent sentence', () => {
  const dimensions = [
    'process',
    'area',
    'tag',
    'outcome',
    'start_type',
    'hour',
    'day',
    'weekday',
    'week',
    'month',
  ];
  const samples: Record<string, string | number> = {
    day: '2026-11-09',
    week: '2026-11-09',
    month: '2026-10',
    hour: 9,
    weekday: 3,
    outcome: 'success',
    start_type: 'webhook',
  };
  const values: Record<string, string | number> = {
    date: '2026-11-09T10:00:00.000Z',
    percent: 12.5,
    seconds: 75,
    count: 3,
  };
  const cases = catalog.metrics.flatMap((metric) =>
    languages.map((language) => ({ metric, language, name: metric.name })),
  );
  test.each(cases)('$name ($language)', ({ metric, language }) => {
    const value = values[metric.unit] ?? 1;
    const figure = tell(
      understood({ metrics: [metric.name] }, language),
      { e1: [{ completed: 30, failures: 5, [metric.name]: value }] },
      language,
    );
    expect(figure.refused).toEqual([]);
    expect(figure.claims[0]).toMatchObject({ value, unit: metric.unit });
    for (const dimension of dimensions) {
      const row = { [metric.name]: value, [dimension]: samples[dimension] ?? 'Alfa' };
      const told = tell(
        understood({ metrics: [metric.name], dimensions: [dimension], shape: 'list' }, language),
        { e1: [row] },
        language,
      );
      expect(told.refused).toEqual([]);
      expect(told.claims.some((claim) => claim.slot.startsWith(metric.name) && claim.value === value)).toBe(
        true,
      );
    }
  });
});
