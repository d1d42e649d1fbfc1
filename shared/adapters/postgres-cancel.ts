import * as z from 'zod/mini';

const CANCEL_REQUEST = 80_877_102;
const Backend = z.object({ processID: z.int(), secretKey: z.int() });

/**
 * Asks the server to stop what the connection is doing, over a connection of its own, as the protocol wants.
 * Best effort: who calls this has already given up waiting.
 */
export const cancelRunning = async (client: unknown, host: string, port: number): Promise<void> => {
  const { connect } = await import('node:net');
  const backend = z.safeParse(Backend, client);
  if (!backend.success) return;
  const message = Buffer.alloc(16);
  message.writeInt32BE(16, 0);
  message.writeInt32BE(CANCEL_REQUEST, 4);
  message.writeInt32BE(backend.data.processID, 8);
  message.writeInt32BE(backend.data.secretKey, 12);
  const socket = connect({ host, port }, () => socket.end(message));
  socket.setTimeout(1000, () => socket.destroy());
  socket.on('error', () => socket.destroy());
  socket.unref();
};
