import { localTime } from '../understanding/time/calendar.ts';
import { type Item, isWord } from './item.ts';
import { itemsOf, namesFrom } from './items.ts';
import type { Lexicon } from './lexicon.ts';
import { LONGEST, MOST_SENTENCES, sentencesOf } from './sentences.ts';

/** Something in a text that a reader would take for a fact, with its place. */
export interface Mention {
  readonly kind: 'figure' | 'name' | 'time' | 'comparison' | 'trend' | 'ranking' | 'quantity' | 'denial';
  readonly start: number;
  readonly end: number;
}

export interface MentionContext {
  readonly lexicon: Lexicon;
  /** Names of the data. */
  readonly names: Iterable<string>;
  readonly timeZone: string;
  readonly now: Date;
}

const WORDS: readonly (readonly [kind: Mention['kind'], tags: readonly string[]])[] = [
  [
    'ranking',
    ['highest', 'lowest', 'best', 'worst', 'grade', 'rank.1', 'rank.2', 'rank.3', 'rank.4', 'tied'],
  ],
  ['comparison', ['more', 'less', 'over', 'under', 'atLeast', 'atMost', 'worse', 'better']],
  ['trend', ['up', 'down', 'same']],
  ['quantity', ['all', 'every', 'most', 'only', 'mean', 'total', 'together']],
  ['denial', ['not', 'none', 'noneHad', 'never']],
];

const PARTS = /^(?:fraction|multiple)\./;

const kindOf = (item: Item): Mention['kind'] | undefined => {
  switch (item.type) {
    case 'value':
      return 'figure';
    case 'name':
      return 'name';
    case 'period':
      return 'time';
    case 'metric':
      return item.way === undefined ? undefined : 'ranking';
    case 'unread':
      return item.why === 'word' || item.why === 'mark' ? undefined : item.why === 'date' ? 'time' : 'figure';
    case 'word':
      if ([...item.tags].some((tag) => PARTS.test(tag))) return 'figure';
      return WORDS.find(([, tags]) => isWord(item, ...tags))?.[0];
    case 'entity':
    case 'stop':
    case 'moved':
      return undefined;
  }
};

/**
 * Whatever in a text looks like a fact: figures in digits and words, percentages, durations, dates and relative
 * dates, names, comparisons, rankings, trends, how many are meant, denials. It looks at the words alone and knows
 * nothing of what they are about. A text too long to be read is one mention.
 */
export const mentionsOf = (text: string, context: MentionContext): Mention[] => {
  const sentences = text.length > LONGEST ? [] : sentencesOf(text, context.lexicon.decimal);
  if (text.length > LONGEST || sentences.length > MOST_SENTENCES)
    return [{ kind: 'figure', start: 0, end: text.length }];
  const names = namesFrom(context.names);
  const local = localTime(context.now.toISOString(), context.timeZone);
  return sentences.flatMap(({ tokens }) =>
    itemsOf(tokens, context.lexicon, names, local).flatMap((item) => {
      const kind = kindOf(item);
      return kind === undefined ? [] : [{ kind, start: item.start, end: item.end }];
    }),
  );
};
