import { readConfig } from '#shared/runtime/config.ts';
import { lazyHttp } from '#shared/runtime/http.ts';
import { ApiConfig } from './config.ts';

const config = readConfig(ApiConfig);

export const handler = lazyHttp(async () => {
  const { routesOf } = await import('./routes.ts');
  return routesOf(config);
});
