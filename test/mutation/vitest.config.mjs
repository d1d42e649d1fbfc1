import { defineConfig } from 'vitest/config';

// The quick tests of masking alone: every mutant runs all of them.
export default defineConfig({
  test: {
    include: ['test/unit/masking/{articles,words,names,dictionary,known,glance}.test.ts'],
    testTimeout: 20_000,
  },
});
