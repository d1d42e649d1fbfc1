import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { App } from 'aws-cdk-lib';
import { MilhenaStack } from './aws/milhena-stack.ts';
import type { Assets } from './bundle.ts';
import { type Settings, settingsOf, Stage } from './settings.ts';

export interface SynthesisOptions {
  /** Default: every stage. */
  stages?: readonly Stage[];
  /** Where the templates and the assets go. Default: `cdk.out`. */
  directory?: string;
  /** Bundles and layer made before, for every stage. Default: made now, in `dist`, each stage with its catalog. */
  assets?: Assets;
  /** Laid over the settings of each stage. */
  changes?: Partial<Settings>;
}

export interface Template {
  Resources: Record<string, { Type: string; Properties?: Record<string, unknown> } & Record<string, unknown>>;
  [section: string]: unknown;
}

export interface Synthesis {
  /** A CloudFormation template for each stage. Code of functions: `S3Key` is `<hash>.zip` of `asset.<hash>`. */
  templates: Partial<Record<Stage, Template>>;
  directory: string;
}

const root = join(import.meta.dirname, '..');

/** The whole application; no account, no network, no clock. */
export const createApp = (
  assetsOf: (settings: Settings) => Assets,
  { stages = Stage.options, directory, changes }: SynthesisOptions = {},
) => {
  const app = new App({
    outdir: directory ?? join(root, 'cdk.out'),
    analyticsReporting: false,
    context: { 'aws:cdk:enable-asset-metadata': true },
  });
  const stacks = stages.map((stage) => {
    const settings = settingsOf(stage, changes);
    return new MilhenaStack(app, stackName(stage), {
      settings,
      assets: assetsOf(settings),
      env: { region: settings.region },
      description: `Milhena (${stage}): proven answers from business data`,
      terminationProtection: settings.keepData,
    });
  });
  return { app, stacks };
};

export const stackName = (stage: Stage): string => `Milhena-${stage}`;

/** Writes the templates and their assets. */
export const synthesise = async (options: SynthesisOptions = {}): Promise<Synthesis> => {
  const assetsOf = await assetsFor(options);
  // The rules of cdk-nag run apart (`npm run nag`); the built-in validation alone would take seconds.
  process.env['CDK_VALIDATION'] ??= 'false';
  const { app, stacks } = createApp(assetsOf, options);
  const { directory } = app.synth();
  const templates: Synthesis['templates'] = {};
  for (const stack of stacks) {
    const text = await readFile(join(directory, stack.templateFile), 'utf8');
    const stage = Stage.parse(stack.stackName.replace('Milhena-', ''));
    templates[stage] = JSON.parse(text);
  }
  return { templates, directory };
};

/** The functions and what draws charts once, and for each stage the layer with its catalog. */
const assetsFor = async ({
  assets,
  stages = Stage.options,
  changes,
}: SynthesisOptions): Promise<(settings: Settings) => Assets> => {
  if (assets) return () => assets;
  // Whoever brings assets does not pay for loading the bundler.
  const { buildChartsLayer, buildLayer, bundleFunctions } = await import('./bundle.ts');
  const dist = join(root, 'dist');
  const functions = await bundleFunctions(dist);
  const charts = await buildChartsLayer(join(dist, 'layer-charts'));
  const layers = new Map<Stage, string>();
  for (const stage of stages) {
    const { catalog, languages } = settingsOf(stage, changes);
    layers.set(stage, await buildLayer(join(dist, 'layers', stage), { catalog, languages }));
  }
  return ({ stage }) => ({ functions, layer: layers.get(stage) ?? '', charts });
};

if (import.meta.main) {
  const startedAt = performance.now();
  const outdir = process.env['CDK_OUTDIR'];
  const { templates, directory } = await synthesise(outdir === undefined ? {} : { directory: outdir });
  for (const [stage, template] of Object.entries(templates)) {
    console.log(`${stage}: ${Object.keys(template.Resources).length} resources`);
  }
  console.log(`synthesised into ${directory} in ${Math.round(performance.now() - startedAt)} ms`);
}
