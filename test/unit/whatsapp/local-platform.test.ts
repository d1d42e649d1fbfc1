import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { readOutbound } from '#infra/local/whatsapp/limits.ts';
import { renderReply } from '#shared/domain/whatsapp/render.ts';
import { replies, senders } from '#test/support/replies.ts';

const CASES = 1500;

test('the platform of this machine, which has its own limits, takes whatever a reply becomes', () => {
  let messages = 0;
  fc.assert(
    fc.property(replies, senders, (reply, sender) => {
      for (const { payload, plain } of renderReply(reply, sender)) {
        readOutbound(payload);
        messages += 1;
        if (plain) readOutbound(plain);
      }
    }),
    { numRuns: CASES },
  );
  expect(messages).toBeGreaterThan(CASES);
});
