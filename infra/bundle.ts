import { copyFile, mkdir, rm, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { build, type BuildOptions } from 'esbuild';
import { compileCatalog } from './catalog.ts';
import type { CatalogSource } from './catalog-source.ts';
import { functionNames } from './settings.ts';

const root = join(import.meta.dirname, '..');

/** What the template points at: a folder for each function, and the folder of each layer. */
export interface Assets {
  functions: string;
  layer: string;
  /** The engine and the fonts that draw charts. */
  charts: string;
}

// Some libraries still ask for what only CommonJS has.
const banner = [
  "import{createRequire as __cr}from'node:module';",
  "import{fileURLToPath as __fu}from'node:url';",
  "import{dirname as __dn}from'node:path';",
  'const require=__cr(import.meta.url),__filename=__fu(import.meta.url),__dirname=__dn(__filename);',
].join('');

const options = {
  absWorkingDir: root,
  bundle: true,
  format: 'esm',
  platform: 'node',
  target: 'node24',
  minify: true,
  splitting: true,
  metafile: true,
  legalComments: 'none',
  charset: 'utf8',
  mainFields: ['module', 'main'],
  chunkNames: 'chunks/[name]-[hash]',
  outExtension: { '.js': '.mjs' },
  external: ['pg-native'],
  // A library of colours for terminals that the client of the cache would like to have; it goes on with anything.
  alias: { 'supports-color': 'node:tty' },
  banner: { js: banner },
} satisfies BuildOptions;

/** Bundles every function, and compiles the catalog into the layer. */
export const buildAssets = async (
  outDir = join(root, 'dist'),
  source: CatalogSource = {},
): Promise<Assets> => {
  const [functions, layer, charts] = await Promise.all([
    bundleFunctions(outDir),
    buildLayer(join(outDir, 'layer'), source),
    buildChartsLayer(join(outDir, 'layer-charts')),
  ]);
  return { functions, layer, charts };
};

/**
 * A folder for each function that holds all it needs; what is imported dynamically becomes a chunk that is
 * loaded when first needed. Beside them, `<name>.meta.json` tells what every byte is for.
 */
export const bundleFunctions = async (outDir: string): Promise<string> => {
  const functions = join(outDir, 'functions');
  await rm(functions, { recursive: true, force: true });
  await Promise.all(functionNames.map((name) => bundle(name, join(functions, name), outDir)));
  return functions;
};

/** The compiled catalog, in the folder that becomes the layer. */
export const buildLayer = async (layer: string, source: CatalogSource = {}): Promise<string> => {
  await rm(layer, { recursive: true, force: true });
  await compileCatalog(join(layer, 'catalog'), source);
  return layer;
};

const require = createRequire(import.meta.url);

/** What a bundler can not carry, as `shared/adapters/resvg-charts.ts` finds it. */
const CHART_FILES: Readonly<Record<string, string>> = {
  'resvg.wasm': require.resolve('@resvg/resvg-wasm/index_bg.wasm'),
  'DejaVuSans.ttf': require.resolve('dejavu-fonts-ttf/ttf/DejaVuSans.ttf'),
  'DejaVuSans-Bold.ttf': require.resolve('dejavu-fonts-ttf/ttf/DejaVuSans-Bold.ttf'),
};

/** Engine and fonts, in the folder that becomes the layer of charts. */
export const buildChartsLayer = async (layer: string): Promise<string> => {
  const folder = join(layer, 'charts');
  await rm(layer, { recursive: true, force: true });
  await mkdir(folder, { recursive: true });
  await Promise.all(Object.entries(CHART_FILES).map(([file, from]) => copyFile(from, join(folder, file))));
  return layer;
};

const bundle = async (name: string, outdir: string, metaDir: string): Promise<void> => {
  const entry = join('functions', name, 'handler.ts');
  const { metafile } = await build({ ...options, entryPoints: { handler: entry }, outdir });
  await writeFile(join(metaDir, `${name}.meta.json`), JSON.stringify(metafile));
};

if (import.meta.main) {
  const startedAt = performance.now();
  const { functions } = await buildAssets();
  console.log(`bundled into ${functions} in ${Math.round(performance.now() - startedAt)} ms`);
}
