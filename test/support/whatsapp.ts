import { chmod, mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { expect } from 'vitest';
import * as z from 'zod/mini';
import { bootLocalCloud, type BootOptions, type LocalCloud } from '#infra/local/cloud.ts';
import type { ChatMessage } from '#infra/local/whatsapp/conversations.ts';
import type { WhatsApp } from '#infra/local/whatsapp/open.ts';

/** What every line of a function's log has. */
const LogLine = z.looseObject({ message: z.string(), service: z.string() });
type LogLine = z.infer<typeof LogLine>;

export interface Talking {
  cloud: LocalCloud;
  whatsApp: WhatsApp;
  /** Says something and waits for all that comes back. */
  ask: (person: string, text: string) => Promise<ChatMessage[]>;
  /** Taps the button or row of that label on one of these messages, and waits for what comes back. */
  tap: (person: string, messages: ChatMessage[], label: string) => Promise<ChatMessage[]>;
  /** Does something with a phone and waits for what comes back. */
  after: (person: string, act: () => void) => Promise<ChatMessage[]>;
  /** What came to a person, the oldest first. */
  came: (person: string) => ChatMessage[];
  /** By the API, with the key of this machine. */
  api: (method: string, path: string, body?: unknown, headers?: Record<string, string>) => Promise<unknown>;
  dataDir: string;
  /** Lines in the logs of the functions that hold a text. */
  logged: (text: string) => Promise<LogLine[]>;
  stop: () => Promise<void>;
}

const WAIT_MS = 30_000;
/** A reply may be several messages; after so long without another it is whole. */
const WHOLE_MS = 1000;

/** A whole local cloud with its WhatsApp, on the demo company of a fixed instant. */
export const talking = async (options: Omit<BootOptions, 'port' | 'dataDir'> = {}): Promise<Talking> => {
  const dataDir = await mkdtemp(join(tmpdir(), 'milhena-whatsapp-'));
  await chmod(dataDir, 0o755);
  const now = new Date('2026-11-20T15:00:00Z');
  const small = { runs: 2000, days: 20 };
  const cloud = await bootLocalCloud({ port: 0, dataDir, now, demo: small, quiet: true, ...options });
  const { whatsApp } = cloud;
  if (!whatsApp) throw new Error('There is no WhatsApp here');
  const came = (person: string) => whatsApp.messages(person).filter(({ from }) => from === 'business');
  const after = async (person: string, act: () => void): Promise<ChatMessage[]> => {
    const before = came(person).length;
    act();
    await expect.poll(() => came(person).length, { timeout: WAIT_MS, interval: 50 }).toBeGreaterThan(before);
    for (let known = 0; known < came(person).length; ) {
      known = came(person).length;
      await sleep(WHOLE_MS);
    }
    return came(person).slice(before);
  };
  return {
    cloud,
    whatsApp,
    dataDir,
    came,
    after,
    ask: (person, text) => after(person, () => whatsApp.phone(person).say(text)),
    tap: (person, messages, label) =>
      after(person, () => {
        const { message, id } = choiceNamed(messages, label);
        whatsApp.phone(person).tap(message, id);
      }),
    api: async (method, path, body, more) => {
      const headers = { 'content-type': 'application/json', 'x-api-key': cloud.apiKey, ...more };
      const sent = body === undefined ? {} : { body: JSON.stringify(body) };
      const response = await fetch(cloud.url + path, { method, headers, ...sent });
      return response.json();
    },
    logged: async (text) => {
      const folder = join(dataDir, 'logs');
      const files = (await readdir(folder)).filter((name) => name !== 'local.log');
      const all = await Promise.all(files.map((name) => readFile(join(folder, name), 'utf8')));
      return all
        .join('')
        .split('\n')
        .filter((line) => line.includes(text) && line.includes('"message"'))
        .map((line) => z.parse(LogLine, JSON.parse(line)));
    },
    stop: async () => {
      await cloud.stop();
      await rm(dataDir, { recursive: true, force: true });
    },
  };
};

/** All words a person sees in messages, whatever their form. */
export const wordsOf = (messages: readonly ChatMessage[]): string => {
  const words: string[] = [];
  JSON.stringify(messages, (key, value: unknown) => {
    if (typeof value === 'string' && WORDED.has(key)) words.push(value);
    return value;
  });
  return words.join('\n');
};

const WORDED = new Set(['body', 'text', 'caption', 'title', 'description', 'display_text']);

/** What can be tapped, with its id: reply buttons, rows of a list, quick replies of cards. */
export const choicesIn = ({ content }: ChatMessage): { id: string; title: string }[] => {
  const found: { id: string; title: string }[] = [];
  JSON.stringify(content, (_, value: unknown) => {
    if (isChoice(value)) found.push(value);
    return value;
  });
  return found;
};

const isChoice = (value: unknown): value is { id: string; title: string } =>
  typeof value === 'object' &&
  value !== null &&
  'id' in value &&
  'title' in value &&
  typeof value.id === 'string' &&
  typeof value.title === 'string';

const choiceNamed = (messages: readonly ChatMessage[], label: string): { message: string; id: string } => {
  for (const message of messages) {
    const found = choicesIn(message).find(({ title }) => title.includes(label));
    if (found) return { message: message.id, id: found.id };
  }
  throw new Error(`Nothing here is called ${label}: ${wordsOf(messages)}`);
};
