import { catalogFolder } from '#shared/adapters/catalog-files.ts';
import { dynamoTables } from '#shared/adapters/dynamo-tables.ts';
import { stepFunctionsLine } from '#shared/adapters/sfn-line.ts';
import type { Route } from '#shared/runtime/http.ts';
import { askRoute } from './ask.ts';
import { catalogRoute } from './catalog.ts';
import type { ApiConfig } from './config.ts';
import { healthRoutes } from './health.ts';
import { openApiRoute } from './openapi-route.ts';

/** All that this API serves. */
export const routesOf = (config: ApiConfig): Route[] => {
  const catalog = catalogFolder(config.CATALOG_DIR);
  const line = stepFunctionsLine(config.ANSWER_FLOW_ARN);
  const fixed = config.MILHENA_NOW;
  const tables = dynamoTables([config.SESSIONS_TABLE, config.CONTEXT_TABLE]);
  return [
    askRoute({
      line,
      catalog,
      tenantId: config.TENANT_ID,
      timeZone: config.TIME_ZONE,
      now: () => (fixed === undefined ? new Date() : new Date(fixed)),
    }),
    catalogRoute(catalog),
    ...healthRoutes({ line, catalog, tables }),
    openApiRoute(catalog),
  ];
};
