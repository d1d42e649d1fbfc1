import { createServer, type Server } from 'node:http';
import { close, listen } from '../emulators/listen.ts';
import { readLine } from './lines.ts';
import { openRing } from './ring.ts';
import type { QueueDepth, Snapshot } from './snapshot.ts';

export interface Figures {
  /** Takes in lines of metrics that a function wrote. */
  heard: (lines: readonly string[]) => void;
  /** A function failed without a word of its own: it ran out of time or memory, or was not let in. */
  failed: (work: string, error: string) => void;
  /** Opens the page for `npm run top`: figures only, on this machine only. */
  serve: (about: {
    url: string;
    queues: () => QueueDepth[];
  }) => Promise<{ url: string; stop: () => Promise<void> }>;
}

const WINDOW_MS = 60_000;
const COURSE = { steps: 20, ms: 15_000 };

export const openFigures = (): Figures => {
  const ring = openRing();
  const startedAt = Date.now();
  return {
    heard: (lines) => {
      for (const line of lines) for (const told of readLine(line)) ring.add(told);
    },
    failed: (work, error) => {
      const counted = { name: 'errors', counted: true, values: [1] };
      ring.add({ ...counted, dimensions: { work } });
      ring.add({ ...counted, dimensions: { error } });
    },
    serve: async ({ url, queues }) => {
      const server = jsonServer((): Snapshot => {
        const at = Date.now();
        return {
          at,
          startedAt,
          url,
          seconds: Math.max(1, Math.min(WINDOW_MS, at - startedAt) / 1000),
          figures: ring.last(WINDOW_MS),
          breakers: ring.latest('breakerTurns', 'breaker'),
          course: ring.course('answerTime', COURSE.steps, COURSE.ms),
          queues: queues(),
        };
      });
      return { url: `http://127.0.0.1:${await listen(server)}`, stop: () => close(server) };
    },
  };
};

const jsonServer = (read: () => unknown): Server =>
  createServer((request, response) => {
    request.resume();
    response.writeHead(200, { 'content-type': 'application/json', 'cache-control': 'no-store' });
    response.end(JSON.stringify(read()));
  });
