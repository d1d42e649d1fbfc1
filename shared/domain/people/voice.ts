import { Flaw, type Option, type Part } from '#shared/contracts/reply.ts';
import type { Manners } from './manners.ts';
import type { Opening } from './opening.ts';

const MOST_ROWS = 10;

/** Ways to say what an answer was worth, and to get a person instead. */
export const afterAnswer = ({ labels }: Pick<Manners, 'labels'>, questionId: string): Option[] => [
  { label: labels.up, action: { do: 'thumb', questionId, up: true } as const },
  { label: labels.down, action: { do: 'thumb', questionId, up: false } as const },
  { label: labels.person, action: { do: 'person' } as const },
];

/** Asks what was wrong with an answer. */
export const whatWasWrong = ({ whatWrong, labels, flaws }: Manners, questionId: string): Part => ({
  type: 'options',
  text: whatWrong,
  open: labels.open,
  options: Flaw.options.map((flaw) => ({
    ...flaws[flaw],
    action: { do: 'flaw', questionId, flaw },
  })),
});

/** Things to ask, one tap away. */
export const ideas = (text: string, questions: readonly string[], { labels }: Manners): Part => {
  const options = questions.slice(0, MOST_ROWS).map((question) => asked(question));
  return options.length === 0
    ? { type: 'text', text }
    : { type: 'options', text, open: labels.open, options };
};

/** A question to tap: the whole of it stands below its beginning. */
export const asked = (question: string): Option => ({
  label: question,
  description: question,
  action: { do: 'say', text: question },
});

/** The first words of all: who speaks, what it can do, how to stop, and then what was asked. */
export const introduced = (parts: readonly Part[], { hello, how }: Manners, canDo: string): Part[] =>
  after(`${hello} ${canDo}\n\n${how}`, parts);

/** These words, and in the same message what else is said. */
export const after = (words: string, parts: readonly Part[]): Part[] => {
  const [first, ...rest] = parts;
  return first === undefined || first.type === 'picture' || first.type === 'template'
    ? [{ type: 'text', text: words }, ...parts]
    : [{ ...first, text: `${words}\n\n${first.text}` }, ...rest];
};

/** A sentence with the moment when somebody is there again. */
export const whenSaid = (sentence: string, { day, time }: Opening, manners: Manners): string => {
  const when =
    typeof day === 'number' ? manners.onDay.replace('{day}', manners.weekdays[day - 1] ?? '') : manners[day];
  return sentence.replace('{when}', when.replace('{time}', time));
};
