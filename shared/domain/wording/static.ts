import type { Block, Category, Reason } from '#shared/contracts/answer.ts';
import type { Draft } from '#shared/contracts/draft.ts';
import type { Understanding } from '#shared/contracts/understanding.ts';
import { type Wording, nounOf } from './wording.ts';

export interface Words {
  draft: Draft;
  blocks: Block[];
  suggestions: string[];
}

type Of<Kind extends Understanding['kind']> = Extract<Understanding, { kind: Kind }>;

const said = (text: string): Draft => ({ sentences: [{ parts: [text] }] });

const questions = (wording: Wording, keys: string[]): string[] =>
  keys.flatMap((key) => (Object.hasOwn(wording.questions, key) ? [wording.questions[key] ?? ''] : []));

/** Questions to ask next, for a metric or in general. */
export const suggestionsFor = (wording: Wording, topic: string): string[] =>
  questions(wording, wording.suggest[topic] ?? wording.suggest['default'] ?? []);

/** The reply that needs no data, in the reader's language. */
export const staticWords = ({ category, topic }: Of<'static'>, wording: Wording): Words => {
  const key: string = category;
  const text = wording.static[`${key}_${topic ?? ''}`] ?? wording.static[key] ?? wording.static['HELP'] ?? '';
  const topics: Block[] =
    category === 'HELP' ? [{ type: 'topics', topics: Object.values(wording.questions) }] : [];
  const closing: Category[] = ['HUMAN'];
  return {
    draft: said(text),
    blocks: topics,
    suggestions: closing.includes(category) ? [] : suggestionsFor(wording, 'default'),
  };
};

/** The sentence for a reason, also for steps that have nothing else to say. */
export const refusalText = (reason: Reason, wording: Wording): string =>
  wording.refusals[reason] ?? wording.refusals['not_proven'] ?? '';

export const refusalWords = ({ reason, nearest }: Of<'refuse'>, wording: Wording): Words => {
  const near = questions(wording, nearest ?? []);
  return {
    draft: said(refusalText(reason, wording)),
    blocks: [],
    suggestions: near.length > 0 ? near : suggestionsFor(wording, 'default'),
  };
};

/** Asks back; the names stand in the choices alone. */
export const clarifyWords = ({ choices }: Of<'clarify'>, wording: Wording): Words => ({
  draft: said(wording.phrases['clarify'] ?? ''),
  blocks: [
    {
      type: 'choices',
      choices: choices.map(({ key, name, masked }) => ({ id: key, label: masked ?? name })),
    },
  ],
  suggestions: [],
});

export const definitionWords = ({ metrics }: Of<'definition'>, wording: Wording): Words => {
  const texts = metrics.flatMap((metric) => nounOf(wording.metrics, metric).definition ?? []);
  return {
    draft: said(texts.length > 0 ? texts.join(' ') : refusalText('not_in_data', wording)),
    blocks: [],
    suggestions: suggestionsFor(wording, metrics[0] ?? 'default'),
  };
};
