import type { CatalogFolder } from '#shared/adapters/catalog-files.ts';
import { Catalog } from '#shared/contracts/catalog.ts';
import type { Classified, Queried, Question } from '#shared/contracts/documents.ts';
import { AccessUnknown } from '#shared/contracts/faults.ts';
import { createMask } from '#shared/domain/masking/mask.ts';
import { Dictionary } from '#shared/domain/masking/dictionary.ts';
import { CauseRules } from '#shared/domain/causes/cause-of.ts';
import type { BusinessDatabase, DirectoryStore, Now } from '#shared/ports.ts';
import type { QueryInput, QueryOutput } from './documents.ts';
import { readEvidence } from './evidence.ts';
import { namesReader } from './names.ts';
import { scopeFor } from './scope.ts';

export interface QueryPorts {
  catalog: CatalogFolder;
  directories: DirectoryStore;
  database: BusinessDatabase;
  schema: string;
  now: Now;
}

/** Compiles semantic queries, runs them as the read-only role and returns evidence; no model is in reach. */
export const queryWith = async (ports: QueryPorts) => {
  const { catalog: folder, database, schema, directories, now } = ports;
  const [catalog, causes, dictionary, [language = 'en']] = await Promise.all([
    folder.read('model', Catalog),
    folder.read('causes', CauseRules),
    folder.read('masking', Dictionary),
    folder.languages(),
  ]);
  const readNames = namesReader({
    catalog,
    database,
    schema,
    directories,
    now,
    maskName: maskNameWith(dictionary, language),
  });
  const read = readEvidence({ catalog, database, schema, causes });
  const scopeOf = scopeFor({ catalog, database, schema });

  const figures = async (document: Classified): Promise<Queried> => {
    const scope = await scopeOf(document);
    // Zero would be a figure of the business, and not a true one.
    if (scope.kind === 'processes' && scope.ids.length === 0)
      throw new AccessUnknown('The asker may see nothing');
    const asker = { ...document, scope };
    return { ...document, evidence: await Promise.all(document.reads.map((one) => read(one, asker))) };
  };
  const names = async (document: Classified): Promise<Question> => {
    await readNames(document);
    return { ...document, namesRead: true };
  };

  return (document: QueryInput): Promise<QueryOutput> => {
    if ('probe' in document) return probe(database);
    return document.next === 'names' ? names(document) : figures(document);
  };
};

const probe = async (database: BusinessDatabase) => {
  const startedAt = performance.now();
  const ok = await database.ping().then(
    () => true,
    () => false,
  );
  return { database: { ok, ms: Math.round(performance.now() - startedAt) } };
};

/** Names are masked in one language for all readers, the first: a process keeps one business name. */
const maskNameWith = (dictionary: Dictionary, language: string): ((name: string) => string) => {
  const mask = createMask(dictionary, language);
  return (name) => mask.name(name);
};
