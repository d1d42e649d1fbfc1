import { describe, expect, test } from 'vitest';
import { type Dialogue, inFull, lastOf } from '#test/support/dialogue.ts';

/** A question in pieces: each later message changes one of them, and the question in full says which is meant. */
interface Grid {
  readonly figures: Readonly<Record<string, string>>;
  readonly of: Readonly<Record<string, string>>;
  readonly split: Readonly<Record<string, string>>;
  readonly when: Readonly<Record<string, string>>;
  readonly nextWhen: readonly ((when: string) => string)[];
  readonly nextOf: readonly ((name: string) => string)[];
  readonly nextFigure: readonly ((figure: string) => string)[];
  readonly nextSplit: Readonly<Record<string, readonly string[]>>;
}

const italian: Grid = {
  figures: {
    'gli errori': 'quanti errori',
    'le esecuzioni': 'quante esecuzioni',
    'i successi': 'quanti successi',
    'il tasso di successo': 'percentuale di successo',
    'la durata media': 'durata media',
    'il tempo risparmiato': 'tempo risparmiato',
  },
  of: { '': '', 'Tracking corrieri': 'di Tracking corrieri', Vendite: 'in Vendite' },
  split: { '': '', process: 'per processo', day: 'giorno per giorno', weekday: 'per giorno della settimana' },
  when: { ieri: 'ieri', 'il mese scorso': 'il mese scorso', 'a ottobre': 'a ottobre' },
  nextWhen: [
    (when) => `e ${when}?`,
    (when) => `${when} invece?`,
    (when) => `no, intendevo ${when}`,
    (when) => `ok e ${when} com'era?`,
  ],
  nextOf: [(name) => `e ${name}?`, (name) => `solo ${name}`, (name) => `stessa domanda per ${name}`],
  nextFigure: [
    (figure) => `e ${figure}?`,
    (figure) => `no, volevo ${figure}`,
    (figure) => `${figure} invece?`,
  ],
  nextSplit: {
    process: ['per processo?', 'me li dividi per processo?'],
    day: ['giorno per giorno?', "e l'andamento giornaliero?"],
    weekday: ['e per giorno della settimana?'],
  },
};

const english: Grid = {
  figures: {
    'the errors': 'how many failures',
    runs: 'how many runs',
    successes: 'how many successes',
    'the success rate': 'success rate',
    'the average duration': 'average duration',
    'the time saved': 'time saved',
  },
  of: { '': '', 'Tracking corrieri': 'of Tracking corrieri', Vendite: 'in Vendite' },
  split: { '': '', process: 'by process', day: 'day by day', weekday: 'by weekday' },
  when: { yesterday: 'yesterday', 'last month': 'last month', 'in October': 'in October' },
  nextWhen: [
    (when) => `and ${when}?`,
    (when) => `how about ${when}?`,
    (when) => `no, I meant ${when}`,
    (when) => `what was it ${when}?`,
  ],
  nextOf: [(name) => `and for ${name}?`, (name) => `just ${name}`, (name) => `same for ${name}`],
  nextFigure: [
    (figure) => `and ${figure}?`,
    (figure) => `I meant ${figure}`,
    (figure) => `show me ${figure} instead`,
  ],
  nextSplit: {
    process: ['for each process?', 'break it down by process'],
    day: ['day by day?', 'show me the daily trend'],
    weekday: ['and by day of the week?'],
  },
};

/** Every first question with every kind of change; the wordings of a kind take turns. */
const talksOf = (grid: Grid, week: string): Dialogue[] => {
  let turn = 0;
  const worded = <Say>(ways: readonly Say[]): Say => {
    turn += 1;
    const way = ways[turn % ways.length];
    if (way === undefined) throw new Error('There is nothing to say.');
    return way;
  };
  const talks: Dialogue[] = [];
  for (const [figure, asked] of Object.entries(grid.figures))
    for (const [name, of] of Object.entries(grid.of))
      for (const [unit, split] of Object.entries(grid.split)) {
        if (name === 'Tracking corrieri' && unit === 'process') continue;
        const say = (what: string, whose: string, parts: string, when: string): string =>
          [what, whose, parts, when].filter(Boolean).join(' ');
        const first = say(asked, of, split, week);
        const [when, said] = worded(Object.entries(grid.when));
        talks.push([first, worded(grid.nextWhen)(when), say(asked, of, split, said)]);
        const [other, noun] = worded(Object.entries(grid.figures).filter(([each]) => each !== figure));
        talks.push([first, worded(grid.nextFigure)(other), say(noun, of, split, week)]);
        const [whom, whose] = worded(Object.entries(grid.of).filter(([each]) => each !== ''));
        if (name === '' && unit !== 'process')
          talks.push([first, worded(grid.nextOf)(whom), say(asked, whose, split, week)]);
        const [into, ways] = worded(Object.entries(grid.nextSplit).filter(([each]) => each !== unit));
        if (name !== 'Tracking corrieri' || into !== 'process')
          talks.push([first, worded(ways), say(asked, of, grid.split[into] ?? '', week)]);
      }
  return talks;
};

describe('one piece of the question is another', () => {
  test.each([...talksOf(italian, 'la settimana scorsa'), ...talksOf(english, 'last week')])(
    '%s | %s',
    (...dialogue) => expect(lastOf(dialogue)).toEqual(inFull(dialogue)),
  );
});

/** Messages that mean the same behind a question, or behind each of several. */
const behind = (
  firsts: readonly (readonly string[])[],
  laters: readonly string[],
  full: string,
): Dialogue[] => firsts.flatMap((first) => laters.map((later): Dialogue => [...first, later, full]));

const FIRST_IT = ['quale processo ha fallito di più la settimana scorsa?', '[Tracking corrieri]'];
const FIRST_EN = ['which process failed the most last week?', '[Tracking corrieri]'];

describe('the one that the answer named', () => {
  test.each([
    ...behind(
      [FIRST_IT],
      ['quante esecuzioni ha avuto?'],
      'quante esecuzioni di Tracking corrieri la settimana scorsa?',
    ),
    ...behind(
      [FIRST_IT],
      ['che tasso di successo ha?'],
      'tasso di successo di Tracking corrieri la settimana scorsa',
    ),
    ...behind(
      [FIRST_IT],
      ['in che giorno?'],
      'in che giorno è fallito Tracking corrieri la settimana scorsa?',
    ),
    ...behind([FIRST_IT], ['quando?'], 'quando è fallito Tracking corrieri la settimana scorsa?'),
    ...behind(
      [FIRST_IT],
      ['che percentuale è del totale?'],
      'che percentuale degli errori della settimana scorsa è di Tracking corrieri?',
    ),
    ...behind(
      [FIRST_IT],
      ['e gli altri?', 'fammi vedere gli altri'],
      'errori per processo la settimana scorsa tranne Tracking corrieri',
    ),
    ...behind([FIRST_EN], ['on which day?'], 'on which day did Tracking corrieri fail last week?'),
    ...behind([FIRST_EN], ['when?'], 'when did Tracking corrieri fail last week?'),
    ...behind(
      [FIRST_EN],
      ['what percentage of all failures is that?'],
      'what percentage of all failures last week did Tracking corrieri have?',
    ),
    ...behind(
      [FIRST_EN],
      ['and the others?', 'show me the others'],
      'failures by process last week except Tracking corrieri',
    ),
  ])('%s | %s | %s', (...dialogue) => expect(lastOf(dialogue)).toEqual(inFull(dialogue)));
});

describe('runs that were told or listed', () => {
  const once = 'quando è girato Tracking corrieri l’ultima volta?';
  test.each([
    ...behind(
      [[once]],
      ['è fallito?', 'è andato bene?', 'era un errore?', "com'è andata?", "com'è finita?", 'con che esito?'],
      "esito dell'ultima esecuzione di Tracking corrieri",
    ),
    ...behind(
      [[once]],
      ['quanto ci ha messo?', 'quanto è durata?'],
      "quanto è durata l'ultima esecuzione di Tracking corrieri?",
    ),
    ...behind([[once]], ['quanto dura?'], 'quanto dura Tracking corrieri?'),
    ...behind(
      [['le ultime 5 esecuzioni di Tracking corrieri']],
      ['quali sono fallite?', 'quante di queste sono fallite?', 'come sono andate?', 'solo quelle fallite'],
      'esito delle ultime 5 esecuzioni di Tracking corrieri',
    ),
    ...behind(
      [['le ultime 5 esecuzioni di Tracking corrieri']],
      ['quanto sono durate?'],
      'quanto sono durate le ultime 5 esecuzioni di Tracking corrieri?',
    ),
    ...behind(
      [['when did Tracking corrieri last run?']],
      [
        'did it fail?',
        'was it successful?',
        'was that a failure?',
        'how did it end?',
        'what was the outcome?',
      ],
      'outcome of the last run of Tracking corrieri',
    ),
    ...behind(
      [['when did Tracking corrieri last run?']],
      ['how long did it take?', 'how long did that take?'],
      'how long did the last run of Tracking corrieri take?',
    ),
    ...behind(
      [['when did Tracking corrieri last run?']],
      ['how long does it take?'],
      'how long does Tracking corrieri take?',
    ),
    ...behind(
      [['the last 5 runs of Tracking corrieri']],
      ['which failed?', 'how many of them failed?', 'how did they end?', 'only the failed ones'],
      'outcome of the last 5 runs of Tracking corrieri',
    ),
    ...behind(
      [['the last 5 runs of Tracking corrieri']],
      ['how long did they take?'],
      'how long did the last 5 runs of Tracking corrieri take?',
    ),
  ])('%s | %s | %s', (...dialogue) => expect(lastOf(dialogue)).toEqual(inFull(dialogue)));
});

describe('more of the same', () => {
  test.each([
    ...behind(
      [['quando è girato Tracking corrieri l’ultima volta?']],
      ['e prima?', 'e la volta prima?', 'e la penultima?'],
      'le ultime 2 esecuzioni di Tracking corrieri',
    ),
    ...behind(
      [['when did Tracking corrieri last run?']],
      ['and before that?', 'and the one before?'],
      'the last 2 runs of Tracking corrieri',
    ),
    ...behind(
      [['the last 5 runs', 'which failed?']],
      ['how long did they take?'],
      'how long did the last 5 runs take?',
    ),
    ...behind(
      [['i primi 5 processi per errori la settimana scorsa']],
      ['e i successivi 5?', 'e i prossimi 5?'],
      'i primi 10 processi per errori la settimana scorsa',
    ),
    ...behind(
      [['top 5 processes by failures last week']],
      ['and the next 5?'],
      'top 10 processes by failures last week',
    ),
    ...behind(
      [['top 5 processes by failures last week']],
      ['show me all', 'show me all of them'],
      'top 100 processes by failures last week',
    ),
    ...behind(
      [['quali processi non sono girati questa settimana?']],
      ['quanti sono?'],
      'quali processi non sono girati questa settimana?',
    ),
    ...behind(
      [['what does success rate mean?']],
      ['and what is it for Tracking corrieri?'],
      'success rate of Tracking corrieri',
    ),
  ])('%s | %s | %s', (...dialogue) => expect(lastOf(dialogue)).toEqual(inFull(dialogue)));
});

describe('a figure, a part or a row of days', () => {
  test.each([
    ...behind(
      [['errori giorno per giorno la settimana scorsa']],
      ['qual è il picco?', "quando c'è stato il picco?", 'qual è il giorno peggiore?'],
      'quale giorno ha avuto più errori la settimana scorsa?',
    ),
    ...behind(
      [['errori giorno per giorno la settimana scorsa'], ['errori per processo la settimana scorsa']],
      ['e il totale?'],
      'quanti errori la settimana scorsa?',
    ),
    ...behind(
      [['errori giorno per giorno la settimana scorsa']],
      ['e la media?'],
      'media giornaliera di errori la settimana scorsa',
    ),
    ...behind(
      [['che percentuale di esecuzioni è fallita la settimana scorsa?']],
      ['quante sono?'],
      'quante esecuzioni sono fallite la settimana scorsa?',
    ),
    ...behind(
      [['errori di questa settimana rispetto alla scorsa']],
      ['qual è la differenza?'],
      'errori di questa settimana rispetto alla scorsa',
    ),
    ...behind(
      [['failures per day last week']],
      ["what's the peak?", 'when was the peak?', 'which was the worst?'],
      'which day had the most failures last week?',
    ),
    ...behind(
      [['failures per day last week']],
      ['on average?', 'what is the average?'],
      'average failures per day last week',
    ),
    ...behind(
      [['what percentage of runs failed last week?']],
      ['how many is that?'],
      'how many runs failed last week?',
    ),
    ...behind(
      [['failures this week compared with last week']],
      ["what's the difference?"],
      'failures this week compared with last week',
    ),
  ])('%s | %s | %s', (...dialogue) => expect(lastOf(dialogue)).toEqual(inFull(dialogue)));
});

describe('things that were listed, and things that are asked for anew', () => {
  const three = '[Tracking corrieri | Weekly sales report | Preparazione cedolini]';
  test.each([
    ...behind(
      [['quali processi sono falliti la settimana scorsa?', three]],
      ['quali non sono falliti?', 'e quali no?'],
      'quali processi non sono falliti la settimana scorsa?',
    ),
    ...behind(
      [['which processes failed last week?', three]],
      ['which ones did not fail?'],
      'which processes did not fail last week?',
    ),
    ...behind(
      [['quali processi sono girati ieri?']],
      ['quanti di questi sono falliti?'],
      'quanti processi sono falliti ieri?',
    ),
    ...behind(
      [['which processes ran yesterday?']],
      ['how many of those failed?'],
      'how many processes failed yesterday?',
    ),
    ...behind(
      [['quanti processi sono falliti la settimana scorsa?']],
      ['su quanti?'],
      'quanti processi sono girati la settimana scorsa?',
    ),
    ...behind(
      [['how many processes failed last week?']],
      ['out of how many?'],
      'how many processes ran last week?',
    ),
    ...behind(
      [['did anything fail yesterday?']],
      ['which one?', 'which?', 'what?'],
      'which processes failed yesterday?',
    ),
    ...behind(
      [
        ['quanti errori la settimana scorsa?'],
        ['quale fine settimana è andato peggio questo mese?'],
        ['quanti errori ha avuto import la settimana scorsa?'],
        ['quanto abbiamo fatturato ieri?'],
        FIRST_IT,
      ],
      ['quanti processi ci sono?', 'quanti processi abbiamo?'],
      'quanti processi ci sono?',
    ),
    ...behind(
      [
        ['how many failures last week?'],
        ['which weekend went worst this month?'],
        ['restart the backup'],
        FIRST_EN,
      ],
      ['how many processes are there?', 'how many processes do we have?'],
      'how many processes are there?',
    ),
    ...behind(
      [['quanto abbiamo fatturato la settimana scorsa?']],
      ['e quanti errori ci sono stati?'],
      'quanti errori la settimana scorsa?',
    ),
    ...behind(
      [['how much revenue did we make last week?']],
      ['how many errors did we have?'],
      'how many errors last week?',
    ),
    ...behind(
      [['mostrami le esecuzioni fallite della settimana scorsa']],
      ['e ieri?'],
      'mostrami le esecuzioni fallite di ieri',
    ),
  ])('%s | %s | %s', (...dialogue) => expect(lastOf(dialogue)).toEqual(inFull(dialogue)));
});

describe('each with its outcome', () => {
  test.each([
    ['which of the last 5 runs failed?', 'outcome of the last 5 runs'],
    ['did the last 5 runs fail?', 'outcome of the last 5 runs'],
    ['quali delle ultime 5 esecuzioni sono fallite?', 'esito delle ultime 5 esecuzioni'],
    ['come sono andate le ultime 5 esecuzioni?', 'esito delle ultime 5 esecuzioni'],
    [
      "com'è andata l'ultima esecuzione di Tracking corrieri?",
      "esito dell'ultima esecuzione di Tracking corrieri",
    ],
    [
      "com'è finita l'ultima esecuzione di Tracking corrieri?",
      "esito dell'ultima esecuzione di Tracking corrieri",
    ],
  ])('%s', (asked, full) => {
    expect(lastOf([asked, full])).toEqual(inFull([asked, full]));
    expect(lastOf([asked, full])).toMatchObject({ dimensions: ['process', 'started_at', 'outcome'] });
  });
});

describe('a period that is split, whichever is said first', () => {
  test.each([
    ['errori il mese scorso giorno per giorno', 'errori giorno per giorno il mese scorso'],
    ['errori la settimana scorsa ora per ora', 'errori ora per ora la settimana scorsa'],
    ["esecuzioni l'anno scorso mese per mese", "esecuzioni mese per mese l'anno scorso"],
    ['errors last month day by day', 'errors day by day last month'],
    ['runs last year month by month', 'runs month by month last year'],
  ])('%s', (asked, full) => expect(lastOf([asked, full])).toEqual(inFull([asked, full])));
});
