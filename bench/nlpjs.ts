import { BuiltinMicrosoft } from '@nlpjs/builtin-microsoft';
import { containerBootstrap } from '@nlpjs/core';
import { LangEn } from '@nlpjs/lang-en';
import { LangIt } from '@nlpjs/lang-it';
import { type Entity, Nlp } from '@nlpjs/nlp';
import { type Item, type Period, periodOf, type Read } from './reading-task.ts';

const DATA = 'data.';
const LANGUAGES = ['it', 'en'];

/** One label for a question: the figure it asks for, else its category. */
const intentOf = ({ metrics, categories }: Item): string => {
  const [metric] = metrics;
  const category = categories[0] ?? 'OFF_TOPIC';
  if (metric !== undefined) return `${DATA}${metric}`;
  return category === 'BUSINESS_DATA' ? `${DATA}any` : category;
};

/** What it could resolve; "not resolved" stands there as a text too. */
const text = (value: unknown): string | undefined => {
  if (value instanceof Date) return Number.isNaN(value.getTime()) ? undefined : value.toISOString();
  return typeof value === 'string' && /^\d{4}-\d\d-\d\d/.test(value) ? value : undefined;
};

const dayAfter = (day: string): string =>
  new Date(Date.parse(`${day.slice(0, 10)}T00:00:00Z`) + 86_400_000).toISOString().slice(0, 10);

/** The period of the first date that was found; of two readings the one that has been. */
const periodIn = (entities: readonly Entity[]): Period => {
  for (const { entity, resolution = {} } of entities) {
    if (!['date', 'daterange', 'datetimerange'].includes(entity)) continue;
    const start = text(resolution['start']) ?? text(resolution['strPastStartValue']);
    const end = text(resolution['end']) ?? text(resolution['strPastEndValue']);
    if (start !== undefined && end !== undefined)
      return entity === 'daterange' ? periodOf(start.slice(0, 10), end.slice(0, 10)) : periodOf(start, end);
    const day = text(resolution['strValue']) ?? text(resolution['strPastValue']);
    if (day !== undefined) return periodOf(day, dayAfter(day));
  }
  return undefined;
};

/** nlp.js, trained on these questions; dates by its recognisers, which know no Italian, unless left out. */
export const trainNlp = async (items: readonly Item[], dates: boolean) => {
  const container = containerBootstrap();
  for (const language of [LangEn, LangIt]) container.use(language);
  const settings = { languages: LANGUAGES, autoSave: false, autoLoad: false, nlu: { log: false } };
  const nlp = new Nlp({ ...settings, container, forceNER: dates });
  if (dates)
    for (const code of LANGUAGES)
      container.register(`extract-builtin-${code}`, new BuiltinMicrosoft({}, container), true);
  const worded = items.filter((item) => /\p{L}/u.test(item.text));
  for (const item of worded) nlp.addDocument(item.language, item.text, intentOf(item));
  await nlp.train();
  return async (question: string): Promise<Read> => {
    const { intent, entities } = await nlp.process(undefined, question);
    const data = intent.startsWith(DATA);
    return {
      // What it has no label for is about something else.
      category: data ? 'BUSINESS_DATA' : intent === 'None' ? 'OFF_TOPIC' : intent,
      data,
      metrics: data ? [intent.slice(DATA.length)] : [],
      period: periodIn(entities),
    };
  };
};
