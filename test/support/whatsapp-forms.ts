/** Messages of each form but for their head, with what is to be tried in them. */

export const interactive = (content: object) => ({ type: 'interactive', interactive: content });

export const texts = (body: string) => ({ type: 'text', text: { body, preview_url: false } });
export const buttons = (body: string, ...named: [id: string, title: string][]) =>
  interactive({
    type: 'button',
    body: { text: body },
    action: { buttons: named.map(([id, title]) => ({ type: 'reply', reply: { id, title } })) },
  });
export const list = (body: string, button: string, section: string, ...rows: object[]) =>
  interactive({
    type: 'list',
    body: { text: body },
    action: { button, sections: [{ title: section, rows }] },
  });
export const row = (at: number, title = 'x', description = 'y') => ({ id: `r${at}`, title, description });
export const cards = (count: number, text = 'x', title = 'Apri', firstId = 'c') =>
  interactive({
    type: 'carousel',
    body: { text: 'x' },
    action: {
      cards: Array.from({ length: count }, (_, at) => ({
        card_index: at,
        type: 'cta_url',
        header: { type: 'image', image: { id: '9001' } },
        body: { text },
        action: {
          buttons: [{ type: 'quick_reply', quick_reply: { id: at === 0 ? firstId : `id${at}`, title } }],
        },
      })),
    },
  });
export const link = (url: string, label: string) =>
  interactive({
    type: 'cta_url',
    body: { text: 'x' },
    action: { name: 'cta_url', parameters: { display_text: label, url } },
  });
