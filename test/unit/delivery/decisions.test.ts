import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Send } from '#shared/contracts/delivery.ts';
import type { Receipt } from '#shared/contracts/incoming.ts';
import { nextStep } from '#shared/domain/delivery/next-step.ts';
import { afterOutcome, begun } from '#shared/domain/delivery/outcome.ts';
import { failureClass } from '#shared/domain/delivery/platform-errors.ts';
import { afterReceipt } from '#shared/domain/delivery/receipts.ts';
import { readReference, referenceOf } from '#shared/domain/delivery/reference.ts';
import { waitAfter } from '#shared/domain/delivery/waits.ts';

const AT = '2026-11-20T09:00:00.000Z';
const now = new Date(AT);
const later = (seconds: number) => new Date(Date.parse(AT) + seconds * 1000);
const moment = { now, chance: 1 };
const PARKED = 60_000;

const ready: Send = {
  version: 1,
  sendId: 'wamid.IN.0',
  cause: 'wamid.IN',
  place: 0,
  numberId: '1055',
  to: { phone: '393331112222' },
  outgoing: { payload: { type: 'image' }, charts: [], plain: { type: 'text' } },
  state: 'ready',
  attempts: 0,
  madeAt: AT,
};
const sending = begun(ready, now);
const sent = afterOutcome(sending, { kind: 'sent', messageId: 'wamid.OUT' }, moment);

const receipt = (status: string, attempt = 1, errors: number[] = []): Receipt => ({
  version: 1,
  kind: 'receipt',
  numberId: '1055',
  messageId: 'wamid.OUT',
  status,
  at: AT,
  sendId: referenceOf({ sendId: ready.sendId, attempt }),
  errors,
});

describe('what is given along with a send', () => {
  test('comes back as it was, whatever the ids are made of', () => {
    fc.assert(
      fc.property(fc.string({ minLength: 1 }), fc.nat(999_999), (sendId, attempt) => {
        expect(readReference(referenceOf({ sendId, attempt }))).toEqual({ sendId, attempt });
      }),
    );
  });
  test.each([undefined, '', 'campaign-7', 'a~', '~1', 'a~-1', 'a~1x'])('%s is not ours', (text) => {
    expect(readReference(text)).toBeUndefined();
  });
});

describe('what an error of the platform means', () => {
  test.each([
    [{ status: 500, code: 1 }, 'transient'],
    [{ status: 400, code: 1 }, 'unknown'],
    [{ status: 503 }, 'transient'],
    [{ status: 400, code: 131000 }, 'transient'],
    [{ status: 429 }, 'throttled'],
    [{ status: 400, code: 130429 }, 'throttled'],
    [{ status: 400, code: 131056 }, 'pair'],
    [{ code: 131047 }, 'window'],
    [{ code: 131026 }, 'recipient'],
    [{ code: 131050 }, 'opt_out'],
    [{ status: 400, code: 100 }, 'payload'],
    [{ code: 131053 }, 'media'],
    [{ status: 401, code: 190 }, 'token'],
    [{ status: 401 }, 'token'],
    [{ status: 403, code: 230 }, 'token'],
    [{ code: 131042 }, 'account'],
    [{ code: 131049 }, 'quality'],
    [{ status: 404 }, 'unknown'],
    [{ status: 500, code: 999_999 }, 'transient'],
    [{ code: 999_999 }, 'unknown'],
  ] as const)('%j is %s', (error, kind) => {
    expect(failureClass(error)).toBe(kind);
  });
});

describe('how long a wait is', () => {
  test('it grows, has an end, and is scattered by half', () => {
    const waits = [1, 2, 3, 4, 5, 6, 7, 20].map((attempts) => waitAfter('transient', attempts, 1));
    expect(waits).toEqual([1000, 2000, 4000, 8000, 16_000, 32_000, 60_000, 60_000]);
    expect(waitAfter('transient', 3, 0)).toBe(2000);
  });
  test('for one person it is 4^n seconds', () => {
    expect([1, 2, 3, 4].map((attempts) => waitAfter('pair', attempts, 0))).toEqual([1e3, 4e3, 16e3, 64e3]);
  });
  test('it is not shorter than what the platform asks for', () => {
    expect(waitAfter('throttled', 1, 0, 30_000)).toBe(30_000);
  });
});

describe('a row after the platform answered', () => {
  test('is sent, with the id it got', () => {
    expect(sent).toMatchObject({ state: 'sent', messageId: 'wamid.OUT', attempts: 1 });
  });
  test('stays as it is when nobody knows', () => {
    expect(afterOutcome(sending, { kind: 'unknown' }, moment)).toBe(sending);
  });
  const refused = (code: number, send = sending) =>
    afterOutcome(send, { kind: 'refused', status: 400, code }, moment);
  test.each([131000, 130429, 131056, 190, 131031])('%d: it waits', (code) => {
    const after = refused(code);
    expect(after).toMatchObject({ state: 'ready', errors: [code], outgoing: ready.outgoing });
    expect(after.waitUntil && after.waitUntil > AT).toBe(true);
  });
  test.each([100, 131009, 131053])('%d: it is tried once as plain text, then given up', (code) => {
    const plain = refused(code);
    expect(plain).toMatchObject({ state: 'ready', outgoing: { payload: { type: 'text' }, charts: [] } });
    expect(plain.outgoing.plain).toBeUndefined();
    expect(refused(code, begun(plain, now))).toMatchObject({ state: 'given_up', errors: [code] });
  });
  test('131047: a template is sent instead, once', () => {
    const outside = { type: 'template' };
    const told = refused(131047, { ...sending, outgoing: { ...sending.outgoing, outside } });
    expect(told).toMatchObject({ state: 'ready', errors: [131047] });
    expect(told.outgoing).toEqual({ payload: outside, charts: [] });
    expect(refused(131047, begun(told, now)).state).toBe('given_up');
  });
  test.each([131026, 131047, 131049, 131050, 424_242])('%d: it is given up', (code) => {
    expect(refused(code).state).toBe('given_up');
  });
});

describe('a row after a receipt', () => {
  test('that was sending is sent', () => {
    expect(afterReceipt(sending, receipt('sent'), moment)).toMatchObject({
      state: 'sent',
      messageId: 'wamid.OUT',
      status: 'sent',
    });
  });
  test('of a former attempt is sent too: the person has it', () => {
    const again = begun({ ...sending, state: 'ready' }, later(60));
    expect(afterReceipt(again, receipt('delivered', 1), moment).state).toBe('sent');
  });
  test('of a former attempt that failed is as it was', () => {
    const again = begun({ ...sending, state: 'ready' }, later(60));
    expect(afterReceipt(again, receipt('failed', 1, [131000]), moment)).toBe(again);
  });
  test('of an unknown status is sent, and the word is kept', () => {
    expect(afterReceipt(sent, receipt('noticed'), moment)).toMatchObject({
      state: 'sent',
      status: 'noticed',
    });
  });
  test('that failed for a passing reason is tried again, once for each attempt', () => {
    const after = afterReceipt(sent, receipt('failed', 1, [131000]), moment);
    expect(after).toMatchObject({ state: 'ready', attempts: 1 });
    expect(after.messageId).toBeUndefined();
    expect(afterReceipt(after, receipt('failed', 1, [131000]), moment)).toBe(after);
  });
  test('that fails again and again is given up', () => {
    let row = sent;
    for (let attempt = 1; attempt < 5; attempt += 1) {
      row = afterReceipt(row, receipt('failed', attempt, [131000]), moment);
      expect(row).toMatchObject({ state: 'ready', failures: attempt });
      row = afterOutcome(begun(row, now), { kind: 'sent', messageId: 'wamid.OUT' }, moment);
    }
    expect(afterReceipt(row, receipt('failed', 5, [131000]), moment)).toMatchObject({
      state: 'given_up',
      status: 'failed',
    });
  });
  test('that failed on one device and was delivered on another is delivered', () => {
    const failed = afterReceipt(sent, receipt('failed', 1, [131026]), moment);
    expect(failed).toMatchObject({ state: 'given_up', status: 'failed', errors: [131026] });
    expect(afterReceipt(failed, receipt('delivered'), moment)).toMatchObject({
      state: 'sent',
      status: 'delivered',
    });
    const delivered = afterReceipt(sent, receipt('delivered'), moment);
    expect(afterReceipt(delivered, receipt('failed', 1, [131026]), moment)).toBe(delivered);
  });

  test('has the highest status, whatever the order and however often', () => {
    const ranks = ['sent', 'delivered', 'read', 'played'];
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...ranks), { minLength: 1 }), (statuses) => {
        let row = sending;
        let highest = -1;
        for (const status of statuses) {
          row = afterReceipt(row, receipt(status), moment);
          highest = Math.max(highest, ranks.indexOf(status));
          expect([row.state, row.status]).toEqual(['sent', ranks[highest]]);
        }
      }),
    );
  });
});

describe('the next step', () => {
  test('of a new row is to send it', () => {
    expect(nextStep(ready, [], moment, PARKED)).toEqual({ do: 'send' });
  });
  test('of a row that waits is to wait', () => {
    const waits: Send = { ...ready, waitUntil: later(5).toISOString() };
    expect(nextStep(waits, [], moment, PARKED)).toEqual({ do: 'wait', until: later(5) });
    expect(nextStep(waits, [], { ...moment, now: later(5) }, PARKED)).toEqual({ do: 'send' });
  });
  test('of a row that nobody knows of is to wait for a receipt, then to send again', () => {
    expect(nextStep(sending, [], moment, PARKED)).toEqual({ do: 'wait', until: later(60) });
    expect(nextStep(sending, [], { ...moment, now: later(59.999) }, PARKED).do).toBe('wait');
    expect(nextStep(sending, [], { ...moment, now: later(60) }, PARKED)).toEqual({ do: 'send' });
  });
  test('is settled by a receipt, also after the wait', () => {
    for (const at of [now, later(600)])
      expect(nextStep(sending, [receipt('sent')], { ...moment, now: at }, PARKED)).toMatchObject({
        do: 'settle',
        after: { state: 'sent', status: 'sent' },
      });
  });
  test('of a row that was sent or given up is none', () => {
    expect(nextStep(sent, [], moment, PARKED)).toEqual({ do: 'nothing' });
    expect(nextStep({ ...sent, state: 'given_up' }, [receipt('read')], moment, PARKED).do).toBe('nothing');
  });
});
