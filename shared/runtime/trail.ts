// The only way to know, deep inside a piece of work, which one it belongs to: other work runs in the same process.
import { AsyncLocalStorage } from 'node:async_hooks';

/** By what the log lines of one question are found, whichever function writes them. */
export interface Trail {
  /**
   * Given by the client as `X-Request-ID`, else made at the door; of a message the hash of its id, since that
   * may hold the number of a person.
   */
  requestId?: string | undefined;
  questionId?: string | undefined;
}

const trails = new AsyncLocalStorage<Trail>();

/** Does work whose log lines all carry these ids. */
export const along = <Value>(trail: Trail, work: () => Value): Value => trails.run({ ...trail }, work);

/** An id that is known from here on. */
export const mark = (more: Trail): void => {
  const current = trails.getStore();
  if (current) Object.assign(current, more);
};

export const trail = (): Trail => trails.getStore() ?? {};
