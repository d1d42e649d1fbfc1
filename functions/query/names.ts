import type { Catalog, Directory, Named } from '#shared/contracts/catalog.ts';
import type { Classified } from '#shared/contracts/documents.ts';
import type { Cell } from '#shared/contracts/evidence.ts';
import { compileNames } from '#shared/domain/compiling/names.ts';
import type { BusinessDatabase, DirectoryStore, Now } from '#shared/ports.ts';
import { readCoverage } from './coverage.ts';

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
 * Reads every name that questions may use (fields marked `directory` in the catalog), and how far back the
 * data goes, and keeps them for classify. Questions that come while names are read, or just after, share one reading.
 */
export const namesReader = (ports: NamesPorts) => {
  const readings = new Map<string, Promise<Directory>>();
  const start = (document: Classified): Promise<Directory> => {
    const { tenantId } = document.reader;
    const reading = readAll(ports, document);
    readings.set(tenantId, reading);
    reading.catch(() => readings.delete(tenantId));
    return reading;
  };
  return async (document: Classified): Promise<void> => {
    const known = await readings.get(document.reader.tenantId);
    if (known !== undefined && ports.now().getTime() - Date.parse(known.readAt) < JUST_READ_MS) return;
    await start(document);
  };
};

const readAll = async (ports: NamesPorts, document: Classified): Promise<Directory> => {
  const { catalog, database, directories, schema, now } = ports;
  const readAt = now().toISOString();
  const { tenantId } = document.reader;
  const statement = compileNames({
    catalog,
    schema,
    timeZone: document.timeZone,
    now: document.askedAt,
    scope: { kind: 'all' },
  });
  const [rows, coverage] = await Promise.all([database.read(statement), readCoverage(ports, document)]);
  const names = rows.flatMap((row) => named(row, ports.maskName));
  const directory = { tenantId, readAt, names, ...(coverage && { coverage }) };
  await directories.write(directory);
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
