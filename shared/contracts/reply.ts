import * as z from 'zod/mini';

/** What was wrong with an answer. */
export const Flaw = z.enum(['figure', 'meaning', 'period', 'form', 'other']);

/** What a tap does. It stays with us: what travels to the person's device is an id that is looked up. */
export const Action = z.discriminatedUnion('do', [
  /** As if the person had written this. */
  z.object({ do: z.literal('say'), text: z.string().check(z.maxLength(1000)) }),
  z.object({ do: z.literal('thumb'), up: z.boolean(), questionId: z.string() }),
  /** What was wrong with an answer. */
  z.object({
    do: z.literal('flaw'),
    questionId: z.string(),
    flaw: Flaw,
  }),
  z.object({ do: z.literal('person') }),
  z.object({ do: z.literal('access') }),
  z.object({ do: z.literal('start') }),
]);
export type Action = z.infer<typeof Action>;

/** Something to tap; `label` and `description` are cut to what the channel shows. */
export const Option = z.object({
  /** What comes back when it is tapped; put in by who keeps the offers, before anything is sent. */
  id: z.optional(z.string().check(z.maxLength(20))),
  label: z.string(),
  description: z.optional(z.string()),
  action: Action,
});
export type Option = z.infer<typeof Option>;

const Picture = z.string().check(z.regex(/^[a-z0-9-]{1,80}$/));

/** Agreed with the platform beforehand: what may be sent long after the person last wrote. */
export const TemplatePart = z.object({
  type: z.literal('template'),
  name: z.string().check(z.regex(/^[a-z0-9_]{1,512}$/)),
  language: z.string().check(z.regex(/^[a-z]{2,3}(_[A-Z]{2})?$/)),
  values: z.array(z.string()).check(z.maxLength(20)),
});

/**
 * One part of a reply, whatever the channel: it takes the best form the channel has. In its texts `**strong**` is
 * the only mark; all else is shown as it stands.
 */
export const Part = z.discriminatedUnion('type', [
  z.object({ type: z.literal('text'), text: z.string() }),
  z.object({
    type: z.literal('options'),
    text: z.string(),
    options: z.array(Option).check(z.minLength(1), z.maxLength(10)),
    /** On the button that opens a list. */
    open: z.string(),
  }),
  /** `chart`: id of a kept chart. The caption says all that the picture shows. */
  z.object({
    type: z.literal('picture'),
    chart: Picture,
    caption: z.string(),
    options: z.array(Option).check(z.maxLength(3)),
  }),
  z.object({
    type: z.literal('cards'),
    text: z.string(),
    cards: z
      .array(z.object({ chart: Picture, text: z.string(), option: Option }))
      .check(z.minLength(2), z.maxLength(10)),
  }),
  z.object({ type: z.literal('link'), text: z.string(), label: z.string(), url: z.url() }),
  TemplatePart,
]);
export type Part = z.infer<typeof Part>;

/** What is said to a person for one message of theirs, or of our own accord. */
export const Reply = z.object({
  language: z.string(),
  /** The message it replies to is shown with it. */
  quote: z.optional(z.string().check(z.minLength(1), z.maxLength(256))),
  parts: z.array(Part).check(z.maxLength(10)),
});
export type Reply = z.infer<typeof Reply>;
