import type { Now } from '#shared/ports.ts';

/** How long a number of ours is not to send anything, because the platform said it sends too much. */
export interface NumberPace {
  slowDown: (numberId: string, until: Date) => void;
  until: (numberId: string) => Date | undefined;
}

/** Known to this process only. */
export const numberPace = (now: Now): NumberPace => {
  const slow = new Map<string, Date>();
  return {
    slowDown: (numberId, until) => void slow.set(numberId, until),
    until: (numberId) => {
      const until = slow.get(numberId);
      return until !== undefined && until > now() ? until : undefined;
    },
  };
};
