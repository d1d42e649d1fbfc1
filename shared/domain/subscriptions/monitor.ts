import type { Masked } from '#shared/contracts/documents.ts';
import type { About, Alert, Standing, Subscription } from '#shared/contracts/subscription.ts';
import { answerText } from '../whatsapp/answer-text.ts';
import { literal } from '../whatsapp/format.ts';
import { aboutOf, figureIn, isAbout, listedIn } from './observation.ts';
import type { SubscriptionWords } from './words.ts';

/** Asks the line as the subscriber, at the same instant for all questions of one look. */
export type AskAs = (question: string) => Promise<Masked>;

/** What came of a look: what is wrong from now on, and what there is to tell. */
export interface Looked {
  wrong: Standing['wrong'];
  texts: string[];
}

const USUAL_MINUTES = 60;
const DAY_MINUTES = 1440;
const LEAST_MINUTES = 5;
/** So many things are asked about one by one in one look. */
const MOST_SINGLE = 5;
const MOST_WRONG = 100;

/**
 * The monitor: looks after what fails or should have run. Everything it says are answers of the line; of its own
 * it only says which thing needs attention, or works again. What is wrong is told once, until it is right again:
 * that is when nothing fails for as long as the look goes back and something succeeds.
 */
export const monitor = async (
  subscription: Subscription & { want: Alert },
  words: SubscriptionWords,
  { now, ask }: { now: string; ask: AskAs },
): Promise<Looked> => {
  const { want, standing } = subscription;
  const minutes = minutesBack(subscription, now);
  const watch = want.on === 'failure' ? failures(want, words, ask, minutes) : silence(words, ask);
  const bad = want.about === undefined ? await watch.all() : await watch.one(want.about);
  // What could not be looked at stays as it was.
  if (bad === undefined) return { wrong: standing.wrong, texts: [] };
  const texts: string[] = [];
  const wrong: Standing['wrong'] = [];
  const known = new Set(standing.wrong.map(({ key }) => key));
  const found = bad.filter(({ key }) => !known.has(key));
  for (const one of found.slice(0, MOST_SINGLE)) {
    const detail = one.answer ?? (await watch.detail(one));
    if (detail === undefined) continue;
    texts.push(said(watch.words.wrong, one.name, detail));
    wrong.push({ key: one.key, name: one.name, since: now });
  }
  const still = new Set(bad.map(({ key }) => key));
  let asked = 0;
  for (const one of standing.wrong) {
    const isToAsk = !still.has(one.key) && (asked += 1) <= MOST_SINGLE;
    const detail = isToAsk ? await watch.right(one) : undefined;
    if (detail === undefined) wrong.push(one);
    else texts.push(said(watch.words.right, one.name, detail));
  }
  return { wrong: wrong.slice(-MOST_WRONG), texts };
};

/** Back to the last look where that was long ago, not back before somebody wished for it. */
const minutesBack = ({ want, standing, createdAt }: Subscription & { want: Alert }, now: string): number => {
  const since = (instant: string) => Math.ceil((Date.parse(now) - Date.parse(instant)) / 60_000);
  const back =
    want.threshold?.withinMinutes ??
    Math.max(USUAL_MINUTES, standing.lookedAt === undefined ? 0 : since(standing.lookedAt) + 1);
  return Math.max(LEAST_MINUTES, Math.min(back, since(createdAt), DAY_MINUTES));
};

interface Bad {
  key: string;
  name: string;
  answer?: Masked;
}

interface Watch {
  words: { wrong: string; right: string };
  one: (about: About) => Promise<Bad[] | undefined>;
  all: () => Promise<Bad[] | undefined>;
  detail: (bad: Bad) => Promise<Masked | undefined>;
  /** The answer that shows it is right again. */
  right: (bad: Bad) => Promise<Masked | undefined>;
}

const said = (sentence: string, name: string, answer: Masked): string =>
  `${sentence.replace('{name}', () => `**${literal(name)}**`)}\n${answerText(answer)}`;

const failures = (
  { about, threshold }: Alert,
  { asks, says }: SubscriptionWords,
  ask: AskAs,
  minutes: number,
): Watch => {
  const least = threshold?.failures ?? 1;
  const asked = (question: string, name: string) =>
    ask(question.replace('{minutes}', String(minutes)).replace('{name}', () => name));
  const isMeant = (answer: Masked, name: string) =>
    about === undefined ? aboutOf(answer)?.name === name : isAbout(answer, about);
  const count = async (name: string) => {
    const answer = await asked(asks.failures, name);
    const value = isMeant(answer, name) ? figureIn(answer, 'failures') : undefined;
    return value === undefined ? undefined : { answer, value };
  };
  return {
    words: { wrong: says.failed, right: says.worksAgain },
    one: async ({ key, name }) => {
      const found = await count(name);
      if (found === undefined) return undefined;
      return found.value >= least ? [{ key, name, answer: found.answer }] : [];
    },
    all: async () => {
      const answer = await asked(asks.failing, '');
      return listedIn(answer, 'failures')
        ?.filter(({ value = 0 }) => value >= least)
        .map(({ name }) => ({ key: name, name }));
    },
    detail: async ({ name }) => (await count(name))?.answer,
    right: async ({ name }) => {
      const failed = await count(name);
      if (failed === undefined || failed.value >= least) return undefined;
      const answer = await asked(asks.successes, name);
      return isMeant(answer, name) && (figureIn(answer, 'successes') ?? 0) > 0 ? answer : undefined;
    },
  };
};

const silence = ({ asks, says }: SubscriptionWords, ask: AskAs): Watch => {
  const state = async (name: string) => {
    const answer = await ask(asks.silent.replace('{name}', () => name));
    return figureIn(answer, 'silent_processes');
  };
  /** When it ran last says more than that it is silent, or not. */
  const lastRun = async (name: string) => {
    const answer = await ask(asks.lastRun.replace('{name}', () => name));
    return answer.kind === 'answer' ? answer : undefined;
  };
  return {
    words: { wrong: says.silentNow, right: says.runsAgain },
    one: async ({ key, name }) => {
      const found = await state(name);
      if (found === undefined) return undefined;
      return found > 0 ? [{ key, name }] : [];
    },
    all: async () => {
      const answer = await ask(asks.silentAll);
      return listedIn(answer, '')?.map(({ name }) => ({ key: name, name }));
    },
    detail: ({ name }) => lastRun(name),
    right: async ({ name }) => ((await state(name)) === 0 ? lastRun(name) : undefined),
  };
};
