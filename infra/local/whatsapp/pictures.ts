import type { OutboundMessage } from './limits.ts';

export interface PictureReference {
  id?: string | undefined;
  link?: string | undefined;
}

/** Every file a message refers to, by id or by link. */
export const picturesIn = (message: OutboundMessage): PictureReference[] => {
  const found: PictureReference[] = [];
  const walk = (value: unknown) => {
    if (typeof value !== 'object' || value === null) return;
    for (const [key, inner] of Object.entries(value)) {
      if (FILES.has(key)) found.push(referenceOf(inner));
      walk(inner);
    }
  };
  walk(message);
  return found.filter(({ id, link }) => id !== undefined || link !== undefined);
};

const FILES: ReadonlySet<string> = new Set(['image', 'video', 'audio', 'document', 'sticker']);

const referenceOf = (value: unknown): PictureReference => {
  if (typeof value !== 'object' || value === null) return {};
  return {
    id: 'id' in value && typeof value.id === 'string' ? value.id : undefined,
    link: 'link' in value && typeof value.link === 'string' ? value.link : undefined,
  };
};
