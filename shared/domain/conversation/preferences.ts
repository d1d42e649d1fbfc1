import * as z from 'zod/mini';
import type { ContextEntry, ContextType } from '#shared/contracts/context.ts';
import { Preferences } from '#shared/contracts/conversation.ts';

const { language, period, favourites } = Preferences.shape;
/** What may be wished for, by its key; other preferences are kept and read by nobody yet. */
const WISHES = { language, period, favourites };
const isWish = (key: string): key is keyof typeof WISHES => Object.hasOwn(WISHES, key);

const DAY_MS = 86_400_000;
const KEPT_DAYS: Record<ContextType, number> = { preference: 365, fact: 90, entity: 30, state: 1 };
/** However long it is asked to be kept. */
const MOST_DAYS = 730;

/** Until when an entry is kept that names no end itself. */
export const usualExpiry = (type: ContextType, at: string): string => later(at, KEPT_DAYS[type]);

/** The latest end that an entry may name. */
export const latestExpiry = (at: string): string => later(at, MOST_DAYS);

const later = (at: string, days: number): string => new Date(Date.parse(at) + days * DAY_MS).toISOString();

/** Whether the value has the form that a preference of this key needs; of other entries any form will do. */
export const fitsItsKey = ({ key, type, value }: Pick<ContextEntry, 'key' | 'type' | 'value'>): boolean =>
  type !== 'preference' || !isWish(key) || (value !== undefined && z.safeParse(WISHES[key], value).success);

/** What shapes the reading of a question, of entries that have not expired; undefined when nothing does. */
export const preferencesOf = (entries: readonly ContextEntry[]): Preferences | undefined => {
  const wishes = entries.filter(
    (entry) => entry.type === 'preference' && isWish(entry.key) && fitsItsKey(entry),
  );
  if (wishes.length === 0) return undefined;
  const parsed = z.safeParse(Preferences, Object.fromEntries(wishes.map(({ key, value }) => [key, value])));
  return parsed.success ? parsed.data : undefined;
};
