/** Messages, statuses and changes as the platform sends them: one of every kind. */

export const NUMBER_ID = '1055';

const head = (id: string) => ({
  from: '393331112222',
  from_user_id: 'IT.8831204471',
  id: `wamid.${id}`,
  timestamp: '1795255800',
});
const media = { id: '9001', mime_type: 'image/jpeg', sha256: 'abc=', url: 'https://lookaside.example/9001' };
const reply = { context: { from: '390200000000', id: 'wamid.OUT1' } };

/** By name; each is an item of `value.messages`. */
export const MESSAGES: Readonly<Record<string, Record<string, unknown>>> = {
  text: { ...head('text'), type: 'text', text: { body: 'fatturato di ottobre?' } },
  quoting: { ...head('quoting'), ...reply, type: 'text', text: { body: 'e a settembre?' } },
  forwarded: {
    ...head('forwarded'),
    context: { forwarded: true },
    type: 'text',
    text: { body: 'guarda qui' },
  },
  advertised: {
    ...head('advertised'),
    referral: { source_url: 'https://fb.me/1', source_type: 'ad', headline: 'Prova' },
    type: 'text',
    text: { body: 'ciao' },
  },
  grouped: {
    ...head('grouped'),
    group_id: '1203630@g',
    type: 'text',
    text: { body: 'quante sono fallite?' },
  },
  nameless: {
    from_user_id: 'IT.8831204471',
    id: 'wamid.nameless',
    timestamp: 1795255800,
    type: 'text',
    text: { body: 'ciao' },
  },
  button: {
    ...head('button'),
    ...reply,
    type: 'interactive',
    interactive: { type: 'button_reply', button_reply: { id: 'p:oct', title: 'Ottobre' } },
  },
  list: {
    ...head('list'),
    ...reply,
    type: 'interactive',
    interactive: { type: 'list_reply', list_reply: { id: 'r:3', title: 'Roma', description: 'Lazio' } },
  },
  flow: {
    ...head('flow'),
    type: 'interactive',
    interactive: {
      type: 'nfm_reply',
      nfm_reply: { name: 'flow', body: 'Sent', response_json: '{"flow_token":' },
    },
  },
  emptyInteractive: { ...head('emptyInteractive'), type: 'interactive', errors: [{ code: 131051 }] },
  template: {
    ...head('template'),
    ...reply,
    type: 'button',
    button: { payload: 'STOP', text: 'Stop' },
  },
  image: { ...head('image'), type: 'image', image: { ...media, caption: 'ecco' } },
  video: { ...head('video'), type: 'video', video: { ...media, mime_type: 'video/mp4' } },
  audio: { ...head('audio'), type: 'audio', audio: { ...media, mime_type: 'audio/ogg', voice: true } },
  document: {
    ...head('document'),
    type: 'document',
    document: { ...media, filename: 'a.pdf', caption: 'rapporto' },
  },
  sticker: { ...head('sticker'), type: 'sticker', sticker: { ...media, animated: false } },
  location: {
    ...head('location'),
    type: 'location',
    location: { latitude: 45.46, longitude: 9.19, name: 'Duomo', address: 'Milano' },
  },
  contacts: {
    ...head('contacts'),
    type: 'contacts',
    contacts: [
      {
        name: { formatted_name: 'Piero' },
        phones: [{ phone: '+39 333 444', wa_id: '39333444', type: 'CELL' }, { phone: '+39 02 5555555' }],
        vcard: 'BEGIN:VCARD',
        origin: 'contact_request',
      },
    ],
  },
  reaction: {
    ...head('reaction'),
    type: 'reaction',
    reaction: { message_id: 'wamid.OUT1', emoji: '👍' },
  },
  unreaction: { ...head('unreaction'), type: 'reaction', reaction: { message_id: 'wamid.OUT1', emoji: '' } },
  order: {
    ...head('order'),
    type: 'order',
    order: {
      catalog_id: '7',
      text: 'presto',
      product_items: [{ product_retailer_id: 'x', quantity: 2, item_price: 1.5, currency: 'EUR' }],
    },
  },
  changedNumber: {
    from: '393331112222',
    id: 'wamid.changedNumber',
    timestamp: '1795255800',
    type: 'system',
    system: {
      type: 'user_changed_number',
      body: 'Giulia changed',
      wa_id: '393339998888',
      user_id: 'IT.99',
      previous_user_id: 'IT.8831204471',
    },
  },
  changedId: {
    id: 'wamid.changedId',
    timestamp: '1795255800',
    type: 'system',
    system: { type: 'user_changed_user_id', previous_user_id: 'IT.8831204471', user_id: 'IT.99' },
  },
  changedIdentity: {
    ...head('changedIdentity'),
    type: 'system',
    system: { type: 'customer_identity_changed', body: 'new device' },
  },
  unsupported: {
    ...head('unsupported'),
    type: 'unsupported',
    errors: [{ code: 131051, title: 'Message type unknown', error_data: { details: 'not supported' } }],
    unsupported: { type: 'poll_creation' },
  },
  newer: { ...head('newer'), type: 'hologram', hologram: { depth: 3 } },
  edit: {
    ...head('edit'),
    type: 'edit',
    edit: {
      original_message_id: 'wamid.text',
      message: { type: 'text', text: { body: 'fatturato di novembre?' } },
    },
  },
  revoke: { ...head('revoke'), type: 'revoke', revoke: { original_message_id: 'wamid.text' } },
};

/** By name; each is an item of `value.statuses`. */
export const STATUSES: Readonly<Record<string, Record<string, unknown>>> = {
  delivered: {
    id: 'wamid.OUT1',
    status: 'delivered',
    timestamp: '1795255805',
    recipient_id: '393331112222',
    recipient_user_id: 'IT.8831204471',
    biz_opaque_callback_data: 'send-42',
    pricing: { billable: false, pricing_model: 'PMP', type: 'free_customer_service', category: 'service' },
  },
  failed: {
    id: 'wamid.OUT2',
    status: 'failed',
    timestamp: '1795255806',
    recipient_id: '393331112222',
    errors: [
      { code: 131047, title: 'Re-engagement', error_data: { details: 'more than 24 hours' } },
      { code: '131056' },
    ],
  },
  inGroup: {
    id: 'wamid.OUT3',
    status: 'read',
    timestamp: '1795255807',
    recipient_type: 'group',
    recipient_id: '1203630@g',
    recipient_participant_id: '393331112222',
  },
  newer: { id: 'wamid.OUT4', status: 'teleported', timestamp: 1795255808 },
};

const metadata = { display_phone_number: '390200000000', phone_number_id: NUMBER_ID };
const contacts = [
  {
    profile: { name: 'Giulia', username: 'giulia.b' },
    wa_id: '393331112222',
    user_id: 'IT.8831204471',
  },
];

export const change = (value: Record<string, unknown>, field = 'messages') => ({
  field,
  value: { messaging_product: 'whatsapp', metadata, contacts, ...value },
});

/** By name: whole changes of another field. */
export const OTHER_CHANGES: Readonly<Record<string, ReturnType<typeof change>>> = {
  echo: change(
    {
      message_echoes: [
        {
          from: '390200000000',
          to: '393331112222',
          id: 'wamid.E1',
          timestamp: '1795255800',
          type: 'text',
          text: { body: 'La chiamo io' },
        },
      ],
    },
    'smb_message_echoes',
  ),
  idUpdate: change(
    {
      user_id_update: [
        {
          wa_id: '393331112222',
          user_id: { previous: 'IT.8831204471', current: 'IT.99' },
          timestamp: 1795255800,
        },
      ],
    },
    'user_id_update',
  ),
  calls: change({ calls: [{ id: 'wacid.1', event: 'connect', direction: 'USER_INITIATED' }] }, 'calls'),
  newer: change({ surprise: [{ id: 1 }] }, 'surprises'),
  errors: change({ errors: [{ code: 130429, title: 'Rate limit hit' }] }),
};

export const post = (...changes: unknown[]) => ({
  object: 'whatsapp_business_account',
  entry: [{ id: '777', changes }],
});
