import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import * as z from 'zod/mini';
import { openApi } from '#functions/api/openapi.ts';
import { routesOf } from '#functions/api/routes.ts';
import { parseOsi } from '#shared/domain/catalog/parse-osi.ts';
import { causeLabels, compileCauses, type CauseRules } from '#shared/domain/causes/cause-of.ts';
import { compileDictionary, type Dictionary } from '#shared/domain/masking/dictionary.ts';
import { composeWordings, type Wording } from '#shared/domain/wording/wording.ts';
import { brokenReferences, type CatalogParts } from './catalog-references.ts';
import {
  CATALOG_ROOT,
  CatalogError,
  type CatalogSource,
  loadYaml,
  placeOf,
  shown,
  yamlFilesOf,
} from './catalog-source.ts';
import { grammarOf } from './compile-grammar.ts';
import { type Lexicon, readLexicons } from './lexicon.ts';
import { mannersOf } from './manners.ts';
import { subscriptionWordsOf } from './subscriptions.ts';

/** A catalog and its languages, compiled: what functions read, before it is written. */
export interface CompiledCatalog extends CatalogParts {
  causes: CauseRules;
  masking: Dictionary;
  /** In their order. */
  languages: string[];
}

/** @throws CatalogError naming the file that is missing or malformed, and where */
export const readCatalog = (source: CatalogSource = {}): CompiledCatalog => {
  const place = placeOf(source);
  const modelFile = join(place.folder, 'model.yaml');
  const lexicons = readLexicons(place);
  const causes = made('layers/catalog/causes.yaml', () => causesOf(lexicons));
  return {
    model: made(shown(modelFile), () => parseOsi(loadYaml(modelFile))),
    grammar: grammarOf(place.folder, lexicons),
    wordings: wordingsOf(lexicons, causes),
    causes,
    masking: made('layers/catalog/masking/*.yaml', () => maskingOf(lexicons)),
    languages: lexicons.map(({ language }) => language),
  };
};

/**
 * Compiles the YAML of a catalog and of the languages into the JSON that functions read: `model`, `grammar`,
 * `causes`, `masking`, `languages` (in their order), `prices` of models, `wording.<language>` and
 * `manners.<language>` for each, the words of `subscriptions`, and the description of the API.
 * @throws CatalogError naming the file that is wrong, and where; or what its words speak of and its model lacks
 */
export const compileCatalog = async (outDir: string, source: CatalogSource = {}): Promise<void> => {
  const { wordings, ...parts } = readCatalog(source);
  const [broken] = brokenReferences({ ...parts, wordings });
  if (broken !== undefined) throw new CatalogError(`${shown(placeOf(source).folder)}: ${broken}`);
  const prices = loadYaml(join(CATALOG_ROOT, 'prices.yaml'));
  const files: Record<string, unknown> = { ...parts, prices, openapi: describeApi() };
  for (const [language, wording] of Object.entries(wordings)) files[`wording.${language}`] = wording;
  for (const [language, manners] of mannersOf(parts.languages)) files[`manners.${language}`] = manners;
  files['subscriptions'] = subscriptionWordsOf(parts.languages);
  await mkdir(outDir, { recursive: true });
  await Promise.all(
    Object.entries(files).map(([name, part]) =>
      writeFile(join(outDir, `${name}.json`), JSON.stringify(part)),
    ),
  );
};

/** Making the routes reaches nothing; only serving them does. */
const describeApi = (): unknown => {
  const people = { PEOPLE_TABLE: '-', FEEDBACK_TABLE: '-', SUBSCRIPTIONS_TABLE: '-', CHARTS_TABLE: '-' };
  const models = { USAGE_TABLE: '-', STATES_TABLE: '-' };
  const tables = { SESSIONS_TABLE: '-', CONTEXT_TABLE: '-', ACCESS_TABLE: '-', ...people, ...models };
  const nowhere = {
    CATALOG_DIR: '.',
    CHARTS_DIR: '.',
    ANSWER_FLOW_ARN: '-',
    UNLISTED_READERS: 'nothing' as const,
    ...tables,
  };
  const anyhow = {
    SESSION_IDLE_HOURS: 1,
    WORKING_HOURS: '00:00-00:00',
    SESSION_KEEP_DAYS: 1,
    FRESH_SECONDS: 0,
  };
  const routes = routesOf({ ...nowhere, ...anyhow, TENANT_ID: '-', TIME_ZONE: 'UTC' });
  return openApi(routes.map(({ operation }) => operation));
};

const made = <Part>(name: string, make: () => Part): Part => {
  try {
    return make();
  } catch (error) {
    if (error instanceof CatalogError) throw error;
    throw new CatalogError(`${name}: ${describe(error)}`);
  }
};

const describe = (error: unknown): string => {
  if (!(error instanceof Error)) return String(error);
  if (!('issues' in error) || !Array.isArray(error.issues)) return error.message;
  const [first] = error.issues;
  return `at ${(first?.path ?? []).join('.')}: ${first?.message ?? 'does not have the expected shape'}`;
};

const Texts = z.looseObject({ texts: z.record(z.string(), z.record(z.string(), z.unknown())) });

/** The shared causes, with the words that lexicons of one file have for them. */
const causesOf = (lexicons: readonly Lexicon[]): CauseRules => {
  const shared = z.parse(Texts, loadYaml(join(CATALOG_ROOT, 'causes.yaml')));
  for (const { language, causes = {} } of lexicons)
    for (const [cause, words] of Object.entries(causes))
      shared.texts[cause] = { ...shared.texts[cause], [language]: words };
  return compileCauses(shared);
};

const maskingOf = (lexicons: readonly Lexicon[]): Dictionary =>
  compileDictionary([
    ...yamlFilesOf(join(CATALOG_ROOT, 'masking')).map(loadYaml),
    ...lexicons.flatMap(({ language, masking }) => (masking ? [maskingPart(language, masking)] : [])),
  ]);

/** A lexicon speaks for one language: its words are put under that language. */
const maskingPart = (
  language: string,
  { concepts, plural, grammar, ...rest }: NonNullable<Lexicon['masking']>,
): unknown => {
  const forms = z.parse(z.record(z.string(), z.unknown()), concepts ?? {});
  return {
    ...rest,
    concepts: Object.fromEntries(Object.entries(forms).map(([name, form]) => [name, { [language]: form }])),
    ...(plural !== undefined && { plural: { [language]: plural } }),
    ...(grammar !== undefined && { grammar: { [language]: grammar } }),
  };
};

const wordingsOf = (lexicons: readonly Lexicon[], causes: CauseRules): Record<string, Wording> => {
  const parts: Record<string, unknown[]> = {};
  for (const { language, wording, catalogWording } of lexicons) {
    const labels = { labels: { cause: causeLabels(causes, language) } };
    parts[language] = [wording.says, catalogWording.says, labels];
  }
  const files = lexicons.flatMap(({ wording, catalogWording }) => [wording.file, catalogWording.file]);
  return made([...new Set(files)].map(shown).join(', '), () => composeWordings(parts));
};
