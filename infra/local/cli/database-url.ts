import type { PostgresSettings } from '#shared/adapters/postgres.ts';
import type { Credentials } from '#shared/ports.ts';
import { externalDatabase } from '../database/external.ts';
import { BootFailure } from '../failure.ts';
import { CommandFailure } from './terminal.ts';

export interface NamedDatabase {
  settings: PostgresSettings;
  credentials: Credentials;
}

/**
 * The database a command was given, tried once.
 * @throws CommandFailure with one sentence that never holds the password
 */
export const namedDatabase = async (url: string): Promise<NamedDatabase> => {
  try {
    const { host, port, name, tls, username, password } = await externalDatabase(url);
    return { settings: { host, port, database: name, tls }, credentials: { username, password } };
  } catch (error) {
    if (!(error instanceof BootFailure)) throw error;
    throw new CommandFailure(error.message.replace('DATABASE_URL', 'The database'), 2);
  }
};
