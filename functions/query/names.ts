import type { Catalog, Directory, Named } from '#shared/contracts/catalog.ts';
import type { Classified } from '#shared/contracts/documents.ts';
import type { Cell } from '#shared/contracts/evidence.ts';
import { sharersOf } from '#shared/domain/access.ts';
import { compileNames } from '#shared/domain/compiling/names.ts';
import { distinctNames } from '#shared/domain/masking/distinct-names.ts';
import type { BusinessDatabase, DirectoryStore, Now } from '#shared/ports.ts';
import { describeError, log } from '#shared/runtime/log.ts';
import { readCoverage } from './coverage.ts';
import { scopeFor } from './scope.ts';

export interface NamesPorts {
  catalog: Catalog;
  database: BusinessDatabase;
  directories: DirectoryStore;
  maskName: (name: string) => string;
  schema: string;
  now: Now;
}

const JUST_READ_MS = 5000;

/**
 * Reads every name that the reader may use (fields marked `directory` in the catalog), and how far back the
 * data goes, and keeps them for classify. Questions that come while names are read, or just after, share one reading.
 */
export const namesReader = (ports: NamesPorts) => {
  const readings = new Map<string, Promise<Directory>>();
  const start = (document: Classified): Promise<Directory> => {
    const readers = sharersOf(document.reader, document.access);
    const reading = readAll(ports, document, readers);
    readings.set(readers, reading);
    reading.catch(() => readings.delete(readers));
    return reading;
  };
  return async (document: Classified): Promise<void> => {
    const known = await readings.get(sharersOf(document.reader, document.access));
    if (known !== undefined && ports.now().getTime() - Date.parse(known.readAt) < JUST_READ_MS) return;
    await start(document);
  };
};

const readAll = async (ports: NamesPorts, document: Classified, readers: string): Promise<Directory> => {
  const { catalog, database, directories, schema, now } = ports;
  const readAt = now().toISOString();
  const scope = await scopeFor(ports)(document);
  const statement = compileNames({
    catalog,
    schema,
    timeZone: document.timeZone,
    now: document.askedAt,
    scope,
  });
  const [rows, coverage, before] = await Promise.all([
    database.read(statement, document.answerBy),
    readCoverage(ports, document, scope),
    // What names were called stays; without it they are named anew.
    directories.read(readers).catch(() => 'away' as const),
  ]);
  const names = distinctNames(
    rows.flatMap((row) => named(row, ports.maskName)),
    before === 'away' ? undefined : before?.names,
  );
  const directory = { readers, readAt, names, ...(coverage && { coverage }) };
  // Classify goes on with what it remembers, where it remembers any.
  if (before !== 'away')
    await directories
      .write(directory)
      .catch((error: unknown) => log.warn('names not kept', { ...describeError(error) }));
  return directory;
};

const named = (row: Cell[], maskName: (name: string) => string): Named[] => {
  const [dimension, key, name, outside, listed, partly] = row;
  if (typeof dimension !== 'string' || typeof key !== 'string' || typeof name !== 'string') return [];
  const masked = maskName(name);
  return [
    {
      dimension,
      key,
      name,
      ...(masked !== name && { masked }),
      ...(outside === true && { outside }),
      ...(listed === false && { listed }),
      ...(partly === true && { partly }),
    },
  ];
};
