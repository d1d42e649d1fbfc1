import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { chown, mkdir, mkdtemp, readdir, rename, rm, stat, writeFile } from 'node:fs/promises';
import type { Writable } from 'node:stream';
import { createServer } from 'node:net';
import { platform } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { BootFailure } from '../failure.ts';
import { type ServerUser, serverBinaries, serverUser } from './binaries.ts';
import { endOrphan } from './orphan.ts';
import { serverFolder } from './place.ts';

const ADMINISTRATOR = 'postgres';
const DRAFT = 'new-';

export interface Server {
  port: number;
  /** As the administrator. */
  url: (database: string) => string;
  pid: () => number | undefined;
  stop: () => Promise<void>;
}

interface Options {
  dataFolder: string;
  /** Of the administrator. */
  password: string;
  log: Writable;
}

// Losing the last instants in a power cut is nothing here; losing them to a kill -9 does not happen.
const SETTINGS = [
  'listen_addresses=127.0.0.1',
  'unix_socket_directories=',
  'lc_messages=C',
  'log_timezone=UTC',
  'synchronous_commit=off',
  'wal_level=minimal',
  'max_wal_senders=0',
  'max_wal_size=2GB',
  'checkpoint_timeout=30min',
  'max_connections=60',
];

/**
 * Starts a real PostgreSQL on a free port of this machine, makes it first if need be, and starts it again
 * whenever it falls. It ends with this process, even when that is killed.
 * @throws BootFailure when it does not start.
 */
export const startServer = async ({ dataFolder, password, log }: Options): Promise<Server> => {
  const user = await serverUser();
  const [bin, home] = await Promise.all([serverBinaries(user), serverFolder(dataFolder, user)]);
  const cluster = join(home, 'cluster');
  const leftOver = (await readdir(home)).filter((name) => name.startsWith(DRAFT));
  await Promise.all(leftOver.map((name) => rm(join(home, name), { recursive: true, force: true })));
  await endOrphan(cluster);
  if (!(await exists(join(cluster, 'PG_VERSION')))) await initialise(bin, home, cluster, password, user);
  const port = await freePort();
  const process = supervised(bin, cluster, port, user, log);
  await process.start();
  const login = `${ADMINISTRATOR}:${encodeURIComponent(password)}`;
  return {
    port,
    url: (database) => `postgres://${login}@127.0.0.1:${port}/${encodeURIComponent(database)}`,
    pid: process.pid,
    stop: process.stop,
  };
};

const exists = async (path: string) => (await stat(path).catch(() => undefined)) !== undefined;

const freePort = async (): Promise<number> => {
  const probe = createServer().listen(0, '127.0.0.1');
  await once(probe, 'listening');
  const address = probe.address();
  probe.close();
  await once(probe, 'close');
  if (address === null || typeof address === 'string') throw new BootFailure('engine', 'No port is free.');
  return address.port;
};

/** Made beside its place and moved there whole: a boot that is killed leaves nothing half made. */
const initialise = async (bin: string, home: string, cluster: string, password: string, user: ServerUser) => {
  const work = await mkdtemp(join(home, DRAFT));
  const passwordFile = join(work, 'password');
  const draft = join(work, 'cluster');
  await mkdir(draft, { mode: 0o700 });
  await writeFile(passwordFile, password, { mode: 0o600 });
  const { uid, gid } = user;
  if (uid !== undefined && gid !== undefined)
    for (const path of [work, draft, passwordFile]) await chown(path, uid, gid);
  const flags = ['--encoding=UTF8', '--no-locale', '--auth=scram-sha-256', '--no-sync', '--no-instructions'];
  const child = spawn(
    join(bin, 'initdb'),
    ['-D', draft, '-U', ADMINISTRATOR, `--pwfile=${passwordFile}`, ...flags],
    { ...user, cwd: work, stdio: ['ignore', 'ignore', 'pipe'] },
  );
  let errors = '';
  child.stderr.on('data', (text: Buffer) => (errors += text.toString()));
  const [code] = await once(child, 'close').catch((error: unknown) => [String(error)]);
  if (code !== 0)
    throw new BootFailure('engine', `PostgreSQL could not be made: ${firstLine(errors) || code}`);
  await rename(draft, cluster);
  await rm(work, { recursive: true, force: true });
};

const firstLine = (text: string) => text.trim().split('\n').at(0)?.slice(0, 300) ?? '';

// The watcher reads what only this process could write: when it ends, however it ends, so does the server.
const WATCHED =
  'exec 3<&0; server=$$; { cat <&3 >/dev/null 2>&1; kill -INT $server 2>/dev/null; } >/dev/null 2>&1 & exec "$@" 3<&- </dev/null';

const launch = (bin: string, cluster: string, port: number, user: ServerUser): ChildProcess => {
  const settings = [`port=${port}`, ...SETTINGS].flatMap((setting) => ['-c', setting]);
  const command = [join(bin, 'postgres'), '-D', cluster, ...settings];
  const options = { ...user, cwd: cluster, env: { PATH: process.env['PATH'], LC_ALL: 'C', TZ: 'UTC' } };
  const [program = '', ...rest] = platform() === 'win32' ? command : ['sh', '-c', WATCHED, 'sh', ...command];
  // A signal to our group (Ctrl+C) is for us: we end the server when nobody asks it anything any more.
  return spawn(program, rest, { ...options, detached: true, stdio: ['pipe', 'ignore', 'pipe'] });
};

const supervised = (bin: string, cluster: string, port: number, user: ServerUser, log: Writable) => {
  let child: ChildProcess | undefined;
  let stopping = false;
  let lastWords = '';

  const attempt = async (): Promise<boolean> => {
    const started = launch(bin, cluster, port, user);
    child = started;
    return new Promise((resolve) => {
      started.stderr?.on('data', (text: Buffer) => {
        log.write(text);
        lastWords = text.toString();
        if (lastWords.includes('ready to accept connections')) resolve(true);
      });
      started.once('error', () => resolve(false));
      started.once('close', () => resolve(false));
    });
  };
  /** After a crash the children of the old server may hold its memory for a moment: it is tried again. */
  const start = async (): Promise<void> => {
    for (let tries = 0; tries < 50; tries += 1) {
      if (stopping) return;
      if (await attempt()) {
        child?.once('close', () => {
          if (!stopping) void start().catch((error: unknown) => log.write(`${String(error)}\n`));
        });
        return;
      }
      await sleep(Math.min(100 * (tries + 1), 1000));
      if (tries === 5 && !isMomentary(lastWords)) break;
    }
    if (!stopping)
      throw new BootFailure(
        'engine',
        `PostgreSQL did not start: ${firstLine(lastWords) || 'it said nothing'}`,
      );
  };
  const stop = async (): Promise<void> => {
    stopping = true;
    const ending = child;
    if (!ending || ending.exitCode !== null || ending.signalCode !== null) return;
    const gone = once(ending, 'close');
    ending.kill('SIGINT');
    const impatience = setTimeout(() => ending.kill('SIGQUIT'), 5000);
    await gone;
    clearTimeout(impatience);
  };
  return { start, stop, pid: () => child?.pid };
};

const isMomentary = (words: string) => /shared memory|lock file|starting up|recovery/.test(words);
