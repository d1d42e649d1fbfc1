import { Session } from 'node:inspector/promises';
import { setTimeout as sleep } from 'node:timers/promises';
import * as z from 'zod/mini';

/** Bytes that are in use after all garbage was collected: of this thread, and of each worker by its title. */
export type LiveHeaps = Record<string, number>;

const Attached = z.object({ sessionId: z.string(), workerInfo: z.object({ title: z.string() }) });
const FromWorker = z.object({ sessionId: z.string(), message: z.string() });
const Usage = z.object({ usedSize: z.number() });
const Answered = z.object({ id: z.int(), result: z.optional(z.partial(Usage)) });

/** A worker at work answers late. */
const PATIENCE_MS = 60_000;

/** Asks the isolates themselves, as a debugger would: what a process takes of memory says little about what it keeps. */
export const liveHeaps = async (): Promise<LiveHeaps> => {
  const session = new Session();
  session.connect();
  const heaps: LiveHeaps = {};
  const titles = new Map<string, string>();
  const waiting = new Set<string>();
  const { promise: answered, resolve } = Promise.withResolvers<void>();
  const tell = (sessionId: string, id: number, method: string) =>
    session.post('NodeWorker.sendMessageToWorker', { sessionId, message: JSON.stringify({ id, method }) });
  session.on('NodeWorker.attachedToWorker', ({ params }) => {
    const { sessionId, workerInfo } = z.parse(Attached, params);
    titles.set(sessionId, workerInfo.title);
    waiting.add(sessionId);
    void tell(sessionId, 1, 'HeapProfiler.collectGarbage').then(() =>
      tell(sessionId, 2, 'Runtime.getHeapUsage'),
    );
  });
  session.on('NodeWorker.receivedMessageFromWorker', ({ params }) => {
    const { sessionId, message } = z.parse(FromWorker, params);
    const { result } = z.parse(Answered, JSON.parse(message));
    const title = titles.get(sessionId) ?? sessionId;
    if (result?.usedSize === undefined) return;
    heaps[title] = (heaps[title] ?? 0) + result.usedSize;
    waiting.delete(sessionId);
    if (waiting.size === 0) resolve();
  });
  await session.post('HeapProfiler.collectGarbage');
  heaps['main'] = z.parse(Usage, await session.post('Runtime.getHeapUsage')).usedSize;
  await session.post('NodeWorker.enable', { waitForDebuggerOnStart: false });
  if (waiting.size > 0) await Promise.race([answered, sleep(PATIENCE_MS)]);
  session.disconnect();
  // Without one of them the sum would be too small, and a leak unseen.
  if (waiting.size > 0) throw new Error(`${waiting.size} workers did not say what they keep`);
  return heaps;
};
