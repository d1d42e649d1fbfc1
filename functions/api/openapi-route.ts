import * as z from 'zod/mini';
import { once } from '#shared/once.ts';
import { type Route, route } from '#shared/runtime/http.ts';

/** The description of this API, made from the very schemas that check its requests. */
export const openApiRoute = (described: readonly Route[]): Route => {
  const document = once(async () => {
    const { openApi } = await import('./openapi.ts');
    return openApi(described.map(({ operation }) => operation));
  });
  return route(
    {
      method: 'GET',
      path: '/openapi.json',
      summary: 'This description',
      open: true,
      response: z.record(z.string(), z.unknown()),
      problems: [],
    },
    async () => ({ body: await document(), headers: { 'cache-control': 'public, max-age=300' } }),
  );
};
