import { catalogFolder } from '#shared/adapters/catalog-files.ts';
import { dynamoDirectory } from '#shared/adapters/dynamo-directory.ts';
import { postgresDatabase } from '#shared/adapters/postgres.ts';
import { managedCredentials } from '#shared/adapters/secrets.ts';
import { sharedReads } from '#shared/adapters/shared-reads.ts';
import { readConfig } from '#shared/runtime/config.ts';
import { count } from '#shared/runtime/log.ts';
import { step } from '#shared/runtime/step.ts';
import { QueryConfig } from './config.ts';
import { QueryInput, QueryOutput } from './documents.ts';

const config = readConfig(QueryConfig);

export const handler = step('query', QueryInput, QueryOutput, async () => {
  const { queryWith } = await import('./query.ts');
  return queryWith({
    catalog: catalogFolder(config.CATALOG_DIR),
    directories: dynamoDirectory(config.DIRECTORY_TABLE),
    schema: config.DATABASE_SCHEMA,
    now: () => new Date(),
    database: sharedReads(
      postgresDatabase(
        {
          host: config.DATABASE_HOST,
          port: Number(config.DATABASE_PORT),
          database: config.DATABASE_NAME,
          tls: config.DATABASE_TLS,
          told: (state) => count('breakerTurns', { breaker: 'database', state }),
        },
        managedCredentials(config.DATABASE_SECRET),
      ),
    ),
  });
});
