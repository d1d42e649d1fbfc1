import type { Item, Said } from './item.ts';

/** What stands right behind a word, and the item before it. */
export interface Surroundings {
  readonly name: () => boolean;
  readonly value: () => boolean;
  readonly part: () => boolean;
  readonly time: () => Said | undefined;
  readonly before: Item | undefined;
}

/** Words that mean something only before what stands behind them; elsewhere they say nothing. */
const WORDS: readonly {
  readonly tag: string;
  readonly when: (near: Surroundings) => boolean;
  readonly means: readonly string[];
}[] = [
  // "Up 400 on October", unlike "on Monday".
  { tag: 'on', when: ({ time }) => isLong(time()), means: ['than'] },
  // "With 12 failures, Ordini was worst", "at 150 seconds, the mean …": whose figure it is stands behind.
  { tag: 'frontAny', when: ({ before }) => before === undefined, means: ['front'] },
  { tag: 'frontValue', when: ({ before, value }) => before === undefined && value(), means: ['front'] },
  // "Quattro volte Ordini", unlike "fallito 18 volte".
  { tag: 'timesName', when: ({ name }) => name(), means: ['times'] },
  // "All areas but Vendite", unlike "but it rose".
  { tag: 'butName', when: ({ name, before }) => before?.type === 'entity' && name(), means: ['except'] },
  // "Done within 10 minutes".
  { tag: 'withinTime', when: ({ value }) => value(), means: ['within'] },
  // "Topped 1,100", unlike "topped the list".
  { tag: 'toppedValue', when: ({ value }) => value(), means: ['over'] },
  // "9 failures, or 13 %".
  { tag: 'orValue', when: ({ value, part }) => value() || part(), means: ['neutral'] },
  // "All October", unlike "all runs".
  { tag: 'allTime', when: ({ time }) => time() !== undefined, means: ['neutral'] },
  // "Ordini: 70, prima 60".
  {
    tag: 'wasThen',
    when: ({ value, before }) => before?.type === 'stop' && /^[(,:]$/.test(before.mark) && value(),
    means: ['previous'],
  },
  // "Ordini 70 (was 60)".
  {
    tag: 'was',
    when: ({ value, before }) => before?.type === 'stop' && before.mark === '(' && value(),
    means: ['previous'],
  },
];

const DAY_MS = 86_400_000;
const isLong = (time: Said | undefined): boolean =>
  time?.kind === 'previous' ||
  (time?.kind === 'range' && Date.parse(time.range.to) - Date.parse(time.range.from) > 2 * DAY_MS);

/** The tags of a phrase where it stands: those of `WORDS` only where they mean something, as what they mean. */
export const tagsAt = (tags: ReadonlySet<string>, near: Surroundings): ReadonlySet<string> => {
  const known = WORDS.filter(({ tag }) => tags.has(tag));
  if (known.length === 0) return tags;
  const meant = known.filter(({ when }) => when(near)).flatMap(({ means }) => means);
  if (meant.length > 0) return new Set(meant);
  return new Set([...tags].filter((tag) => known.every((word) => word.tag !== tag)));
};
