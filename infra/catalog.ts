import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { join, relative } from 'node:path';
import { parse } from 'yaml';
import { openApi } from '#functions/api/openapi.ts';
import { routesOf } from '#functions/api/routes.ts';
import { parseOsi } from '#shared/domain/catalog/parse-osi.ts';
import { causeLabels, compileCauses, type CauseRules } from '#shared/domain/causes/cause-of.ts';
import { compileDictionary } from '#shared/domain/masking/dictionary.ts';
import { composeWordings, type Wording } from '#shared/domain/wording/wording.ts';
import { compileGrammar } from './compile-grammar.ts';

export const CATALOG_ROOT = join(import.meta.dirname, '..', 'layers', 'catalog');

/** The catalog cannot be compiled; the message names the file. */
class CatalogError extends Error {
  override readonly name = 'CatalogError';
}

export interface CatalogSource {
  /** Folder with `languages/`, `masking/`, `causes.yaml` and a folder for each catalog. */
  root: string;
  /** Which catalog: the name of its folder. */
  catalog: string;
}

const DEFAULT: CatalogSource = { root: CATALOG_ROOT, catalog: 'n8n' };

/**
 * Compiles the YAML of `layers/catalog` into the JSON that functions read: `model`, `grammar`, `causes`,
 * `masking`, `wording.<language>` for each language that both the language folder and the catalog speak, and the
 * description of the API.
 * @throws CatalogError naming the file that is wrong, and where
 */
export const compileCatalog = async (outDir: string, source: CatalogSource = DEFAULT): Promise<void> => {
  const { root, catalog } = source;
  await mkdir(outDir, { recursive: true });
  const model = await made(`${catalog}/model.yaml`, async () =>
    parseOsi(await load(join(root, catalog, 'model.yaml'))),
  );
  const causes = await made('causes.yaml', async () => compileCauses(await load(join(root, 'causes.yaml'))));
  const wordings = await made('wording', () => wordingsOf(source, causes));
  const masking = await made('masking/*.yaml', async () =>
    compileDictionary(await loadAll(join(root, 'masking'))),
  );
  const grammar = await made('grammar', async () => compileGrammar(root, catalog));
  const parts: Record<string, unknown> = { model, grammar, causes, masking, openapi: describeApi() };
  for (const [language, wording] of Object.entries(wordings)) parts[`wording.${language}`] = wording;
  await Promise.all(
    Object.entries(parts).map(([name, part]) =>
      writeFile(join(outDir, `${name}.json`), JSON.stringify(part)),
    ),
  );
};

/** Making the routes reaches nothing; only serving them does. */
const describeApi = (): unknown => {
  const nowhere = { CATALOG_DIR: '.', ANSWER_FLOW_ARN: '-', SESSIONS_TABLE: '-', CONTEXT_TABLE: '-' };
  const routes = routesOf({ ...nowhere, TENANT_ID: '-', TIME_ZONE: 'UTC' });
  return openApi(routes.map(({ operation }) => operation));
};

const made = async <Part>(name: string, make: () => Promise<Part>): Promise<Part> => {
  try {
    return await make();
  } catch (error) {
    if (error instanceof CatalogError) throw error;
    throw new CatalogError(`layers/catalog/${name}: ${describe(error)}`);
  }
};

const describe = (error: unknown): string => {
  if (!(error instanceof Error)) return String(error);
  if (!('issues' in error) || !Array.isArray(error.issues)) return error.message;
  const [first] = error.issues;
  return `at ${(first?.path ?? []).join('.')}: ${first?.message ?? 'does not have the expected shape'}`;
};

const wordingsOf = async (
  { root, catalog }: CatalogSource,
  causes: CauseRules,
): Promise<Record<string, Wording>> => {
  const common = await filesByLanguage(join(root, 'languages'), /^([a-z]{2,3})\.wording\.yaml$/);
  const own = await filesByLanguage(join(root, catalog), /^wording\.([a-z]{2,3})\.yaml$/);
  const parts: Record<string, unknown[]> = {};
  for (const [language, file] of common) {
    const specific = own.get(language);
    if (specific === undefined) continue;
    parts[language] = [
      await load(file),
      await load(specific),
      { labels: { cause: causeLabels(causes, language) } },
    ];
  }
  if (Object.keys(parts).length === 0)
    throw new CatalogError(`layers/catalog/${catalog}: no language has a wording`);
  return composeWordings(parts);
};

const filesByLanguage = async (folder: string, pattern: RegExp): Promise<Map<string, string>> => {
  const names = await readdir(folder);
  return new Map(
    names.sort().flatMap((name) => {
      const language = pattern.exec(name)?.[1];
      return language === undefined ? [] : [[language, join(folder, name)] as const];
    }),
  );
};

const loadAll = async (folder: string): Promise<unknown[]> => {
  const names = (await readdir(folder)).filter((name) => name.endsWith('.yaml')).sort();
  return Promise.all(names.map((name) => load(join(folder, name))));
};

const shown = (file: string): string => relative(join(CATALOG_ROOT, '..', '..'), file);

const load = async (file: string): Promise<unknown> => {
  const text = await readFile(file, 'utf8').catch(() => {
    throw new CatalogError(`${shown(file)} is missing`);
  });
  try {
    return parse(text);
  } catch (error) {
    throw new CatalogError(
      `${shown(file)} is not valid YAML: ${error instanceof Error ? error.message : ''}`,
    );
  }
};
