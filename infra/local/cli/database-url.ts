import type { PostgresSettings } from '#shared/adapters/postgres.ts';
import type { Credentials } from '#shared/ports.ts';
import { CommandFailure } from './terminal.ts';

const TLS: Record<string, PostgresSettings['tls']> = {
  disable: 'off',
  require: 'require',
  'no-verify': 'require',
  'verify-ca': 'verify',
  'verify-full': 'verify',
};

/** @throws CommandFailure when it is not the URL of a PostgreSQL database */
export const databaseSettings = (text: string): { settings: PostgresSettings; credentials: Credentials } => {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (url === undefined || !/^postgres(ql)?:$/.test(url.protocol) || url.pathname.length < 2)
    throw new CommandFailure('The database is given as postgres://user:password@host:5432/name', 2);
  return {
    settings: {
      host: decodeURIComponent(url.hostname),
      port: Number(url.port || 5432),
      database: decodeURIComponent(url.pathname.slice(1)),
      tls: TLS[url.searchParams.get('sslmode') ?? ''] ?? 'off',
    },
    credentials: { username: decodeURIComponent(url.username), password: decodeURIComponent(url.password) },
  };
};
