import * as z from 'zod/mini';

/** Text that is there, of whole characters, at most so long in UTF-16 units (zod counts code points). */
export const words = (most: number) =>
  z.string().check(
    z.minLength(1),
    z.refine((text) => text.length <= most, `of at most ${most} characters`),
    z.refine((text) => text.trim() !== '', 'more than white space'),
    z.refine((text) => text.isWellFormed(), 'well-formed text'),
  );

export const Id = z.string().check(z.minLength(1), z.maxLength(512));
export const Link = z.url().check(z.regex(/^https?:\/\//));

const file = { id: z.optional(Id), link: z.optional(Link) };
type File = { id?: string | undefined; link?: string | undefined };
const isOne = ({ id, link }: File): boolean => (id === undefined) !== (link === undefined);
const ONE = 'given by either id or link';

const Caption = z.optional(words(1024));

export const MediaFile = z.strictObject(file).check(z.refine(isOne, ONE));
export const Image = z.strictObject({ ...file, caption: Caption }).check(z.refine(isOne, ONE));
export const Document = z
  .strictObject({ ...file, caption: Caption, filename: z.optional(words(240)) })
  .check(z.refine(isOne, ONE));
