import { readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import * as z from 'zod/mini';
import { parse } from 'yaml';
import { CatalogGrammar, Grammar, LanguageGrammar, Reading } from '#shared/contracts/grammar.ts';

const load = <Schema extends z.core.$ZodType>(file: string, schema: Schema): z.core.output<Schema> => {
  const parsed = z.safeParse(schema, parse(readFileSync(file, 'utf8')));
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  throw new Error(`${basename(file)}: ${issue?.path.join('.')} ${issue?.message}`);
};

const grammarFiles = (folder: string, middle: string): string[] =>
  readdirSync(folder)
    .filter((name) => name.includes(middle) && name.endsWith('.yaml'))
    .sort()
    .map((name) => join(folder, name));

/**
 * Everything understanding needs, from `languages/*.grammar.yaml` and the catalog's own grammar files.
 * @throws Error naming the file and the place in it
 */
export const compileGrammar = (root: string, catalog: string): Grammar => {
  const languages = grammarFiles(join(root, 'languages'), '.grammar.').map((file) =>
    load(file, LanguageGrammar),
  );
  const catalogs = grammarFiles(join(root, catalog), 'grammar.').map((file) => load(file, CatalogGrammar));
  // Italian first: the language of a text that gives none away.
  const order = (a: { language: string }, b: { language: string }): number =>
    Number(b.language === 'it') - Number(a.language === 'it');
  return z.parse(Grammar, {
    languages: Object.fromEntries(languages.sort(order).map((each) => [each.language, each])),
    catalogs: Object.fromEntries(catalogs.map((each) => [each.language, each])),
    reading: load(join(root, catalog, 'reading.yaml'), Reading),
    vocabulary: load(join(root, 'languages', 'vocabulary.yaml'), z.record(z.string(), z.array(z.string()))),
  });
};
