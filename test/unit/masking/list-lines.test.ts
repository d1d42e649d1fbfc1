import { expect, test } from 'vitest';
import { createMask } from '#shared/domain/masking/mask.ts';
import { wordings } from '#test/support/wordings.ts';
import { dictionary } from './support.ts';

test.each([
  ['en', 'Data as of 10:00.'],
  ['it', 'Dati alle 10:00.'],
] as const)(
  '%s: the last line of a list and the sentence on the next line are no term together',
  (language, closing) => {
    const mask = createMask(dictionary, language);
    const { metrics, dimensions } = wordings[language];
    const nouns = Object.values({ ...metrics, ...dimensions }).flatMap(({ one, many = one }) => [one, many]);
    const texts = nouns.map((noun) => `Today:\n• Review collection: 1 ${noun}\n${closing}`);
    expect(nouns).toContain(language === 'en' ? 'run' : 'esecuzione');
    expect(texts.map((text) => mask.text(text))).toEqual(texts);
  },
);
