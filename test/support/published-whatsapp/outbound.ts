import * as z from 'zod/mini';
import { MOST_OF_PARAMETER, MOST_SECTIONS, PUBLISHED_MOST as MOST } from './limits.ts';

/** Both zod and JSON Schema count code points. */
const text = (most: number) => z.string().check(z.maxLength(most));

/** MediaObject. It is open: a caption and the name of a file may stand beside, and are of any length. */
const Media = z.xor([z.looseObject({ id: z.string() }), z.looseObject({ link: z.string() })]);

const Header = z.looseObject({
  type: z.enum(['text', 'video', 'image', 'document']),
  text: z.optional(text(MOST.header)),
  sub_text: z.optional(text(MOST.header)),
  document: z.optional(Media),
  image: z.optional(Media),
  video: z.optional(Media),
});

const Row = z.looseObject({
  id: text(MOST.rowId),
  title: text(MOST.rowTitle),
  description: z.optional(text(MOST.rowDescription)),
});
const Section = z.looseObject({
  title: z.optional(text(MOST.sectionTitle)),
  rows: z.optional(z.array(Row).check(z.maxLength(MOST.rows))),
});
const ListAction = z.looseObject({
  button: text(MOST.buttonTitle),
  sections: z.array(Section).check(z.minLength(1), z.maxLength(MOST_SECTIONS)),
});
const Button = z.looseObject({
  type: z.literal('reply'),
  reply: z.looseObject({ id: text(MOST.buttonId), title: text(MOST.buttonTitle) }),
});
const ButtonsAction = z.looseObject({
  buttons: z.array(Button).check(z.minLength(1), z.maxLength(MOST.buttons)),
});

/** InteractiveObject. Actions of forms that we never send (catalogs, flows, calls) are left out. */
const Interactive = z.looseObject({
  type: z.enum([
    'button',
    'call_permission_request',
    'catalog_message',
    'list',
    'product',
    'product_list',
    'flow',
  ]),
  header: z.optional(Header),
  body: z.optional(z.looseObject({ text: text(MOST.body) })),
  footer: z.optional(z.looseObject({ text: text(MOST.footer) })),
  action: z.xor([ListAction, ButtonsAction]),
});

/** TemplateObject with a body of texts, which is all we send. */
const Template = z.looseObject({
  name: z.string(),
  language: z.looseObject({ policy: z.literal('deterministic'), code: z.string() }),
  components: z.optional(
    z.array(
      z.looseObject({
        type: z.literal('body'),
        parameters: z
          .array(z.looseObject({ type: z.literal('text'), text: text(MOST_OF_PARAMETER) }))
          .check(z.minLength(1)),
      }),
    ),
  ),
});

/** BaseMessageProperties. */
const base = {
  messaging_product: z.string(),
  recipient_type: z.enum(['individual', 'group']),
  to: z.string(),
  type: z.string(),
  context: z.optional(z.looseObject({ message_id: z.optional(z.string()) })),
};

/** What each type of message adds to the base. */
const OWN = {
  text: {
    type: z.literal('text'),
    // Without `body`, and of any length.
    text: z.strictObject({ body: z.optional(z.string()), preview_url: z.optional(z.boolean()) }),
  },
  image: { type: z.literal('image'), image: Media },
  document: { type: z.literal('document'), document: Media },
  reaction: {
    type: z.literal('reaction'),
    reaction: z.strictObject({ emoji: z.optional(z.string()), message_id: z.optional(z.string()) }),
  },
  interactive: { type: z.literal('interactive'), interactive: Interactive },
};

const template = z.looseObject({ ...base, type: z.literal('template'), template: Template });

/** By the type of a message: all of these it must satisfy. */
type Demands = Readonly<Record<string, readonly z.ZodMiniType[]>>;

/** As it is meant: what is added to the base is closed together with the base. Only templates are open. */
export const AS_MEANT: Demands = {
  text: [z.strictObject({ ...base, ...OWN.text })],
  image: [z.strictObject({ ...base, ...OWN.image })],
  document: [z.strictObject({ ...base, ...OWN.document })],
  reaction: [z.strictObject({ ...base, ...OWN.reaction })],
  interactive: [z.strictObject({ ...base, ...OWN.interactive })],
  template: [template],
};

/** To the letter: what is added is closed by itself, so that it refuses the base beside it. */
export const TO_THE_LETTER: Demands = {
  text: [z.looseObject(base), z.strictObject(OWN.text)],
  image: [z.looseObject(base), z.strictObject(OWN.image)],
  document: [z.looseObject(base), z.strictObject(OWN.document)],
  reaction: [z.looseObject(base), z.strictObject(OWN.reaction)],
  interactive: [z.looseObject(base), z.strictObject(OWN.interactive)],
  template: [template],
};
