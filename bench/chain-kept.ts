import { type Grown, steps } from './chain-steps.ts';

type Step = (document: Grown) => Promise<Grown>;

/** The way of a question about data; what each step was given is all that is needed to go on from there. */
const WAY: readonly [string, Step][] = Object.entries(steps);

/**
 * The documents between the steps are what is kept, as they travel between functions: as text, by the question and
 * the step that is next.
 */
const kept = new Map<string, string>();
const placeOf = (questionId: string, step: number): string => `${questionId}/${step}`;

const runFrom = async (document: Grown, first: number): Promise<Grown> => {
  let grown = document;
  for (const [at, [, step]] of WAY.entries()) {
    if (at < first) continue;
    kept.set(placeOf(grown.questionId, at), JSON.stringify(grown));
    grown = await step(grown);
  }
  return grown;
};

const resume = (questionId: string, step: number): Promise<Grown> => {
  const document: Grown = JSON.parse(kept.get(placeOf(questionId, step)) ?? '{}');
  return runFrom(document, step);
};

const forget = (questionId: string): void => {
  for (const at of WAY.keys()) kept.delete(placeOf(questionId, at));
};

/** A run of which the document before each step is kept, and forgotten in the end. */
export const keptRun = async (question: Grown): Promise<Grown> => {
  const answer = await runFrom(question, 0);
  forget(question.questionId);
  return answer;
};

/** The same, gone on with after each step but the last: what it comes to each time. */
export const resumedRun = async (question: Grown): Promise<Grown[]> => {
  await runFrom(question, 0);
  const answers = [];
  for (let step = 1; step < WAY.length; step += 1) answers.push(await resume(question.questionId, step));
  forget(question.questionId);
  return answers;
};
