import { expect, test } from 'vitest';
import type { Catalog } from '#shared/contracts/catalog.ts';
import { prove } from '#shared/domain/proof/prove.ts';
import { wordAnswer } from '#shared/domain/wording/word.ts';
import { composeWordings } from '#shared/domain/wording/wording.ts';
import {
  evidenceFor,
  languageFile,
  now,
  ranges,
  textOf,
  timeZone,
  understood,
} from '#test/support/wordings.ts';

const field = (name: string, type: 'text' | 'instant') => ({
  name,
  expression: name,
  type,
  dimension: true,
  description: '',
});

const shop: Catalog = {
  name: 'shop',
  version: '1',
  description: '',
  mainDataset: 'orders',
  mainEntity: 'customer',
  datasets: [
    {
      name: 'orders',
      source: 'orders',
      primaryKey: ['id'],
      description: '',
      time: 'ordered_at',
      fields: [field('customer', 'text'), field('ordered_at', 'instant')],
    },
  ],
  relationships: [],
  metrics: [
    {
      name: 'open_orders',
      dataset: 'orders',
      expression: '',
      unit: 'count',
      description: '',
      empty: 'zero',
      better: 'neutral',
      additive: true,
    },
    {
      name: 'return_rate',
      dataset: 'orders',
      expression: '',
      unit: 'percent',
      description: '',
      empty: 'unknown',
      better: 'down',
      additive: false,
    },
  ],
};

const bare = composeWordings({ it: [languageFile('it')], en: [languageFile('en')] });

const say = (metrics: string[], row: Record<string, number | string>, dimensions?: string[]): string => {
  const wording = bare['en'];
  if (!wording) throw new Error('no English');
  const query = { metrics, timeRange: ranges.yesterday, ...(dimensions ? { dimensions } : {}) };
  const worded = wordAnswer(understood(query, 'en'), { catalog: shop, wording });
  const evidence = worded.reads.map((read) => evidenceFor(read, [row]));
  return textOf(prove(worded.draft, evidence, worded.reads, { wording, catalog: shop, timeZone, now }));
};

test('a catalog without words of its own is answered in the names of its metrics', () => {
  expect(say(['open_orders'], { open_orders: 7 })).toMatch(
    /^Yesterday, Friday 20 November, there were 7 open orders\./,
  );
  expect(say(['return_rate'], { return_rate: 2.5 })).toMatch(
    /^Yesterday, Friday 20 November, the return rate was 2\.5%\./,
  );
});

test('its groups read as lines', () => {
  expect(say(['open_orders'], { open_orders: 7, customer: 'Rossi' }, ['customer'])).toContain(
    '\n• Rossi: 7 open orders\n',
  );
});

test('a third language is nothing but its texts', () => {
  const german = composeWordings({
    de: [languageFile('en'), { language: 'de', locale: 'de-DE', phrases: { total: 'Insgesamt {value}.' } }],
  });
  expect(german['de']?.phrases['total']).toBe('Insgesamt {value}.');
  expect(german['de']?.formats.and).toBe(' and ');
});

test('what one language forbids in free text is forbidden in the other', () => {
  expect(bare['en']?.forbidden.numbers).toContain('dodici');
  expect(bare['it']?.forbidden.dates).toContain('monday');
});
