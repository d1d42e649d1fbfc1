import { describe, expect, test } from 'vitest';
import type { Formula, Slot } from '#shared/contracts/draft.ts';
import type { Cell } from '#shared/contracts/evidence.ts';
import type { SemanticQuery, TimeRange } from '#shared/contracts/query.ts';
import type { Setting } from '#shared/domain/proof/pieces.ts';
import { catalog, ranges, wordings } from '#test/support/wordings.ts';
import { cell, say, settingOf, slotOf } from './support.ts';

const last = (instant: Cell, timeRange?: TimeRange, wording = wordings.it): Setting =>
  settingOf({ metrics: ['last_run'], ...(timeRange && { timeRange }) }, [{ last_run: instant }], { wording });
const date = (style: Slot['style'], instant: string, timeRange?: TimeRange, wording = wordings.it): string =>
  say(slotOf(cell('last_run'), 'date', style), last(instant, timeRange, wording));

describe('an instant', () => {
  const late = '2026-11-14T23:30:00.000Z';
  test('is a day, a time, or both, on the clock of the reader', () => {
    expect(date('day', late)).toBe('[domenica 15 novembre 2026]');
    expect(date('time', late)).toBe('[00:30]');
    expect(date('moment', late)).toBe('[domenica 15 novembre 2026 alle 00:30]');
    expect(date(undefined, late)).toBe('[domenica 15 novembre 2026 alle 00:30]');
  });
  test('of rows of one day is a time, as the sentence has said the day', () => {
    const { from, to } = ranges.yesterday;
    const noon = '2026-11-20T11:00:00.000Z';
    expect(date('moment', noon, ranges.yesterday)).toBe('[alle 12:00]');
    expect(date('moment', noon, { from, to: '2026-11-20T23:00:00.001Z' })).toMatch(/^\[ieri/);
    expect(date('moment', noon, { from: '2026-11-19T22:59:59.999Z', to })).toMatch(/^\[ieri/);
    expect(date('moment', noon)).toMatch(/^\[ieri/);
    expect(date('day', noon, ranges.yesterday)).toBe('[venerdì 20 novembre 2026]');
    expect(date('time', noon, ranges.yesterday)).toBe('[12:00]');
    const { clock: _, ...formats } = wordings.it.formats;
    expect(date('moment', noon, ranges.yesterday, { ...wordings.it, formats })).toMatch(/^\[ieri/);
  });
  test('is a date, and no other thing is', () => {
    const counts = settingOf({ metrics: ['failures'], dimensions: ['process'] }, [
      { process: 'A', failures: 3 },
    ]);
    for (const style of ['day', 'time', 'moment'] as const) {
      expect(say(slotOf(cell('failures'), 'count', style), counts)).toBe('refused: no date');
      expect(say(slotOf(cell('process'), 'name', style), counts)).toBe('refused: no date');
    }
  });
});

describe('a day', () => {
  const days = (...given: Cell[]): Setting =>
    settingOf(
      { metrics: ['failures'], dimensions: ['day'] },
      given.map((day) => ({ day, failures: 3 })),
    );
  test('has its year where the year is another or the sentence asks for it', () => {
    expect(say(slotOf(cell('day'), 'date'), days('2026-11-09'))).toBe('[lunedì 9 novembre]');
    expect(say(slotOf(cell('day'), 'date'), days('2025-12-31'))).toBe('[mercoledì 31 dicembre 2025]');
    expect(say(slotOf(cell('day'), 'date', 'day'), days('2026-11-09'))).toBe('[lunedì 9 novembre 2026]');
  });
  test('has no time', () => {
    for (const style of ['time', 'moment'] as const)
      expect(say(slotOf(cell('day'), 'date', style), days('2026-11-09'))).toBe('refused: no time of day');
  });
  test('a month is a month, and its year', () => {
    const months = settingOf({ metrics: ['failures'], dimensions: ['month'] }, [
      { month: '2026-10', failures: 3 },
    ]);
    expect(say(slotOf(cell('month'), 'date'), months)).toBe('[ottobre 2026]');
  });
});

describe('a unit must be that of the value', () => {
  const setting = (): Setting => settingOf({ metrics: ['failures'] }, [{ failures: 3 }]);
  test.each<[Slot['unit'], Slot['style'], string]>([
    ['percent', undefined, 'refused: unit'],
    ['name', 'counted', 'refused: unit'],
    ['name', 'trend', 'refused: unit'],
    ['name', 'label', 'refused: unit'],
    ['name', 'bound', 'refused: unit'],
    ['name', 'reach', 'refused: unit'],
    ['name', 'newest', 'refused: unit'],
    ['date', 'day', 'refused: unit'],
    ['name', 'yesno', 'sì'],
    ['name', 'there', 'ci sono stati'],
    ['name', 'extreme', 'refused: no ranking'],
    ['name', 'state', 'refused: no state of one'],
    ['name', 'metric', 'fallimento'],
    ['name', 'unknown', 'refused: it is known'],
  ])('%s as %s: %s', (unit, style, text) => {
    expect(say(slotOf(cell('failures'), unit, style), setting())).toBe(text);
  });
  test('a comparison of two figures is asked, never said', () => {
    const more: Formula = { op: 'exceeds', left: cell('failures'), right: cell('failures') };
    expect(say(slotOf(more, 'name'), setting())).toBe('refused: a comparison is no figure');
    expect(say(slotOf(more, 'name', 'yesno'), setting())).toBe('refused: a comparison is no figure');
  });
});

describe('a value in the language of the reader', () => {
  const figures = (values: Record<string, Cell>, more: Partial<SemanticQuery> = {}, place = {}): Setting =>
    settingOf({ metrics: Object.keys(values), ...more }, [values], place);
  const said = (formula: Formula, unit: Slot['unit'], setting: Setting): string =>
    say(slotOf(formula, unit), setting);

  test('counts, shares, parts, durations', () => {
    expect(said(cell('failures'), 'count', figures({ failures: 1234 }))).toBe('[1.234]');
    expect(said(cell('failure_rate'), 'percent', figures({ failure_rate: 12.5 }))).toBe('[12,5 %]');
    const ratio: Formula = { op: 'ratio', left: cell('failures'), right: cell('runs') };
    expect(said(ratio, 'fraction', figures({ failures: 1, runs: 4 }))).toBe('[0,25]');
    expect(said(cell('mean_duration'), 'seconds', figures({ mean_duration: 97_200 }))).toBe(
      '[1 giorno e 3 ore]',
    );
  });
  test('working time in hours', () => {
    expect(said(cell('time_saved'), 'seconds', figures({ time_saved: 180_000 }))).toBe('[50 ore]');
    const rows = settingOf({ metrics: [], dataset: 'runs', dimensions: ['duration'] }, [
      { duration: 180_000 },
    ]);
    expect(said(cell('duration'), 'seconds', rows)).toBe('[2 giorni e 2 ore]');
  });
  test('thousandths of a second as durations', () => {
    const datasets = catalog.datasets.map((dataset) => ({
      ...dataset,
      fields: dataset.fields.map((field) =>
        field.name === 'duration' ? { ...field, unit: 'ms' as const } : field,
      ),
    }));
    const rows = settingOf({ metrics: [], dataset: 'runs', dimensions: ['duration'] }, [{ duration: 1500 }], {
      catalog: { ...catalog, datasets },
    });
    expect(said(cell('duration'), 'ms', rows)).toBe('[1,5 secondi]');
  });
  test('a change has its sign, a value has none', () => {
    const compared = { comparison: { kind: 'period', timeRange: ranges.weekBefore } } as const;
    const rates = settingOf({ metrics: ['failure_rate'], ...compared }, [
      { failure_rate: 15, failure_rate_compared: 12 },
    ]);
    const [left, right] = [cell('failure_rate'), cell('failure_rate_compared')];
    expect(said({ op: 'difference', left, right }, 'percent', rates)).toBe('[+3 %]');
    expect(said({ op: 'percentChange', from: right, to: left }, 'percent', rates)).toBe('[+25 %]');
    expect(said({ op: 'percentOf', left, right }, 'percent', rates)).toBe('[125 %]');
  });

  const grouped = (dimension: string, value: Cell, wording = wordings.it): Setting =>
    settingOf({ metrics: ['runs'], dimensions: [dimension] }, [{ [dimension]: value, runs: 3 }], { wording });
  const first = (column: string): Formula => ({ op: 'at', evidence: 'e1', column, by: 'runs', which: 'max' });

  test('hours and weekdays by their names', () => {
    expect(said(cell('hour'), 'name', grouped('hour', 9))).toBe('[ore 9]');
    expect(said(first('hour'), 'name', grouped('hour', 9))).toBe('[le 9]');
    expect(said(first('hour'), 'name', grouped('hour', 0))).toBe('[mezzanotte]');
    expect(said(cell('weekday'), 'name', grouped('weekday', 3))).toBe('[mercoledì]');
    expect(said(first('weekday'), 'name', grouped('weekday', 3))).toBe('[mercoledì]');
    expect(said(cell('hour'), 'name', grouped('hour', 'nine'))).toBe('[nine]');
    expect(said(cell('weekday'), 'name', grouped('weekday', 'third'))).toBe('[third]');
  });
  test('a day that is the answer has its article, where the language gives it one', () => {
    const formats = { ...wordings.it.formats, named: { weekday: 'il {value}' } };
    const wording = { ...wordings.it, formats };
    expect(said(first('weekday'), 'name', grouped('weekday', 3, wording))).toBe('[il mercoledì]');
    expect(said(cell('weekday'), 'name', grouped('weekday', 3, wording))).toBe('[mercoledì]');
    expect(said(first('hour'), 'name', grouped('hour', 9, wording))).toBe('[le 9]');
    expect(said(first('process'), 'name', grouped('process', 'A', wording))).toBe('[A]');
    const tied: Formula = {
      op: 'tied',
      evidence: 'e1',
      column: 'weekday',
      by: 'runs',
      which: 'max',
      most: 3,
    };
    const two = settingOf(
      { metrics: ['runs'], dimensions: ['weekday'] },
      [
        { weekday: 3, runs: 5 },
        { weekday: 4, runs: 5 },
      ],
      { wording },
    );
    expect(said(tied, 'name', two)).toBe('[il mercoledì] e [il giovedì]');
  });
  test('names keep their spelling, but no line break and no hidden sign', () => {
    const name = (value: Cell): string => said(cell('process'), 'name', grouped('process', value));
    expect(name('iPad – ordini')).toBe('[iPad – ordini]');
    expect(name('  Ordini \n\t di\u2028oggi ')).toBe('[Ordini di oggi]');
    expect(name('A\u0000B\u200B\u202EC')).toBe('[A B C]');
    expect(name(7)).toBe('[7]');
  });
});
