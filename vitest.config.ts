import { defineConfig } from 'vitest/config';
import { closingLine } from './test/support/closing-line.ts';

// One project a kind of test: the slower ones boot real engines and get more time.
const project = (name: string, include: string, testTimeout: number, fileParallelism = true) => ({
  test: { name, include: [include], testTimeout, hookTimeout: 120_000, fileParallelism },
});

export default defineConfig({
  test: {
    reporters: [['default', { summary: false }], closingLine],
    projects: [
      project('house', 'test/house.test.ts', 20_000),
      project('unit', 'test/unit/**/*.test.ts', 20_000),
      project('contract', 'test/contract/**/*.test.ts', 60_000),
      project('flow', 'test/flow/**/*.test.ts', 60_000),
      project('infra', 'test/infra/**/*.test.ts', 120_000),
      project('evals', 'test/evals/**/*.test.ts', 300_000),
      project('e2e', 'test/e2e/**/*.test.ts', 300_000, false),
      project('chaos', 'test/chaos/**/*.test.ts', 120_000, false),
    ],
    coverage: {
      provider: 'v8',
      include: ['shared/domain/**/*.ts'],
      reporter: ['text-summary', 'json-summary'],
      thresholds: { lines: 90 },
    },
  },
});
