import type { Reporter, TestModule } from 'vitest/node';

/** No file of tests takes a fifth of this, in milliseconds, on the slowest machine seen. */
const LONGEST = 1_800_000;

const started = new Map<string, NodeJS.Timeout>();

/** Ends the whole run when a file of tests does not end, and names it: a test's own time limit cannot stop a loop. */
export const unending: Reporter = {
  onTestModuleStart({ moduleId, relativeModuleId }: TestModule) {
    const end = (): never => {
      process.stderr.write(`\n${relativeModuleId} has not ended after ${LONGEST / 60_000} minutes\n`);
      process.exit(1);
    };
    started.set(moduleId, setTimeout(end, LONGEST).unref());
  },
  onTestModuleEnd({ moduleId }: TestModule) {
    clearTimeout(started.get(moduleId));
    started.delete(moduleId);
  },
};
