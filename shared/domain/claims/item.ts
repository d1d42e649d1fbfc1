import type { TimeRange } from '#shared/contracts/query.ts';

export type Compared = '=' | '>' | '<' | '>=' | '<=';

/** A figure as it stands in the text. */
export interface Stated {
  readonly value: number;
  readonly unit: 'count' | 'percent' | 'seconds' | 'points' | 'clock';
  /** What the last digit stands for, in the unit: 12.50 → 0.01; 31 minutes → 60. */
  readonly step: number;
  /** Seconds in the unit that was said, to lend it to the next figure. */
  readonly scale?: number;
  readonly is: Compared;
  readonly about: boolean;
  /** "Almost 17" lies below it, "just over" above. */
  readonly side?: '<' | '>';
  /** Written in words, or as an article. */
  readonly inWords?: boolean;
  /** A sign stands before it. */
  readonly signed?: boolean;
}

/** A time as it is said: a range of the calendar, a weekday of the data, the period before, or now. */
export type Said =
  | { readonly kind: 'range'; readonly range: TimeRange }
  | { readonly kind: 'weekday'; readonly weekday: number }
  /** The period before; with a unit it is one of that length: "the week before". */
  | { readonly kind: 'previous'; readonly unit?: 'day' | 'week' | 'month' | 'quarter' | 'year' | 'yearMonth' }
  /** Several days of the week: the weekend. */
  | { readonly kind: 'days'; readonly weekdays: readonly number[] }
  | { readonly kind: 'now' };

/** Places in the text, and the tokens from `from` up to `to`. */
interface Spanned {
  readonly start: number;
  readonly end: number;
  readonly from: number;
  readonly to: number;
}

export type Item = Spanned &
  (
    | { readonly type: 'value'; readonly stated: Stated }
    | { readonly type: 'name'; readonly name: string }
    | {
        readonly type: 'period';
        readonly said: Said;
        /** From a day on: "since 13 November". */
        readonly open?: boolean;
      }
    | {
        readonly type: 'metric';
        readonly metric: string;
        readonly way?: '>' | '<';
        readonly weak?: boolean;
        /** What is denied of it, where "not" stood before it. */
        readonly denied?: string;
        readonly scale?: number;
      }
    | { readonly type: 'entity'; readonly dimension: string }
    | { readonly type: 'word'; readonly tags: ReadonlySet<string> }
    | { readonly type: 'stop'; readonly mark: string }
    | { readonly type: 'moved'; readonly begin: Item; readonly finish?: Item }
    | { readonly type: 'unread'; readonly why: 'word' | 'number' | 'mark' | 'date' }
  );

export type ItemOf<Type extends Item['type']> = Extract<Item, { type: Type }>;

export const isWord = (item: Item | undefined, ...tags: readonly string[]): boolean =>
  item?.type === 'word' && tags.some((tag) => item.tags.has(tag));

export const ofType = <Type extends Item['type']>(items: readonly Item[], type: Type): ItemOf<Type>[] =>
  items.filter((item): item is ItemOf<Type> => item.type === type);

/** What a rule makes of the items from a place on, and how many it used up. */
interface Made {
  readonly used: number;
  readonly items: readonly Item[];
}
export type Rule = (items: readonly Item[], at: number) => Made | undefined;

export const placeOf = ({
  start,
  end,
  from,
  to,
}: Item): { start: number; end: number; from: number; to: number } => ({
  start,
  end,
  from,
  to,
});

export const word = (item: Item, ...tags: readonly string[]): Item => ({
  ...placeOf(item),
  type: 'word',
  tags: new Set(tags),
});

export const over = (first: Item, last: Item): ReturnType<typeof placeOf> => ({
  start: first.start,
  end: last.end,
  from: first.from,
  to: last.to,
});
