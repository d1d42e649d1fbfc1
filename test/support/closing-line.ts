import type { Reporter, TestModule } from 'vitest/node';

const told = { passed: 0, failed: 0, skipped: 0 };

/** Closes a process with one plain line that any machine can read: `1234 passed, 0 failed, 2 skipped`. */
export const closingLine: Reporter = {
  onInit() {
    process.off('exit', tell);
    // At the very end, behind the coverage.
    process.once('exit', tell);
  },
  onTestRunEnd(modules: readonly TestModule[], errors) {
    const states = modules.flatMap((module) =>
      [...module.children.allTests()].map((test) => test.result().state),
    );
    const count = (state: string): number => states.filter((each) => each === state).length;
    // A file that could not be loaded has no test to fail; it counts as one.
    const broken = modules.filter(
      (module) => module.state() === 'failed' && [...module.children.allTests()].length === 0,
    );
    told.passed += count('passed');
    told.failed += count('failed') + broken.length + errors.length;
    told.skipped += count('skipped');
  },
};

const tell = (): void => {
  const skipped = told.skipped > 0 ? `, ${told.skipped} skipped` : '';
  process.stdout.write(`\n${told.passed} passed, ${told.failed} failed${skipped}\n`);
};
