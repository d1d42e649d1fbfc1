import * as z from 'zod/mini';
import type { Json } from './webhook-peer.ts';

const Answer = z.object({
  id: z.optional(z.string()),
  url: z.optional(z.string()),
  messages: z.optional(z.array(z.object({ id: z.string() }))),
  error: z.optional(z.looseObject({ code: z.int() })),
});

/** A client of the Graph API: sends messages and uploads pictures, and gives the answers back as they came. */
export const graphClient = (graphUrl: string, numberId: string, accessToken: string) => {
  const read = async (response: Response) => {
    const document: unknown = await response.json();
    const { error, messages, id, url } = z.parse(Answer, document);
    return {
      status: response.status,
      document,
      code: error?.code,
      id: messages?.[0]?.id ?? id ?? '',
      url: url ?? '',
    };
  };
  const authorization = `Bearer ${accessToken}`;
  return {
    send: async (body: Json, headers: Record<string, string> = {}) =>
      read(
        await fetch(`${graphUrl}/${numberId}/messages`, {
          method: 'POST',
          headers: { authorization, 'content-type': 'application/json', ...headers },
          body: JSON.stringify({ messaging_product: 'whatsapp', ...body }),
        }),
      ),
    upload: async (bytes: Uint8Array<ArrayBuffer>, type = 'image/png') => {
      const form = new FormData();
      form.set('messaging_product', 'whatsapp');
      form.set('type', type);
      form.set('file', new Blob([bytes], { type }), 'picture');
      const headers = { authorization };
      return read(await fetch(`${graphUrl}/${numberId}/media`, { method: 'POST', headers, body: form }));
    },
    about: async (mediaId: string) =>
      read(await fetch(`${graphUrl}/${mediaId}`, { headers: { authorization } })),
    download: (url: string) => fetch(url, { headers: { authorization } }),
  };
};
