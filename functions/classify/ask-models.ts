import type { Question } from '#shared/contracts/documents.ts';
import { leftUntil } from '#shared/domain/resilience/deadline.ts';
import { type Arms, armKey, observed } from '#shared/domain/routing/arms.ts';
import { ranked } from '#shared/domain/routing/choose.ts';
import type { Chance } from '#shared/domain/routing/sample.ts';
import { dayOf } from '#shared/domain/spending/counters.ts';
import { costOf, mostMicros, NO_PRICE, plausible, type Price } from '#shared/domain/spending/prices.ts';
import type { LanguageModel, ModelReply, ModelRequest } from '#shared/model-ports.ts';
import { recovered } from '#shared/runtime/log.ts';
import type { Entry, Ledger } from './ledger.ts';
import { gotOver, type Help, type Tried, helpOf, noteOf } from './model-help.ts';

/** One of the models of the settings. */
export interface Rival {
  id: string;
  model: LanguageModel;
  /** Undefined where nobody knows it: its money is not counted, its calls are. */
  price?: Price | undefined;
}

export interface Competition {
  rivals: readonly Rival[];
  /** What all instances learned. */
  arms: { view(): Arms; add(delta: Arms): void; exchange(): Promise<void> };
  ledger: Ledger;
  now: () => Date;
  chance: Chance;
}

export interface Asking<Value> {
  /** The kind of work; what is learned of a model is learned for this. */
  work: 'reading' | 'tone';
  request: ModelRequest;
  /** Undefined where the reply is of no use. */
  read: (text: string) => Value | undefined;
}

export type Asker = Pick<Question, 'questionId' | 'reader' | 'sessionId' | 'timeZone' | 'answerBy'>;

export interface Told<Value> {
  value?: Value;
  /** A budget is used up, and the question is not to be answered without a model. */
  isRefused: boolean;
  help: Help;
}

export type AskModels = <Value>(asking: Asking<Value>, asker: Asker) => Promise<Told<Value>>;

/** All models together: a question is never answered later than this because of them. */
const BUDGET_MS = 4000;
const LEAST_MS = 500;
/** While another model is left, one has this share of the time. */
const SHARE = 0.5;

/**
 * Asks the model that is likely to do best, and the next one when it is of no use, as long as time and budgets
 * allow. What each did is learned by whether its reply passed our checks.
 */
export const askModelsOf = (competition: Competition): AskModels => {
  const { arms, ledger, now, chance } = competition;
  let heard: Promise<void> | undefined;

  return async (asking, asker) => {
    heard ??= arms.exchange();
    await heard;
    const until = new Date(now().getTime() + leftUntil(asker.answerBy, now().getTime(), BUDGET_MS));
    const left = () => leftUntil(until.toISOString(), now().getTime());
    const { work, request } = asking;
    const day = dayOf(now(), asker.timeZone);
    const circumstances = { ...asker.reader, sessionId: asker.sessionId, work, day };
    const bytes = bytesOf(request);
    const tried: Tried[] = [];
    let rivals = competition.rivals.filter(({ model }) => model.rests?.() !== true);
    const resting = rivals.length < competition.rivals.length ? ('resting' as const) : undefined;
    const failures = () => [resting, ...tried.map(({ failure }) => failure)];

    while (rivals.length > 0 && left() >= LEAST_MS) {
      const most = Math.max(...rivals.map(({ price }) => mostMicros(bytes, price ?? NO_PRICE)));
      const entry = await ledger(circumstances, most);
      noteOf(entry, asker);
      if (entry.verdict === 'no_model') {
        recovered({ failure: 'budget_spent', how: 'rules' });
        gotOver(failures(), 'rules');
      }
      if (isClosed(entry))
        return { isRefused: entry.verdict === 'refuse', help: helpOf(tried, ['model', 'budget']) };
      const open = entry.verdict === 'cheaper' ? cheapestOf(rivals) : rivals;
      const one = first(open, { arms: arms.view(), work, bytes, now: now().getTime(), chance });
      const isLast = open.length === 1;
      const beganAt = now().getTime();
      const reply = await one.model.ask(request, {
        answerBy: new Date(beganAt + left() * (isLast ? 1 : SHARE)).toISOString(),
        once: !isLast,
      });
      const value = reply.kind === 'said' ? asking.read(reply.text) : undefined;
      const did = outcomeOf({
        one,
        reply,
        isUsed: value !== undefined,
        bytes,
        ms: now().getTime() - beganAt,
      });
      tried.push({ ...did, work });
      if (did.failure !== 'resting')
        arms.add({
          [armKey(work, one.id)]: observed({ ...did, good: value !== undefined }, now().getTime()),
        });
      await Promise.all([entry.close(did.spent, one.id), arms.exchange()]);
      noteOf({ ...did, work }, asker);
      if (value !== undefined) {
        gotOver(failures(), 'next_model');
        return { value, isRefused: false, help: helpOf(tried, []) };
      }
      rivals = open.filter((other) => other !== one && other.model.rests?.() !== true);
    }
    gotOver(failures(), 'rules');
    return { isRefused: false, help: helpOf(tried, ['model']) };
  };
};

const isClosed = ({ verdict }: Entry): boolean => verdict === 'no_model' || verdict === 'refuse';

const bytesOf = ({ instructions, text, schema }: ModelRequest): number =>
  Buffer.byteLength(instructions) + Buffer.byteLength(text) + Buffer.byteLength(JSON.stringify(schema));

/** Whose price nobody knows is not cheap, unless nobody's is known. */
const cheapestOf = (rivals: readonly Rival[]): Rival[] => {
  const rateOf = ({ price }: Rival): number =>
    price === undefined ? Number.POSITIVE_INFINITY : price.input * 3 + price.output;
  const least = Math.min(...rivals.map(rateOf));
  return rivals.filter((rival) => rateOf(rival) === least);
};

const first = (
  rivals: readonly Rival[],
  { bytes, ...known }: { arms: Arms; work: string; bytes: number; now: number; chance: Chance },
): Rival => {
  const candidates = rivals.map((rival) => ({
    rival,
    id: rival.id,
    usdPerCall: usualUsd(bytes, rival.price ?? NO_PRICE),
  }));
  const [best] = ranked(candidates, known);
  if (best === undefined) throw new Error('no model to choose from');
  return best.rival;
};

/** Four bytes a token, and a short answer. */
const usualUsd = (bytes: number, { input, output }: Price): number =>
  ((bytes / 4) * input + 150 * output) / 1e6;

interface Call {
  one: Rival;
  reply: ModelReply;
  isUsed: boolean;
  bytes: number;
  ms: number;
}

const outcomeOf = ({ one, reply, isUsed, bytes, ms }: Call): Omit<Tried, 'work'> => {
  const { usage } = reply;
  const tokens =
    reply.kind === 'said' ? plausible(usage, { input: bytes, output: Buffer.byteLength(reply.text) }) : usage;
  const { inputTokens, outputTokens } = tokens;
  const price = one.price ?? NO_PRICE;
  const spent = costOf(usage.calls, { inputTokens, outputTokens }, price);
  const failure = reply.kind === 'failed' ? reply.failure : isUsed ? undefined : 'unreadable';
  const usd = (inputTokens * price.input + outputTokens * price.output) / 1e6;
  return { model: one.id, failure, spent, usd, ms };
};
