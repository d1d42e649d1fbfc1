import { access, constants, mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import * as z from 'zod/mini';
import { BootFailure, codeOf } from './failure.ts';

/** Where a running instance can be found: by the commands, and by the sentence that refuses a second one. */
export const Instance = z.object({
  pid: z.int(),
  url: z.string(),
  apiKey: z.string(),
  /** The business database as the functions read it. */
  databaseUrl: z.string(),
  /** The tables, as the AWS SDK reaches them. */
  tablesUrl: z.string(),
  /** The queues, as the AWS SDK reaches them. */
  queuesUrl: z.string(),
  /** The chat page; empty where there is none. */
  chatUrl: z.string(),
  /** How it is doing, for `npm run top`. */
  figuresUrl: z.string(),
  /** The business database as its owner; only of the embedded one. */
  ownerUrl: z.optional(z.string()),
});
export type Instance = z.infer<typeof Instance>;

export interface DataFolder {
  path: string;
  /** Tells others that this instance runs, and where. */
  announce: (instance: Instance) => Promise<void>;
  release: () => Promise<void>;
}

const INSTANCE = 'instance.json';

/**
 * Takes the data folder for this process alone. The lock is the operating system's: it goes when the process
 * goes, however it ends.
 * @throws BootFailure when the folder can not be used, or somebody uses it.
 */
export const openDataFolder = async (path: string): Promise<DataFolder> => {
  await usable(path);
  const lock = await lockOf(path);
  const file = join(path, INSTANCE);
  return {
    path,
    announce: (instance) => writeFile(file, `${JSON.stringify(instance, null, 2)}\n`, { mode: 0o600 }),
    release: async () => {
      await rm(file, { force: true });
      lock.close();
    },
  };
};

const usable = async (path: string): Promise<void> => {
  try {
    await mkdir(join(path, 'logs'), { recursive: true, mode: 0o755 });
    await access(path, constants.R_OK | constants.W_OK | constants.X_OK);
  } catch (error) {
    const why = WHY[codeOf(error) ?? ''] ?? 'it can not be used';
    throw new BootFailure('data', `The data folder ${path}: ${why}. Set MILHENA_DATA_DIR to another one.`);
  }
};

const WHY: Readonly<Record<string, string>> = {
  EACCES: 'this user may not read and write it',
  EPERM: 'this user may not read and write it',
  EROFS: 'its disk is read-only',
  ENOSPC: 'its disk is full',
  ENOTDIR: 'a file stands where a folder should be',
  EEXIST: 'a file stands where a folder should be',
  ENOENT: 'it can not be made there',
};

const lockOf = async (path: string): Promise<DatabaseSync> => {
  let lock: DatabaseSync | undefined;
  try {
    lock = new DatabaseSync(join(path, 'lock'));
    lock.exec('PRAGMA locking_mode = EXCLUSIVE; PRAGMA journal_mode = MEMORY; BEGIN EXCLUSIVE');
    return lock;
  } catch (error) {
    lock?.close();
    if (!(error instanceof Error && /locked/.test(error.message)))
      throw new BootFailure(
        'data',
        `The data folder ${path} can not be locked: its disk may be full or shared.`,
      );
    const other = await runningInstance(path);
    const who = other ? `process ${other.pid}, ${other.url}` : 'it is still starting or ending';
    throw new BootFailure('data', `Another instance already uses the data folder ${path} (${who}).`);
  }
};

/** The instance that announced itself in this folder, if one did. It may have been killed since. */
export const runningInstance = async (path: string): Promise<Instance | undefined> => {
  try {
    return z.parse(Instance, JSON.parse(await readFile(join(path, INSTANCE), 'utf8')));
  } catch {
    return undefined;
  }
};
