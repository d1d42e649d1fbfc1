import { once } from 'node:events';
import { connect, createServer, type Socket } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';

export interface TcpProxy {
  port: number;
  /** How often the client spoke after the server did: its round trips. */
  turns(): number;
  /** From now on nothing is passed on, and nobody is told: a black hole. */
  freeze(): void;
  thaw(): void;
  /** Every connection breaks off. */
  reset(): void;
  /** Every connection breaks off, and who comes is turned away, until it is mended. */
  cut(): void;
  /** Ends every fault; who comes from now on gets through. */
  mend(): void;
  /** What the server says comes so much later. */
  delay(ms: number): void;
  /** What the server says comes at so many bytes a second for each connection. */
  throttle(bytesPerSecond: number): void;
  /** The server's side of every connection ends, the client's stays open. */
  halfClose(): void;
  /** How many connections there are. */
  connections(): number;
  close(): Promise<void>;
}

const after = async (before: Promise<void>, waitMs: number, act: () => void): Promise<void> => {
  await before;
  if (waitMs > 0) await sleep(waitMs);
  act();
};

/** A wire between a client and a local server that can be made to fail. */
export const startTcpProxy = async (target: number): Promise<TcpProxy> => {
  const sockets = new Set<Socket>();
  const clients = new Set<Socket>();
  let frozen = false;
  let turns = 0;
  let lastSpoke: 'client' | 'server' = 'server';
  let isCut = false;
  let delayMs = 0;
  let bytesPerSecond = Number.POSITIVE_INFINITY;

  const track = (from: Socket, to: Socket) => {
    sockets.add(from);
    from.on('error', () => to.destroy());
    from.on('close', () => {
      sockets.delete(from);
      clients.delete(from);
      to.destroy();
    });
  };
  const pass = (from: Socket, to: Socket) => {
    track(from, to);
    from.on('data', (data) => frozen || to.write(data));
  };
  /** In their order, however late each part comes. */
  const passLate = (from: Socket, to: Socket) => {
    track(from, to);
    let before = Promise.resolve();
    from.on('data', (data) => {
      const waitMs = delayMs + (data.length / bytesPerSecond) * 1000;
      before = after(before, waitMs, () => frozen || to.destroyed || !to.writable || to.write(data));
    });
  };
  const server = createServer({ allowHalfOpen: true }, (client) => {
    if (isCut) {
      client.on('error', () => undefined);
      client.resetAndDestroy();
      return;
    }
    clients.add(client);
    const upstream = connect(target, '127.0.0.1');
    client.on('data', () => {
      if (lastSpoke === 'server') turns += 1;
      lastSpoke = 'client';
    });
    upstream.on('data', () => (lastSpoke = 'server'));
    pass(client, upstream);
    passLate(upstream, client);
    client.on('end', () => upstream.end());
  });
  const reset = () => sockets.forEach((socket) => socket.resetAndDestroy());
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
    reset,
    cut: () => {
      isCut = true;
      reset();
    },
    mend: () => {
      [frozen, isCut, delayMs, bytesPerSecond] = [false, false, 0, Number.POSITIVE_INFINITY];
    },
    delay: (ms) => {
      delayMs = ms;
    },
    throttle: (given) => {
      bytesPerSecond = given;
    },
    halfClose: () => clients.forEach((client) => client.end()),
    connections: () => clients.size,
    close: async () => {
      sockets.forEach((socket) => socket.destroy());
      server.close();
      await once(server, 'close');
    },
  };
};
