import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';

// The quick tests of masking alone. `MASKING_TESTS` names fewer of them, such as those of the file that is changed:
// every mutant runs all that come by it.
const {
  MASKING_TESTS: names = '{articles,code-lines,dictionary,distinct-names,gate,names,splits,trie,words}',
} = process.env;

export default defineConfig({
  resolve: { alias: { yaml: fileURLToPath(new URL('yaml-once.mjs', import.meta.url)) } },
  test: {
    include: [`test/unit/masking/${names}.test.ts`],
    isolate: false,
    testTimeout: 20_000,
  },
});
