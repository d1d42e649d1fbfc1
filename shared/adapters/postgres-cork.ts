import { Writable } from 'node:stream';
import * as z from 'zod/mini';

const Connected = z.object({ connection: z.object({ stream: z.instanceof(Writable) }) });

/**
 * What is written to the connection of a client meanwhile leaves together: one call to the system and one packet
 * instead of one for each message.
 */
export const together = <Value>(client: unknown, write: () => Value): Value => {
  const stream = z.safeParse(Connected, client).data?.connection.stream;
  stream?.cork();
  try {
    return write();
  } finally {
    stream?.uncork();
  }
};
