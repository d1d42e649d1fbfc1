import type { CatalogFolder } from '#shared/adapters/catalog-files.ts';
import { Catalog } from '#shared/contracts/catalog.ts';
import type { Classified, Queried, Question } from '#shared/contracts/documents.ts';
import type { Evidence } from '#shared/contracts/evidence.ts';
import { AccessUnknown } from '#shared/contracts/faults.ts';
import { createMask } from '#shared/domain/masking/mask.ts';
import { Dictionary } from '#shared/domain/masking/dictionary.ts';
import { CauseRules } from '#shared/domain/causes/cause-of.ts';
import { digestOf, digestOfFile } from '#shared/domain/caching/digest.ts';
import type { KeptReads, KeptScope } from '#shared/contracts/kept.ts';
import type { BusinessDatabase, DirectoryStore, LocalCache, Now, SharedCache } from '#shared/ports.ts';
import type { QueryInput, QueryOutput } from './documents.ts';
import { prepareRead, readEvidence } from './evidence.ts';
import { keptReads } from './kept-reads.ts';
import { keptScopes } from './kept-scopes.ts';
import { namesReader } from './names.ts';
import { scopeFor } from './scope.ts';
import { watermarkOf } from './watermark.ts';

export interface QueryPorts {
  catalog: CatalogFolder;
  directories: DirectoryStore;
  database: BusinessDatabase;
  schema: string;
  now: Now;
  /** Without it everything is read anew, and nothing is told while the data can not be reached. */
  cache?: {
    reads: LocalCache<KeptReads>;
    scopes: LocalCache<KeptScope>;
    shared: SharedCache;
    freshMs: number;
  };
}

/** Compiles semantic queries, runs them as the read-only role and returns evidence; no model is in reach. */
export const queryWith = async (ports: QueryPorts) => {
  const { catalog: folder, database, schema, directories, now, cache } = ports;
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
  const read = readEvidence({ catalog, database, causes });
  const scopeOf = scopeFor({ catalog, database, schema });
  const version = digestOf([digestOfFile(catalog), digestOfFile(causes), schema]);
  const remembered = cache && {
    reads: keptReads({
      ...cache,
      memory: cache.reads,
      watermark: watermarkOf({ catalog, schema, database, shared: cache.shared, now }),
      now,
      version,
    }),
    scopes: keptScopes({ ...cache, memory: cache.scopes, now, version }),
  };

  const figures = async (document: Classified): Promise<Queried> => {
    const { scope, unreached } = remembered
      ? await remembered.scopes(document, () => scopeOf(document))
      : { scope: await scopeOf(document), unreached: false };
    // Zero would be a figure of the business, and not a true one.
    if (scope.kind === 'processes' && scope.ids.length === 0)
      throw new AccessUnknown('The asker may see nothing');
    const asker = { ...document, scope };
    const prepared = document.reads.map((one) => prepareRead({ catalog, schema }, one, asker));
    const readAll = () => Promise.all(prepared.map((one) => read(one, asker)));
    const evidence = remembered
      ? await remembered.reads({ asker, prepared, unreached }, readAll)
      : await readAll();
    return withEvidence(document, evidence);
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

/** What was read for an earlier question was asked for as that one asked: up to another instant, perhaps. */
const withEvidence = (document: Classified, evidence: Evidence[]): Queried => {
  const queries = new Map(evidence.map(({ id, query }) => [id, query]));
  const reads = document.reads.map(({ id, query }) => ({ id, query: queries.get(id) ?? query }));
  const unreached = evidence.some(({ kept }) => kept?.why === 'unreachable');
  const degraded = unreached ? { degraded: [...(document.degraded ?? []), 'database'] } : {};
  return { ...document, ...degraded, reads, evidence };
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
