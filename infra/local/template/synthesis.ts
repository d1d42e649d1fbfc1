import { createHash } from 'node:crypto';
import { access, constants, mkdir, readdir, readFile, rename, rm, stat, utimes } from 'node:fs/promises';
import { join } from 'node:path';
import { type CatalogSource, lexiconFile, placeOf } from '#infra/catalog-source.ts';
import type { Settings } from '#infra/settings.ts';
import { isRecord } from './intrinsics.ts';

export interface Synthesised {
  template: unknown;
  /** Folder of the assets: `asset.<hash>`. */
  assets: string;
  /** Made before, from the same sources. */
  reused: boolean;
}

const ROOT = join(import.meta.dirname, '..', '..', '..');
const STAGE = 'local';
const KEPT = 3;
/** Everything the template and the bundles are made of. */
const SOURCES = ['functions', 'infra', 'layers', 'shared'];
const SINGLE_SOURCES = ['cdk.json', 'package-lock.json'];
const NOT_SOURCE = join(ROOT, 'infra', 'local');

/**
 * Template and bundles, as they would go to AWS with these changes of the settings; made again only when a source
 * changed. They are shared by
 * all instances of this checkout; where it may not be written, they lie in the data folder.
 */
export const synthesisedTemplate = async (
  dataFolder: string,
  source: CatalogSource = {},
  changes: Partial<Settings> = {},
): Promise<Synthesised> => {
  const shared = await access(ROOT, constants.W_OK).then(
    () => true,
    () => false,
  );
  const cache = shared ? join(ROOT, 'dist', 'local') : join(dataFolder, 'template');
  const place = join(cache, await hashOfSources(source, changes));
  const known = await readSynthesis(place);
  if (known) {
    const now = new Date();
    await utimes(place, now, now).catch(() => undefined);
    return { ...known, reused: true };
  }
  const draft = `${place}.${process.pid}.${Date.now()}`;
  try {
    await synthesiseInto(draft, source, changes);
  } catch (error) {
    await rm(draft, { recursive: true, force: true });
    throw error;
  }
  // Whoever was faster made the same.
  await rename(draft, place).catch(() => rm(draft, { recursive: true, force: true }));
  await forgetOld(cache);
  const made = await readSynthesis(place);
  if (!made) throw new Error(`The synthesis in ${place} can not be read`);
  return { ...made, reused: false };
};

const synthesiseInto = async (
  draft: string,
  source: CatalogSource,
  changes: Partial<Settings>,
): Promise<void> => {
  await mkdir(draft, { recursive: true });
  // Loaded only now: the CDK and the bundler are the slowest imports of all.
  const [{ synthesise }, { buildAssets }] = await Promise.all([
    import('#infra/app.ts'),
    import('#infra/bundle.ts'),
  ]);
  const assets = await buildAssets(join(draft, 'built'), source);
  await synthesise({ stages: [STAGE], directory: join(draft, 'cdk.out'), assets, changes });
  await rm(join(draft, 'built'), { recursive: true, force: true });
};

const readSynthesis = async (
  place: string,
): Promise<Pick<Synthesised, 'template' | 'assets'> | undefined> => {
  const assets = join(place, 'cdk.out');
  const files = await readdir(assets).catch((): string[] => []);
  const file = files.find((name) => name.endsWith('.template.json'));
  if (!file) return undefined;
  const template: unknown = JSON.parse(await readFile(join(assets, file), 'utf8'));
  return isRecord(template) ? { template, assets } : undefined;
};

const hashOfSources = async (source: CatalogSource, changes: Partial<Settings>): Promise<string> => {
  // A catalog or a lexicon may lie anywhere.
  const { folder, languages } = placeOf(source);
  const lexicons = languages.flatMap((language) => lexiconFile(language) ?? []);
  const folders = [...SOURCES.map((name) => join(ROOT, name)), folder];
  const listings = await Promise.all(folders.map(filesIn));
  const all = [...listings.flat(), ...SINGLE_SOURCES.map((file) => join(ROOT, file)), ...lexicons];
  const files = [...new Set(all)].filter((file) => !file.startsWith(NOT_SOURCE)).toSorted();
  const contents = await Promise.all(files.map((file) => readFile(file)));
  const hash = createHash('sha256')
    .update(process.version)
    .update(JSON.stringify([folder, languages, changes]));
  files.forEach((file, index) => {
    hash.update(`\0${file.slice(ROOT.length)}\0`).update(contents[index] ?? '');
  });
  return hash.digest('hex').slice(0, 20);
};

const filesIn = async (folder: string): Promise<string[]> => {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  return entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
};

/** Old synthesis, and drafts of processes that were killed. */
const forgetOld = async (cache: string): Promise<void> => {
  const names = await readdir(cache);
  const dated = await Promise.all(
    names.map(async (name) => ({
      name,
      at: (await stat(join(cache, name)).catch(() => undefined))?.mtimeMs ?? 0,
    })),
  );
  const newestFirst = dated.toSorted((one, other) => other.at - one.at);
  const old = newestFirst.slice(KEPT).filter(({ at }) => Date.now() - at > 60_000);
  await Promise.all(old.map(({ name }) => rm(join(cache, name), { recursive: true, force: true })));
};
