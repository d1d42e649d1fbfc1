import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Validations } from 'aws-cdk-lib';
import { AwsSolutionsChecks } from 'cdk-nag';
import { createApp, type SynthesisOptions } from './app.ts';
import { acknowledgements } from './aws/acknowledgements.ts';
import type { Assets } from './bundle.ts';

export interface NagReport {
  /** One line for each finding that nobody gave a reason for. */
  findings: string[];
  /** One line for each reason given, in the first stage. */
  reasons: string[];
}

/**
 * Holds stages (by default every one) against the AWS Solutions rules.
 * @throws what synthesis throws when a validation plugin objects.
 */
export const nag = async (
  assets: Assets,
  options: Pick<SynthesisOptions, 'stages' | 'changes'> = {},
): Promise<NagReport> => {
  const directory = await mkdtemp(join(tmpdir(), 'milhena-nag-'));
  process.env['CDK_VALIDATION'] = 'true';
  try {
    const { app, stacks } = createApp(() => assets, { ...options, directory });
    const rules = new AwsSolutionsChecks(app);
    const { violations } = rules.validateScope(app);
    const findings = violations.flatMap(({ ruleName, description, violatingResources }) =>
      violatingResources.map(({ constructPath }) => `${ruleName} at ${constructPath ?? '?'}: ${description}`),
    );
    const reasons = stacks
      .slice(0, 1)
      .flatMap((stack) =>
        acknowledgements(stack).map(({ on, id, reason }) => `${id} at ${on.node.path}: ${reason}`),
      );
    // As a plugin it stops a synthesis by itself; asked first, so that all findings can be shown.
    Validations.of(app).addPlugins(rules);
    if (findings.length === 0) app.synth();
    return { findings, reasons };
  } finally {
    process.env['CDK_VALIDATION'] = 'false';
    await rm(directory, { recursive: true, force: true });
  }
};

if (import.meta.main) {
  const { buildAssets } = await import('./bundle.ts');
  const { findings, reasons } = await nag(await buildAssets());
  console.log(`acknowledged, with reasons: ${reasons.length}`);
  for (const line of reasons) console.log(`  ${line}`);
  console.log(`findings without a reason: ${findings.length}`);
  for (const line of findings) console.error(`  ${line}`);
  process.exitCode = findings.length === 0 ? 0 : 1;
}
