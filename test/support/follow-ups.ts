import { readFileSync } from 'node:fs';
import type { Conversation } from '#shared/contracts/conversation.ts';
import type { Understanding } from '#shared/contracts/understanding.ts';
import { converse } from '#shared/domain/understanding/conversation/converse.ts';
import { NOW, TIME_ZONE } from './demo-company.ts';
import { demoDirectory } from './demo-directory.ts';
import { catalog, grammar } from './understanding.ts';

/** What is said before, the question in full that is meant next, and how people say it there. */
export interface FollowUps {
  id: string;
  before: string[];
  plain: string;
  /** The figures that `plain` asks for, where one of them is easily lost: without all of them it is misread. */
  figures?: string[];
  ways: string[];
}

export const followUpsIn = (path: string): FollowUps[] =>
  readFileSync(path, 'utf8')
    .split('\n')
    .filter((line) => line.trim() !== '')
    .map((line): FollowUps => JSON.parse(line));

export type Meaning = Record<string, unknown>;

/** What was understood, without how sure it is and in which language. */
const meaningOf = (understanding: Understanding): Meaning => {
  if (understanding.kind === 'several') return { parts: understanding.parts.map(meaningOf) };
  if (understanding.kind === 'query') return { ...understanding.query };
  if (understanding.kind === 'definition') return { defined: understanding.metrics };
  if (understanding.kind === 'clarify') return { choices: understanding.choices.map(({ name }) => name) };
  const { kind, category } = understanding;
  return { kind, category, ...(understanding.kind === 'refuse' && { reason: understanding.reason }) };
};

/** The same for fields, filters and values in any order. */
const inOrder = (value: unknown, key = ''): unknown => {
  if (Array.isArray(value)) {
    const parts = value.map((each) => inOrder(each));
    return ['and', 'or', 'values'].includes(key)
      ? parts.toSorted((left, right) => (JSON.stringify(left) < JSON.stringify(right) ? -1 : 1))
      : parts;
  }
  if (typeof value !== 'object' || value === null) return value;
  const fields = Object.entries(value).toSorted(([left], [right]) => (left < right ? -1 : 1));
  return Object.fromEntries(fields.map(([name, each]) => [name, inOrder(each, name)]));
};

/** What the last of several messages means to the demo company. */
export const meaning = (messages: readonly string[]): Meaning => {
  let conversation: Conversation | undefined;
  let meant: Meaning = {};
  for (const text of messages) {
    const asked = { text, askedAt: NOW, timeZone: TIME_ZONE, ...(conversation && { conversation }) };
    const read = converse(asked, { catalog, grammar, directory: demoDirectory });
    conversation = read.conversation;
    meant = meaningOf(read.understanding);
  }
  return meant;
};

/** The question in full was understood, with all the figures that it asks for. */
export const isRead = ({ reason, metrics }: Meaning, figures: readonly string[] = []): boolean =>
  reason !== 'not_understood' &&
  figures.every((figure) => Array.isArray(metrics) && metrics.includes(figure));

const short = (value: unknown): string =>
  (JSON.stringify(value) ?? '-').replaceAll(/:00\.000Z|"/g, '').slice(0, 90);

/** Where two meanings part: what was read, and what should have been. */
export const differences = (read: Meaning, meant: Meaning): string[] =>
  [...new Set([...Object.keys(meant), ...Object.keys(read)])]
    .map((key) => [key, inOrder(read[key], key), inOrder(meant[key], key)] as const)
    .filter(([, left, right]) => JSON.stringify(left) !== JSON.stringify(right))
    .map(([key, left, right]) => `${key}: ${short(left)} for ${short(right)}`);
