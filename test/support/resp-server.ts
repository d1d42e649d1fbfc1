import { once } from 'node:events';
import { createServer, type Socket } from 'node:net';

export interface RespServer {
  url: string;
  texts: Map<string, string>;
  /** Commands that came, by name. */
  commands: string[];
  /** From now on it takes everything and says nothing; what it took it answers when it works again. */
  hang(): void;
  /** From now on every command is refused with this, until `undefined`. */
  refuse(message: string | undefined): void;
  work(): void;
  /** The login that is let in from now on; connections that stand are broken. */
  onlyFor(username: string, password: string): void;
  close(): Promise<void>;
}

/** A tiny server of the Redis protocol on real TCP: GET, SET with EX, AUTH; it may hang, refuse, forget. */
export const startRespServer = async (): Promise<RespServer> => {
  const texts = new Map<string, string>();
  const commands: string[] = [];
  const sockets = new Map<Socket, { signedIn: boolean; waiting: Buffer }>();
  let hangs = false;
  let refusal: string | undefined;
  let login: string | undefined;

  const answer = (socket: Socket, [name = '', ...rest]: string[]): string => {
    const state = sockets.get(socket);
    const command = name.toUpperCase();
    commands.push(command);
    if (command === 'AUTH') {
      if (login !== undefined && rest.join(':') !== login)
        return '-WRONGPASS invalid username-password pair\r\n';
      if (state) state.signedIn = true;
      return '+OK\r\n';
    }
    if (login !== undefined && state?.signedIn !== true) return '-NOAUTH Authentication required.\r\n';
    if (refusal !== undefined) return `-${refusal}\r\n`;
    const [key = '', value = ''] = rest;
    if (command === 'GET') {
      const text = texts.get(key);
      return text === undefined ? '$-1\r\n' : `$${Buffer.byteLength(text)}\r\n${text}\r\n`;
    }
    if (command === 'SET') texts.set(key, value);
    return '+OK\r\n';
  };

  const serve = (socket: Socket) => {
    const state = sockets.get(socket);
    if (hangs || !state) return;
    for (let read = readCommand(state.waiting); read; read = readCommand(state.waiting)) {
      state.waiting = state.waiting.subarray(read.bytes);
      socket.write(answer(socket, read.words));
    }
  };
  const server = createServer((socket) => {
    const state = { signedIn: false, waiting: Buffer.alloc(0) };
    sockets.set(socket, state);
    socket.on('error', () => undefined);
    socket.on('close', () => sockets.delete(socket));
    socket.on('data', (chunk) => {
      state.waiting = Buffer.concat([state.waiting, chunk]);
      serve(socket);
    });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('no port');
  const breakAll = () => [...sockets.keys()].forEach((socket) => socket.destroy());
  return {
    url: `redis://127.0.0.1:${address.port}`,
    texts,
    commands,
    hang: () => {
      hangs = true;
    },
    refuse: (message) => {
      refusal = message;
    },
    work: () => {
      hangs = false;
      for (const socket of sockets.keys()) serve(socket);
    },
    onlyFor: (username, password) => {
      login = `${username}:${password}`;
      breakAll();
    },
    close: async () => {
      breakAll();
      server.close();
      await once(server, 'close');
    },
  };
};

/** One command: `*2\r\n$3\r\nGET\r\n$1\r\nk\r\n`; undefined until it is there whole. */
const readCommand = (bytes: Buffer): { words: string[]; bytes: number } | undefined => {
  let at = 0;
  const line = (): string | undefined => {
    const end = bytes.indexOf('\r\n', at);
    if (end < 0) return undefined;
    const text = bytes.toString('utf8', at, end);
    at = end + 2;
    return text;
  };
  const count = Number(line()?.slice(1));
  if (!Number.isInteger(count)) return undefined;
  const words: string[] = [];
  for (let word = 0; word < count; word += 1) {
    const length = Number(line()?.slice(1));
    if (!Number.isInteger(length) || bytes.length < at + length + 2) return undefined;
    words.push(bytes.toString('utf8', at, at + length));
    at += length + 2;
  }
  return { words, bytes: at };
};
