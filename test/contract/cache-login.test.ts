import { createHash, createHmac } from 'node:crypto';
import { SignatureV4 } from '@smithy/signature-v4';
import { expect, test } from 'vitest';
import { cacheLogin } from '#shared/adapters/cache-login.ts';

/** What the signer of the SDK wants: a hash, or one with a key. */
class Sha256 {
  private readonly hash;
  constructor(key?: string | ArrayBuffer | ArrayBufferView) {
    this.hash =
      key === undefined
        ? createHash('sha256')
        : createHmac('sha256', typeof key === 'string' ? key : bytesOf(key));
  }
  update(data: string | ArrayBuffer | ArrayBufferView): void {
    this.hash.update(typeof data === 'string' ? data : bytesOf(data));
  }
  digest = (): Promise<Uint8Array> => Promise.resolve(new Uint8Array(this.hash.digest()));
  reset(): void {
    throw new Error('not needed');
  }
}

const bytesOf = (data: ArrayBuffer | ArrayBufferView): Uint8Array =>
  ArrayBuffer.isView(data)
    ? new Uint8Array(data.buffer, data.byteOffset, data.byteLength)
    : new Uint8Array(data);

const NOW = new Date('2026-11-21T09:14:07.123Z');

test.each([undefined, 'a token/with+signs=='])(
  'the login is signed as the SDK would sign it (token: %s)',
  async (sessionToken) => {
    const keys = {
      region: 'eu-west-1',
      accessKeyId: 'AKIDEXAMPLE',
      secretAccessKey: 'secret/Key+',
      sessionToken,
    };
    const signer = new SignatureV4({
      service: 'elasticache',
      region: keys.region,
      credentials: {
        accessKeyId: keys.accessKeyId,
        secretAccessKey: keys.secretAccessKey,
        ...(sessionToken !== undefined && { sessionToken }),
      },
      sha256: Sha256,
    });
    const { query = {} } = await signer.presign(
      {
        method: 'GET',
        protocol: 'https:',
        hostname: 'milhena-prod',
        path: '/',
        headers: { host: 'milhena-prod' },
        query: { Action: 'connect', User: 'milhena-prod', ResourceType: 'ServerlessCache' },
      },
      { expiresIn: 900, signingDate: NOW },
    );
    const { username, password } = cacheLogin('milhena-prod', keys, NOW);
    expect(username).toBe('milhena-prod');
    const [address, asked] = password.split('?');
    expect(address).toBe('milhena-prod/');
    expect(Object.fromEntries(new URLSearchParams(asked))).toEqual(query);
  },
);
