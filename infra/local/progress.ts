/** A part of the boot that is under way, or done when it has its milliseconds. */
export interface Progress {
  part: string;
  note: string;
  ms?: number;
}
export type OnProgress = (progress: Progress) => void;

/** Does a part of the boot and tells how long it took. */
export const timed = async <Result>(
  part: string,
  onProgress: OnProgress,
  work: () => Promise<Result>,
  describe: (result: Result) => string,
): Promise<Result> => {
  const startedAt = performance.now();
  const result = await work();
  onProgress({ part, note: describe(result), ms: Math.round(performance.now() - startedAt) });
  return result;
};

/** All at once; when one fails the others are waited for, so that nothing starts after the end. */
export const together = async <Results extends unknown[]>(
  ...works: { [Key in keyof Results]: Promise<Results[Key]> }
): Promise<Results> => {
  await Promise.allSettled(works);
  return Promise.all(works);
};

/** What has been opened, to be closed in the opposite order. */
export interface Closers {
  add: <Thing>(thing: Thing, close: (thing: Thing) => Promise<void> | void) => Thing;
  closeAll: () => Promise<void>;
}

export const closers = (): Closers => {
  const list: (() => Promise<void> | void)[] = [];
  return {
    add: (thing, close) => {
      list.push(() => close(thing));
      return thing;
    },
    closeAll: async () => {
      for (const close of list.splice(0).toReversed()) await close();
    },
  };
};
