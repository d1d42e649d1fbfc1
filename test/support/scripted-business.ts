import { setTimeout as wait } from 'node:timers/promises';
import * as z from 'zod/mini';
import type { graphClient } from './graph-client.ts';
import type { Json } from './webhook-peer.ts';

const Message = z.object({
  id: z.string(),
  from: z.optional(z.string()),
  from_user_id: z.string(),
  type: z.string(),
  text: z.optional(z.object({ body: z.string() })),
  interactive: z.optional(
    z.object({
      button_reply: z.optional(z.object({ title: z.string() })),
      list_reply: z.optional(z.object({ title: z.string() })),
    }),
  ),
});

const reply = (id: string, title: string) => ({ type: 'reply', reply: { id, title } });

const answerText = `*Ieri 12 esecuzioni su 240 hanno richiesto attenzione* (5 %).

- Fatture ai clienti: *5*
- Ordini dal negozio: *4*
- Giacenze di magazzino: *3*

_Dati letti alle 08:00._`;

/** What the business says to each of the person's words. */
const partsFor = (said: string, pictures: readonly string[]): Json[] => {
  const [first = '', second = '', third = ''] = pictures;
  const card = (at: number, id: string, text: string) => ({
    card_index: at,
    header: { type: 'image', image: { id } },
    body: { text },
    action: { buttons: [{ type: 'quick_reply', quick_reply: { id: `c${at}`, title: 'Dettagli' } }] },
  });
  switch (said) {
    case 'Per processo':
      return [
        {
          type: 'interactive',
          interactive: {
            type: 'list',
            header: { type: 'text', text: 'Processi' },
            body: { text: 'Di quale processo vuoi sapere di più?' },
            action: {
              button: 'Scegli un processo',
              sections: [
                {
                  title: 'Da guardare',
                  rows: [
                    { id: 'r1', title: 'Fatture ai clienti', description: '5 esecuzioni su 40' },
                    { id: 'r2', title: 'Ordini dal negozio', description: '4 esecuzioni su 120' },
                  ],
                },
                { title: 'Tranquilli', rows: [{ id: 'r3', title: 'Giacenze di magazzino' }] },
              ],
            },
          },
        },
      ];
    case 'Fatture ai clienti':
      return [
        {
          type: 'interactive',
          interactive: {
            type: 'carousel',
            body: { text: 'Questi *tre processi* hanno bisogno di attenzione:' },
            action: {
              cards: [
                card(0, first, '*Fatture ai clienti*\n5 su 40 ieri'),
                card(1, second, '*Ordini dal negozio*\n4 su 120 ieri'),
                card(2, third, '*Giacenze di magazzino*\n3 su 80 ieri'),
              ],
            },
          },
        },
      ];
    case 'Dettagli':
      return [
        { type: 'image', image: { id: first, caption: 'Fatture ai clienti: lun 2, mar 3, mer 1, *gio 5*' } },
        {
          type: 'interactive',
          interactive: {
            type: 'cta_url',
            body: { text: 'Il quadro completo è sulla pagina.' },
            action: { name: 'cta_url', parameters: { display_text: 'Apri', url: 'https://example.com/r/1' } },
          },
        },
      ];
    default:
      return [
        { type: 'text', text: { body: answerText } },
        {
          type: 'interactive',
          interactive: {
            type: 'button',
            body: { text: 'Vuoi vedere altro?' },
            footer: { text: 'Assistente automatico' },
            action: {
              buttons: [reply('b1', 'Per processo'), reply('b2', 'Settimana scorsa'), reply('b3', '👍')],
            },
          },
        },
      ];
  }
};

/** A business that answers by a script: it marks as read, shows that it writes, then replies. */
export const scriptedBusiness =
  (graph: () => ReturnType<typeof graphClient>, pictures: readonly string[]) =>
  async (raw: Json): Promise<void> => {
    const message = z.parse(Message, raw);
    if (message.type === 'reaction') return;
    const { id, from, text, interactive } = message;
    const said = text?.body ?? interactive?.button_reply?.title ?? interactive?.list_reply?.title ?? '';
    const to = from === undefined ? { recipient: message.from_user_id } : { to: from };
    await graph().send({ status: 'read', message_id: id, typing_indicator: { type: 'text' } });
    await wait(400);
    for (const [at, part] of partsFor(said, pictures).entries())
      await graph().send({ ...to, ...part, ...(at === 0 && { context: { message_id: id } }) });
  };
