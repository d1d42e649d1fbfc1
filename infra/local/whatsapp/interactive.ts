import * as z from 'zod/mini';
import { Link, MediaFile, words } from './pieces.ts';

const BODY = z.strictObject({ text: words(1024) });
const Footer = z.optional(z.strictObject({ text: words(60) }));
const TextHeader = z.strictObject({ type: z.literal('text'), text: words(60) });

const PictureHeader = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('image'), image: MediaFile }),
  z.strictObject({ type: z.literal('video'), video: MediaFile }),
]);
const Header = z.optional(
  z.discriminatedUnion('type', [
    TextHeader,
    ...PictureHeader.def.options,
    z.strictObject({ type: z.literal('document'), document: MediaFile }),
  ]),
);

const areUnique = (names: readonly string[]): boolean => new Set(names).size === names.length;

const ReplyButton = z.strictObject({
  type: z.literal('reply'),
  reply: z.strictObject({ id: words(256), title: words(20) }),
});

const Buttons = z.strictObject({
  type: z.literal('button'),
  header: Header,
  body: BODY,
  footer: Footer,
  action: z.strictObject({
    buttons: z.array(ReplyButton).check(
      z.minLength(1),
      z.maxLength(3),
      z.refine((buttons) => areUnique(buttons.map(({ reply }) => reply.id)), 'of unique ids'),
      z.refine((buttons) => areUnique(buttons.map(({ reply }) => reply.title)), 'of unique titles'),
    ),
  }),
});

const Row = z.strictObject({ id: words(200), title: words(24), description: z.optional(words(72)) });
const Section = z.strictObject({ title: words(24), rows: z.array(Row).check(z.minLength(1)) });

const rowsOf = (sections: readonly z.output<typeof Section>[]) => sections.flatMap(({ rows }) => rows);

const List = z.strictObject({
  type: z.literal('list'),
  header: z.optional(TextHeader),
  body: z.strictObject({ text: words(4096) }),
  footer: Footer,
  action: z.strictObject({
    button: words(20),
    sections: z.array(Section).check(
      z.minLength(1),
      z.maxLength(10),
      z.refine((sections) => rowsOf(sections).length <= 10, 'of at most 10 rows in total'),
      z.refine((sections) => areUnique(rowsOf(sections).map(({ id }) => id)), 'of rows with unique ids'),
    ),
  }),
});

const LinkAction = z.strictObject({
  name: z.literal('cta_url'),
  parameters: z.strictObject({ display_text: words(20), url: Link }),
});

const LinkButton = z.strictObject({
  type: z.literal('cta_url'),
  header: Header,
  body: BODY,
  footer: Footer,
  action: LinkAction,
});

const QuickReply = z.strictObject({
  type: z.literal('quick_reply'),
  quick_reply: z.strictObject({ id: words(20), title: words(20) }),
});

const CardAction = z.union([
  LinkAction,
  z.strictObject({
    buttons: z.array(QuickReply).check(
      z.minLength(1),
      z.maxLength(3),
      z.refine((all) => areUnique(all.map((one) => one.quick_reply.id)), 'of unique ids'),
      z.refine((all) => areUnique(all.map((one) => one.quick_reply.title)), 'of unique titles'),
    ),
  }),
]);

const Card = z.strictObject({
  card_index: z.int().check(z.gte(0), z.lte(9)),
  /** How it is called on cards of quick replies is not published: either word is taken. */
  type: z.optional(z.enum(['cta_url', 'quick_reply'])),
  header: PictureHeader,
  body: z.optional(
    z.strictObject({
      text: words(160).check(
        z.refine((text) => text.split('\n').length <= 3, 'text of at most 2 line breaks'),
      ),
    }),
  ),
  action: CardAction,
});

/** Cards have the same kind and number of buttons. */
const buttonsOf = ({ action }: z.output<typeof Card>): number =>
  'buttons' in action ? action.buttons.length : 0;

const Carousel = z.strictObject({
  type: z.literal('carousel'),
  body: BODY,
  action: z.strictObject({
    cards: z.array(Card).check(
      z.minLength(2),
      z.maxLength(10),
      z.refine((cards) => cards.every(({ card_index }, at) => card_index === at), 'numbered from 0'),
      z.refine((cards) => new Set(cards.map(buttonsOf)).size === 1, 'of the same kind and number of buttons'),
      z.refine(
        (cards) =>
          areUnique(
            cards
              .flatMap(({ action }) => ('buttons' in action ? action.buttons : []))
              .map((one) => one.quick_reply.id),
          ),
        'of quick replies with unique ids',
      ),
    ),
  }),
});

/** An interactive message within the published limits of each form. */
export const Interactive = z.discriminatedUnion('type', [Buttons, List, LinkButton, Carousel]);
export type Interactive = z.infer<typeof Interactive>;

/** What can be tapped in a message: its id and how it reads on the phone. */
export interface Choice {
  id: string;
  title: string;
  description?: string;
  from: 'button' | 'list';
}

export const choicesOf = (message: Interactive): Choice[] => {
  switch (message.type) {
    case 'button':
      return message.action.buttons.map(({ reply }) => ({ ...reply, from: 'button' }));
    case 'list':
      return rowsOf(message.action.sections).map(({ id, title, description }) => ({
        id,
        title,
        ...(description !== undefined && { description }),
        from: 'list',
      }));
    case 'carousel':
      return message.action.cards.flatMap(({ action }) =>
        'buttons' in action
          ? action.buttons.map(({ quick_reply }): Choice => ({ ...quick_reply, from: 'button' }))
          : [],
      );
    case 'cta_url':
      return [];
  }
};
