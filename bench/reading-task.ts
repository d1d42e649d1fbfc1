import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as z from 'zod/mini';
import { composedFiles, type ComposedQuery } from '#test/support/composed-questions.ts';

/** The instant at which every question of the task is asked: a Wednesday, 10:30 in Rome. */
export const ASKED_AT = '2026-11-18T09:30:00.000Z';
export const TIME_ZONE = 'Europe/Rome';
const TOMORROW = '2026-11-19T00:00';

/** From and to in local minutes, half open; nothing: everything kept. */
export type Period = readonly [string, string] | undefined;

/** A question of the evaluation sets, and what is right to read in it. */
export interface Item {
  text: string;
  language: string;
  /** About something else: no data is right, whatever it is called. */
  elsewhere: boolean;
  categories: readonly string[];
  /** One of these is the figure asked for, over one of these periods; empty where the set does not say. */
  metrics: readonly string[];
  periods: readonly Period[];
}

/** What a contender read. */
export interface Read {
  category: string;
  /** It would give figures. */
  data: boolean;
  metrics: readonly string[];
  period: Period;
}

const FOLDER = join(import.meta.dirname, '../test/evals/questions');
/** Sets of one question a line. */
const SINGLE = /^(?:platform|reading|elsewhere)/;
const Line = z.object({
  lang: z.string(),
  q: z.string(),
  expect: z.optional(z.object({ category: z.optional(z.array(z.string())) })),
});

/** Local minutes; what reaches beyond today ends with today: nothing has happened there yet. */
export const periodOf = (from: string, to: string): Period => {
  const [start = '', end = ''] = [from, to].map((text) =>
    (text.length === 10 ? `${text}T00:00` : text.slice(0, 16)).replace(' ', 'T'),
  );
  return [start, end > TOMORROW ? TOMORROW : end];
};

const composedItems = (split: string): Item[] =>
  composedFiles(FOLDER)
    .files.filter(({ name }) => name.endsWith(`.${split}`))
    .flatMap(({ dialogues }) => dialogues)
    .flatMap(({ lang, turns: [first] }): Item[] => {
      if (!first) return [];
      const { query, or = [], category, queries } = first.expect;
      if (!query && !queries && !category) return [];
      const readings: ComposedQuery[] = query ? [query, ...or] : [];
      return [
        {
          text: first.q,
          language: lang,
          elsewhere: false,
          categories: category ?? ['BUSINESS_DATA'],
          metrics: query?.metrics ? readings.flatMap(({ metrics = [] }) => metrics.slice(0, 1)) : [],
          periods: query?.metrics ? readings.map(({ period }) => period && periodOf(...period)) : [],
        },
      ];
    });

/** The questions of one half of the sets, the first turn of each dialogue. */
export const taskOf = (split: 'dev' | 'test'): Item[] => {
  const plain = readdirSync(FOLDER)
    .filter((name) => name.endsWith(`.${split}.jsonl`) && SINGLE.test(name))
    .toSorted()
    .flatMap((name) => {
      const elsewhere = name.startsWith('elsewhere');
      const lines = readFileSync(join(FOLDER, name), 'utf8').split('\n').filter(Boolean);
      return lines.map((line): Item => {
        const { lang, q, expect } = z.parse(Line, JSON.parse(line));
        const categories = expect?.category ?? ['OFF_TOPIC'];
        return { text: q, language: lang, elsewhere, categories, metrics: [], periods: [] };
      });
    });
  return [...composedItems(split), ...plain];
};

const samePeriod = (left: Period, right: Period): boolean => String(left) === String(right);

/** Parts that are right, in percent, by what was asked for. */
export const accuracyOf = (items: readonly Item[], reads: readonly Read[]): Record<string, number> => {
  const percent = (of: (item: Item) => boolean, right: (item: Item, read: Read) => boolean): number => {
    const asked = items.flatMap((item, at) => {
      const read = reads[at];
      return of(item) && read ? [right(item, read)] : [];
    });
    return (100 * asked.filter(Boolean).length) / asked.length;
  };
  const category = (item: Item, read: Read) => item.categories.includes(read.category);
  const metric = (item: Item, read: Read) => item.metrics.some((one) => read.metrics.includes(one));
  const period = (item: Item, read: Read) => item.periods.some((one) => samePeriod(one, read.period));
  const figures = ({ metrics }: Item) => metrics.length > 0;
  return {
    'category %': percent(({ elsewhere }) => !elsewhere, category),
    'elsewhere, no data %': percent(
      ({ elsewhere }) => elsewhere,
      (_, { data }) => !data,
    ),
    'metric %': percent(figures, metric),
    'period %': percent(figures, period),
    'all three %': percent(
      figures,
      (item, read) => category(item, read) && metric(item, read) && period(item, read),
    ),
    'all three, it %': percent(
      (item) => figures(item) && item.language === 'it',
      (item, read) => category(item, read) && metric(item, read) && period(item, read),
    ),
    'all three, en %': percent(
      (item) => figures(item) && item.language === 'en',
      (item, read) => category(item, read) && metric(item, read) && period(item, read),
    ),
  };
};
