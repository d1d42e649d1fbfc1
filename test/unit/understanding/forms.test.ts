import { expect, test } from 'vitest';
import { formOf } from '#shared/domain/understanding/forms.ts';
import { readAlone } from '#shared/domain/understanding/understand.ts';
import { NOW, TIME_ZONE } from '#test/support/demo-company.ts';
import { demoDirectory } from '#test/support/demo-directory.ts';
import { catalog, grammar } from '#test/support/understanding.ts';

const read = (text: string, forms?: string[]) => {
  const { forms: _, ...others } = grammar;
  const knowledge = { catalog, grammar: { ...others, ...(forms && { forms }) }, directory: demoDirectory };
  return readAlone({ text, askedAt: NOW, timeZone: TIME_ZONE }, knowledge);
};
const form = (text: string) => formOf(read(text).frame);

test('questions of one form differ in their names, times, order and small words', () => {
  const one = form('quanti errori ieri?');
  expect(one).toBe('<time> ask.count metric:failures');
  for (const same of [
    'ieri quanti errori?',
    'quanti errori la settimana scorsa?',
    'quanti errori ieri ieri',
  ]) {
    expect([same, form(same)]).toEqual([same, one]);
  }
  expect(form('quanti errori ieri in magazzino?')).toBe('<area> <time> ask.count metric:failures');
});

test('words that hold a sentence together make no other form', () => {
  expect(form('buongiorno, ci sono stati errori ieri?')).toBe(form('errori ieri?'));
  expect(form('did the backup fail yesterday?')).toBe(form('the backup failed yesterday?'));
});

test('every concept more makes another form', () => {
  const forms = [
    'quanti errori ieri?',
    'quanti errori per area ieri?',
    'quanti errori più di 10 ieri?',
    'quali errori ieri?',
    'quanti errori?',
  ].map(form);
  expect(new Set(forms).size).toBe(forms.length);
});

test('an answer is called sure where its form is known; where no forms are given, by all else', () => {
  const text = 'quanti errori ieri?';
  const confidence = (forms?: string[]) => read(text, forms).understanding.confidence;
  expect(confidence()).toBeGreaterThan(0.9);
  expect(confidence([form(text)])).toBe(confidence());
  expect(confidence(['ask.count'])).toBe(0.88);
  expect(read(text, ['ask.count']).understanding).toMatchObject({ kind: 'query' });
});
