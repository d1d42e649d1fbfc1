import type { Masked } from '#shared/contracts/documents.ts';
import type { Part } from '#shared/contracts/reply.ts';
import type { Manners } from './manners.ts';
import { afterAnswer, asked } from './voice.ts';

/** An answer of the line as parts of a reply. */
export const answerParts = (answer: Omit<Masked, 'conversation'>, manners: Manners): Part[] => {
  const { answer: text, questionId, blocks, suggestions, kind } = answer;
  const { open } = manners.labels;
  const choices = blocks.flatMap((block) => (block.type === 'choices' ? block.choices : []));
  const topics = blocks.flatMap((block) => (block.type === 'topics' ? block.topics : []));
  const options =
    choices.length > 0
      ? choices.map(({ label }) => ({
          label,
          description: label,
          action: { do: 'say' as const, text: label },
        }))
      : kind === 'answer'
        ? afterAnswer(manners, questionId)
        : [...topics, ...suggestions].map(asked);
  return options.length === 0
    ? [{ type: 'text', text }]
    : [{ type: 'options', text, open, options: options.slice(0, 10) }];
};
