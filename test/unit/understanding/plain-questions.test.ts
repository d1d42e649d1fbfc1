import { describe, expect, test } from 'vitest';
import { demoDirectory } from '#test/support/demo-directory.ts';
import { meaning } from '#test/support/follow-ups.ts';
import { queryOf, read } from '#test/support/understanding.ts';

const LAST_RUN = {
  metrics: [],
  dataset: 'runs',
  dimensions: ['process', 'started_at', 'outcome'],
  limit: 1,
};

describe('how one thing went, of no time, is its last run', () => {
  test.each([
    'how did the payroll export go?',
    'how was the weekly sales report?',
    'how did the onboarding end up?',
    'did the payroll export go out?',
    'com’è andato l’onboarding?',
    'com’è finito il payroll export?',
    'ha girato il payroll export?',
  ])('%s', (text) => {
    expect(queryOf(text)).toMatchObject(LAST_RUN);
  });

  test.each([
    ['how did the payroll export go yesterday?', { metrics: ['runs', 'failures'] }],
    ['com’è andato il payroll export ieri?', { metrics: ['runs', 'failures'] }],
    ['how did yesterday go?', { metrics: ['runs', 'failures'] }],
    ['com’è andata?', { metrics: ['runs', 'failures'] }],
    ['how did logistics go?', { metrics: ['runs', 'failures'] }],
    ['how often did the payroll export go out?', { metrics: ['runs'] }],
  ])('but not “%s”', (text, query) => {
    expect(read(text)).not.toMatchObject({ query: LAST_RUN });
    expect(queryOf(text)).toMatchObject(query);
  });
});

describe('what is spread over a unit is told by its parts', () => {
  test.each([
    ['how are failures spread over the day?', ['hour']],
    ['how are runs distributed over the week?', ['weekday']],
    ['how were yesterday’s runs spread out?', ['hour']],
    ['how were last week’s failures spread?', ['day']],
    ['how are the runs of last sunday spread over the hours?', ['hour']],
    ['come si distribuiscono gli errori durante la giornata?', ['hour']],
    ['come si sono distribuiti gli errori della settimana scorsa?', ['day']],
    ['i fallimenti come si spalmano sulla giornata?', ['hour']],
  ])('%s', (text, dimensions) => {
    expect(queryOf(text)).toMatchObject({ dimensions });
    expect(queryOf(text).limit ?? 100).toBe(100);
  });

  test.each([
    ['how are runs spread across the areas?', ['area']],
    ['come si distribuiscono gli errori per area?', ['area']],
    ['errori distribuiti per giorno a ottobre', ['day']],
    ['how many errors were there during the day yesterday?', undefined],
    ['quanti errori durante la giornata di ieri?', undefined],
  ])('but not by its parts “%s”', (text, dimensions) => {
    expect(queryOf(text).dimensions).toEqual(dimensions);
  });
});

describe('what does more than in another period is told thing by thing', () => {
  test.each([
    'which fail more than last month?',
    'which ones are failing more often this month than last?',
    'what failed more this month than last month?',
    'which processes failed more often than last month?',
    'chi fallisce di più rispetto al mese scorso?',
    'cosa fallisce più del mese scorso?',
    'quali processi falliscono più spesso rispetto al mese scorso?',
  ])('%s', (text) => {
    expect(queryOf(text)).toMatchObject({
      dimensions: ['process'],
      having: [{ metric: 'failures_change', operator: '>', value: 0 }],
      order: [{ by: 'failures_change', direction: 'desc' }],
      limit: 100,
    });
  });

  test.each([
    'which is worse for failures, october or september?',
    'did we fail more than last month?',
    'failures this month against last month',
    'abbiamo più errori del mese scorso?',
  ])('but is one figure in “%s”', (text) => {
    expect(queryOf(text).dimensions).toBeUndefined();
  });

  test('and the one that does so the most is one', () => {
    expect(queryOf('which area had the most failures compared to september?').limit).toBe(1);
  });
});

describe('longer than usual is held against what was before', () => {
  test.each([
    'is the payroll export taking longer than usual?',
    'il payroll export ci mette più del solito?',
    'l’onboarding dura più del solito?',
  ])('%s', (text) => {
    expect(queryOf(text)).toMatchObject({ metrics: ['mean_duration'], comparison: { kind: 'period' } });
  });

  test.each(['which processes are taking longer than usual?', 'quali processi ci mettono più del solito?'])(
    'those that do: %s',
    (text) => {
      expect(queryOf(text).having).toEqual([{ metric: 'mean_duration_change', operator: '>', value: 0 }]);
    },
  );

  test.each(['which processes take longer than an hour?', 'quali processi durano più di un’ora?'])(
    'but a length is a bound: %s',
    (text) => {
      expect(queryOf(text)).toMatchObject({ having: [{ metric: 'mean_duration', value: 3600 }] });
    },
  );
});

describe('words that only make a question stronger say nothing', () => {
  test.each([
    ['what on earth went wrong yesterday?', 'what went wrong yesterday?'],
    ['why the hell did the payroll export fail?', 'why did the payroll export fail?'],
    ['perché diavolo è fallito il payroll export?', 'perché è fallito il payroll export?'],
  ])('%s', (text, plain) => {
    expect(queryOf(text)).toEqual(queryOf(plain));
  });
});

describe('a share of what is narrowed by itself is told beside that', () => {
  const of = (field: string, value: unknown) => ({ field, operator: 'in', values: [value] });
  test.each([
    'what share of the failures in logistics was the payroll export?',
    'in logistics, what part of the failures is the payroll export?',
    'che parte degli errori della logistica è del payroll export?',
    'nella logistica, che quota degli errori è del payroll export?',
  ])('%s', (text) => {
    expect(queryOf(text)).toMatchObject({
      metrics: ['failures'],
      filters: { and: [of('area', 'Logistica'), of('process', 'payroll-export')] },
      comparison: { kind: 'whole', filters: of('area', 'Logistica') },
    });
  });

  test('so is one of those that were started otherwise', () => {
    const { comparison } = queryOf('what share of the runs of the payroll export was started by hand?');
    expect(comparison).toEqual({ kind: 'whole', filters: of('process', 'payroll-export') });
  });

  test.each([
    'what share of the failures came from logistics?',
    'what share of the failures in logistics?',
    'che parte degli errori di ieri è della logistica?',
    'quanto pesa la logistica sugli errori?',
  ])('but is beside everything in “%s”', (text) => {
    expect(queryOf(text).comparison).toEqual({ kind: 'whole' });
  });

  test.each([
    'what percentage of the runs in logistics failed?',
    'che percentuale dei run della logistica è fallita?',
  ])('and is a rate in “%s”', (text) => {
    expect(queryOf(text)).toMatchObject({ metrics: ['failure_rate'] });
  });
});

describe('things of two areas are asked for one by one', () => {
  test.each([
    'which processes of logistics and support failed yesterday?',
    'quali processi di logistica e assistenza sono falliti ieri?',
  ])('%s', (text) => {
    expect(queryOf(text).dimensions).toEqual(['process']);
  });

  test.each([
    'errors of the payroll export and the onboarding',
    'errori del payroll export e dell’onboarding',
  ])('but “%s” are side by side', (text) => {
    expect(queryOf(text)).toMatchObject({ dimensions: ['process'], shape: 'comparison' });
  });
});

describe('what was listed is told each, in detail, or beside a length', () => {
  test.each([
    'list the areas and how many failures each had last week',
    'elenca le aree e quanti errori ha avuto ciascuna la settimana scorsa',
  ])('%s', (text) => {
    expect(meaning([text])).toMatchObject({ metrics: ['failures'], dimensions: ['area'] });
  });

  test.each(['dimmi nel dettaglio gli errori di ieri', 'yesterday’s failures in detail'])('%s', (text) => {
    expect(queryOf(text)).toMatchObject({ metrics: [], dataset: 'runs' });
  });

  test.each(['which areas take longer than a minute?', 'quali aree durano più di un minuto?'])(
    '%s',
    (text) => {
      expect(queryOf(text)).toMatchObject({ dimensions: ['area'], having: [{ metric: 'mean_duration' }] });
    },
  );
});

describe('a word too many does not hide a name', () => {
  test.each([
    ['payroll attendance collection, runs yesterday', 'Raccolta presenze'],
    ['failures of the warehouse attendance collection yesterday', 'Raccolta presenze'],
  ])('%s', (text, name) => {
    const raccolta = demoDirectory.names.find((each) => each.name === name);
    expect(meaning([text])).toMatchObject({ filters: { values: [raccolta?.key] } });
  });
});

describe('a word that asks elsewhere may stand inside of a name', () => {
  test.each(['VAT number check, how many runs yesterday?', 'runs of the VAT number check yesterday'])(
    '%s',
    (text) => {
      expect(read(text)).toMatchObject({ about: [{ name: 'Verifica partita IVA' }] });
    },
  );

  test('and does not where no name is', () => {
    expect(queryOf('number of failures in logistics')).toMatchObject({ metrics: ['failures'] });
  });
});

/** What the last message means, against a question in full. */
describe('what is asked next, of what was answered', () => {
  test.each([
    [['when did the tracking last fail?', 'why was that?'], { shape: 'reason', limit: 1 }],
    [['quando è fallito l’ultima volta il tracking?', 'perché?'], { shape: 'reason', limit: 1 }],
    [['how many failures did the tracking have last week?', 'why?'], { shape: 'reason', limit: 100 }],
    [['tasso di successo delle vendite a ottobre?', 'perché così basso?'], { shape: 'reason', limit: 100 }],
    [
      ['which runs are stuck?', 'how long has the oldest one been sitting there?'],
      { shape: 'list', limit: 1 },
    ],
    [['quante sono in attesa?', 'da quanto aspetta la più vecchia?'], { shape: 'list', limit: 1 }],
    [['quali sono in attesa?', 'da quanto aspettano?'], { shape: 'list', limit: 100 }],
    [['how long does the backup take?', 'longer than usual?'], { comparison: { kind: 'period' } }],
    [['quanto ci mette il backup?', 'più del solito?'], { comparison: { kind: 'period' } }],
    [['how long does the backup usually take?', 'and last week?'], { metrics: ['mean_duration'] }],
    [['errors in sales yesterday', 'show me the details'], { dataset: 'runs', shape: 'list' }],
    [['quanti errori ieri in vendite?', 'mostrami il dettaglio'], { dataset: 'runs', shape: 'list' }],
    [['failure rate of sales in october', 'more details please'], { dimensions: ['day'] }],
    [['durata media del backup questo mese', 'nel dettaglio'], { dimensions: ['day'] }],
  ])('%s', (messages, query) => {
    expect(meaning(messages)).toMatchObject(query);
  });

  test.each([
    [['errors today', 'same time yesterday?'], 'errors yesterday at the same time'],
    [['errori di oggi', 'ieri nello stesso orario?'], 'errori di ieri alla stessa ora'],
    [['runs yesterday', 'at the same time as today?'], 'runs yesterday at the same time'],
    [['esecuzioni di ieri', 'nello stesso orario di oggi?'], 'esecuzioni di ieri alla stessa ora'],
    [
      ['quali processi con etichetta ordini sono falliti ieri?', 'quelli del sito?'],
      'errori dell’acquisizione ordini dal sito ieri',
    ],
    [['errors tagged ordini yesterday', 'and sales?'], 'errors in sales yesterday'],
    [['errors last week?', 'which team has the most?'], 'which team had the most errors last week?'],
  ])('%s', (messages, plain) => {
    const { timeRange, filters } = meaning([plain]);
    expect(meaning(messages)).toMatchObject({ timeRange, ...(filters !== undefined && { filters }) });
  });
});

describe('the busiest of a kind is no hour of the day', () => {
  test.each([
    'busiest area last month?',
    'which area was the busiest last month?',
    'which department is busiest?',
    'area più trafficata il mese scorso?',
    'qual è l’area più impegnata questo mese?',
  ])('%s', (text) => {
    expect(queryOf(text)).toMatchObject({ metrics: ['runs'], dimensions: ['area'], limit: 1 });
  });

  test.each([
    'what is the busiest hour in the logistics area?',
    'when is the logistics area busiest?',
    'peak hour by area',
    'qual è l’ora di punta dell’area logistica?',
  ])('but not “%s”', (text) => {
    expect(queryOf(text).dimensions).toContain('hour');
  });
});
