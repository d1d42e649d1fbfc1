import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { expect, test } from 'vitest';

/** Those that need no engine. The others want a machine of their own; what they stand on runs in other tests. */
const PARTS = 'bundles,ring,chain';
const FUNCTIONS = ['api', 'classify', 'dispatch', 'mask', 'monitor', 'query', 'validate', 'webhook'];

interface Ended {
  stdout: string;
  code?: unknown;
}

test('`npm run bench -- --short` measures and compares, and no function is heavier than it may be', async () => {
  const args = ['bench/run.ts', '--short', '--only', PARTS, '--name', 'of-a-test'];
  const ended: Promise<Ended> = promisify(execFile)('node', args);
  // Exit code 1 says that a ratio is worse. One of times may be, on a busy machine; kilobytes may not.
  const { stdout, code } = await ended.catch((failed: Ended) => failed);
  expect([undefined, 1]).toContain(code);
  for (const name of FUNCTIONS) expect(stdout).toMatch(new RegExp(`met +${name}: eager kB`));
  const [, compared] = stdout.split('Against the baseline of');
  expect(compared).toContain('kept and resumed / LangGraph');
  expect(compared).toContain('rejected, ours / opossum');
});
