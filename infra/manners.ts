import { existsSync } from 'node:fs';
import { join } from 'node:path';
import * as z from 'zod/mini';
import { Manners } from '#shared/domain/people/manners.ts';
import { CATALOG_ROOT, CatalogError, loadYaml, shown } from './catalog-source.ts';

/** Spoken where none of the languages has manners of its own. */
const USUAL = 'en';

const fileOf = (language: string): string => join(CATALOG_ROOT, 'languages', `${language}.manners.yaml`);

/**
 * How people are treated in each language; one without manners of its own has those of the first that does.
 * @throws CatalogError naming the file and the place in it
 */
export const mannersOf = (languages: readonly string[]): [language: string, manners: Manners][] => {
  const own = (language: string): boolean => existsSync(fileOf(language));
  const first = languages.find(own) ?? USUAL;
  return languages.map((language) => [language, readManners(own(language) ? language : first)]);
};

const readManners = (language: string): Manners => {
  const file = fileOf(language);
  const parsed = z.safeParse(Manners, loadYaml(file));
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  throw new CatalogError(`${shown(file)}: at ${issue?.path.join('.')}: ${issue?.message}`);
};
