import { defineConfig } from 'vitest/config';

// The quick tests of masking alone: every mutant runs all of them that come by it.
export default defineConfig({
  test: {
    include: ['test/unit/masking/*.test.ts'],
    exclude: ['test/unit/masking/{blocked,glance,guarantee,harvest,known,ordinary}.test.ts'],
    isolate: false,
    testTimeout: 20_000,
  },
});
