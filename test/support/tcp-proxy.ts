import { once } from 'node:events';
import { connect, createServer, type Socket } from 'node:net';

export interface TcpProxy {
  port: number;
  /** How often the client spoke after the server did: its round trips. */
  turns(): number;
  /** From now on nothing is passed on, and nobody is told: a black hole. */
  freeze(): void;
  thaw(): void;
  /** Every connection breaks off. */
  reset(): void;
  close(): Promise<void>;
}

/** A wire between a client and a local server that can be made to fail. */
export const startTcpProxy = async (target: number): Promise<TcpProxy> => {
  const sockets = new Set<Socket>();
  let frozen = false;
  let turns = 0;
  let lastSpoke: 'client' | 'server' = 'server';
  const pass = (from: Socket, to: Socket) => {
    sockets.add(from);
    from.on('data', (data) => frozen || to.write(data));
    from.on('error', () => to.destroy());
    from.on('close', () => {
      sockets.delete(from);
      to.destroy();
    });
  };
  const server = createServer((client) => {
    const upstream = connect(target, '127.0.0.1');
    client.on('data', () => {
      if (lastSpoke === 'server') turns += 1;
      lastSpoke = 'client';
    });
    upstream.on('data', () => (lastSpoke = 'server'));
    pass(client, upstream);
    pass(upstream, client);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('no port');
  return {
    port: address.port,
    turns: () => turns,
    freeze: () => {
      frozen = true;
    },
    thaw: () => {
      frozen = false;
    },
    reset: () => sockets.forEach((socket) => socket.resetAndDestroy()),
    close: async () => {
      sockets.forEach((socket) => socket.destroy());
      server.close();
      await once(server, 'close');
    },
  };
};
