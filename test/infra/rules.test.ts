import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { expect, test } from 'vitest';
import { nag } from '#infra/nag.ts';
import { settingsOf } from '#infra/settings.ts';
import { placeholderAssets } from '#test/support/synthesis.ts';

test('no finding of the AWS Solutions rules is without a reason, and reasons are few', async () => {
  const { findings, reasons } = await nag(await placeholderAssets());
  expect(findings).toEqual([]);
  expect(reasons.length).toBeLessThanOrEqual(15);
  for (const line of reasons) expect(line).toMatch(/^\S+ at \S+: .{40,}\.$/);
});

test('models bring no finding without a reason', async () => {
  const models = ['gpt-4o-mini', 'gpt-4.1-nano'].map((name) => ({
    name,
    baseUrl: 'https://api.openai.com/v1',
  }));
  const assets = await placeholderAssets();
  expect((await nag(assets, { stages: ['prod'], changes: { models } })).findings).toEqual([]);
});

test('a finding that nobody gave a reason for is reported', async () => {
  const { database } = settingsOf('dev');
  const { findings } = await nag(await placeholderAssets(), {
    stages: ['dev'],
    changes: { database: { ...database, port: 5432 } },
  });
  expect(findings).toEqual([expect.stringMatching(/^AwsSolutions-RDS11 at Milhena-dev\/Database\/Instance/)]);
});

test('synthesis needs neither a network nor an account', async () => {
  const assets = await placeholderAssets();
  const { functions } = assets;
  const script = `
    import { synthesise } from '#infra/app.ts';
    const { templates } = await synthesise({ directory: '${functions}-out', assets: ${JSON.stringify(assets)} });
    console.log(Object.keys(templates).join());`;
  const node = [process.execPath, '--input-type=module', '--eval', script];
  // Without a network where the machine lets us take it away, without credentials everywhere.
  const bare = { PATH: process.env['PATH'], HOME: functions };
  const options = { env: bare, cwd: new URL('../..', import.meta.url).pathname };
  const offline = await promisify(execFile)('unshare', ['--net', 'true']).then(
    () => ['unshare', '--net'],
    () => [],
  );
  const [command = '', ...rest] = [...offline, ...node];
  const { stdout } = await promisify(execFile)(command, rest, options);
  expect(stdout.trim()).toBe('local,dev,staging,prod');
});
