import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { basename, isAbsolute, join, relative, resolve } from 'node:path';
import { parse } from 'yaml';
import { settingsOf } from './settings.ts';

const ROOT = join(import.meta.dirname, '..');
export const CATALOG_ROOT = join(ROOT, 'layers', 'catalog');

/** A file of the catalog is missing or wrong; the message names it. */
export class CatalogError extends Error {
  override readonly name = 'CatalogError';
}

/** Which catalog is answered from, and in which languages; what is left out is as in `settings.ts`. */
export interface CatalogSource {
  /** Name of a folder in `layers/catalog`, or the path of a folder, from the root of the repository. */
  catalog?: string | undefined;
  /**
   * Codes (`it`) or paths of lexicon files, from the root of the repository. The first is the language of a
   * text that gives none away.
   */
  languages?: readonly string[] | undefined;
}

export interface CatalogPlace {
  folder: string;
  /** The last part of the folder's path. */
  name: string;
  languages: readonly string[];
}

const isPath = (text: string): boolean => text.includes('/') || isAbsolute(text);

const fromRoot = (path: string): string => resolve(ROOT, path);

/** @throws CatalogError when there is no such folder */
export const placeOf = ({ catalog, languages }: CatalogSource = {}): CatalogPlace => {
  const usual = settingsOf('local');
  const named = catalog ?? usual.catalog;
  const folder = isPath(named) ? fromRoot(named) : join(CATALOG_ROOT, named);
  if (!existsSync(join(folder, 'model.yaml')))
    throw new CatalogError(`${shown(join(folder, 'model.yaml'))} is missing`);
  return { folder, name: basename(folder), languages: languages ?? usual.languages };
};

/** The lexicon file of a language, when it has one: everything in a single file. */
export const lexiconFile = (language: string): string | undefined => {
  if (isPath(language)) return fromRoot(language);
  const file = join(CATALOG_ROOT, 'languages', `${language}.lexicon.yaml`);
  return existsSync(file) ? file : undefined;
};

/** All YAML files of a folder, in the order of their names. */
export const yamlFilesOf = (folder: string): string[] =>
  readdirSync(folder)
    .filter((name) => name.endsWith('.yaml'))
    .sort()
    .map((name) => join(folder, name));

/** A path as people write it: from the root of the repository where it lies in there. */
export const shown = (file: string): string => {
  const short = relative(ROOT, file);
  return short.startsWith('..') ? file : short;
};

/** @throws CatalogError naming a file that is missing or is no YAML */
export const loadYaml = (file: string): unknown => {
  let text: string;
  try {
    text = readFileSync(file, 'utf8');
  } catch {
    throw new CatalogError(`${shown(file)} is missing`);
  }
  try {
    return parse(text);
  } catch (error) {
    throw new CatalogError(
      `${shown(file)} is not valid YAML: ${error instanceof Error ? error.message : ''}`,
    );
  }
};
