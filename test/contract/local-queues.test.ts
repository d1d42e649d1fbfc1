import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { openQueues } from '#infra/local/emulators/queues.ts';
import { readTemplate } from '#infra/local/template/template.ts';

const QUEUE = {
  Type: 'AWS::SQS::Queue',
  Properties: {
    FifoQueue: true,
    ContentBasedDeduplication: false,
    DeduplicationScope: 'messageGroup',
    FifoThroughputLimit: 'perMessageGroupId',
    VisibilityTimeout: 60,
  },
};

test('queues with groups are there again at the second start', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'milhena-queues-'));
  try {
    for (let start = 0; start < 2; start += 1) {
      const queues = await openQueues(readTemplate({ Resources: { Line: QUEUE } }, 'eu-west-1'), folder);
      expect(queues?.names).toHaveLength(1);
      await queues?.stop();
    }
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
});
