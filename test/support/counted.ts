import { vi } from 'vitest';
import { readLine, type Told } from '#infra/local/figures/lines.ts';
import { measure, openLog } from '#shared/runtime/log.ts';

/** What functions count while `work` is done, read from the lines that they write. */
export const countedBy = async (work: () => Promise<unknown>): Promise<Told[]> => {
  await openLog();
  const lines: string[] = [];
  const written = vi.spyOn(process.stdout, 'write').mockImplementation((text) => {
    lines.push(String(text));
    return true;
  });
  try {
    // What was counted before this belongs to others.
    measure('before', performance.now());
    lines.length = 0;
    await work();
    measure('after', performance.now());
  } finally {
    written.mockRestore();
  }
  return lines.flatMap((text) => text.split('\n')).flatMap(readLine);
};

/** One metric's figures as `value value: how often`, its values in the order of their names, sorted. */
export const figuresOf = (told: readonly Told[], metric: string): string[] => {
  const sums = new Map<string, number>();
  for (const { name, dimensions, values } of told) {
    if (name !== metric) continue;
    const key = Object.keys(dimensions)
      .sort()
      .map((dimension) => dimensions[dimension])
      .join(' ');
    sums.set(key, (sums.get(key) ?? 0) + values.reduce((sum, value) => sum + value, 0));
  }
  return [...sums].map(([key, sum]) => `${key}: ${sum}`).toSorted();
};

/** Failures that were got over, each as `failure how: how often`. */
export const recoveriesIn = async (work: () => Promise<unknown>): Promise<string[]> =>
  figuresOf(await countedBy(work), 'recoveries');
