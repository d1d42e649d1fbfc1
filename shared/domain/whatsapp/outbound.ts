import * as z from 'zod/mini';
import { BUSINESS_SCOPED_ID, PHONE_NUMBER } from '#shared/contracts/incoming.ts';
import { LIMITS } from './limits.ts';
import { isBlank } from './text.ts';

/** UTF-16 units are counted, of which there are never fewer than code points; `maxLength` counts code points. */
const text = (most: number) =>
  z.string().check(
    z.refine((value) => value.length <= most, 'is too long'),
    z.refine((value) => value.isWellFormed(), 'has half a character'),
    z.refine((value) => !isBlank(value), 'is blank'),
  );

const distinct = <Item>(idOf: (item: Item) => string) =>
  z.refine<Item[]>((items) => new Set(items.map(idOf)).size === items.length, 'are not distinct');

/** An uploaded picture; `chart:<id>` until it is uploaded. */
const Media = z.strictObject({ id: text(100) });
const ImageHeader = z.strictObject({ type: z.literal('image'), image: Media });
const Header = z.union([ImageHeader, z.strictObject({ type: z.literal('text'), text: text(LIMITS.header) })]);
const Footer = z.strictObject({ text: text(LIMITS.footer) });

const ReplyButton = z.strictObject({
  type: z.literal('reply'),
  reply: z.strictObject({ id: text(LIMITS.buttonId), title: text(LIMITS.buttonTitle) }),
});

const Buttons = z.strictObject({
  type: z.literal('button'),
  header: z.optional(Header),
  body: z.strictObject({ text: text(LIMITS.body) }),
  footer: z.optional(Footer),
  action: z.strictObject({
    buttons: z.array(ReplyButton).check(
      z.minLength(1),
      z.maxLength(LIMITS.buttons),
      distinct(({ reply }) => reply.id),
      distinct(({ reply }) => reply.title),
    ),
  }),
});

const Row = z.strictObject({
  id: text(LIMITS.rowId),
  title: text(LIMITS.rowTitle),
  description: z.optional(text(LIMITS.rowDescription)),
});

const List = z.strictObject({
  type: z.literal('list'),
  body: z.strictObject({ text: text(LIMITS.listBody) }),
  action: z.strictObject({
    button: text(LIMITS.buttonTitle),
    // One is all we need, so that the limit of rows over all of them is the limit of its rows.
    sections: z
      .array(
        z.strictObject({
          title: text(LIMITS.sectionTitle),
          rows: z.array(Row).check(
            z.minLength(1),
            z.maxLength(LIMITS.rows),
            distinct(({ id }) => id),
          ),
        }),
      )
      .check(z.length(1)),
  }),
});

const Link = z.strictObject({
  type: z.literal('cta_url'),
  body: z.strictObject({ text: text(LIMITS.body) }),
  action: z.strictObject({
    name: z.literal('cta_url'),
    parameters: z.strictObject({
      display_text: text(LIMITS.buttonTitle),
      url: text(LIMITS.url).check(z.regex(/^https?:\/\/\S+$/)),
    }),
  }),
});

const lineBreaks = (value: string): number => value.split('\n').length - 1;

const Card = z.strictObject({
  card_index: z.int(),
  /** The reference says so for cards with quick replies too. */
  type: z.literal('cta_url'),
  header: ImageHeader,
  body: z.strictObject({
    text: text(LIMITS.cardText).check(
      z.refine((value) => lineBreaks(value) <= LIMITS.cardLineBreaks, 'has too many lines'),
    ),
  }),
  action: z.strictObject({
    buttons: z
      .array(
        z.strictObject({
          type: z.literal('quick_reply'),
          quick_reply: z.strictObject({ id: text(LIMITS.cardId), title: text(LIMITS.buttonTitle) }),
        }),
      )
      .check(z.length(1)),
  }),
});

const Carousel = z.strictObject({
  type: z.literal('carousel'),
  body: z.strictObject({ text: text(LIMITS.body) }),
  action: z.strictObject({
    cards: z.array(Card).check(
      z.minLength(LIMITS.cards.fewest),
      z.maxLength(LIMITS.cards.most),
      z.refine((cards) => cards.every(({ card_index }, at) => card_index === at), 'are not in their order'),
      distinct(({ action }) => action.buttons[0]?.quick_reply.id ?? ''),
    ),
  }),
});

const head = {
  messaging_product: z.literal('whatsapp'),
  recipient_type: z.literal('individual'),
  to: z.optional(z.string().check(z.regex(PHONE_NUMBER))),
  recipient: z.optional(z.string().check(z.regex(BUSINESS_SCOPED_ID))),
  context: z.optional(z.strictObject({ message_id: text(256) })),
};

const Parameter = z.strictObject({
  type: z.literal('text'),
  text: text(LIMITS.body).check(z.regex(/^[^\n\t]*$/)),
});

/** A message of ours in the platform's words, within all that it takes. */
export const Outbound = z
  .discriminatedUnion('type', [
    z.strictObject({
      ...head,
      type: z.literal('text'),
      text: z.strictObject({ body: text(LIMITS.text), preview_url: z.boolean() }),
    }),
    z.strictObject({
      ...head,
      type: z.literal('image'),
      image: z.strictObject({ id: text(100), caption: z.optional(text(LIMITS.caption)) }),
    }),
    z.strictObject({
      ...head,
      type: z.literal('interactive'),
      interactive: z.discriminatedUnion('type', [Buttons, List, Link, Carousel]),
    }),
    z.strictObject({
      ...head,
      type: z.literal('template'),
      template: z.strictObject({
        name: z.string().check(z.regex(/^[a-z0-9_]{1,512}$/)),
        language: z.strictObject({ code: z.string().check(z.regex(/^[a-z]{2,3}(_[A-Z]{2})?$/)) }),
        components: z.array(
          z.strictObject({ type: z.literal('body'), parameters: z.array(Parameter).check(z.minLength(1)) }),
        ),
      }),
    }),
  ])
  .check(
    z.refine(({ to, recipient }) => (to === undefined) !== (recipient === undefined), 'is for one person'),
  );
export type Outbound = z.infer<typeof Outbound>;
