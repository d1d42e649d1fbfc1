import * as z from 'zod/mini';
import type { CatalogFolder } from '#shared/adapters/catalog-files.ts';
import { Catalog, TIME_DIMENSIONS, Unit } from '#shared/contracts/catalog.ts';
import { nounOf, Wording } from '#shared/domain/wording/wording.ts';
import { type Route, route } from '#shared/runtime/http.ts';
import { Rejected } from '#shared/runtime/request.ts';

const BusinessMetric = z.object({
  name: z.string(),
  label: z.string(),
  unit: Unit,
  definition: z.nullable(z.string()),
});
const BusinessDimension = z.object({ name: z.string(), label: z.string() });

/** What can be asked, in business names only: nothing of tables, columns or expressions. */
const BusinessCatalog = z.object({
  language: z.string(),
  metrics: z.array(BusinessMetric),
  dimensions: z.array(BusinessDimension),
  questions: z.array(z.string()),
});
type BusinessCatalog = z.infer<typeof BusinessCatalog>;

const CatalogQuery = z.strictObject({ language: z.optional(z.string()) });

export const catalogRoute = (folder: CatalogFolder): Route =>
  route(
    {
      method: 'GET',
      path: '/v1/catalog',
      summary: 'What can be asked: figures and how they can be split, by their business names',
      query: CatalogQuery,
      response: BusinessCatalog,
      problems: ['invalid_request', 'unauthorized'],
    },
    async ({ query, headers }) => {
      const languages = await folder.languages();
      const language = query?.language ?? preferred(headers['accept-language'], languages);
      if (!languages.includes(language))
        throw new Rejected('invalid_request', {
          errors: [{ field: 'language', detail: `must be one of: ${languages.join(', ')}` }],
        });
      const [catalog, wording] = await Promise.all([
        folder.read('model', Catalog),
        folder.read(`wording.${language}`, Wording),
      ]);
      return {
        body: businessCatalog(catalog, wording),
        headers: { 'content-language': language, vary: 'accept-language' },
      };
    },
  );

const businessCatalog = (catalog: Catalog, wording: Wording): BusinessCatalog => {
  const fields = catalog.datasets.flatMap((dataset) => dataset.fields.filter(({ dimension }) => dimension));
  const dimensions = [...new Set([...fields.map(({ name }) => name), ...TIME_DIMENSIONS])].filter((name) =>
    Object.hasOwn(wording.dimensions, name),
  );
  return {
    language: wording.language,
    metrics: catalog.metrics.map(({ name, unit }) => {
      const noun = nounOf(wording.metrics, name);
      return { name, unit, label: noun.many ?? noun.one, definition: noun.definition ?? null };
    }),
    dimensions: dimensions.map((name) => ({ name, label: nounOf(wording.dimensions, name).one })),
    questions: Object.values(wording.questions),
  };
};

/** The first language of an Accept-Language header that is spoken here; else the first there is. */
const preferred = (header: string | undefined, languages: string[]): string => {
  const wanted = (header ?? '')
    .slice(0, 200)
    .split(',')
    .map((part) => {
      const [tag = '', quality = ''] = part.trim().split(';q=');
      return { code: tag.slice(0, 2).toLowerCase(), weight: quality === '' ? 1 : Number(quality) || 0 };
    });
  wanted.sort((a, b) => b.weight - a.weight);
  const found = wanted.find(({ code, weight }) => weight > 0 && languages.includes(code));
  return found?.code ?? languages[0] ?? 'en';
};
