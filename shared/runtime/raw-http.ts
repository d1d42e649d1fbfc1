import * as z from 'zod/mini';
import { once } from '../once.ts';
import { describeError, log, measure, openLog } from './log.ts';
import { lowerCaseKeys, ProxyEvent, type ProxyResult } from './request.ts';

/** A request as it came: what was signed are its bytes. */
export interface RawRequest {
  method: string;
  query: Record<string, string | undefined>;
  /** By names in small letters. */
  headers: Record<string, string>;
  bytes: Uint8Array;
}

export interface RawReply {
  status: number;
  /** Plain text. */
  body: string;
}

/**
 * The edge for machines that speak their own form: bytes in, plain text out. What fails is a bare 500; the use
 * case is loaded with the first request.
 */
export const rawHttp = (
  name: string,
  load: () => Promise<(request: RawRequest) => Promise<RawReply>>,
): ((event: unknown) => Promise<ProxyResult>) => {
  const serve = once(load);
  return async (raw) => {
    const startedAt = performance.now();
    const [served] = await Promise.allSettled([serve(), openLog()]);
    try {
      if (served.status === 'rejected') throw served.reason;
      const { status, body } = await served.value(requestOf(z.parse(ProxyEvent, raw)));
      const ms = performance.now() - startedAt;
      measure(name, startedAt, status >= 500 ? `http_${status}` : undefined);
      log.info(name, { status, ms: Math.round(ms) });
      return text(status, body);
    } catch (error) {
      const known = describeError(error);
      measure(name, startedAt, known.error);
      log.error(name, { ...known });
      return text(500, '');
    }
  };
};

const requestOf = (event: ProxyEvent): RawRequest => ({
  method: event.httpMethod,
  query: event.queryStringParameters ?? {},
  headers: lowerCaseKeys(event.headers),
  bytes: Buffer.from(event.body ?? '', event.isBase64Encoded === true ? 'base64' : 'utf8'),
});

const text = (statusCode: number, body: string): ProxyResult => ({
  statusCode,
  headers: {
    'content-type': 'text/plain; charset=utf-8',
    'cache-control': 'no-store',
    'x-content-type-options': 'nosniff',
  },
  body,
});
