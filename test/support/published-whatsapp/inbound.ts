import * as z from 'zod/mini';

/**
 * What comes, as it is meant. To the letter, IncomingMessage and all it is made of refer to the schemas of what is
 * sent (`TextMessage` where `TextMessage_2` is meant, `BaseMessageProperties` where `…_1` is), so that nothing that
 * comes has the shape. Everything here is open: keys that are not known may stand beside.
 */
const base = { from: z.string(), id: z.string(), timestamp: z.string() };

/** A message that a tap answered. */
const Answered = z.looseObject({ from: z.string(), id: z.string() });

/** ContextObject is meant for questions about a product, and stands wherever a text quotes. */
const Context = z.looseObject({
  from: z.string(),
  id: z.string(),
  referred_product: z.looseObject({ catalog_id: z.string(), product_retailer_id: z.string() }),
});

const Referral = z.looseObject({
  source_url: z.string(),
  source_id: z.string(),
  source_type: z.enum(['ad', 'post']),
  body: z.string(),
  headline: z.string(),
  media_type: z.enum(['image', 'video']),
  ctwa_clid: z.string(),
});

const media = { mime_type: z.string(), sha256: z.string(), id: z.string() };
const captioned = z.looseObject({ ...media, caption: z.optional(z.string()) });

const Contact = z.looseObject({
  name: z.optional(z.looseObject({ formatted_name: z.string() })),
  phones: z.optional(
    z.array(
      z.looseObject({
        phone: z.optional(z.string()),
        wa_id: z.optional(z.string()),
        type: z.optional(z.string()),
      }),
    ),
  ),
});

/** ErrorObject_2. */
const MessageError = z.looseObject({
  code: z.int(),
  title: z.string(),
  message: z.string(),
  error_data: z.looseObject({ details: z.string() }),
});

const ListReply = z.looseObject({
  type: z.literal('list_reply'),
  list_reply: z.looseObject({ id: z.string(), title: z.string(), description: z.string() }),
});
const ButtonReply = z.looseObject({
  type: z.literal('button_reply'),
  button_reply: z.looseObject({ id: z.string(), title: z.string() }),
});

const Order = z.looseObject({
  catalog_id: z.string(),
  text: z.string(),
  product_items: z.array(
    z.looseObject({
      product_retailer_id: z.string(),
      quantity: z.int(),
      item_price: z.number(),
      currency: z.string(),
    }),
  ),
});

const message = <Type extends string, Shape extends z.core.$ZodShape>(type: Type, shape: Shape) =>
  z.looseObject({ ...base, type: z.literal(type), ...shape });

const unreadable = { errors: z.array(MessageError) };

/** SystemMessage, which comes without contacts beside it. */
const System = message('system', {
  system: z.looseObject({
    body: z.string(),
    type: z.literal('user_changed_number'),
    wa_id: z.optional(z.string()),
  }),
});

/** An item of `value.messages`. */
export const PublishedMessage = z.discriminatedUnion('type', [
  message('text', {
    text: z.looseObject({ body: z.string() }),
    context: z.optional(Context),
    referral: z.optional(Referral),
  }),
  message('reaction', { reaction: z.looseObject({ message_id: z.string(), emoji: z.string() }) }),
  message('audio', { audio: z.looseObject({ ...media, voice: z.boolean() }) }),
  message('document', { document: z.looseObject({ ...media, filename: z.string() }) }),
  message('image', { image: captioned }),
  message('sticker', { sticker: z.looseObject({ ...media, animated: z.boolean() }) }),
  message('video', { video: captioned }),
  message('location', {
    location: z.looseObject({
      address: z.string(),
      latitude: z.number(),
      longitude: z.number(),
      name: z.string(),
      url: z.optional(z.string()),
    }),
  }),
  message('contacts', { contacts: z.array(Contact) }),
  message('unsupported', unreadable),
  message('unknown', unreadable),
  message('button', {
    context: Answered,
    button: z.looseObject({ payload: z.string(), text: z.string() }),
  }),
  message('interactive', {
    context: Answered,
    interactive: z.discriminatedUnion('type', [ListReply, ButtonReply]),
  }),
  message('order', { order: Order }),
  System,
]);

/** Statuses: an item of `value.statuses`. */
export const PublishedStatus = z.looseObject({
  id: z.string(),
  status: z.enum(['sent', 'delivered', 'read', 'failed']),
  timestamp: z.string(),
  recipient_id: z.string(),
  pricing: z.optional(
    z.looseObject({
      billable: z.optional(z.boolean()),
      pricing_model: z.optional(z.enum(['CBP', 'PMP'])),
      category: z.optional(z.string()),
    }),
  ),
  errors: z.optional(
    z.array(
      z.looseObject({
        code: z.optional(z.int()),
        title: z.optional(z.string()),
        message: z.optional(z.string()),
        error_data: z.optional(z.looseObject({ details: z.optional(z.string()) })),
      }),
    ),
  ),
});

const value = {
  messaging_product: z.string(),
  metadata: z.looseObject({ display_phone_number: z.string(), phone_number_id: z.string() }),
};
const Contacts = z.array(
  z.looseObject({ profile: z.looseObject({ name: z.string() }), wa_id: z.optional(z.string()) }),
);

const Change = z.looseObject({
  value: z.xor([
    z.looseObject({ ...value, contacts: Contacts, messages: z.array(PublishedMessage) }),
    z
      .looseObject({ ...value, messages: z.array(System) })
      .check(z.refine((system) => !Object.hasOwn(system, 'contacts'))),
    z.looseObject({ ...value, statuses: z.array(PublishedStatus) }),
  ]),
  // What happens in groups is left out.
  field: z.literal('messages'),
});

/** WebhookPayload: a whole post. */
export const PublishedPost = z.looseObject({
  object: z.string(),
  entry: z.array(z.looseObject({ id: z.string(), changes: z.array(Change) })),
});
