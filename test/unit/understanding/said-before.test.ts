import { expect, test } from 'vitest';
import { converse } from '#shared/domain/understanding/conversation/converse.ts';
import { NOW, TIME_ZONE } from '#test/support/demo-company.ts';
import { demoDirectory } from '#test/support/demo-directory.ts';
import { catalog, grammar } from '#test/support/understanding.ts';

const knowledge = { catalog, grammar, directory: demoDirectory };
const asked = (text: string) => ({ text, askedAt: NOW, timeZone: TIME_ZONE });

test('what was refused to be done may be asked about next', () => {
  const { understanding: refused, conversation } = converse(
    asked('please restart the inventory job'),
    knowledge,
  );
  expect(refused).toMatchObject({ kind: 'refuse', category: 'ACTION' });
  const { understanding } = converse({ ...asked('when did it last run'), conversation }, knowledge);
  expect(understanding).toMatchObject({ kind: 'query', about: [{ name: 'Inventario notturno' }] });
});

test.each([
  ['a nod measures nothing', 'ok e quanti errori ieri?', { metrics: ['failures'] }],
  [
    'each day of a week is no weekday',
    'errori di ogni giorno della settimana scorsa',
    { dimensions: ['day'] },
  ],
  [
    'without an error means well',
    'quante conferme ordine senza errori a ottobre',
    { metrics: ['successes'] },
  ],
  [
    'a rate is judged as a whole',
    'il tasso di errore di ottobre è sotto il 2%?',
    { metrics: ['failure_rate'] },
  ],
])('%s: %s', (_, text, query) => {
  expect(converse(asked(text), knowledge).understanding).toMatchObject({ kind: 'query', query });
});
