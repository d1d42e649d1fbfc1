import type { Compared, Said, Stated } from './item.ts';

/** Something that has a worth in the evidence. */
export type Amount =
  /** A metric of one name or of all. */
  | {
      readonly of: 'place';
      readonly metric: string;
      readonly name?: string | undefined;
      readonly said?: Said | undefined;
    }
  /** The metric of several names added up. */
  | {
      readonly of: 'together';
      readonly metric: string;
      readonly names: readonly string[];
      readonly said?: Said | undefined;
      /** Rows of time instead of names. */
      readonly saids?: readonly Said[];
    }
  /** The mean, greatest or least of the rows. */
  | { readonly of: 'mean' | 'max' | 'min'; readonly metric: string; readonly dimension?: string | undefined };

/** What rows must be to be counted. */
export type Predicate =
  | { readonly is: 'value'; readonly metric: string; readonly stated: Stated }
  /** More or less than in the compared period. */
  | { readonly is: 'compared'; readonly metric: string; readonly way: Compared };

/** How many of the rows. */
export type Many =
  | { readonly is: 'all' | 'none' | 'most' | 'notAll' }
  | { readonly is: 'count'; readonly count: number; readonly of?: number | undefined }
  /** All but so many. */
  | { readonly is: 'allBut'; readonly count: number }
  | { readonly is: 'exactly'; readonly names: readonly (string | Said)[] }
  | { readonly is: 'except'; readonly names: readonly (string | Said)[] };

/** What a sentence asserts, without a word of how. */
export type Assertion =
  | { readonly kind: 'figure'; readonly amount: Amount; readonly stated: Stated }
  /** left - right; in percent of the right when the figure is a percentage. Without a figure only which way. */
  | {
      readonly kind: 'difference';
      readonly left: Amount;
      readonly right: Amount;
      readonly way: Compared | '<>=';
      readonly stated?: Stated | undefined;
    }
  /** left / right. */
  | {
      readonly kind: 'ratio';
      readonly left: Amount;
      readonly right: Amount;
      readonly times: number;
      readonly is: Compared;
      /** "Roughly four times": rounded to whole ones. */
      readonly about?: boolean;
      /** "Nearly twice" is less, "just over twice" more. */
      readonly side?: '<' | '>' | undefined;
    }
  /** 100 × left / right. */
  | { readonly kind: 'share'; readonly left: Amount; readonly right: Amount; readonly stated: Stated }
  /** Places `rank` and following, best first; `tied`: all of them share it. */
  | {
      readonly kind: 'ranking';
      readonly metric: string;
      readonly way: '>' | '<';
      readonly rank: number;
      readonly tied: boolean;
      readonly names: readonly (string | Said)[];
      readonly dimension?: string | undefined;
    }
  | {
      readonly kind: 'rows';
      readonly predicate: Predicate;
      readonly many: Many;
      readonly dimension?: string | undefined;
    }
  | {
      readonly kind: 'moment';
      readonly metric: string;
      readonly name?: string | undefined;
      readonly day?: Said | undefined;
      readonly minute?: number | undefined;
    }
  | { readonly kind: 'never'; readonly metric: string; readonly name?: string | undefined }
  | { readonly kind: 'steady'; readonly metric: string; readonly way: '>' | '<' }
  /** The time that is said is that of the evidence. */
  | { readonly kind: 'time'; readonly said: Said };

export interface ProseClaim {
  readonly start: number;
  readonly end: number;
  readonly assertion: Assertion;
}
