import { readFileSync } from 'node:fs';
import { parse } from 'yaml';
import { parseOsi } from '#shared/domain/catalog/parse-osi.ts';

/** The default catalog, from its source. */
export const n8nCatalog = parseOsi(
  parse(readFileSync(new URL('../../layers/catalog/n8n/model.yaml', import.meta.url), 'utf8')),
);
