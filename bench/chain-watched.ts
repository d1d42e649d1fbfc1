import { type Grown, steps } from './chain-steps.ts';

type Name = keyof typeof steps;
type Steps = Record<Name, (document: Grown) => Promise<Grown>>;

export interface Took {
  step: string;
  ms: number;
}

const LOOK_EVERY_MS = 20;

/** A run that may not take longer. */
interface Watch {
  by: number;
  leave: (why: Error) => void;
  trace: Took[];
}
const watches = new Set<Watch>();
let looking: NodeJS.Timeout | undefined;

/** One timer looks after all runs there are: one for each would cost more than the run. */
const look = (): void => {
  const now = performance.now();
  for (const watch of watches)
    if (watch.by <= now) {
      watches.delete(watch);
      watch.leave(new Error(`late after ${watch.trace.at(-1)?.step ?? 'nothing'}`));
    }
  if (watches.size > 0) return;
  clearInterval(looking);
  looking = undefined;
};

const nextOf = (step: Name, document: Grown): Name | undefined => {
  if (step === 'classify') return document.next === 'query' ? 'query' : 'mask';
  if (step === 'query') return 'validate';
  return step === 'validate' ? 'mask' : undefined;
};

const traced = async (question: Grown, watch: Watch, work: Steps): Promise<Grown> => {
  let document = question;
  let step: Name | undefined = 'classify';
  let from = performance.now();
  try {
    while (step !== undefined) {
      document = await work[step](document);
      const now = performance.now();
      watch.trace.push({ step, ms: now - from });
      from = now;
      step = nextOf(step, document);
    }
    return document;
  } finally {
    watches.delete(watch);
  }
};

/**
 * The four steps with what no real chain goes without: a deadline that also holds for a step that never ends, and
 * who took how long.
 *
 * @throws Error when the deadline passes, naming the last step that ended.
 */
export const watched = (
  question: Grown,
  { ms = 10_000, work = steps, trace = [] }: { ms?: number; work?: Steps; trace?: Took[] } = {},
): Promise<Grown> =>
  new Promise((resolve, reject) => {
    const watch = { by: performance.now() + ms, leave: reject, trace };
    watches.add(watch);
    looking ??= setInterval(look, LOOK_EVERY_MS);
    traced(question, watch, work).then(resolve, reject);
  });
