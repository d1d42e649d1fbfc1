import { describe, expect, test } from 'vitest';
import { type Dialogue, inFull, lastOf, talk } from '#test/support/dialogue.ts';

describe('what is left out, and asked for again', () => {
  test.each<Dialogue>([
    [
      'failure rate for October by area',
      'Leave out HR.',
      'failure rate for October by area except Risorse umane',
    ],
    [
      'failure rate for October by area',
      'without hr',
      'failure rate for October by area except Risorse umane',
    ],
    [
      'failure rate for October by area',
      'not counting human resources',
      'failure rate for October by area except Risorse umane',
    ],
    [
      'tasso di fallimento di ottobre per area',
      'senza le risorse umane',
      'tasso di fallimento di ottobre per area tranne Risorse umane',
    ],
    [
      'failure rate for October by area',
      'leave out HR',
      'actually put it back in, and sort them from the highest down',
      'failure rate for October by area',
    ],
    [
      'failure rate for October by area',
      'leave out HR',
      'include them again',
      'failure rate for October by area',
    ],
    [
      "what's HR's success rate this month?",
      'and without Preparazione cedolini?',
      'ok, all of HR again, but for October',
      'success rate of Risorse umane in October',
    ],
    [
      "what's HR's success rate this month?",
      'and without Preparazione cedolini?',
      'the whole of HR again',
      'success rate of Risorse umane this month',
    ],
    [
      'tasso di successo delle risorse umane questo mese',
      'senza la Preparazione cedolini?',
      'di nuovo tutte le risorse umane, ma a ottobre',
      'tasso di successo delle risorse umane a ottobre',
    ],
  ])('%s | %s', (...dialogue) => expect(lastOf(dialogue)).toEqual(inFull(dialogue)));
});

describe('left out or put back, in other words', () => {
  const english = 'failures in October by area';
  const italian = 'errori di ottobre per area';
  test.each<Dialogue>([
    [english, 'take HR out of it', 'failures in October by area except Risorse umane'],
    [english, "HR shouldn't count", 'failures in October by area except Risorse umane'],
    [english, 'could you take sales out, please', 'failures in October by area except Vendite'],
    [english, "let's keep the warehouse out of the picture", 'failures in October by area except Magazzino'],
    [english, 'not interested in sales', 'failures in October by area except Vendite'],
    [english, 'take HR out of it', 'and put HR back in', english],
    [english, 'without sales', 'add sales again', english],
    [italian, 'non voglio le risorse umane', 'errori di ottobre per area tranne Risorse umane'],
    [italian, 'HR non conta', 'errori di ottobre per area tranne Risorse umane'],
    [italian, 'tolga le risorse umane', 'errori di ottobre per area tranne Risorse umane'],
    [italian, 'le vendite non mi interessano', 'errori di ottobre per area tranne Vendite'],
    [italian, 'tieni le vendite fuori', 'errori di ottobre per area tranne Vendite'],
    [italian, "le vendite non c'entrano", 'rimetti le vendite dentro', italian],
  ])('%s | %s | %s', (...dialogue) => expect(lastOf(dialogue)).toEqual(inFull(dialogue)));
});

describe('the first of a ranking left out', () => {
  const english = 'which process had the most failures in October?';
  const italian = 'quale processo ha più errori a ottobre?';
  const named = '[Import listino fornitori]';
  test.each([
    'leave that one out, which is next?',
    'leave it out',
    'without that one, who is next?',
    'exclude it, which comes next?',
    'apart from that one?',
  ])('%s', (text) =>
    expect(talk([english, named, text])).toMatchObject({
      query: { filters: { not: { field: 'process' } }, limit: 1, metrics: ['failures'] },
    }),
  );
  test.each(['lascialo fuori, qual è il prossimo?', 'escludi quello, chi viene dopo?', 'senza quello?'])(
    '%s',
    (text) =>
      expect(talk([italian, named, text])).toMatchObject({
        query: { filters: { not: { field: 'process' } }, limit: 1, metrics: ['failures'] },
      }),
  );
});

describe('those of a ranking left out', () => {
  const named = '[Tracking corrieri | Weekly sales report | Preparazione cedolini]';
  test.each<Dialogue>([
    [
      'the three worst processes in October',
      named,
      'leave those out, which are next?',
      'the three worst processes in October except Tracking corrieri, Weekly sales report and Preparazione cedolini',
    ],
    [
      'the three worst processes in October',
      named,
      'without them?',
      'the three worst processes in October except Tracking corrieri, Weekly sales report and Preparazione cedolini',
    ],
    [
      'i tre processi peggiori di ottobre',
      named,
      'escludili, quali vengono dopo?',
      'i tre processi peggiori di ottobre tranne Tracking corrieri, Weekly sales report e Preparazione cedolini',
    ],
    [
      'i tre processi peggiori di ottobre',
      named,
      'senza questi?',
      'i tre processi peggiori di ottobre tranne Tracking corrieri, Weekly sales report e Preparazione cedolini',
    ],
  ])('%s | %s | %s', (...dialogue) => expect(lastOf(dialogue)).toEqual(inFull(dialogue)));
});

describe('all of the company', () => {
  test.each<Dialogue>([
    ['HR failures yesterday', 'And for the company as a whole?', 'failures yesterday'],
    ['errori delle vendite ieri', "e per l'azienda nel suo insieme?", 'errori ieri'],
    ['errori delle vendite ieri', "e l'azienda nel suo complesso?", 'errori ieri'],
  ])('%s | %s', (...dialogue) => expect(lastOf(dialogue)).toEqual(inFull(dialogue)));
});

describe('another number of them', () => {
  test.each<Dialogue>([
    [
      'the five slowest processes of last month',
      '[Tracking corrieri | Weekly sales report]',
      'make it ten',
      'the ten slowest processes of last month',
    ],
    [
      'the five slowest processes of last month',
      'make it ten',
      'sorry, the fastest, not the slowest',
      'the ten fastest processes of last month',
    ],
    [
      'the five slowest processes of October',
      '[Tracking corrieri | Weekly sales report]',
      'can you make it ten?',
      'the ten slowest processes of October',
    ],
    ['i cinque processi più lenti di ottobre', 'fammene dieci', 'i dieci processi più lenti di ottobre'],
    [
      'time saved last month by area',
      'just the top two will do',
      'the top two areas by time saved last month',
    ],
  ])('%s | %s', (...dialogue) => expect(lastOf(dialogue)).toEqual(inFull(dialogue)));
});

describe('words that stand for those of the question before', () => {
  test.each<Dialogue>([
    [
      'has Tracking corrieri failed today?',
      'when was the last time it did?',
      'when did Tracking corrieri last fail?',
    ],
    ['has Tracking corrieri failed today?', 'when did it last?', 'when did Tracking corrieri last fail?'],
    [
      'did Tracking corrieri fail today?',
      'when did it happen last?',
      'when did Tracking corrieri last fail?',
    ],
    [
      'Tracking corrieri è fallito oggi?',
      "quando è successo l'ultima volta?",
      'quando è fallito Tracking corrieri per ultima volta?',
    ],
    [
      'how many errors has Tracking corrieri had this month?',
      'and how many did it have in September?',
      'how many errors did Tracking corrieri have in September?',
    ],
    [
      'how many errors has Tracking corrieri had this month?',
      'ok, and how many will it have next month?',
      'fair enough. let me see last month day by day then',
      'errors of Tracking corrieri last month day by day',
    ],
    [
      'anything waiting on somebody in sales?',
      "which one's been waiting longest",
      'which run of sales has been waiting longest?',
    ],
    [
      'how many runs were cancelled in October',
      'what counts as cancelled, exactly?',
      'got it. which process has the most of those?',
      'which process has the most cancelled runs?',
    ],
  ])('%s | %s', (...dialogue) => expect(lastOf(dialogue)).toEqual(inFull(dialogue)));
});

describe('parts and numbers of what was counted', () => {
  test.each<Dialogue>([
    [
      'how many failures did we count in October?',
      'what part of those came from the warehouse?',
      'what part of the failures in October came from the warehouse?',
    ],
    [
      'how many failures in October?',
      'what percentage was sales?',
      'what part of the failures in October is from sales?',
    ],
    [
      'quanti errori a ottobre?',
      'quanto pesa il magazzino?',
      'che parte degli errori di ottobre viene dal magazzino?',
    ],
    [
      'how many failures in October?',
      'how many of those came from the warehouse?',
      'how many failures of the warehouse in October?',
    ],
    [
      'quanti errori a ottobre?',
      'quanti di questi vengono dal magazzino?',
      'quanti errori del magazzino a ottobre?',
    ],
    [
      "how many of yesterday's runs were retries?",
      'and how many failures were recovered in October?',
      'how many failures were recovered in October?',
    ],
    [
      'how long did Backup notturno archivi run last week, all nights put together?',
      'and last month?',
      'total duration of Backup notturno archivi last month',
    ],
    [
      'quanto è durato Backup notturno archivi ieri?',
      'e la settimana scorsa, tutte le notti insieme?',
      'durata totale di Backup notturno archivi la settimana scorsa',
    ],
  ])('%s | %s', (...dialogue) => expect(lastOf(dialogue)).toEqual(inFull(dialogue)));
});

describe('asked behind thanks', () => {
  test.each([
    ['OK, thanks. What else can I ask you?', 'HELP'],
    ['thanks! can I talk to a person?', 'HUMAN'],
    ['ok, thanks.', 'GREETING'],
  ])('%s', (text, category) => expect(talk(['failures yesterday', text])).toMatchObject({ category }));
});

describe('who waits longest, of how long they wait', () => {
  test.each([
    ['how long do runs wait before they start by area this month?', 'Which one waits longest?'],
    ['how long do runs wait before they start by area this month?', 'who waits the longest?'],
    ['quanto aspettano le esecuzioni prima di partire questo mese per area?', 'quale aspetta di più?'],
  ])('%s | %s', (...dialogue) =>
    expect(talk(dialogue)).toMatchObject({
      query: { metrics: ['start_delay'], dimensions: ['area'], limit: 1 },
    }),
  );
});

test('another question of help behind thanks, in Italian', () => {
  expect(talk(['errori di ieri', "ok grazie, cos'altro posso chiederti?"])).toMatchObject({
    category: 'HELP',
  });
});
