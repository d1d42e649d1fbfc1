import { expect, test } from 'vitest';
import { code, http, library } from '#infra/local/demo/failures.ts';
import { randomOf } from '#infra/local/demo/random.ts';

const random = randomOf('test');

// The cases of section 3 of the n8n facts, seen in a real database.
test.each([
  ['Partita IVA non valida: 123', 'Partita IVA non valida', '123 [line 2]'],
  ['Totale non valido per ordine OR-3-8: -5', 'Totale non valido per ordine OR-3-8', '-5 [line 2]'],
  ['primo: secondo: terzo', 'secondo', 'terzo [line 2]'],
  ['Sensore non risponde', null, 'Sensore non risponde [line 2]'],
])('a thrown text is cut at its colons as n8n does: %s', (thrown, description, message) => {
  expect(code(thrown, 2)(random).fields).toMatchObject({ description, message });
});

test('a programming mistake keeps its class as the description', () => {
  const failure = code('discount is not defined', 4, 'ReferenceError')(random);
  expect(failure.fields).toMatchObject({
    description: 'ReferenceError',
    message: 'discount is not defined [line 4]',
  });
});

test('an answer with an error code is hidden behind the sentence of n8n', () => {
  const { fields, namesNode } = http(
    '401',
    '{"message":"invalid or expired token"}',
    'invalid or expired token',
  )(random);
  expect(namesNode).toBe(true);
  expect(fields).toMatchObject({
    httpCode: '401',
    message: 'Authorization failed - please check your credentials',
    description: 'invalid or expired token',
  });
});

test('a client library names neither the step nor its own error', () => {
  const { fields, namesNode } = library('Error', '530 Login incorrect.', { code: 530 })(random);
  expect(namesNode).toBe(false);
  expect(fields).toEqual({ code: 530, message: '530 Login incorrect.' });
});
