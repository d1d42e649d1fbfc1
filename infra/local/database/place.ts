import { createHash } from 'node:crypto';
import {
  chown,
  lstat,
  mkdir,
  readdir,
  readFile,
  readlink,
  rm,
  stat,
  symlink,
  writeFile,
} from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { reaches, type ServerUser } from './binaries.ts';

/**
 * Folder in which the server's user keeps the databases: `postgres` in the data folder. Where that user can
 * not go (root's own home is closed to it) it is a link to a folder outside, which only that user may open.
 */
export const serverFolder = async (dataFolder: string, user: ServerUser): Promise<string> => {
  const place = join(dataFolder, 'postgres');
  if (await reaches(user, dataFolder)) {
    await ownFolder(place, user);
    return place;
  }
  const outside = (await linkedTo(place)) ?? (await outsideFolder(dataFolder));
  await ownFolder(outside, user);
  if ((await linkedTo(place)) === undefined) {
    await rm(place, { recursive: true, force: true });
    await symlink(outside, place);
  }
  await writeFile(join(outside, ORIGIN), dataFolder);
  await removeForsaken(dirname(outside));
  return outside;
};

const ORIGIN = 'origin';

/** Removes what stands outside for data folders that are there no more. */
const removeForsaken = async (folder: string): Promise<void> => {
  const names = (await readdir(folder)).filter((name) => NAME.test(name));
  for (const outside of names.map((name) => join(folder, name))) {
    // Not noted yet: somebody is making it just now.
    const origin = await readFile(join(outside, ORIGIN), 'utf8').catch(() => undefined);
    if (origin === undefined || (await linkedTo(join(origin, 'postgres'))) === outside) continue;
    await rm(outside, { recursive: true, force: true });
  }
};

const NAME = /^milhena-[0-9a-f]{16}$/;

/** Removes the databases, wherever they are. */
export const removeServerFolder = async (dataFolder: string): Promise<void> => {
  const outside = await linkedTo(join(dataFolder, 'postgres'));
  if (outside) await rm(outside, { recursive: true, force: true });
};

const linkedTo = async (place: string): Promise<string | undefined> => {
  const found = await lstat(place).catch(() => undefined);
  return found?.isSymbolicLink() ? readlink(place) : undefined;
};

const outsideFolder = async (dataFolder: string): Promise<string> => {
  const name = `milhena-${createHash('sha256').update(dataFolder).digest('hex').slice(0, 16)}`;
  // The first one survives a restart of the machine.
  const lasting = await stat('/var/tmp').catch(() => undefined);
  return join(lasting?.isDirectory() ? '/var/tmp' : tmpdir(), name);
};

const ownFolder = async (folder: string, user: ServerUser): Promise<void> => {
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const { uid, gid } = user;
  if (uid === undefined || gid === undefined) return;
  const found = await lstat(folder);
  const ours = found.isDirectory() && (found.uid === 0 || found.uid === uid);
  if (!ours) throw new Error(`${folder} belongs to somebody else`);
  await chown(folder, uid, gid);
};
