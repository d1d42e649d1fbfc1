import * as z from 'zod/mini';
import type { Recovered } from '../contracts/recoveries.ts';
import type { MessagingPlatform, MessagingSecrets, SendOutcome } from '../ports.ts';
import { boundedFetch } from './bounded-fetch.ts';

const SEND_MS = 8000;
const UPLOAD_MS = 6000;
const COURTESY_MS = 3000;
const LONGEST_RETRY_AFTER_S = 3600;

const Accepted = z.object({
  messages: z
    .array(z.object({ id: z.string().check(z.minLength(1), z.maxLength(256)) }))
    .check(z.minLength(1)),
});
const Refused = z.object({ error: z.object({ code: z.optional(z.int()) }) });
const Uploaded = z.object({ id: z.string().check(z.minLength(1)) });

/** Nothing of the request can have left this machine. */
const NEVER_CONNECTED = new Set(['ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN', 'UND_ERR_CONNECT_TIMEOUT']);
/** The platform is not reached, or we do not know how to speak to it: nothing was sent. */
const AWAY: SendOutcome = { kind: 'refused', status: 503 };
/** These say that the access token is not, or no longer, good. */
const STALE_TOKEN = new Set([0, 190]);

export interface GraphSettings {
  /** With the version: `https://graph.facebook.com/v25.0`. */
  baseUrl: string;
  secrets: MessagingSecrets;
  /** Told of failures that were got over. */
  recovered?: Recovered;
}

/**
 * Meta's Graph API. An access token that is refused is asked for anew, once a call. Where an answer is missing or can
 * not be read nobody knows whether the message went out.
 */
export const graphPlatform = ({ baseUrl, secrets, recovered }: GraphSettings): MessagingPlatform => {
  const call = async (path: string, signal: AbortSignal, token: string, body: BodyOf): Promise<Response> =>
    boundedFetch(`${baseUrl}/${path}`, {
      method: 'POST',
      headers: { authorization: `Bearer ${token}`, ...body.headers },
      body: body.content(),
      signal,
    });

  /** One limit of time for both tries. @throws what `fetch` throws, StoreUnavailable */
  const post = async (path: string, ms: number, body: BodyOf): Promise<Answer> => {
    const signal = AbortSignal.timeout(ms);
    const { accessToken } = await secrets.read();
    const first = await answerOf(await call(path, signal, accessToken, body));
    if (!isStale(first)) return first;
    const { accessToken: renewed } = await secrets.renew();
    if (renewed === accessToken) return first;
    const second = await answerOf(await call(path, signal, renewed, body));
    if (!isStale(second)) recovered?.({ failure: 'token_refused', how: 'renewed' });
    return second;
  };

  return {
    send: async (numberId, payload, reference) => {
      const body = json({ ...payload, biz_opaque_callback_data: reference });
      try {
        return outcomeOf(await post(`${numberId}/messages`, SEND_MS, body));
      } catch (error) {
        return isBeforeSending(error) ? AWAY : { kind: 'unknown' };
      }
    },
    seen: async (numberId, messageId, writing) => {
      const body = json({
        messaging_product: 'whatsapp',
        status: 'read',
        message_id: messageId,
        ...(writing && { typing_indicator: { type: 'text' } }),
      });
      await post(`${numberId}/messages`, COURTESY_MS, body).catch(() => undefined);
    },
    upload: async (numberId, png) => {
      const content = (): FormData => {
        const form = new FormData();
        form.set('messaging_product', 'whatsapp');
        form.set('type', 'image/png');
        form.set('file', new Blob([Uint8Array.from(png)], { type: 'image/png' }), 'chart.png');
        return form;
      };
      try {
        const { ok, document } = await post(`${numberId}/media`, UPLOAD_MS, { headers: {}, content });
        const uploaded = z.safeParse(Uploaded, document);
        return ok && uploaded.success ? uploaded.data.id : undefined;
      } catch {
        return undefined;
      }
    },
  };
};

/** Made anew for every try. */
interface BodyOf {
  headers: Record<string, string>;
  content: () => string | FormData;
}

const json = (document: unknown): BodyOf => ({
  headers: { 'content-type': 'application/json' },
  content: () => JSON.stringify(document),
});

interface Answer {
  ok: boolean;
  status: number;
  code: number | undefined;
  retryAfterMs: number | undefined;
  document: unknown;
}

const answerOf = async (response: Response): Promise<Answer> => {
  const document: unknown = await response.json().catch(() => undefined);
  const refused = z.safeParse(Refused, document);
  const seconds = Number(response.headers.get('retry-after') ?? Number.NaN);
  return {
    ok: response.ok,
    status: response.status,
    code: refused.success ? refused.data.error.code : undefined,
    retryAfterMs: seconds >= 0 ? Math.min(seconds, LONGEST_RETRY_AFTER_S) * 1000 : undefined,
    document,
  };
};

const isStale = ({ ok, status, code }: Answer): boolean =>
  !ok && (status === 401 || (code !== undefined && STALE_TOKEN.has(code)));

const outcomeOf = ({ ok, status, code, retryAfterMs, document }: Answer): SendOutcome => {
  if (ok) {
    const accepted = z.safeParse(Accepted, document);
    const messageId = accepted.success ? accepted.data.messages[0]?.id : undefined;
    return messageId === undefined ? { kind: 'unknown' } : { kind: 'sent', messageId };
  }
  // A gateway that broke off says nothing about what is behind it.
  if (status >= 500 && code === undefined) return { kind: 'unknown' };
  return {
    kind: 'refused',
    status,
    ...(code !== undefined && { code }),
    ...(retryAfterMs !== undefined && { retryAfterMs }),
  };
};

const isBeforeSending = (error: unknown): boolean => {
  if (!(error instanceof Error)) return false;
  if (error.name === 'StoreUnavailable' || error.name === 'InvalidConfiguration') return true;
  const code = 'code' in error ? error.code : undefined;
  if (typeof code === 'string' && NEVER_CONNECTED.has(code)) return true;
  if (error instanceof AggregateError) return error.errors.length > 0 && error.errors.every(isBeforeSending);
  return isBeforeSending(error.cause);
};
