import { describe, expect, test } from 'vitest';
import { meaningOf, talk } from '#test/support/dialogue.ts';

const meaning = (text: string): unknown => meaningOf(talk([text]));

describe('a short question with its letters out of place means what it means without them', () => {
  test.each([
    ['quanti procesi son faliti ieri', 'quanti processi sono falliti ieri'],
    ['quanti procesi ano falito ogi', 'quanti processi hanno fallito oggi'],
    ['quanti errri questo mse', 'quanti errori questo mese'],
    ['quante esecuzoni la setimana scorsa', 'quante esecuzioni la settimana scorsa'],
    ['qale proceso fallise di piu', 'quale processo fallisce di più'],
    ['quale proceso e il piu lnto', 'quale processo è il più lento'],
    ['quante volte e fallto ieri', 'quante volte è fallito ieri'],
    ['cosa sta girndo ora', 'cosa sta girando ora'],
    ['quanto dura traking corieri', 'quanto dura Tracking corrieri'],
    ['quali son falliti?', 'quali sono falliti?'],
    ['how many faillures tody', 'how many failures today'],
    ['how mny erors last wek', 'how many errors last week'],
    ['wich proces faild yesteday', 'which process failed yesterday'],
    ['whats runing nw', 'whats running now'],
    ['wat is stuck', 'what is stuck'],
    ['hwo mnay faild yesteday', 'how many failed yesterday'],
    ['whihc process faild most last wek', 'which process failed most last week'],
    ['qunati errori ieir', 'quanti errori ieri'],
    ['wich one failed most this weak', 'which one failed most this week'],
  ])('%s', (slip, meant) => {
    expect(meaning(slip)).toEqual(meaning(meant));
    expect(meaning(slip)).not.toMatchObject({ kind: 'refuse' });
  });

  test.each([
    ['errori di Backup nottrno', 'errori di Backup notturno'],
    ['failures of the Vendit area', 'failures of the Vendite area'],
  ])('names are found as before: “%s”', (slip, meant) => {
    expect(meaning(slip)).toEqual(meaning(meant));
  });

  test.each([
    'chi ha vinto la partta ieri',
    'che tmpo fa ogi',
    'who won the mach yesterday',
    'hav you seen my cat',
  ])('and another subject stays one: “%s”', (text) => {
    expect(talk([text])).not.toMatchObject({ kind: 'query' });
  });
});

describe('money is not in the data', () => {
  test.each([
    'quanto fatturiamo?',
    'quanto abbiamo fatturato a ottobre?',
    'quanto abbiamo incassato?',
    'quanti soldi abbiamo risparmiato?',
    'quanto abbiamo guadagnato ieri?',
    'how much do we bill?',
    'how much did we bill last month?',
    'how much have we invoiced this year?',
    'how much money did we make yesterday?',
    'who owes us money?',
  ])('%s', (text) => {
    expect(meaning(text)).toMatchObject({ kind: 'refuse', category: 'BUSINESS_DATA', reason: 'not_in_data' });
  });

  test.each([
    ['quanto tempo abbiamo guadagnato?', { metrics: ['time_saved'] }],
    ['quante esecuzioni di Fatturazione giornaliera?', { metrics: ['runs'] }],
    ['quanto ci mette la fatturazione?', { metrics: ['mean_duration'] }],
    ['how long does the sales report take?', { metrics: ['mean_duration'] }],
  ])('but not “%s”', (text, query) => {
    expect(meaning(text)).toMatchObject(query);
  });
});

describe('the details of causes are the cases', () => {
  const cases = { dataset: 'failure_details', dimensions: ['process', 'started_at', 'cause'], shape: 'list' };
  test.each([
    [['perché è fallito Tracking corrieri?', 'mostrami il dettaglio'], undefined],
    [['why did Tracking corrieri fail last week?', 'show me the details'], 'week'],
    [['cosa è andato storto ieri?', 'i dettagli?'], 'day'],
    [['why did Tracking corrieri fail, case by case?'], undefined],
  ])('%j', (messages, period) => {
    expect(meaningOf(talk(messages))).toMatchObject(cases);
    expect('timeRange' in Object(meaningOf(talk(messages)))).toBe(period !== undefined);
  });

  test('of the first of a ranking too', () => {
    const messages = ['quale processo è andato peggio a ottobre?', '[Tracking corrieri]', 'come mai?'];
    const one = { filters: { field: 'process' }, timeRange: { from: '2026-09-30T22:00:00.000Z' } };
    expect(meaningOf(talk(messages))).toMatchObject({ ...one, shape: 'reason' });
    expect(meaningOf(talk([...messages, 'mostrami il dettaglio']))).toMatchObject({ ...one, ...cases });
  });
});

describe('what is only taken note of asks for nothing', () => {
  test.each(['ok', 'va bene', 'ok perfetto', 'great, got it', '👍', '🙏🙏'])('%s', (text) => {
    expect(meaning(text)).toEqual({ kind: 'static', category: 'GREETING' });
    expect(meaningOf(talk(['quanti errori ieri?', text]))).toEqual({ kind: 'static', category: 'GREETING' });
  });

  test.each(['sbagliato', 'hai sbagliato!', 'wrong!', 'that is not right'])(
    '“%s” is said of an answer',
    (text) => {
      expect(meaning(text)).toMatchObject({ kind: 'refuse', reason: 'not_understood' });
    },
  );

  test('but a question mark asks', () => {
    expect(meaning('ok?')).toMatchObject({ metrics: ['successes'] });
  });
});

describe('what people say of their business without asking much', () => {
  test.each([
    ['non funziona niente!!!', { metrics: ['runs', 'failures'] }],
    ['nothing works!!', { metrics: ['runs', 'failures'] }],
    ['cosa devo sistemare oggi?', { dimensions: ['process'], metrics: ['failures'], shape: 'top' }],
    ['what do i need to fix first?', { dimensions: ['process'], metrics: ['failures'], shape: 'top' }],
    ['any issues yesterday?', { metrics: ['failures'] }],
  ])('“%s” is answered', (text, query) => {
    expect(meaning(text)).toMatchObject(query);
  });

  test('words that are labels here make no figure of a sentence that tells of something else', () => {
    expect(talk(['il magazzino dice che non ha ricevuto il pallet'])).not.toMatchObject({ kind: 'query' });
  });
});

describe('a chart of what is split is split so, and along time where time is said', () => {
  test.each([
    ['chart of failures per area this month', ['area']],
    ['grafico a torta dei fallimenti per area', ['area']],
    ['pie chart of runs by outcome', ['outcome']],
    ['andamento dei fallimenti per area questo mese', ['day', 'area']],
    ['chart of failures this month', ['day']],
  ])('%s', (text, dimensions) => {
    expect(meaning(text)).toMatchObject({ dimensions });
  });
});

describe('whether the figures can be trusted is said without one', () => {
  test.each([
    'posso fidarmi dei tuoi numeri?',
    'da dove prendi i dati?',
    'quanto sono aggiornati i dati?',
    'where do you get your figures from?',
    'when was the data updated?',
    'are you sure?',
  ])('%s', (text) => {
    expect(talk([text])).toMatchObject({ kind: 'static', category: 'HELP', topic: 'trust' });
  });

  test('where something is measured it is counted', () => {
    expect(meaning('da dove vengono gli errori di ieri?')).toMatchObject({ metrics: ['failures'] });
  });
});

describe('as many as before are held against those before them', () => {
  test.each([
    'errori negli ultimi 7 giorni vs i 7 precedenti',
    'errori degli ultimi 7 giorni rispetto ai 7 giorni prima',
    'last 7 days vs previous 7 days failures',
    'failures of the last 7 days compared with the 7 days before',
  ])('%s', (text) => {
    expect(meaning(text)).toMatchObject({
      metrics: ['failures'],
      timeRange: { from: '2026-11-13T23:00:00.000Z', to: '2026-11-20T23:00:00.000Z' },
      comparison: { kind: 'period', timeRange: { from: '2026-11-06T23:00:00.000Z' } },
    });
  });
});

describe('no part of a message is dropped', () => {
  const stuck = { dataset: 'runs', filters: { field: 'stuck' } };
  test.each([
    ['quante esecuzioni oggi, quanti errori e cosa è bloccato?', [{}, {}, stuck]],
    ['how many runs and failures yesterday and what is stuck?', [{ metrics: ['runs', 'failures'] }, stuck]],
    ['qual è stato il peggiore ieri? e perché?', [{ shape: 'top' }, { shape: 'reason' }]],
  ])('%s', (text, parts) => {
    expect(meaning(text)).toMatchObject(parts);
  });
});

test.each(['how is the Magazzino area doing this week?', 'is the problem with Tracking corrieri solved?'])(
  'no yes is said to “%s”',
  (text) => {
    expect(talk([text])).toMatchObject({ kind: 'query' });
    expect(talk([text])).not.toMatchObject({ yesNo: true });
  },
);

test.each(['le cause più frequenti di questa settimana', 'which causes are the most common this month?'])(
  '“%s” asks for the causes',
  (text) => {
    expect(meaning(text)).toMatchObject({ shape: 'reason' });
  },
);
