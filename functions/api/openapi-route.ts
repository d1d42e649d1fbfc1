import * as z from 'zod/mini';
import type { CatalogFolder } from '#shared/adapters/catalog-files.ts';
import { type Route, route } from '#shared/runtime/http.ts';

const Document = z.record(z.string(), z.unknown());

/** The description of this API, made at build time from the very schemas that check its requests. */
export const openApiRoute = (catalog: CatalogFolder): Route =>
  route(
    {
      method: 'GET',
      path: '/openapi.json',
      summary: 'This description',
      open: true,
      response: Document,
      problems: [],
    },
    async () => ({
      body: await catalog.read('openapi', Document),
      headers: { 'cache-control': 'public, max-age=300' },
    }),
  );
