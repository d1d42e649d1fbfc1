import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { compileGrammar } from '#infra/compile-grammar.ts';
import type { Directory, Named } from '#shared/contracts/catalog.ts';
import type { Understanding } from '#shared/contracts/understanding.ts';
import { parseOsi } from '#shared/domain/catalog/parse-osi.ts';
import { type Knowledge, understand } from '#shared/domain/understanding/understand.ts';

const root = join(import.meta.dirname, '../../layers/catalog');
export const catalog = parseOsi(parse(readFileSync(join(root, 'n8n/model.yaml'), 'utf8')));
export const grammar = compileGrammar();

export const process = (name: string, more: Partial<Named> = {}): Named => ({
  dimension: 'process',
  key: name.toLowerCase().replace(/[^a-z]+/g, '-'),
  name,
  listed: true,
  outside: false,
  ...more,
});
const group = (dimension: string, name: string): Named => ({ dimension, key: name, name });

/** A small company whose processes are named in both languages, some alike. */
export const directory: Directory = {
  readers: 'test',
  readAt: '2026-11-21T02:36:42.000Z',
  names: [
    process('Fatturazione giornaliera'),
    process('Preventivi clienti'),
    process('Registrazione ordini e-commerce'),
    process('Controllo giacenze magazzino'),
    process('Controllo temperatura celle'),
    process('Sincronizzazione clienti CRM'),
    process('Weekly sales report'),
    process('Employee onboarding'),
    process('Payroll export'),
    process('Avviso in caso di errore'),
    process('Verifica partita IVA', { outside: true }),
    group('tag', 'Amministrazione'),
    group('tag', 'Assistenza'),
    group('area', 'Logistica'),
    group('tag', 'Logistica'),
  ],
};

/** Saturday 21 November 2026, 03:36 in Rome. */
export const NOW = '2026-11-21T02:36:42.000Z';

export const read = (
  text: string,
  more: Partial<Knowledge> & { now?: string; language?: string } = {},
): Understanding =>
  understand(
    {
      text,
      askedAt: more.now ?? NOW,
      timeZone: 'Europe/Rome',
      ...(more.language !== undefined && { askedLanguage: more.language }),
    },
    { catalog, grammar, directory, ...more },
  );

/** The query that was read; fails with what was read instead. */
export const queryOf = (text: string, now = NOW) => {
  const reading = read(text, { now });
  if (reading.kind !== 'query') throw new Error(`"${text}" was read as ${JSON.stringify(reading)}`);
  return reading.query;
};
