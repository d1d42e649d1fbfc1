import type { Reporter, SerializedError, TestModule } from 'vitest/node';

const told = { passed: 0, failed: 0, skipped: 0 };
const failures: string[] = [];

/** So many are named at the end; their whole texts stand further up. */
const MOST_NAMED = 40;

/**
 * Closes a process with what failed, a line each, and one plain line that any machine can read:
 * `1234 passed, 0 failed, 2 skipped`.
 */
export const closingLine: Reporter = {
  onInit() {
    process.off('exit', tell);
    // At the very end, behind the coverage.
    process.once('exit', tell);
  },
  onTestRunEnd(modules: readonly TestModule[], errors) {
    for (const module of modules) {
      const before = told.failed;
      for (const test of module.children.allTests()) {
        const { state, errors: why } = test.result();
        if (state === 'failed') fail(`${module.relativeModuleId} > ${test.fullName}`, why);
        else if (state !== 'pending') told[state] += 1;
      }
      // A file that could not be loaded, or prepared, has no test that failed; it counts as one.
      if (module.state() === 'failed' && told.failed === before)
        fail(module.relativeModuleId, module.errors());
    }
    for (const error of errors) fail('outside of any test', [error]);
  },
};

const fail = (where: string, why: readonly SerializedError[] = []): void => {
  told.failed += 1;
  failures.push(`${where}: ${why[0]?.message.split('\n')[0] ?? 'no reason given'}`);
};

const tell = (): void => {
  const more = failures.length > MOST_NAMED ? [`and ${failures.length - MOST_NAMED} more`] : [];
  for (const line of [...failures.slice(0, MOST_NAMED), ...more]) process.stdout.write(`\nfailed: ${line}`);
  const skipped = told.skipped > 0 ? `, ${told.skipped} skipped` : '';
  process.stdout.write(`\n${told.passed} passed, ${told.failed} failed${skipped}\n`);
};
