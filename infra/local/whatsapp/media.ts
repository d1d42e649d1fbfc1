import { createHash, randomBytes, randomInt } from 'node:crypto';
import { GraphError } from './graph-error.ts';

export interface Media {
  id: string;
  mimeType: string;
  bytes: Buffer;
  sha256: string;
  addedAt: number;
  from: 'person' | 'business';
}

const MB = 1024 * 1024;
const DAY_MS = 86_400_000;
const LINK_MS = 5 * 60_000;
const KEPT_MS = { person: 7 * DAY_MS, business: 30 * DAY_MS };

const MOST: readonly [RegExp, number][] = [
  [/^image\/(jpeg|png)$/, 5 * MB],
  [/^image\/webp$/, MB / 2],
  [/^(video\/(mp4|3gpp)|audio\/(aac|amr|mpeg|mp4|ogg))$/, 16 * MB],
  [/^(text\/plain|application\/(pdf|msword|vnd\.[\w.+-]+))$/, 100 * MB],
];

const PNG = Buffer.from('89504e470d0a1a0a', 'hex');

/** Pictures must be what their type says, with 8 bits a channel, in RGB or RGBA. */
const isPicture = (mimeType: string, bytes: Buffer): boolean => {
  if (mimeType === 'image/jpeg') return bytes.subarray(0, 3).toString('hex') === 'ffd8ff';
  if (mimeType !== 'image/png') return true;
  return bytes.subarray(0, 8).equals(PNG) && bytes[24] === 8 && (bytes[25] === 2 || bytes[25] === 6);
};

const LINK_WITHIN_MS = 5000;

/** What stands at a link, as the platform fetches it after it took the message. @throws GraphError 131053 */
export const fetchLink = async (link: string): Promise<{ mimeType: string; bytes: Buffer }> => {
  try {
    const response = await fetch(link, { signal: AbortSignal.timeout(LINK_WITHIN_MS) });
    if (!response.ok) throw new Error(`HTTP ${response.status}`);
    const [mimeType = ''] = (response.headers.get('content-type') ?? '').split(';');
    return { mimeType, bytes: Buffer.from(await response.arrayBuffer()) };
  } catch (error) {
    throw new GraphError(131053, `The link could not be fetched: ${String(error)}`);
  }
};

export interface MediaStore {
  /** @throws GraphError when the platform takes no such file */
  add: (from: Media['from'], mimeType: string, bytes: Buffer) => Media;
  /** While it lives. */
  find: (id: string) => Media | undefined;
  list: () => Media[];
  /** A token that opens the file for five minutes. */
  link: (media: Media) => string;
  opened: (token: string) => Media | undefined;
}

export const mediaStore = (now: () => number): MediaStore => {
  const kept = new Map<string, Media>();
  const links = new Map<string, { media: Media; until: number }>();
  return {
    add: (from, mimeType, bytes) => {
      const most = MOST.find(([type]) => type.test(mimeType))?.[1];
      if (most === undefined) throw new GraphError(100, `Param file must not be of type ${mimeType}`);
      if (bytes.length === 0 || bytes.length > most)
        throw new GraphError(100, `Param file must have between 1 and ${most} bytes`);
      if (from === 'business' && !isPicture(mimeType, bytes))
        throw new GraphError(131053, 'The file is not what its type says, or not of 8 bits in RGB or RGBA');
      const media = {
        id: String(randomInt(1e14, 2e14)),
        mimeType,
        bytes,
        sha256: createHash('sha256').update(bytes).digest('hex'),
        addedAt: now(),
        from,
      };
      kept.set(media.id, media);
      return media;
    },
    find: (id) => {
      const media = kept.get(id);
      return media && now() - media.addedAt < KEPT_MS[media.from] ? media : undefined;
    },
    list: () => [...kept.values()],
    link: (media) => {
      const token = randomBytes(24).toString('base64url');
      links.set(token, { media, until: now() + LINK_MS });
      return token;
    },
    opened: (token) => {
      const link = links.get(token);
      return link && now() < link.until ? link.media : undefined;
    },
  };
};
