import { describe, expect, test } from 'vitest';
import { directory, grammar, NOW } from '#test/support/understanding.ts';
import { readFrame } from '#shared/domain/understanding/read-frame.ts';
import { localTime } from '#shared/domain/understanding/time/calendar.ts';
import { names } from '#shared/domain/understanding/frame.ts';

const frameOf = (text: string, language: string) =>
  readFrame(text, language, localTime(NOW, 'Europe/Rome'), grammar, directory);

const tags = (text: string, language: string, prefix: string): string[] =>
  frameOf(text, language)
    .concepts.map(({ tag }) => tag)
    .filter((tag) => tag.startsWith(prefix));

const named = (text: string, language: string): string[] =>
  names(frameOf(text, language)).map(({ name }) => name);

describe('what is put right in the same breath takes the place of what was said', () => {
  test.each([
    ['it', 'esecuzioni giorno per giorno no aspetta settimana per settimana', 'per.week'],
    ['it', 'errori al mese, anzi alla settimana', 'per.week'],
    ['en', 'runs per day, no wait, per week', 'per.week'],
    ['en', 'failures by week, sorry, by month', 'per.month'],
  ])('groups of time (%s): %s', (language, text, tag) => {
    expect(new Set(tags(text, language, 'per.'))).toEqual(new Set([tag]));
  });

  test.each([
    ['it', 'quanti errori di fatturazione giornaliera, anzi preventivi clienti?', 'Preventivi clienti'],
    ['en', 'how many failures of payroll export, I mean employee onboarding?', 'Employee onboarding'],
  ])('names (%s): %s', (language, text, name) => {
    expect(named(text, language)).toEqual([name]);
  });

  test('without such words both stand', () => {
    expect(named('failures of payroll export and employee onboarding', 'en')).toHaveLength(2);
    expect(frameOf('errori di oggi rispetto a ieri', 'it').times.ranges).toHaveLength(2);
  });

  test('a message that begins with such words has nothing to put right', () => {
    expect(frameOf('no scusa, ieri', 'it').times.ranges).toHaveLength(1);
    expect(frameOf('sorry, I meant last week', 'en').times.ranges).toHaveLength(1);
  });
});

describe('a period that is said twice is one', () => {
  test('both places are known, so that a later question can put another in their stead', () => {
    const { times } = frameOf('time saved last month + failures last month', 'en');
    expect(times.ranges).toHaveLength(1);
    expect(times.repeated).toHaveLength(1);
  });

  test('held against each other they stay two', () => {
    expect(frameOf('failures today compared with this week', 'en').times.ranges).toHaveLength(2);
  });
});
