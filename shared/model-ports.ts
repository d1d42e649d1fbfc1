import type { Reader } from './contracts/documents.ts';
import type { CounterKey, Spent } from './contracts/spending.ts';

/** What a language model is asked: how to read, what to read, and the form its answer must have. */
export interface ModelRequest {
  instructions: string;
  text: string;
  /** A strict JSON schema. */
  schema: { name: string; schema: Record<string, unknown> };
}

/** Calls that were made and the tokens they used, whether they led to something or not. */
export interface ModelUsage {
  calls: number;
  inputTokens: number;
  outputTokens: number;
}

export type ModelReply =
  | { kind: 'said'; text: string; usage: ModelUsage }
  | { kind: 'failed'; failure: ModelFailure; usage: ModelUsage };

/** `resting`: it failed so often just now, or wants to be left alone for a while, so that it was not asked. */
export type ModelFailure = 'away' | 'slow' | 'crowded' | 'refused' | 'unreadable' | 'resting';

export interface ModelLimits {
  /** Until when the answer is of use; within that a few seconds of its own hold. */
  answerBy?: string | undefined;
  /** Another model can be asked instead: nothing is tried twice. */
  once?: boolean;
}

/** A language model that answers in JSON. Optional: everything works without one. */
export interface LanguageModel {
  readonly name: string;
  /** It would not be asked now: it failed too often, or wants to be left alone. */
  rests?(): boolean;
  /** Answers within a few seconds, one way or the other; never throws. What it says is checked like any input. */
  ask(request: ModelRequest, limits?: ModelLimits): Promise<ModelReply>;
}

/** What calls of models used, added up by counter. @throws StoreUnavailable */
export interface UsageStore {
  /** Adds the same to each, and says what each holds then, in their order. Parts of `used` may be below 0. */
  add(keys: readonly CounterKey[], used: Spent): Promise<Spent[]>;
  /** Those of one owner whose name begins so. */
  list(owner: string, begins: string): Promise<{ counter: string; spent: Spent }[]>;
  /** All of a person's; how many. */
  removeAll(reader: Reader): Promise<number>;
}
