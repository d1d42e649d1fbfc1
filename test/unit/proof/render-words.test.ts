import { describe, expect, test } from 'vitest';
import type { Formula } from '#shared/contracts/draft.ts';
import type { Cell } from '#shared/contracts/evidence.ts';
import type { Filter, SemanticQuery } from '#shared/contracts/query.ts';
import type { Setting } from '#shared/domain/proof/pieces.ts';
import { catalog, ranges, wordings } from '#test/support/wordings.ts';
import { cell, say, settingOf, slotOf } from './support.ts';

const one = (name: string, value: Cell, wording = wordings.it): Setting =>
  settingOf({ metrics: [name], dimensions: ['process'] }, [{ process: 'A', [name]: value }], { wording });
const without = (...names: string[]): typeof wordings.it => ({
  ...wordings.it,
  trends: Object.fromEntries(Object.entries(wordings.it.trends).filter(([name]) => !names.includes(name))),
});

describe('the name of a metric', () => {
  test.each([
    ['the', 'il fallimento'],
    ['many', 'fallimenti'],
    ['the_many', 'i fallimenti'],
    [undefined, 'fallimento'],
  ])('%s: %s', (form, said) => {
    expect(say(slotOf(cell('failures'), 'name', 'metric', form), one('failures', 3))).toBe(said);
  });
  test('is said of what is unknown, and of nothing but a metric', () => {
    expect(say(slotOf(cell('mean_duration'), 'seconds', 'metric', 'the'), one('mean_duration', null))).toBe(
      'la durata media',
    );
    expect(say(slotOf(cell('process'), 'name', 'metric', 'the'), one('failures', 3))).toBe(
      'refused: no metric',
    );
    expect(say(slotOf({ op: 'rows', evidence: 'e1' }, 'count', 'metric'), one('failures', 3))).toBe(
      'refused: no metric',
    );
  });
});

describe('a trend', () => {
  const of = (
    name: string,
    before: number,
    after: number,
    labels?: string,
    wording = wordings.it,
  ): string => {
    const query: SemanticQuery = {
      metrics: [name],
      comparison: { kind: 'period', timeRange: ranges.weekBefore },
    };
    const trend: Formula = { op: 'direction', from: cell(`${name}_compared`), to: cell(name) };
    return say(
      slotOf(trend, 'name', 'trend', labels),
      settingOf(query, [{ [name]: after, [`${name}_compared`]: before }], { wording }),
    );
  };

  test('has a way', () => {
    expect(of('failures', 5, 9)).toBe('[in aumento]');
    expect(of('failures', 9, 5)).toBe('[in calo]');
    expect(of('failures', 5, 5)).toBe('[nessuna variazione]');
  });
  test('is better or worse where one way is good news', () => {
    expect(of('failures', 5, 9, 'verdict')).toBe('[è un peggioramento]');
    expect(of('failures', 9, 5, 'verdict')).toBe('[è un miglioramento]');
    expect(of('successes', 5, 9, 'verdict')).toBe('[è un miglioramento]');
    expect(of('successes', 9, 5, 'verdict')).toBe('[è un peggioramento]');
    expect(of('failures', 5, 5, 'verdict')).toBe('[nessuna variazione]');
    expect(of('runs', 5, 9, 'verdict')).toBe('refused: no direction is better');
    expect(of('runs', 5, 9)).toBe('[in aumento]');
  });
  test('of rows, which are of no metric, has a way and no verdict', () => {
    const rows: Formula = {
      op: 'direction',
      from: { op: 'rows', evidence: 'e1' },
      to: { op: 'listed', evidence: 'e1', limit: 9 },
    };
    expect(say(slotOf(rows, 'name', 'trend'), one('runs', 5))).toBe('[nessuna variazione]');
    expect(say(slotOf(rows, 'name', 'trend', 'verdict'), one('runs', 5))).toBe(
      'refused: no direction is better',
    );
  });
  test('is of a direction alone, and in words that there are', () => {
    expect(say(slotOf(cell('process'), 'name', 'trend'), one('failures', 3))).toBe('refused: no direction');
    expect(of('failures', 5, 9, undefined, without('up'))).toBe('refused: no words for this value');
    expect(of('failures', 5, 9, 'verdict', without('worse'))).toBe('refused: no words for this value');
  });
});

describe('a place in a ranking', () => {
  const ranked = (by: string, which: 'max' | 'min', labels?: string, dimension = 'process', more = {}) =>
    say(
      slotOf({ op: 'at', evidence: 'e1', column: dimension, by, which }, 'name', 'extreme', labels),
      settingOf({ metrics: [by], dimensions: [dimension] }, [{ [dimension]: 'A', [by]: 3 }], more),
    );

  test('is said of counts', () => {
    expect(ranked('failures', 'max')).toBe('con più fallimenti');
    expect(ranked('failures', 'min')).toBe('con meno fallimenti');
  });
  test('of other values by their noun', () => {
    expect(ranked('failure_rate', 'max')).toBe('con il tasso di fallimento più alto');
    expect(ranked('failure_rate', 'min')).toBe('con il tasso di fallimento più basso');
    expect(ranked('median_duration', 'max')).toBe('con la durata mediana più alta');
  });
  test('of a count whose noun has no plural, and of a value whose noun has one', () => {
    const metrics = {
      ...wordings.it.metrics,
      failures: { gender: 'm' as const, one: 'fallimento' },
      failure_rate: { gender: 'm' as const, one: 'tasso', many: 'tassi' },
    };
    const wording = { ...wordings.it, metrics };
    expect(ranked('failures', 'max', undefined, 'process', { wording })).toBe('con più fallimento');
    expect(ranked('failure_rate', 'max', undefined, 'process', { wording })).toBe('con più tassi');
  });
  test('by an adjective that agrees with what is ranked', () => {
    expect(ranked('mean_duration', 'max')).toBe('più lento in media');
    expect(ranked('mean_duration', 'min')).toBe('più veloce in media');
    expect(ranked('mean_duration', 'max', 'many')).toBe('più lenti in media');
    expect(ranked('mean_duration', 'max', undefined, 'area')).toBe('più lenta in media');
    expect(ranked('mean_duration', 'min', 'many', 'area')).toBe('più veloci in media');
    expect(ranked('failures', 'max', 'many')).toBe('con più fallimenti');
  });
  test('or in other words, where the wording has them', () => {
    expect(ranked('failures', 'max', 'peak')).toBe('il massimo');
    expect(ranked('failures', 'min', 'peak')).toBe('il minimo');
    expect(ranked('failures', 'max', 'nonsense')).toBe('refused: no words for this value');
  });

  const setting = (): Setting =>
    settingOf({ metrics: ['failures', 'runs'], dimensions: ['process'] }, [
      { process: 'A', failures: 3, runs: 8 },
      { process: 'B', failures: 3, runs: 4 },
    ]);
  const words = (formula: Formula): string => say(slotOf(formula, 'name', 'extreme'), setting());
  test('of the greatest itself, of those that tie, and of a row that is first', () => {
    expect(words({ op: 'max', evidence: 'e1', column: 'failures' })).toBe('con più fallimenti');
    expect(words({ op: 'min', evidence: 'e1', column: 'runs' })).toBe('con meno esecuzioni');
    expect(
      words({ op: 'tied', evidence: 'e1', column: 'process', by: 'failures', which: 'max', most: 3 }),
    ).toBe('con più fallimenti');
    expect(words({ op: 'extreme', evidence: 'e1', column: 'runs', row: 0, which: 'max' })).toBe(
      'con più esecuzioni',
    );
    expect(words({ op: 'extreme', evidence: 'e1', column: 'runs', row: 1, which: 'max' })).toBe(
      'refused: unknown',
    );
  });
  test('of the greatest of all, where nothing is ranked', () => {
    const all = settingOf({ metrics: ['mean_duration'] }, [{ mean_duration: 3 }]);
    const most: Formula = { op: 'max', evidence: 'e1', column: 'mean_duration' };
    expect(say(slotOf(most, 'name', 'extreme'), all)).toBe('più lento in media');
  });
  test('is not said of what is no ranking', () => {
    for (const formula of [cell('runs'), { op: 'sum', evidence: 'e1', column: 'runs' } as const])
      expect(words(formula)).toBe('refused: no ranking');
  });
});

describe('yes or no', () => {
  const yes = (formula: Formula, setting: Setting): string => say(slotOf(formula, 'name', 'yesno'), setting);
  test('there is any, or none', () => {
    expect(yes(cell('failures'), one('failures', 3))).toBe('sì');
    expect(yes(cell('failures'), one('failures', 0))).toBe('no');
    expect(yes(cell('failures'), one('failures', -1))).toBe('no');
    expect(yes(cell('process'), one('failures', 3))).toBe('refused: no yes or no');
    expect(yes(cell('failures'), one('failures', null))).toBe('refused: unknown');
  });
  test('it is so, or it is not', () => {
    const rows = (live: boolean): Setting =>
      settingOf({ metrics: [], dataset: 'processes', dimensions: ['live'] }, [{ live }]);
    expect(yes(cell('live'), rows(true))).toBe('sì');
    expect(yes(cell('live'), rows(false))).toBe('no');
  });
});

describe('what is unknown', () => {
  const unknown = (name: string, value: Cell, labels?: string, wording = wordings.it): string =>
    say(slotOf(cell(name), 'name', 'unknown', labels), one(name, value, wording));

  test('is said so, of dates in their own words', () => {
    expect(unknown('failure_rate', null)).toBe('non si può calcolare: mancano i dati');
    expect(unknown('last_run', null)).toBe('non risulta');
    expect(unknown('last_run', null, undefined, without('unknown_date'))).toBe(
      'non si può calcolare: mancano i dati',
    );
    expect(unknown('failure_rate', 0)).toBe('refused: it is known');
  });
  test('of something that never was', () => {
    expect(unknown('last_run', null, 'never')).toBe("non c'è mai stata nessuna esecuzione");
    expect(unknown('last_run', null, 'never_one')).toBe('non è mai partito');
    expect(unknown('failure_rate', null, 'never')).toBe('refused: no words for this value');
    expect(unknown('failure_rate', null, 'never_one')).toBe('refused: no words for this value');
    expect(unknown('last_run', null, 'else')).toBe('non risulta');
  });
  test('of a name', () => {
    const nobody = settingOf({ metrics: ['runs'], dimensions: ['process'] }, [{ process: null, runs: 3 }]);
    expect(say(slotOf(cell('process'), 'name', 'unknown'), nobody)).toBe(
      'non si può calcolare: mancano i dati',
    );
    for (const labels of ['never', 'never_one'])
      expect(say(slotOf(cell('process'), 'name', 'unknown', labels), nobody)).toBe(
        'refused: no words for this value',
      );
  });
});

describe('a value that is missing', () => {
  const gone = (name: string, query: SemanticQuery, wording = wordings.it, missing = true): string =>
    say(slotOf(cell(name), 'name', undefined, undefined, missing), settingOf(query, [{}], { wording }));
  const grouped = (dimension: string): SemanticQuery => ({ metrics: ['last_run'], dimensions: [dimension] });

  test('is said in the words of its column', () => {
    expect(gone('area', grouped('area'))).toBe('senza area');
    expect(gone('process', grouped('process'))).toBe('nessun dato');
    expect(gone('last_run', { metrics: [], dataset: 'processes', dimensions: ['last_run'] })).toBe(
      'mai vista',
    );
    expect(gone('last_run', grouped('area'))).toBe('nessun dato');
  });
  test('drops the sentence where no words were asked for, or there are none', () => {
    expect(gone('area', grouped('area'), wordings.it, false)).toBe('refused: unknown');
    expect(gone('process', grouped('process'), without('missing'))).toBe('refused: unknown');
  });
});

describe('how one thing is', () => {
  const process = (...values: string[]): Filter => ({ field: 'process', operator: 'in', values });
  const flag = (field: string, ...values: (string | boolean)[]): Filter => ({
    field,
    operator: 'in',
    values,
  });
  const counted = (metric: string, count: number | null, filters?: Filter): string =>
    say(
      slotOf(cell(metric), 'name', 'state'),
      settingOf({ metrics: [metric], ...(filters && { filters }) }, [{ [metric]: count }]),
    );
  test('by a count of it', () => {
    expect(counted('live_processes', 1, process('p'))).toBe('[è attivo]');
    expect(counted('live_processes', 0, process('p'))).toBe('[non è attivo]');
    expect(counted('failures', 3, process('p'))).toBe('refused: no words for this value');
  });
  test('only when it is one, by its key', () => {
    for (const filters of [
      undefined,
      process('p', 'q'),
      flag('tag', 'x'),
      flag('colour', 'red'),
      { or: [process('p')] },
    ])
      expect(counted('live_processes', 1, filters)).toBe('refused: no state of one');
    expect(counted('live_processes', 1, { and: [flag('tag', 'x'), process('p')] })).toBe('[è attivo]');
  });
  test('is not told by a name', () => {
    const named = settingOf({ metrics: ['runs'], dimensions: ['process'], filters: process('p') }, [
      { process: 'A', runs: 1 },
    ]);
    expect(say(slotOf(cell('process'), 'name', 'state'), named)).toBe('refused: no state of one');
  });

  const rows = (
    filters: Filter[],
    labels: string | undefined,
    count = 1,
    formula: Formula = { op: 'rows', evidence: 'e1' },
  ): string =>
    say(
      slotOf(formula, 'count', 'state', labels),
      settingOf(
        { metrics: [], dataset: 'processes', dimensions: ['process'], filters: { and: filters } },
        Array.from({ length: count }, () => ({ process: 'A' })),
      ),
    );
  test('by what its row was narrowed to', () => {
    expect(rows([process('p'), flag('live', true)], 'live')).toBe('[è attivo]');
    expect(rows([process('p'), flag('live', false)], 'live')).toBe('[è spento]');
    expect(rows([process('p'), flag('silent', true), flag('live', false)], 'silent')).toBe('[è in silenzio]');
  });
  test.each<[string, Filter[], string | undefined, number?, Formula?]>([
    ['no row', [flag('live', true)], 'live', 0],
    ['nothing to tell', [flag('live', true)], undefined],
    ['what it was not narrowed to', [flag('live', true)], 'archived'],
    ['either', [flag('live', true, false)], 'live'],
    ['both', [flag('live', true), flag('live', false)], 'live'],
    ['a text', [flag('live', 'true')], 'live'],
    ['what has no words', [flag('archived', true)], 'archived'],
    ['how many are shown', [flag('live', true)], 'live', 1, { op: 'listed', evidence: 'e1', limit: 3 }],
  ])('not by %s', (_, filters, labels, count, formula) => {
    expect(rows([process('p'), ...filters], labels, count, formula)).toBe('refused: no words for this value');
  });
});

test('a metric that the catalog has no name for is ranked as a value', () => {
  const runs: SemanticQuery = { metrics: [], dataset: 'runs', dimensions: ['process', 'duration'] };
  const longest: Formula = { op: 'at', evidence: 'e1', column: 'process', by: 'duration', which: 'max' };
  expect(catalog.metrics.some(({ name }) => name === 'duration')).toBe(false);
  expect(
    say(
      slotOf(longest, 'name', 'extreme'),
      settingOf(runs, [{ process: 'A', duration: 3 }], { language: 'en' }),
    ),
  ).toBe('with the highest duration');
});
