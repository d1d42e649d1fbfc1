import { setTimeout as sleep } from 'node:timers/promises';
import * as z from 'zod/mini';
import { once } from '../once.ts';
import type { LanguageModel, ModelFailure, ModelReply, ModelRequest, ModelUsage } from '../ports.ts';
import { boundedFetch, isTooLarge } from './bounded-fetch.ts';
import { circuit } from './circuit.ts';
import type { KeyStore } from './model-key.ts';

export interface OpenAiSettings {
  name: string;
  /** Of any provider that speaks this protocol: `https://…/v1`. */
  baseUrl: string;
  key: KeyStore;
}

/** All attempts and waits together: a question is never answered later than this because of a model. */
const BUDGET_MS = 4000;
const ATTEMPT_MS = 3000;
const ATTEMPTS = 3;
/** Less time than this is not worth another attempt. */
const LEAST_MS = 500;
const MOST_TOKENS = 1000;

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

type Attempt = { text: string; usage: ModelUsage } | { failure: ModelFailure; waitMs?: number };

/**
 * A model behind any provider of the OpenAI protocol: temperature 0, strict JSON schema. What passes (429, 5xx,
 * a lost connection) is tried again within the budget; after some failures in a row it rests a while.
 */
export const openAiModel = ({ name, baseUrl, key }: OpenAiSettings): LanguageModel => {
  const sdk = once(() => import('openai'));
  const fuse = circuit();

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

  const persist = async (
    request: ModelRequest,
    signal: AbortSignal,
    used: ModelUsage,
  ): Promise<ModelReply> => {
    const end = performance.now() + BUDGET_MS;
    for (let tried = 1; ; tried += 1) {
      used.calls = tried;
      const outcome = await attempt(request, signal, end - performance.now());
      if ('text' in outcome)
        return { kind: 'said', text: outcome.text, usage: { ...outcome.usage, calls: tried } };
      const { failure, waitMs } = outcome;
      const late = waitMs === undefined || performance.now() + waitMs + LEAST_MS > end;
      if (late || tried === ATTEMPTS) return { kind: 'failed', failure, usage: { ...used } };
      await sleep(waitMs);
    }
  };

  return {
    name,
    ask: async (request) => {
      const used: ModelUsage = { calls: 0, inputTokens: 0, outputTokens: 0 };
      if (!fuse.closed()) return { kind: 'failed', failure: 'resting', usage: used };
      const signal = AbortSignal.timeout(BUDGET_MS);
      const reply = await Promise.race([persist(request, signal, used), lateness(signal, used)]);
      fuse.note(reply.kind === 'said');
      return reply;
    },
  };
};

const bodyOf = (model: string, { instructions, text, schema }: ModelRequest) => ({
  model,
  temperature: 0,
  max_tokens: MOST_TOKENS,
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

const failureOf = (sdk: Sdk, error: unknown): { failure: ModelFailure; waitMs?: number } => {
  if (isTooLarge(error)) return { failure: 'unreadable' };
  if (error instanceof sdk.APIUserAbortError || error instanceof sdk.APIConnectionTimeoutError)
    return { failure: 'slow' };
  if (error instanceof sdk.APIConnectionError) return { failure: 'away', waitMs: 100 };
  if (!(error instanceof sdk.APIError)) return { failure: 'unreadable' };
  const { status, headers } = error;
  if (status === 429) return { failure: 'crowded', waitMs: waitOf(headers) ?? 500 };
  if (status !== undefined && status >= 500) return { failure: 'away', waitMs: waitOf(headers) ?? 200 };
  return { failure: 'refused' };
};

/** `retry-after`: seconds, or a date. */
const waitOf = (headers: Headers | undefined): number | undefined => {
  const given = headers?.get('retry-after') ?? '';
  const seconds = given === '' ? Number.NaN : Number(given);
  const ms = Number.isNaN(seconds) ? Date.parse(given) - Date.now() : seconds * 1000;
  return Number.isNaN(ms) ? undefined : Math.max(0, ms);
};

/** Whatever hangs, a secret or a connection: the budget is the budget. */
const lateness = (signal: AbortSignal, used: ModelUsage): Promise<ModelReply> =>
  new Promise((resolve) => {
    const late = (): void => resolve({ kind: 'failed', failure: 'slow', usage: { ...used } });
    signal.addEventListener('abort', late, { once: true });
  });
