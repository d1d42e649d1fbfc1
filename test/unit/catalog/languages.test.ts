import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { readCatalog } from '#infra/catalog.ts';
import { languageGaps } from '#infra/local/cli/doctor-languages.ts';
import { createMask } from '#shared/domain/masking/mask.ts';

const SPANISH = join(import.meta.dirname, '../../../layers/catalog/languages/es.lexicon.yaml');

/** The Spanish lexicon with one text changed, somewhere else. */
const changed = (from: string, to: string): string => {
  const text = readFileSync(SPANISH, 'utf8');
  expect(text).toContain(from);
  const file = join(mkdtempSync(join(tmpdir(), 'milhena-lexicon-')), 'es.lexicon.yaml');
  writeFileSync(file, text.replace(from, to));
  return file;
};

describe('the languages of a deployment', () => {
  test('are those it names, in its order', () => {
    expect(readCatalog().languages).toEqual(['it', 'en']);
    const { languages, grammar, wordings } = readCatalog({ languages: ['es', 'en'] });
    expect(languages).toEqual(['es', 'en']);
    expect([Object.keys(grammar.languages), Object.keys(wordings)]).toEqual([languages, languages]);
  });

  test('a language that is not named disturbs nothing: none of its words is known', () => {
    const { grammar, masking, causes, wordings } = readCatalog();
    expect(JSON.stringify({ grammar, causes, wordings })).not.toMatch(/cuantas|ejecuci/);
    expect(masking.concepts['process']).not.toHaveProperty('es');
  });

  test('a lexicon may lie anywhere', () => {
    const file = changed('¡Hola! Pregúntame cómo van tus procesos.', '¡Buenas!');
    expect(readCatalog({ languages: ['it', file] }).wordings['es']?.static['GREETING']).toBe('¡Buenas!');
  });

  test.each([
    [
      'a masking word',
      '    process: { one: proceso, many: procesos, gender: m }\n',
      '',
      /process has no es form/,
    ],
    ['a cause', '  duplicate: {', '  doubled: {', /duplicate has no words in es/],
    ['a part of the grammar', '  weekdays: [[', '  dias: [[', /es.lexicon.yaml: at weekdays/],
    ['the words of the catalog', '\n  n8n:\n', '\n  other:\n', /does not speak the language es/],
  ])('%s that is missing is named', (_, from, to, message) => {
    const file = changed(from, to);
    expect(() => readCatalog({ languages: ['it', 'en', file] })).toThrow(message);
  });

  test('a sentence that is not said is told by the doctor', () => {
    const read = readCatalog({ languages: ['it', 'en', changed('    read_at:', '    reed_at:')] });
    expect(languageGaps('es', read)[0]?.text).toContain('phrases.read_at');
  });

  test('every text that another language says is said in Spanish too', () => {
    const gaps = languageGaps('es', readCatalog({ languages: ['it', 'en', 'es'] }));
    expect(gaps.filter(({ mark }) => mark === 'problem')).toEqual([]);
  });
});

describe('masking in Spanish', () => {
  const mask = createMask(readCatalog({ languages: ['es'] }).masking, 'es');

  test.each([
    ['El webhook no responde.', 'El aviso automático no responde.'],
    ['Hay dos webhooks nuevos', 'Hay dos avisos automáticos nuevos'],
    ['El servidor no responde', 'El sistema conectado no responde'],
  ])('%s', (text, masked) => {
    expect(mask.text(text)).toBe(masked);
    expect(mask.leaks(masked)).toEqual([]);
  });

  test('nothing technical is left', () => {
    const masked = mask.text('Error en la base de datos PostgreSQL del cliente: la API ha fallado.');
    expect(masked).not.toMatch(/API|Postgre|base de datos/);
    expect(mask.leaks(masked)).toEqual([]);
  });

  test('ordinary Spanish stays as it is', () => {
    const plain = 'El proceso de facturación terminó con éxito el lunes, sin errores y en tres minutos.';
    expect(mask.text(plain)).toBe(plain);
  });
});
