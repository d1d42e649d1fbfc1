import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as z from 'zod/mini';
import { CatalogGrammar, Grammar, LanguageGrammar, Reading } from '#shared/contracts/grammar.ts';
import {
  CATALOG_ROOT,
  CatalogError,
  type CatalogSource,
  loadYaml,
  placeOf,
  shown,
} from './catalog-source.ts';
import { type Lexicon, readLexicons } from './lexicon.ts';

const Groups = z.record(z.string(), z.array(z.string()));
type Groups = z.infer<typeof Groups>;

const checked = <Schema extends z.core.$ZodType>(
  file: string,
  schema: Schema,
  value: unknown,
): z.core.output<Schema> => {
  const parsed = z.safeParse(schema, value);
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  throw new CatalogError(`${shown(file)}: at ${issue?.path.join('.')}: ${issue?.message}`);
};

/** What a catalog adds to the words of a language: its tags, its telling words, its chat spellings. */
const CatalogFile = z.extend(CatalogGrammar, {
  tags: z.optional(Groups),
  detect: z.optional(z.array(z.string())),
  abbreviations: z.optional(z.record(z.string(), z.string())),
});
type CatalogFile = z.infer<typeof CatalogFile>;

/** What a catalog may leave out: nothing is said so, and nothing asked for it. */
const NO_WORDS = { families: {}, values: {}, views: {}, superlatives: {}, absent: [] };
const NO_READING = {
  families: {},
  views: {},
  superlatives: {},
  timing: { family: '', metric: '', field: '', ended: { field: 'none', operator: 'in', values: [true] } },
  outcomes: [],
  trouble: '',
  rowFilters: {},
  opposites: {},
  distinct: {},
  rates: {},
  last: {},
  first: {},
  entities: {},
};

const readingIn = (folder: string): Reading => {
  const file = join(folder, 'reading.yaml');
  const { rows, ...rest } = load(file, z.looseObject({ rows: z.string() }));
  return checked(file, Reading, { ...NO_READING, rows, overview: [rows], ...rest });
};

/** Written by `npm run forms`; JSON, for it is long. */
const formsIn = (folder: string): { forms?: string[] } => {
  const file = join(folder, 'forms.json');
  if (!existsSync(file)) return {};
  return { forms: checked(file, z.array(z.string()), JSON.parse(readFileSync(file, 'utf8'))) };
};

const load = <Schema extends z.core.$ZodType>(file: string, schema: Schema): z.core.output<Schema> =>
  checked(file, schema, loadYaml(file));

/** Words of one meaning from all languages, group by group. */
const joined = (groups: readonly Lexicon['vocabulary'][]): Groups => {
  const all: Groups = {};
  for (const each of groups)
    for (const [group, words] of Object.entries(each)) all[group] = [...(all[group] ?? []), ...words];
  return all;
};

/** "that {entity}" of a language, in the catalog's own nouns; `{row}` likewise. */
const filled = (phrases: readonly string[], { entity, rows }: CatalogFile): string[] =>
  phrases.flatMap((phrase) => {
    const nouns = phrase.includes('{entity}') ? entity : rows;
    return /\{(?:entity|row)\}/.test(phrase)
      ? nouns.map((noun) => phrase.replace(/\{(?:entity|row)\}/, noun))
      : [phrase];
  });

/** Tags of measures and counts carry a number; every other one is a word that the parsers know. */
const NUMBERED = /^(?:measure|count)\.\d+$/;

const languageIn = (language: LanguageGrammar, catalog: CatalogFile, file: string): LanguageGrammar => {
  const { tags = {}, detect = [], abbreviations = {} } = catalog;
  const unknown = Object.keys(tags).find((tag) => !(tag in language.tags) && !NUMBERED.test(tag));
  if (unknown !== undefined)
    throw new CatalogError(`${shown(file)}: at tags: ${unknown} is no tag of the language`);
  return {
    ...language,
    detect: [...language.detect, ...detect],
    abbreviations: { ...language.abbreviations, ...abbreviations },
    tags: Object.fromEntries(
      Object.entries(joined([language.tags, tags])).map(([tag, phrases]) => [tag, filled(phrases, catalog)]),
    ),
  };
};

/**
 * Everything understanding needs, from the files of the languages and of the catalog. The languages stand in
 * their order: the first is that of a text that gives none away.
 * @throws CatalogError naming the file and the place in it
 */
export const compileGrammar = (source: CatalogSource = {}): Grammar => {
  const place = placeOf(source);
  return grammarOf(place.folder, readLexicons(place));
};

export const grammarOf = (folder: string, lexicons: readonly Lexicon[]): Grammar => {
  const read = lexicons.map(({ language, grammar, catalogGrammar: { file, says } }) => {
    const given = checked(file, CatalogFile, { ...NO_WORDS, ...says });
    const catalog = { ...given, anchors: given.anchors ?? [...given.rows, ...given.entity] };
    const common = checked(grammar.file, LanguageGrammar, grammar.says);
    return { language, catalog, common: languageIn(common, catalog, file) };
  });
  const vocabulary = load(join(CATALOG_ROOT, 'languages', 'vocabulary.yaml'), Groups);
  return z.parse(Grammar, {
    languages: Object.fromEntries(read.map(({ language, common }) => [language, common])),
    catalogs: Object.fromEntries(read.map(({ language, catalog }) => [language, catalog])),
    reading: readingIn(folder),
    ...formsIn(folder),
    vocabulary: joined([vocabulary, ...lexicons.map((lexicon) => lexicon.vocabulary)]),
  });
};
