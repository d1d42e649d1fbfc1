import { existsSync } from 'node:fs';
import { join } from 'node:path';
import * as z from 'zod/mini';
import { SubscriptionWords } from '#shared/domain/subscriptions/words.ts';
import { CATALOG_ROOT, CatalogError, loadYaml, shown } from './catalog-source.ts';

/** Spoken where none of the languages has words of its own. */
const USUAL = 'en';

const fileOf = (language: string): string =>
  join(CATALOG_ROOT, 'languages', `${language}.subscriptions.yaml`);

/** Words about being told, of the languages that have them. @throws CatalogError naming the file and the place in it */
export const subscriptionWordsOf = (languages: readonly string[]): SubscriptionWords[] => {
  const known = languages.filter((language) => existsSync(fileOf(language)));
  return (known.length === 0 ? [USUAL] : known).map(readSubscriptionWords);
};

export const readSubscriptionWords = (language: string): SubscriptionWords => {
  const file = fileOf(language);
  const parsed = z.safeParse(SubscriptionWords, loadYaml(file));
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  throw new CatalogError(`${shown(file)}: at ${issue?.path.join('.')}: ${issue?.message}`);
};
