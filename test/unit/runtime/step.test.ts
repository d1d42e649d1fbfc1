import * as z from 'zod/mini';
import { expect, test } from 'vitest';
import { DatabaseTimeout } from '#shared/contracts/faults.ts';
import { step } from '#shared/runtime/step.ts';

const In = z.object({ questionId: z.string(), count: z.int() });
const Out = z.object({ questionId: z.string(), doubled: z.int() });
const double = async () => (document: z.infer<typeof In>) => ({ ...document, doubled: document.count * 2 });

test('a document goes in by its schema and comes out by its schema', async () => {
  const handler = step('double', In, Out, double);
  expect(await handler({ questionId: 'q1', count: 21, extra: true })).toEqual({
    questionId: 'q1',
    doubled: 42,
  });
});

test('a document of another shape is a fault that names the field and never the value', async () => {
  const handler = step('double', In, Out, double);
  await expect(handler({ questionId: 'q1', count: 'canary' })).rejects.toMatchObject({
    name: 'InvalidDocument',
    message: expect.stringMatching(/^(?!.*canary).*count/),
  });
});

test('what a use case returns is checked as well', async () => {
  const handler = step('double', In, Out, async () => () => JSON.parse('{"doubled":"x"}'));
  await expect(handler({ questionId: 'q1', count: 1 })).rejects.toMatchObject({ name: 'InvalidDocument' });
});

test('a fault keeps its name: the state machine matches it', async () => {
  const handler = step('double', In, Out, async () => () => {
    throw new DatabaseTimeout('slow');
  });
  await expect(handler({ questionId: 'q1', count: 1 })).rejects.toMatchObject({ name: 'DatabaseTimeout' });
});

test('the text of a foreign error never leaves, nor does its stack', async () => {
  const handler = step('double', In, Out, async () => () => {
    throw new RangeError('row contains secret-canary');
  });
  const error = await handler({ questionId: 'q1', count: 1 }).catch((thrown: unknown) => thrown);
  expect(error).toBeInstanceOf(Error);
  expect(error).toMatchObject({ name: 'RangeError' });
  expect(`${String(error)} ${error instanceof Error ? error.stack : ''}`).not.toMatch(/canary|\.test\.ts/);
});

test('a use case that could not be loaded is loaded again at the next document', async () => {
  let tries = 0;
  const handler = step('double', In, Out, async () => {
    tries += 1;
    if (tries === 1) throw new Error('not yet');
    return double();
  });
  await expect(handler({ questionId: 'q1', count: 1 })).rejects.toThrow(/log of this function/);
  expect(await handler({ questionId: 'q1', count: 1 })).toMatchObject({ doubled: 2 });
});
