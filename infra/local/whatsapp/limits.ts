import * as z from 'zod/mini';
import { GraphError } from './graph-error.ts';
import { Interactive } from './interactive.ts';
import { Document, Id, Image, MediaFile, words } from './pieces.ts';

/**
 * What the platform takes, by its own published limits. It is the peer of our sending side and shares no code
 * with it, so that a wrong limit there shows here. Lengths are counted in UTF-16 units, the stricter count.
 */
const head = {
  messaging_product: z.literal('whatsapp'),
  recipient_type: z.optional(z.literal('individual')),
  to: z.optional(z.string().check(z.regex(/^\+?\d{6,15}$/))),
  recipient: z.optional(z.string().check(z.regex(/^[A-Z]{2}\.(ENT\.)?[A-Za-z0-9]{1,128}$/))),
  biz_opaque_callback_data: z.optional(z.string().check(z.maxLength(512))),
};
const quoting = { ...head, context: z.optional(z.strictObject({ message_id: Id })) };

const Text = z.strictObject({
  ...quoting,
  type: z.literal('text'),
  text: z.strictObject({ body: words(4096), preview_url: z.optional(z.boolean()) }),
});

const Reaction = z.strictObject({
  ...head,
  type: z.literal('reaction'),
  reaction: z.strictObject({
    message_id: Id,
    /** Empty takes the reaction back. */
    emoji: z.string().check(z.refine((emoji) => [...new Intl.Segmenter().segment(emoji)].length <= 1)),
  }),
});

const Parameter = z.discriminatedUnion('type', [
  z.strictObject({
    type: z.literal('text'),
    text: words(1024).check(
      z.refine((text) => !/[\n\t]| {5}/.test(text), 'without line breaks, tabs and five spaces in a row'),
    ),
  }),
  z.strictObject({ type: z.literal('image'), image: Image }),
]);

const Template = z.strictObject({
  ...quoting,
  type: z.literal('template'),
  template: z.strictObject({
    name: z.string().check(z.regex(/^[a-z0-9_]{1,512}$/)),
    language: z.strictObject({ code: z.string().check(z.regex(/^[a-z]{2,3}(_[A-Z]{2})?$/)) }),
    components: z.optional(
      z.array(
        z.strictObject({
          type: z.enum(['header', 'body', 'button']),
          sub_type: z.optional(z.enum(['quick_reply', 'url'])),
          index: z.optional(z.string()),
          parameters: z.array(Parameter),
        }),
      ),
    ),
  }),
});

const Location = z.strictObject({
  ...quoting,
  type: z.literal('location'),
  location: z.strictObject({
    latitude: z.number(),
    longitude: z.number(),
    name: z.optional(z.string()),
    address: z.optional(z.string()),
  }),
});

export const OutboundMessage = z.discriminatedUnion('type', [
  Text,
  Reaction,
  Template,
  Location,
  z.strictObject({ ...quoting, type: z.literal('interactive'), interactive: Interactive }),
  z.strictObject({ ...quoting, type: z.literal('image'), image: Image }),
  z.strictObject({ ...quoting, type: z.literal('video'), video: Image }),
  z.strictObject({ ...quoting, type: z.literal('document'), document: Document }),
  z.strictObject({ ...quoting, type: z.literal('audio'), audio: MediaFile }),
  z.strictObject({ ...quoting, type: z.literal('sticker'), sticker: MediaFile }),
]);
export type OutboundMessage = z.infer<typeof OutboundMessage>;

/** Marks a message and those before it as read, and may show that an answer is being written. */
const Seen = z.strictObject({
  messaging_product: z.literal('whatsapp'),
  status: z.literal('read'),
  message_id: Id,
  typing_indicator: z.optional(z.strictObject({ type: z.literal('text') })),
});
export type Seen = z.infer<typeof Seen>;

export type Sent = { kind: 'seen'; seen: Seen } | { kind: 'message'; message: OutboundMessage };

/** @throws GraphError naming the parameter and what it must be */
export const readOutbound = (body: unknown): Sent => {
  if (typeof body !== 'object' || body === null || Array.isArray(body))
    throw new GraphError(100, 'The body must be a JSON object');
  if ('status' in body) return { kind: 'seen', seen: checked(Seen, body) };
  const message = checked(OutboundMessage, body);
  if (message.to === undefined && message.recipient === undefined)
    throw new GraphError(131008, "The parameter 'to' or 'recipient' is required");
  return { kind: 'message', message };
};

const checked = <Schema extends z.ZodMiniType>(schema: Schema, body: unknown): z.output<Schema> => {
  const parsed = z.safeParse(schema, body, { reportInput: true });
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  if (issue === undefined) throw new GraphError(100, 'Invalid');
  throw refusalOf(issue);
};

const refusalOf = (issue: z.core.$ZodIssue): GraphError => {
  const [first = '', ...rest] = issue.path.map(String);
  const name = first + rest.map((step) => `['${step}']`).join('');
  if (issue.code === 'invalid_type' && issue.input === undefined)
    return new GraphError(131008, `The parameter ${name} is required`);
  if (issue.code === 'unrecognized_keys')
    return new GraphError(100, `Unexpected key ${issue.keys.join(', ')} on param ${name}`);
  return new GraphError(first === 'interactive' ? 131009 : 100, `Param ${name} ${mustBe(issue)}`);
};

const mustBe = (issue: z.core.$ZodIssue): string => {
  if (issue.code === 'too_big') return `must have at most ${issue.maximum} of ${issue.origin}`;
  if (issue.code === 'too_small') return `must have at least ${issue.minimum} of ${issue.origin}`;
  if (issue.code === 'invalid_value') return `must be one of {${issue.values.map(String).join(', ')}}`;
  if (issue.code === 'custom') return `must be ${issue.message}`;
  return 'is not valid';
};
