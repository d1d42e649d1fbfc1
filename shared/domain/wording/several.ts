import type { Block } from '#shared/contracts/answer.ts';
import type { Formula, Part, Sentence } from '#shared/contracts/draft.ts';
import { fixedText } from '../proof/fixed-text.ts';
import type { Told } from './worded.ts';
import type { Wording } from './wording.ts';

type Rename = (evidence: string) => string;

const renamedFormula = (formula: Formula, rename: Rename): Formula => {
  if ('left' in formula) {
    const { left, right } = formula;
    return { ...formula, left: renamedFormula(left, rename), right: renamedFormula(right, rename) };
  }
  if ('from' in formula) {
    const { from, to } = formula;
    return { ...formula, from: renamedFormula(from, rename), to: renamedFormula(to, rename) };
  }
  const evidence = rename(formula.evidence);
  if (formula.op !== 'reach') return { ...formula, evidence };
  return { ...formula, evidence, kept: { ...formula.kept, evidence: rename(formula.kept.evidence) } };
};

const renamedPart = (part: Part, rename: Rename): Part =>
  typeof part === 'string' ? part : { ...part, formula: renamedFormula(part.formula, rename) };

const renamedSentence = (sentence: Sentence, rename: Rename): Sentence => ({
  ...sentence,
  ...(sentence.when && {
    when: sentence.when.map(({ formula, is }) => ({ formula: renamedFormula(formula, rename), is })),
  }),
  ...(sentence.each && { each: { ...sentence.each, evidence: rename(sentence.each.evidence) } }),
  parts: sentence.parts.map((part) => renamedPart(part, rename)),
});

const renamedBlock = (block: Block, rename: Rename): Block =>
  block.type === 'series' ? { ...block, evidence: rename(block.evidence) } : block;

/** The definitions of all answers in one block, each once. */
const mergedBlocks = (blocks: Block[]): Block[] => {
  const definitions = blocks.flatMap((block) => (block.type === 'definitions' ? block.definitions : []));
  const once = definitions.filter(
    ({ metric }, at) => definitions.findIndex((other) => other.metric === metric) === at,
  );
  return [
    ...blocks.filter(({ type }) => type !== 'definitions'),
    ...(once.length > 0 ? [{ type: 'definitions' as const, definitions: once }] : []),
  ];
};

const MOST_SUGGESTIONS = 3;

const isSaid = ({ sentences }: Told, before: readonly Told[]): boolean => {
  const key = ({ said }: Sentence): string | undefined => said?.join(' ');
  const others = new Set(before.flatMap((other) => other.sentences.map(key)));
  return sentences.length > 0 && sentences.every((one) => one.said && others.has(key(one)));
};

/** What is refused comes last, marked as the rest, and the same refusal once. */
const inOrder = (parts: readonly Told[], refused: readonly boolean[], wording: Wording): Told[] => {
  const answers = parts.filter((_, at) => refused[at] !== true);
  const rest = parts.filter((part, at) => refused[at] === true && !isSaid(part, parts.slice(0, at)));
  if (answers.length === 0) return rest;
  const [first, ...others] = rest;
  return [...answers, ...(first ? [markedAsRest(first, wording)] : []), ...others];
};

const markedAsRest = (told: Told, wording: Wording): Told => {
  const [first, ...others] = told.sentences;
  if (!first?.said) return told;
  const said = ['asks.rest', ...first.said];
  return { ...told, sentences: [{ ...first, said, parts: [fixedText(said, wording) ?? ''] }, ...others] };
};

/**
 * Several answers, one after the other, what is refused last. The evidence of each has names of its own
 * (those after the first begin with `q2-`, `q3-`); when the data was read is said once.
 */
export const severalTold = (parts: readonly Told[], refused: readonly boolean[], wording: Wording): Told => {
  const all = inOrder(parts, refused, wording).map((told, part): Told => {
    const rename: Rename = (evidence) => (part === 0 ? evidence : `q${part + 1}-${evidence}`);
    return {
      reads: told.reads.map((read) => ({ ...read, id: rename(read.id) })),
      sentences: told.sentences.map((sentence) => ({ ...renamedSentence(sentence, rename), part })),
      closing: told.closing.map((sentence) => renamedSentence(sentence, rename)),
      blocks: told.blocks.map((block) => renamedBlock(block, rename)),
      suggestions: told.suggestions,
    };
  });
  return {
    reads: all.flatMap(({ reads }) => reads),
    sentences: all.flatMap(({ sentences }) => sentences),
    closing: all.find(({ closing }) => closing.length > 0)?.closing ?? [],
    blocks: mergedBlocks(all.flatMap(({ blocks }) => blocks)),
    suggestions: [...new Set(all.flatMap(({ suggestions }) => suggestions))].slice(0, MOST_SUGGESTIONS),
  };
};
