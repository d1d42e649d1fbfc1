import { type InlineConfig, startVitest } from 'vitest/node';
import { closingLine } from './support/closing-line.ts';
import { unending } from './support/unending.ts';

// Every test, in two runs with one closing line: lines are counted (coverage) by the fast tests alone. Counting doubles
// the time of whatever computes, and the slow tests reach few lines that these do not.

const COUNTED = ['house', 'unit', 'contract'];

for (const run of [
  { project: COUNTED, coverage: { enabled: true } },
  { project: COUNTED.map((name) => `!${name}`) },
]) {
  const reporters: InlineConfig['reporters'] = [['default', { summary: false }], closingLine, unending];
  const vitest = await startVitest('test', [], { ...run, watch: false, reporters });
  await vitest.close();
}
