import { describe, expect, test } from 'vitest';
import type { Understanding } from '#shared/contracts/understanding.ts';
import { createMask } from '#shared/domain/masking/mask.ts';
import { wordAnswer } from '#shared/domain/wording/word.ts';
import { dictionary } from '#test/unit/masking/support.ts';
import { type Language, catalog, languages, wordings } from '#test/support/wordings.ts';

describe('what needs no data', () => {
  const common = { category: 'BUSINESS_DATA', confidence: 1 } as const;
  const say = (understanding: Understanding, language: Language = 'it') =>
    wordAnswer(understanding, { catalog, wording: wordings[language] });
  const words = (understanding: Understanding, language: Language = 'it') =>
    say(understanding, language)
      .draft.sentences.flatMap(({ parts }) => parts.filter((part) => typeof part === 'string'))
      .join(' ');

  const choices = [
    { dimension: 'process', key: 'p1', name: 'Ordini Postgres', masked: 'Ordini' },
    { dimension: 'process', key: 'p2', name: 'Resi' },
    { dimension: 'process', key: 'p3', name: 'Paghe' },
    { dimension: 'process', key: 'p4', name: 'Listino' },
  ];
  const clarify = (about: string, language: Language): Understanding => ({
    ...common,
    kind: 'clarify',
    language,
    about,
    choices,
    mention: 'ordini',
  });
  const labels = (understanding: Understanding, language: Language = 'it') =>
    say(understanding, language).blocks.flatMap((block) =>
      block.type === 'choices' ? block.choices.map(({ id, label }) => `${id} ${label}`) : [],
    );

  test('asks back with three names and one more choice, which stand in the choices alone', () => {
    expect(words(clarify('process', 'it'))).toBe('Quale intendi? Rispondi con il numero o con il nome.');
    expect(labels(clarify('process', 'it'))).toEqual(['p1 Ordini', 'p2 Resi', 'p3 Paghe', 'other Un altro']);
    expect(labels(clarify('area', 'it')).at(-1)).toBe("other Un'altra");
    expect(labels(clarify('process', 'en'), 'en').at(-1)).toBe('other Another one');
  });

  test('says of a choice that is no process what it is', () => {
    const label = { dimension: 'tag', key: 't1', name: 'ordini' };
    const mixed = (language: Language): Understanding => ({
      ...common,
      kind: 'clarify',
      language,
      about: 'process',
      choices: [...choices.slice(1, 2), label],
      mention: 'ordini',
    });
    expect(labels(mixed('it'))).toEqual(['p2 Resi', 't1 ordini (etichetta)', 'other Un altro']);
    expect(labels(mixed('en'), 'en')).toEqual(['p2 Resi', 't1 ordini (tag)', 'other Another one']);
    for (const language of languages)
      expect(createMask(dictionary, language).name('ordini (etichetta)')).toBe('ordini (etichetta)');
  });

  test.each(['Un altro', "Un'altra", 'Another one'])('masking leaves the last choice alone: %s', (label) => {
    for (const language of languages) expect(createMask(dictionary, language).name(label)).toBe(label);
  });

  test('a name that does not exist gets the nearest ones to choose from', () => {
    const refusal: Understanding = {
      ...common,
      kind: 'refuse',
      language: 'it',
      reason: 'unknown_name',
      nearestNames: choices.slice(1, 3),
    };
    expect(words(refusal)).toMatch(/^Non trovo un processo con questo nome\. Forse intendevi/);
    expect(labels(refusal)).toEqual(['p2 Resi', 'p3 Paghe', 'other Un altro']);
    expect(say(refusal).suggestions).toEqual([]);
    expect(labels({ ...refusal, nearestNames: [] })).toEqual([]);
  });

  test('who means none of the choices is asked for the name', () => {
    const other = { kind: 'static', language: 'it', category: 'BUSINESS_DATA', confidence: 1 } as const;
    expect(words({ ...other, topic: 'name' })).toMatch(/^Scrivimi il nome/);
  });

  test.each(languages)('every metric has a definition without figures (%s)', (language) => {
    for (const { name } of catalog.metrics) {
      const text = words({ ...common, kind: 'definition', language, metrics: [name] }, language);
      expect(text.length).toBeGreaterThan(30);
      expect(text).not.toMatch(/\d/);
      expect(text).not.toBe(wordings[language].refusals['not_in_data']);
    }
  });

  test.each(languages)(
    'every refusal and every static reply is a sentence without figures (%s)',
    (language) => {
      const reasons = [
        'not_in_data',
        'no_forecast',
        'no_opinion',
        'not_understood',
        'unknown_name',
        'future_period',
        'not_proven',
        'not_available_yet',
        'off_topic',
        'unsafe',
        'nothing_visible',
        'data_unreachable',
      ] as const;
      for (const reason of reasons) {
        const text = words({ ...common, kind: 'refuse', language, reason }, language);
        expect(text).toMatch(/^[A-Z][^\d]{20,}[.?]$/u);
      }
      for (const category of [
        'HELP',
        'GREETING',
        'TECHNOLOGY',
        'HUMAN',
        'OFF_TOPIC',
        'ACTION',
        'KNOWLEDGE',
      ] as const)
        expect(words({ kind: 'static', language, category, confidence: 1 }, language)).toMatch(
          /^[A-Z][^\d]{20,}[.?]$/u,
        );
    },
  );

  test('help offers questions from the catalog; thanks and goodbye have their own words', () => {
    const help = say({ kind: 'static', language: 'it', category: 'HELP', confidence: 1 });
    expect(help.blocks[0]).toMatchObject({ type: 'topics' });
    expect(help.suggestions.length).toBeGreaterThan(0);
    expect(
      words({ kind: 'static', language: 'it', category: 'GREETING', confidence: 1, topic: 'thanks' }),
    ).toMatch(/^Prego!/);
    expect(
      words({ kind: 'static', language: 'en', category: 'GREETING', confidence: 1, topic: 'goodbye' }, 'en'),
    ).toMatch(/^Goodbye!/);
  });

  test('both languages have the same texts', () => {
    for (const part of [
      'phrases',
      'periods',
      'operators',
      'trends',
      'static',
      'refusals',
      'asks',
      'notes',
      'questions',
    ] as const)
      expect(Object.keys(wordings.it[part]).sort()).toEqual(Object.keys(wordings.en[part]).sort());
    for (const part of ['metrics', 'dimensions', 'datasets'] as const)
      expect(Object.keys(wordings.it[part]).sort()).toEqual(Object.keys(wordings.en[part]).sort());
  });
});
