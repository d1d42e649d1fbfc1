import type { Block, Category } from '#shared/contracts/answer.ts';
import type { Named } from '#shared/contracts/catalog.ts';
import type { Sentence } from '#shared/contracts/draft.ts';
import type { Single } from '#shared/contracts/understanding.ts';
import { fixedText } from '../proof/fixed-text.ts';
import { byGender } from './agreement.ts';
import { type Wording, nounOf } from './wording.ts';

export interface Words {
  sentences: Sentence[];
  blocks: Block[];
  suggestions: string[];
}

const MOST_CHOICES = 3;
/** The id of the choice that is none of the names. */
const OTHER = 'other';

type Of<Kind extends Single['kind']> = Extract<Single, { kind: Kind }>;

/** A sentence that is fixed texts of the wording: the first of these keys lists that all have a text. */
const saying = (wording: Wording, ...choices: string[][]): Sentence[] => {
  for (const said of choices) {
    const text = fixedText(said, wording);
    if (text !== undefined) return [{ said, parts: [text] }];
  }
  return [];
};

const questions = (wording: Wording, keys: string[]): string[] =>
  keys.flatMap((key) => (Object.hasOwn(wording.questions, key) ? [wording.questions[key] ?? ''] : []));

/** Questions to ask next, for a metric or in general. */
export const suggestionsFor = (wording: Wording, topic: string): string[] =>
  questions(wording, wording.suggest[topic] ?? wording.suggest['default'] ?? []);

/** The reply that needs no data, in the reader's language. */
export const staticWords = ({ category, topic }: Of<'static'>, wording: Wording): Words => {
  const topics: Block[] =
    category === 'HELP' ? [{ type: 'topics', topics: Object.values(wording.questions) }] : [];
  const closing: Category[] = ['HUMAN'];
  return {
    sentences: saying(
      wording,
      [`static.${category}_${topic ?? ''}`],
      [`static.${category}`],
      ['static.HELP'],
    ),
    blocks: topics,
    suggestions: closing.includes(category) ? [] : suggestionsFor(wording, 'default'),
  };
};

/** "fatture (etichetta)": what is no process, or whatever one chooses among, is said to be what it is. */
const choiceLabel = ({ name, masked, dimension }: Named, about: string, wording: Wording): string => {
  const said = masked ?? name;
  return dimension === about ? said : `${said} (${nounOf(wording.dimensions, dimension).one})`;
};

/** Names to choose from, and one more for who means none of them. */
const choicesBlock = (names: readonly Named[], about: string, wording: Wording): Block[] => {
  if (names.length === 0) return [];
  const noun = nounOf(wording.dimensions, about);
  const choices = names
    .slice(0, MOST_CHOICES)
    .map((named) => ({ id: named.key, label: choiceLabel(named, about, wording) }));
  const other = byGender(wording.grammar.another, noun);
  return [{ type: 'choices', choices: [...choices, ...(other === '' ? [] : [{ id: OTHER, label: other }])] }];
};

/** Says no; the names that were perhaps meant stand in the choices alone. */
export const refusalWords = (
  { reason, nearest, nearestNames = [] }: Of<'refuse'>,
  wording: Wording,
): Words => {
  const near = questions(wording, nearest ?? []);
  const [first] = nearestNames;
  return {
    sentences: saying(
      wording,
      ...(first ? [['asks.nearest']] : []),
      [`refusals.${reason}`],
      ['refusals.not_proven'],
    ),
    blocks: first ? choicesBlock(nearestNames, first.dimension, wording) : [],
    suggestions: near.length > 0 ? near : first ? [] : suggestionsFor(wording, 'default'),
  };
};

/** Asks back; the names stand in the choices alone. */
export const clarifyWords = ({ choices, about }: Of<'clarify'>, wording: Wording): Words => ({
  sentences: saying(
    wording,
    ...(choices.length === 0 ? [['asks.which']] : []),
    ['asks.clarify'],
    ['refusals.not_understood'],
  ),
  blocks: choicesBlock(choices, about, wording),
  suggestions: [],
});

export const definitionWords = ({ metrics }: Of<'definition'>, wording: Wording): Words => {
  const known = metrics.filter((metric) => fixedText([`definition.${metric}`], wording) !== undefined);
  return {
    sentences: saying(
      wording,
      known.map((metric) => `definition.${metric}`),
      ['refusals.not_in_data'],
    ),
    blocks: [],
    suggestions: suggestionsFor(wording, metrics[0] ?? 'default'),
  };
};
