import { defineConfig } from 'vitest/config';
import { BaseSequencer } from 'vitest/node';

/** The quickest tests first: most mutants end there. */
const FIRST = ['lies', 'exactness', 'no-data', 'reach', 'several', 'formats', 'spoken', 'answers', 'facts'];
const place = ({ moduleId }) => {
  const at = FIRST.findIndex((name) => moduleId.endsWith(`/${name}.test.ts`));
  return at < 0 ? FIRST.length : at;
};

class QuickestFirst extends BaseSequencer {
  sort(files) {
    return files.toSorted((left, right) => place(left) - place(right));
  }
}

// What proves answers, and the answers it is proven on: every mutant runs those tests that reach it.
export default defineConfig({
  test: {
    include: ['test/unit/{proof,wording}/**/*.test.ts'],
    isolate: false,
    sequence: { sequencer: QuickestFirst },
    testTimeout: 20_000,
  },
});
