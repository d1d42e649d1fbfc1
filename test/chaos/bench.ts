import { mkdir, writeFile } from 'node:fs/promises';
import { cpus } from 'node:os';
import { afterEach } from 'vitest';
import { Client } from 'pg';
import type { PhoneOwner } from '#infra/local/whatsapp/demo-people.ts';
import type { ChatMessage } from '#infra/local/whatsapp/conversations.ts';
import { wordsOf } from '#test/support/whatsapp.ts';
import type { Asked, BrokenCloud } from '#test/support/broken-cloud.ts';

export const isLong = process.env['MODE'] === 'long';

export const crowd: PhoneOwner[] = Array.from({ length: 12 }, (_, index) => ({
  id: `p${index}`,
  name: `Person ${index}`,
  phone: `3933300${String(index).padStart(5, '0')}`,
  scopedId: `IT.70000${String(index).padStart(5, '0')}`,
  readReceipts: true,
  admitted: true,
}));

/** What all rows share: the cloud under test, questions that nobody asked before, what was measured. */
export interface Bench {
  cloud: BrokenCloud;
  /** A question about a period that no other question is about: no cache knows its answer. */
  fresh: () => string;
  /** As the administrator of the database; not over the wire. */
  sql: <Row>(text: string) => Promise<Row[]>;
  /** Keeps a figure for bench/results/chaos.md. */
  measured: (row: number, what: string, value: number) => void;
  record: () => Promise<void>;
}

const METRICS = ['fallimenti', 'esecuzioni', 'successi'];

export const openBench = (): Bench => {
  let asked = 0;
  let cloud: BrokenCloud | undefined;
  const figures: [number, string, number][] = [];
  afterEach(() => cloud?.mend());
  return {
    get cloud() {
      if (cloud === undefined) throw new Error('There is no cloud yet');
      return cloud;
    },
    set cloud(booted) {
      cloud = booted;
    },
    fresh: () => {
      asked += 1;
      const [hour, metric] = [asked % 24, METRICS[Math.floor(asked / 24) % METRICS.length]];
      const day = 1 + (Math.floor(asked / (24 * METRICS.length)) % 18);
      return `Quante ${metric} il ${day} novembre dalle ${hour}:00 alle ${hour}:59?`;
    },
    sql: async (text) => {
      const client = new Client(cloud?.cloud.ownerUrl);
      client.on('error', () => undefined);
      await client.connect();
      try {
        return (await client.query(text)).rows;
      } finally {
        await client.end().catch(() => undefined);
      }
    },
    measured: (row, what, value) => figures.push([row, what, value]),
    record: async () => {
      if (!isLong) return;
      const told = Map.groupBy(figures, ([row, what]) => `| ${row} | ${what} |`);
      const lines = [...told].map(
        ([head, all]) => `${head} ${Math.max(...all.map(([, , value]) => value))} | ${all.length} |`,
      );
      const page = [
        '# What happens when things break',
        '',
        `\`npm run test:chaos\`, ${new Date().toISOString().slice(0, 10)}, ${cpus().length} cores, Node ${process.version}: the whole local cloud, its neighbours killed, stopped, delayed and cut. Rows of docs/failures.md.`,
        '',
        '| row | what | worst | of |',
        '| --- | --- | --- | --- |',
        ...lines,
        '',
      ];
      await mkdir('bench/results', { recursive: true });
      await writeFile('bench/results/chaos.md', page.join('\n'));
    },
  };
};

/** Of a day that nothing else is asked about. */
export const questionAbout = (day: number, language: 'it' | 'en'): string =>
  language === 'it' ? `Quanti successi il ${day} novembre?` : `How many successes on ${day} November?`;

export const aboutDay = (day: number): string => `Quanti fallimenti il ${day} novembre?`;

/** How often each person was told of that day. */
export const told = ({ cloud }: Bench, day: number, people: readonly string[]): number[] => {
  const isAbout = new RegExp(`\\b${day}º? novembre,? `);
  const opening = (message: ChatMessage) =>
    wordsOf([message]).replaceAll('*', '').split('Dati alle')[0] ?? '';
  return people.map((id) => cloud.came(id).filter((message) => isAbout.test(opening(message))).length);
};

/** Asks so many questions, at most `atOnce` at a time. */
export const flood = async (bench: Bench, questions: number, atOnce: number): Promise<Asked[]> => {
  const all: Asked[] = [];
  let left = questions;
  const work = async () => {
    while (left > 0) {
      left -= 1;
      all.push(await bench.cloud.askHttp(bench.fresh()));
    }
  };
  await Promise.all(Array.from({ length: atOnce }, work));
  return all;
};

/** How many there are of each outcome: `200 answer`, `200 refuse data_unreachable`. */
export const outcomes = (all: readonly Asked[]): Record<string, number> => {
  const counts: Record<string, number> = {};
  for (const { status, json } of all) {
    const name = [status, json.kind, json.reason, json.kind === 'answer' ? '' : json.degraded.join()]
      .join(' ')
      .trim();
    counts[name] = (counts[name] ?? 0) + 1;
  }
  return counts;
};

export const slowest = (all: readonly Asked[]): number => Math.round(Math.max(...all.map(({ ms }) => ms)));
