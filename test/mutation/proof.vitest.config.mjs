import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';
import { BaseSequencer } from 'vitest/node';

// What proves answers. `PROOF_TESTS` names fewer tests, such as those of the file that is changed (or more, such as
// `{proof,wording}/**/*`, with the answers it is proven on): every mutant runs those tests that reach it.
const { PROOF_TESTS: names = 'proof/*' } = process.env;

/** The slowest tests last: most mutants end before. */
const LAST = ['facts', 'lies'];
const place = ({ moduleId }) => LAST.findIndex((name) => moduleId.endsWith(`/${name}.test.ts`));

class QuickestFirst extends BaseSequencer {
  sort(files) {
    return files.toSorted((left, right) => place(left) - place(right));
  }
}

export default defineConfig({
  resolve: { alias: { yaml: fileURLToPath(new URL('yaml-once.mjs', import.meta.url)) } },
  test: {
    include: [`test/unit/${names}.test.ts`],
    isolate: false,
    sequence: { sequencer: QuickestFirst },
    testTimeout: 20_000,
  },
});
