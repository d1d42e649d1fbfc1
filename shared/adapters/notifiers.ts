import type { Notifier } from '../ports.ts';

/** Tells everybody; it is enough that one of them was told. Where nobody is to be told, operators look for themselves. */
export const notifiers = (all: readonly Notifier[]): Notifier => ({
  tell: async (notice) => {
    const told = await Promise.allSettled(all.map((one) => one.tell(notice)));
    const failed = told.find((one) => one.status === 'rejected');
    if (failed !== undefined && told.every(({ status }) => status === 'rejected')) throw failed.reason;
  },
});
