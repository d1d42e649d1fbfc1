import type { Answer } from '#shared/contracts/answer.ts';
import { literal } from './format.ts';

const LETTER = /[\p{L}\p{N}]/u;
const BETWEEN_SENTENCES = /\. |\n/g;

/** [start, end] of the figures: the claims are looked for one after the other, as they stand. */
const figuresOf = ({ answer, claims }: Pick<Answer, 'answer' | 'claims'>): [number, number][] => {
  const figures: [number, number][] = [];
  let from = 0;
  for (const { text, unit } of claims) {
    const at = wordAt(answer, text, from);
    if (at === undefined) continue;
    from = at + text.length;
    if (unit !== 'date' && unit !== 'name') figures.push([at, from]);
  }
  return figures;
};

const wordAt = (text: string, word: string, from: number): number | undefined => {
  if (word === '') return undefined;
  for (let at = text.indexOf(word, from); at >= 0; at = text.indexOf(word, at + 1))
    if (!LETTER.test(text[at - 1] ?? '') && !LETTER.test(text[at + word.length] ?? '')) return at;
  return undefined;
};

/**
 * The answer as it reads best on a phone: its figures are strong, and where the last sentence has none, as the one
 * that says of when the data is, it stands apart. Nothing else in it is formatting.
 */
export const answerText = (answer: Pick<Answer, 'answer' | 'claims'>): string => {
  const figures = figuresOf(answer);
  const lastFigure = figures.at(-1)?.[1] ?? Infinity;
  const end = [...answer.answer.matchAll(BETWEEN_SENTENCES)].at(-1);
  const pieces: string[] = [];
  const text = literal(answer.answer);
  let at = 0;
  for (const [from, to] of figures) {
    pieces.push(text.slice(at, from), `**${text.slice(from, to)}**`);
    at = to;
  }
  if (end !== undefined && end.index >= lastFigure) {
    pieces.push(text.slice(at, end.index + 1).trimEnd(), '\n\n');
    at = end.index + end[0].length;
  }
  pieces.push(text.slice(at));
  return pieces.join('');
};
