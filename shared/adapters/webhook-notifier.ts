import { createHmac } from 'node:crypto';
import { StoreUnavailable } from '../contracts/faults.ts';
import type { Notifier } from '../ports.ts';
import { boundedFetch } from './bounded-fetch.ts';

const PATIENCE_MS = 4000;

export interface Hook {
  /** From the configuration alone; where it leads on is not followed. */
  url: string;
  secret: () => Promise<string>;
  /** Of the machine, in ms. */
  clock: () => number;
}

/**
 * Posts notices as JSON. `x-milhena-timestamp` is in seconds; `x-milhena-signature` is `sha256=` and the
 * HMAC-SHA256 of the timestamp, a full stop and the body, in hexadecimal.
 */
export const webhookNotifier = ({ url, secret, clock }: Hook): Notifier => ({
  tell: async (notice) => {
    const body = JSON.stringify({ version: 1, ...notice });
    const timestamp = String(Math.floor(clock() / 1000));
    try {
      const signature = createHmac('sha256', await secret())
        .update(`${timestamp}.${body}`)
        .digest('hex');
      const headers = {
        'content-type': 'application/json',
        'x-milhena-timestamp': timestamp,
        'x-milhena-signature': `sha256=${signature}`,
      };
      const signal = AbortSignal.timeout(PATIENCE_MS);
      const response = await boundedFetch(url, { method: 'POST', headers, body, signal });
      if (!response.ok) throw new StoreUnavailable(`status ${response.status}`);
    } catch (error) {
      throw error instanceof StoreUnavailable
        ? error
        : new StoreUnavailable(error instanceof Error ? error.name : 'unknown');
    }
  },
});
