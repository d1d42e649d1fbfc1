import type { Person } from '#shared/contracts/person.ts';

const WINDOW_MS = 60_000;

/** The pace after one more message, and whether it is too fast: that is told once and then the rest dropped. */
export const paced = (
  pace: Person['pace'],
  sentAt: string,
  perMinute: number,
): { pace: NonNullable<Person['pace']>; verdict: 'fine' | 'tell' | 'drop' } => {
  const apart = pace === undefined ? WINDOW_MS : Date.parse(sentAt) - Date.parse(pace.since);
  // Messages come out of order: one from before the window belongs to it too.
  if (pace === undefined || Math.abs(apart) >= WINDOW_MS)
    return { pace: { since: sentAt, messages: 1, told: false }, verdict: 'fine' };
  const messages = Math.min(pace.messages + 1, perMinute + 1);
  if (messages <= perMinute) return { pace: { ...pace, messages }, verdict: 'fine' };
  return { pace: { ...pace, messages, told: true }, verdict: pace.told ? 'drop' : 'tell' };
};
