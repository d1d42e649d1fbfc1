import { createHmac, randomBytes } from 'node:crypto';
import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { isSigned } from '#shared/domain/delivery/signature.ts';

const SECRETS = ['first-secret', 'second-secret'];
const sign = (bytes: Uint8Array, secret: string): string =>
  `sha256=${createHmac('sha256', secret).update(bytes).digest('hex')}`;

/** Every copy of some bytes in which one bit is another. */
function* flipped(bytes: Uint8Array): Generator<Buffer> {
  for (let bit = 0; bit < bytes.length * 8; bit += 1) {
    const copy = Buffer.from(bytes);
    copy.writeUInt8(copy.readUInt8(bit >> 3) ^ (1 << (bit & 7)), bit >> 3);
    yield copy;
  }
}

describe('what the platform signed (FAILURES 37)', () => {
  test.each(SECRETS)('is accepted with either secret while they are rotated: %s', (secret) => {
    const body = Buffer.from('{"object":"whatsapp_business_account","città":"\\u00e8"}');
    expect(isSigned(body, sign(body, secret), SECRETS)).toBe(true);
  });

  test('every single-bit change of the body is refused', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 200 }), fc.constantFrom(...SECRETS), (body, secret) => {
        const header = sign(body, secret);
        expect(isSigned(body, header, SECRETS)).toBe(true);
        for (const other of flipped(body)) if (isSigned(other, header, SECRETS)) return false;
        return true;
      }),
      { numRuns: 30 },
    );
  });

  test('every single-bit change of the header is refused', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 200 }), fc.constantFrom(...SECRETS), (body, secret) => {
        const header = Buffer.from(sign(body, secret), 'latin1');
        expect(isSigned(body, header.toString('latin1'), SECRETS)).toBe(true);
        for (const other of flipped(header))
          if (isSigned(body, other.toString('latin1'), SECRETS)) return false;
        return true;
      }),
      { numRuns: 30 },
    );
  });

  test('a body of 3 MB is refused when one of its bits changed', () => {
    const body = randomBytes(3_000_000);
    const header = sign(body, 'first-secret');
    expect(isSigned(body, header, SECRETS)).toBe(true);
    for (const at of [0, 1_500_000, 2_999_999]) {
      const copy = Buffer.from(body);
      copy.writeUInt8(copy.readUInt8(at) ^ 1, at);
      expect(isSigned(copy, header, SECRETS)).toBe(false);
    }
  });

  const body = Buffer.from('{}');
  const digest = sign(body, 'first-secret').slice(7);
  test.each([
    ['nothing', undefined],
    ['an empty header', ''],
    ['the digest alone', digest],
    ['another algorithm', `sha1=${digest}`],
    ['capital letters', `sha256=${digest.toUpperCase()}`],
    ['a digest cut short', `sha256=${digest.slice(0, -2)}`],
    ['a digest that goes on', `sha256=${digest}00`],
    ['a line break behind', `sha256=${digest}\n`],
    ['a space before', ` sha256=${digest}`],
    ['a stranger', sign(body, 'stranger')],
    ['the empty secret', sign(body, '')],
  ])('%s proves nothing', (_, header) => {
    expect(isSigned(body, header, [...SECRETS, ''])).toBe(false);
  });

  test('without a secret nothing is signed', () => {
    expect(isSigned(body, sign(body, ''), [])).toBe(false);
  });
});
