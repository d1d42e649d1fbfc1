import type { Masked } from '#shared/contracts/documents.ts';
import type { Part } from '#shared/contracts/reply.ts';
import type { Manners } from '../people/manners.ts';
import { afterAnswer, asked } from '../people/voice.ts';
import { answerText } from './answer-text.ts';
import type { Card } from './cards.ts';
import { literal } from './format.ts';
import { LIMITS } from './limits.ts';
import { numbered } from './options.ts';

type Words = Pick<Manners, 'labels' | 'after'>;

interface Given {
  /** The kept chart of its series. */
  chart?: string;
  /** Kept charts of single things it speaks of, each with its figures in words. */
  cards?: readonly Card[];
  /** Questions that were asked or offered in this conversation: they are not offered again. */
  known?: readonly string[];
}

type Answered = Omit<Masked, 'conversation'>;

const MOST_NEXT = 3;
/** One row is left for a person. */
const MOST_TOPICS = LIMITS.rows - 1;

/**
 * An answer of the line as parts of a reply. Choices are numbered as they are answered. Every answer with data can
 * be called good or bad with one tap, and left for a person; what to ask next is one more message where it is
 * something new, or where the answer needs a list all of it is in that.
 */
export const answerReply = (answer: Answered, words: Words, given: Given = {}): Part[] => {
  const choices = answer.blocks.flatMap((block) => (block.type === 'choices' ? block.choices : []));
  if (choices.length > 0) return [choicesPart(answer, choices, words)];
  if (answer.kind === 'answer') return dataParts(answer, words, given);
  const topics = answer.blocks.flatMap((block) => (block.type === 'topics' ? block.topics : []));
  const { person, open } = words.labels;
  const isLost = answer.kind === 'refuse' || topics.length > 0;
  const options = [
    ...(topics.length > 0 ? topics.slice(0, MOST_TOPICS) : answer.suggestions.slice(0, MOST_NEXT)).map(
      (question) => asked(question),
    ),
    ...(isLost ? [{ label: person, action: { do: 'person' as const } }] : []),
  ];
  const text = answerText(answer);
  return options.length === 0 ? [{ type: 'text', text }] : [{ type: 'options', text, open, options }];
};

const dataParts = (answer: Answered, words: Words, { chart, cards = [], known = [] }: Given): Part[] => {
  const { labels, after } = words;
  const text = answerText(answer);
  const opinions = afterAnswer(words, answer.questionId);
  const next = answer.suggestions.filter((question) => !known.includes(question)).slice(0, MOST_NEXT);
  const questions = next.map((question) => asked(question));
  const all = { open: after.more, options: [...questions, ...opinions] };
  if (cards.length >= LIMITS.cards.fewest)
    return [
      { type: 'cards', text, cards: cards.slice(0, LIMITS.cards.most).map((card) => cardPart(card, words)) },
      { type: 'options', text: questions.length > 0 ? after.next : after.worth, ...all },
    ];
  if (text.length > LIMITS.body) {
    if (chart === undefined) return [{ type: 'options', text, ...all }];
    const [first = '', ...rest] = text.split('\n');
    return [
      { type: 'picture', chart, caption: first, options: [] },
      { type: 'options', text: rest.join('\n'), ...all },
    ];
  }
  const said: Part =
    chart === undefined
      ? { type: 'options', text, open: labels.open, options: opinions }
      : { type: 'picture', chart, caption: text, options: opinions };
  if (questions.length === 0) return [said];
  return [said, { type: 'options', text: after.next, open: after.nextOpen, options: questions }];
};

const choicesPart = (answer: Answered, choices: readonly { label: string }[], { labels }: Words): Part => {
  const options = choices.slice(0, LIMITS.rows).map(({ label }) => asked(label));
  return {
    type: 'options',
    text: `${answerText(answer)}\n\n${numbered(options)}`,
    open: labels.open,
    options,
  };
};

const cardPart = ({ chart, name, text }: Card, { after }: Words) => ({
  chart,
  text: `**${literal(name)}**\n${literal(text)}`,
  option: {
    label: after.details,
    action: { do: 'say' as const, text: after.about.replace('{name}', () => name) },
  },
});
