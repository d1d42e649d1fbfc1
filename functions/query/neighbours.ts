import { cacheLogin } from '#shared/adapters/cache-login.ts';
import { cacheState } from '#shared/adapters/cache-state.ts';
import { catalogFolder } from '#shared/adapters/catalog-files.ts';
import { dynamoDirectory } from '#shared/adapters/dynamo-directory.ts';
import { localCache } from '#shared/adapters/local-cache.ts';
import { postgresDatabase } from '#shared/adapters/postgres.ts';
import { managedCredentials } from '#shared/adapters/secrets.ts';
import { sharedReads } from '#shared/adapters/shared-reads.ts';
import { noSharedCache, valkeyCache } from '#shared/adapters/valkey-cache.ts';
import type { Credentials, SharedCache } from '#shared/ports.ts';
import { readConfig } from '#shared/runtime/config.ts';
import { count, recovered } from '#shared/runtime/log.ts';
import { type QueryConfig, RoleConfig } from './config.ts';
import type { QueryPorts } from './query.ts';

/** Together far less than a quarter of the memory of the function. */
const READS_BYTES = 24_000_000;
const SCOPES_BYTES = 4_000_000;

/** Everything that this function reaches. */
export const neighboursOf = (config: QueryConfig): QueryPorts => {
  const shared = sharedCacheOf(config);
  return {
    catalog: catalogFolder(config.CATALOG_DIR),
    directories: dynamoDirectory(config.DIRECTORY_TABLE, recovered),
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
          recovered,
          ...(config.CACHE_URL !== 'none' && { shared: cacheState(shared) }),
        },
        managedCredentials(config.DATABASE_SECRET),
      ),
    ),
    cache: {
      reads: localCache(READS_BYTES),
      scopes: localCache(SCOPES_BYTES),
      shared,
      freshMs: 1000 * config.FRESH_SECONDS,
    },
  };
};

const sharedCacheOf = ({ CACHE_URL: url, CACHE_NAME: name }: QueryConfig): SharedCache => {
  if (url === 'none') return noSharedCache;
  const prefix = `${name}:1:`;
  // On one machine the address holds all there is; in an account the role of the function is let in.
  const signs = url.startsWith('rediss:') && new URL(url).password === '';
  return valkeyCache({ url, prefix, ...(signs && { credentials: () => loginOf(name) }) }, count);
};

/** Made anew by each new connection: it is good for a quarter of an hour. */
const loginOf = async (name: string): Promise<Credentials> => {
  const role = readConfig(RoleConfig);
  return cacheLogin(
    name,
    {
      region: role.AWS_REGION,
      accessKeyId: role.AWS_ACCESS_KEY_ID,
      secretAccessKey: role.AWS_SECRET_ACCESS_KEY,
      sessionToken: role.AWS_SESSION_TOKEN,
    },
    new Date(),
  );
};
