import type { CatalogSource } from '../../catalog-source.ts';
import { runningInstance } from '../data-folder.ts';
import { CommandFailure } from './terminal.ts';

export interface Assistant {
  url: string;
  apiKey: string;
  databaseUrl: string | undefined;
  /** Of the chat page; empty where there is none, undefined where it is not known. */
  chatUrl: string | undefined;
  stop(): Promise<void>;
}

/** Where this machine's assistant keeps its state. */
const dataFolder = (): string => process.env['MILHENA_DATA_DIR'] ?? '.milhena';

const lives = async (url: string): Promise<boolean> => {
  try {
    const response = await fetch(`${url}/v1/health/live`, { signal: AbortSignal.timeout(1000) });
    return response.ok;
  } catch {
    return false;
  }
};

/** The assistant that runs on this machine already, if one does. */
export const runningAssistant = async (): Promise<Assistant | undefined> => {
  const stop = async () => undefined;
  const known = await runningInstance(dataFolder());
  if (known && (await lives(known.url))) return { ...known, stop };
  const url = `http://127.0.0.1:${process.env['PORT'] ?? '3000'}`;
  return (await lives(url))
    ? { url, apiKey: 'local-key', databaseUrl: undefined, chatUrl: undefined, stop }
    : undefined;
};

/** The one that runs, or one of our own for this command alone, started without a word. */
export const anyAssistant = async (source: CatalogSource = {}): Promise<Assistant> =>
  (await runningAssistant()) ?? bootQuietly(source);

const bootQuietly = async ({ catalog, languages }: CatalogSource): Promise<Assistant> => {
  if (process.stderr.isTTY) console.error('No assistant runs here: starting one for this command …');
  const { bootLocalCloud } = await import('../cloud.ts');
  return bootLocalCloud({
    port: 0,
    ...(catalog !== undefined && { catalog }),
    ...(languages !== undefined && { languages: [...languages] }),
  });
};

/** @throws CommandFailure with the problem's own words. */
export const post = async (assistant: Assistant, path: string, body: unknown): Promise<unknown> => {
  const response = await fetch(assistant.url + path, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'x-api-key': assistant.apiKey },
    body: JSON.stringify(body),
    signal: AbortSignal.timeout(40_000),
  });
  const answer: unknown = await response.json();
  if (response.ok) return answer;
  throw new CommandFailure(problemWords(answer), 1);
};

const problemWords = (problem: unknown): string => {
  if (typeof problem !== 'object' || problem === null || !('title' in problem)) return 'It did not answer.';
  const errors = 'errors' in problem && Array.isArray(problem.errors) ? problem.errors : [];
  const details = errors.map((error) => `${error.field} ${error.detail}`).join('; ');
  return `${String(problem.title)}${details ? `: ${details}` : ''}.`;
};
