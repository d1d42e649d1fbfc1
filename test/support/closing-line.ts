import type { Reporter, TestModule } from 'vitest/node';

/** Closes a run with one plain line that any machine can read: `1234 passed, 0 failed, 2 skipped`. */
export const closingLine: Reporter = {
  onTestRunEnd(modules: readonly TestModule[], errors) {
    const states = modules.flatMap((module) =>
      [...module.children.allTests()].map((test) => test.result().state),
    );
    const count = (state: string): number => states.filter((each) => each === state).length;
    // A file that could not be loaded has no test to fail; it counts as one.
    const broken = modules.filter(
      (module) => module.state() === 'failed' && [...module.children.allTests()].length === 0,
    );
    const failed = count('failed') + broken.length + errors.length;
    const skipped = count('skipped');
    const line = `\n${count('passed')} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ''}\n`;
    // At the very end, behind the coverage.
    process.once('exit', () => process.stdout.write(line));
  },
};
