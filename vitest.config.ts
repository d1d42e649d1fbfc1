import { defineConfig } from 'vitest/config';
import type { InlineConfig } from 'vitest/node';
import { closingLine } from './test/support/closing-line.ts';

const SETUP = ['test/support/clean-prototypes.ts', 'test/support/properties.ts'];

// One project a kind of test: the slower ones boot real engines and get more time. Files that leave no state behind
// share their modules (`isolate: false`), which halves their time. Every core has files to work on (one is kept free
// else); those that stand the whole local cloud up come one at a time, behind the others.
const project = (name: string, include: string, testTimeout: number, more: InlineConfig = {}) => ({
  test: {
    name,
    include: [include],
    testTimeout,
    hookTimeout: 120_000,
    setupFiles: SETUP,
    maxWorkers: '100%',
    ...more,
  },
});
const ALONE: InlineConfig = { maxWorkers: 1, fileParallelism: false };

export default defineConfig({
  test: {
    reporters: [['default', { summary: false }], closingLine],
    projects: [
      project('house', 'test/house.test.ts', 20_000),
      project('unit', 'test/unit/**/*.test.ts', 60_000, { isolate: false }),
      project('contract', 'test/contract/**/*.test.ts', 60_000, { isolate: false }),
      project('flow', 'test/flow/**/*.test.ts', 60_000),
      project('infra', 'test/infra/**/*.test.ts', 120_000, { isolate: false }),
      project('evals', 'test/evals/**/*.test.ts', 800_000, { isolate: false }),
      project('e2e', 'test/e2e/**/*.test.ts', 300_000, ALONE),
      project('chaos', 'test/chaos/**/*.test.ts', 120_000, ALONE),
    ],
    coverage: {
      provider: 'v8',
      include: ['shared/domain/**/*.ts'],
      reporter: ['text-summary', 'json-summary'],
      thresholds: { lines: 90 },
    },
  },
});
