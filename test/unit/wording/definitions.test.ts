import { expect, test } from 'vitest';
import { createMask } from '#shared/domain/masking/mask.ts';
import { wordAnswer } from '#shared/domain/wording/word.ts';
import { dictionary } from '#test/unit/masking/support.ts';
import { catalog, languages, ranges, understood, wordings } from '#test/support/wordings.ts';

const blocksOf = (metrics: string[], language: (typeof languages)[number]) =>
  wordAnswer(understood({ metrics, timeRange: ranges.yesterday, shape: 'figure' }, language), {
    catalog,
    wording: wordings[language],
  }).blocks;

test('an answer carries the definitions of the figures asked for, not of those read beside them', () => {
  expect(blocksOf(['failures'], 'it')).toEqual([
    {
      type: 'definitions',
      definitions: [
        { metric: 'failures', label: 'fallimenti', text: wordings.it.metrics['failures']?.definition },
      ],
    },
  ]);
});

test.each(languages)('each metric has one, in words that masking leaves alone (%s)', (language) => {
  const mask = createMask(dictionary, language);
  for (const { name } of catalog.metrics) {
    const [block] = blocksOf([name], language);
    const texts = block?.type === 'definitions' ? block.definitions.map(({ text }) => text) : [];
    expect(texts).toHaveLength(1);
    expect(mask.text(texts[0] ?? '')).toBe(texts[0]);
  }
});

test('rows without figures carry none', () => {
  const query = { metrics: [], dataset: 'processes', dimensions: ['process'], shape: 'list' } as const;
  const { blocks } = wordAnswer(understood({ ...query, metrics: [], dimensions: ['process'] }), {
    catalog,
    wording: wordings.it,
  });
  expect(blocks).toEqual([]);
});
