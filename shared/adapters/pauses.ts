import { setTimeout as sleep } from 'node:timers/promises';

/** A wait of chance length that may be longer the later the attempt: who collided does not collide again. */
export const scatteredPause =
  (mostMs: number) =>
  (attempt: number): Promise<void> =>
    sleep(Math.random() * mostMs * attempt);
