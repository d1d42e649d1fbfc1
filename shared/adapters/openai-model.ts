import { setTimeout as sleep } from 'node:timers/promises';
import * as z from 'zod/mini';
import type { Recovered } from '../contracts/recoveries.ts';
import { MOST_OUTPUT_TOKENS } from '../contracts/spending.ts';
import { once } from '../once.ts';
import { pauseBefore, retryAfter } from '#shared/domain/resilience/backoff.ts';
import { leftUntil } from '#shared/domain/resilience/deadline.ts';
import { earned, newAllowance, spent } from '#shared/domain/resilience/retry-allowance.ts';
import type {
  LanguageModel,
  ModelFailure,
  ModelLimits,
  ModelReply,
  ModelRequest,
  ModelUsage,
} from '../model-ports.ts';
import { boundedFetch, isTooLarge } from './bounded-fetch.ts';
import { type Circuit, circuit } from './circuit.ts';
import type { KeyStore } from './model-key.ts';

export interface OpenAiSettings {
  name: string;
  /** Of any provider that speaks this protocol: `https://…/v1`. */
  baseUrl: string;
  key: KeyStore;
  /** Of this provider; its own unless instances share one. */
  fuse?: Circuit;
  /** Told of failures that were got over. */
  recovered?: Recovered;
}

/** All attempts and waits together: a question is never answered later than this because of a model. */
const BUDGET_MS = 4000;
const ATTEMPT_MS = 3000;
/** Less time than this is not worth an attempt. */
const LEAST_MS = 500;
const TRIES = { tries: 3, firstMs: 400, mostMs: 1500, leastMs: LEAST_MS };

/** Nothing from the environment; retries and logs are our own. */
const PLAIN = {
  organization: null,
  project: null,
  maxRetries: 0,
  logLevel: 'off',
  fetch: boundedFetch,
} as const;

type Sdk = typeof import('openai');

const Tokens = z.int().check(z.gte(0));
const Usage = z.object({ prompt_tokens: Tokens, completion_tokens: Tokens });
const Completion = z.object({
  choices: z.array(z.object({ message: z.object({ content: z.nullish(z.string()) }) })),
  usage: z.optional(z.unknown()),
});

/** `passes`: it may go well the next time, after what the provider asked us to wait. */
type Failed =
  | { failure: 'away' | 'crowded'; passes: { afterMs: number | undefined } }
  | { failure: ModelFailure; passes?: undefined };
type Attempt = { text: string; usage: ModelUsage } | Failed;

/**
 * A model behind any provider of the OpenAI protocol: temperature 0, strict JSON schema. What passes (429, 5xx,
 * a lost connection) is tried again within the budget, when the provider wants it, and no more often than for every
 * fifth question; a provider that keeps failing rests a while.
 */
export const openAiModel = (settings: OpenAiSettings): LanguageModel => {
  const { name, baseUrl, key, fuse = circuit({ key: `model/${name}` }), recovered } = settings;
  const sdk = once(() => import('openai'));
  let allowance = newAllowance();
  let crowdedUntil = 0;

  const attempt = async (request: ModelRequest, signal: AbortSignal, leftMs: number): Promise<Attempt> => {
    const openAi = await sdk();
    try {
      const client = new openAi.OpenAI({ ...PLAIN, apiKey: await key.read(signal), baseURL: baseUrl });
      const timeout = Math.max(1, Math.ceil(Math.min(ATTEMPT_MS, leftMs)));
      return said(await client.chat.completions.create(bodyOf(name, request), { signal, timeout }));
    } catch (error) {
      const failed = failureOf(openAi, error);
      if (failed.failure === 'refused') key.forget();
      return failed;
    }
  };

  /** The wait before another try; undefined when there is to be none. */
  const pauseAfter = ({ passes }: Failed, tried: number, leftMs: number): number | undefined => {
    if (passes?.afterMs !== undefined) crowdedUntil = Date.now() + passes.afterMs;
    if (passes === undefined || fuse.would() !== 'call') return undefined;
    const failed = { tried, leftMs, retryAfterMs: passes.afterMs };
    const pause = pauseBefore(failed, TRIES, Math.random());
    const rest = pause === undefined ? undefined : spent(allowance);
    if (rest !== undefined) allowance = rest;
    return rest && pause;
  };

  const persist = async (
    request: ModelRequest,
    { signal, end, isOnce }: { signal: AbortSignal; end: number; isOnce: boolean },
    used: ModelUsage,
  ): Promise<ModelReply> => {
    let first: 'away' | 'crowded' | undefined;
    for (let tried = 1; ; tried += 1) {
      const as = fuse.admits();
      if (as === 'none') return { kind: 'failed', failure: 'resting', usage: { ...used } };
      used.calls = tried;
      const outcome = await attempt(request, signal, end - performance.now());
      const isSaid = 'text' in outcome;
      fuse.note(as, isSaid);
      if (isSaid) {
        if (first !== undefined) recovered?.({ failure: `model_${first}`, how: 'retried' });
        return { kind: 'said', text: outcome.text, usage: { ...outcome.usage, calls: tried } };
      }
      if (outcome.passes !== undefined) first ??= outcome.failure;
      const pause = isOnce ? undefined : pauseAfter(outcome, tried, end - performance.now());
      if (pause === undefined) return { kind: 'failed', failure: outcome.failure, usage: { ...used } };
      await sleep(pause);
    }
  };

  const rests = () => fuse.would() === 'none' || Date.now() < crowdedUntil;

  const ask = async (request: ModelRequest, limits: ModelLimits = {}): Promise<ModelReply> => {
    const used: ModelUsage = { calls: 0, inputTokens: 0, outputTokens: 0 };
    const failed = (failure: ModelFailure): ModelReply => ({ kind: 'failed', failure, usage: used });
    const budgetMs = leftUntil(limits.answerBy, Date.now(), BUDGET_MS);
    if (budgetMs < LEAST_MS) return failed('slow');
    if (rests()) return failed('resting');
    allowance = earned(allowance);
    const signal = AbortSignal.timeout(Math.ceil(budgetMs));
    const way = { signal, end: performance.now() + budgetMs, isOnce: limits.once === true };
    return Promise.race([persist(request, way, used), lateness(signal, used)]);
  };

  return { name, rests, ask };
};

const bodyOf = (model: string, { instructions, text, schema }: ModelRequest) => ({
  model,
  temperature: 0,
  max_tokens: MOST_OUTPUT_TOKENS,
  messages: [
    { role: 'system' as const, content: instructions },
    { role: 'user' as const, content: text },
  ],
  response_format: {
    type: 'json_schema' as const,
    json_schema: { name: schema.name, strict: true, schema: schema.schema },
  },
});

const said = (completion: unknown): Attempt => {
  const parsed = z.safeParse(Completion, completion);
  const content = parsed.data?.choices[0]?.message.content;
  const tokens = z.safeParse(Usage, parsed.data?.usage);
  const { prompt_tokens, completion_tokens } = tokens.data ?? { prompt_tokens: 0, completion_tokens: 0 };
  const usage = { calls: 1, inputTokens: prompt_tokens, outputTokens: completion_tokens };
  // Nothing said (a refusal of the model's own, a broken reply): the tokens are paid all the same.
  return { text: content ?? '', usage };
};

const failureOf = (sdk: Sdk, error: unknown): Failed => {
  if (isTooLarge(error)) return { failure: 'unreadable' };
  if (error instanceof sdk.APIUserAbortError || error instanceof sdk.APIConnectionTimeoutError)
    return { failure: 'slow' };
  if (error instanceof sdk.APIConnectionError) return { failure: 'away', passes: { afterMs: undefined } };
  if (!(error instanceof sdk.APIError)) return { failure: 'unreadable' };
  const { status, headers } = error;
  const passes = { afterMs: retryAfter(headers?.get('retry-after'), Date.now()) };
  if (status === 429) return { failure: 'crowded', passes };
  if (status !== undefined && status >= 500) return { failure: 'away', passes };
  return { failure: 'refused' };
};

/** Whatever hangs, a secret or a connection: the budget is the budget. */
const lateness = (signal: AbortSignal, used: ModelUsage): Promise<ModelReply> =>
  new Promise((resolve) => {
    const late = (): void => resolve({ kind: 'failed', failure: 'slow', usage: { ...used } });
    signal.addEventListener('abort', late, { once: true });
  });
