import { expect, test } from 'vitest';
import { type Asked, readAlone, understand } from '#shared/domain/understanding/understand.ts';
import { timeCases } from '#test/support/times-table.ts';
import { catalog, directory, grammar } from '#test/support/understanding.ts';

const knowledge = { catalog, grammar, directory };
const at = (text: string, askedAt: string): Asked => ({ text, askedAt, timeZone: 'Europe/Rome' });
const rangeOf = (asked: Asked) => {
  const read = understand(asked, knowledge);
  return read.kind === 'query' ? read.query.timeRange : undefined;
};

test('a question that is asked again in the same day reads as it would by itself', () => {
  const times = [...timeCases('it'), ...timeCases('en')].map(({ text }) => `quante esecuzioni ${text}?`);
  const texts = [
    ...[...new Set(times)].filter((_, place) => place % 9 === 0),
    'Cosa sta girando adesso?',
    'Quanti falliti stamattina?',
    'This week compared with the same point of last week',
    'How many runs since 10 o’clock?',
    'Does anything still fail?',
  ];
  // Nothing was read before on names of their own.
  const instants = ['2026-11-20T08:20:01.250Z', '2026-11-20T16:00:00.000Z', '2026-11-20T22:55:00.500Z'].map(
    (instant) => ({ instant, names: [...directory.names] }),
  );
  for (const text of texts)
    for (const { instant, names } of instants) {
      const again = readAlone(at(text, instant), knowledge);
      const alone = readAlone(at(text, instant), { ...knowledge, directory: { ...directory, names } });
      expect([again.understanding, again.frame.times]).toEqual([alone.understanding, alone.frame.times]);
      expect(again.frame.times.now).toBe(instant);
    }
});

test('what counts from the hour is read anew, what counts from the day is not', () => {
  const morning = '2026-11-20T08:20:00.000Z';
  const evening = '2026-11-20T17:20:00.000Z';
  expect(rangeOf(at('How many runs in the last two hours?', morning))?.to).toBe(morning);
  expect(rangeOf(at('How many runs in the last two hours?', evening))?.to).toBe(evening);
  const first = readAlone(at('Quanti falliti ieri?', morning), knowledge).understanding;
  expect(readAlone(at('Quanti falliti ieri?', evening), knowledge).understanding).toBe(first);
  const tomorrow = '2026-11-21T08:20:00.000Z';
  expect(readAlone(at('Quanti falliti ieri?', tomorrow), knowledge).understanding).not.toEqual(first);
});
