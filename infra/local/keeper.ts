import { randomBytes } from 'node:crypto';
import { readFile, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import * as z from 'zod/mini';
import { BootFailure, codeOf } from './failure.ts';

const Kept = z.record(z.string(), z.string());

/** Generated values that must survive a restart, in one file only its owner may read. */
export interface Keeper {
  /** The value kept under this name; made and written down at the first call. */
  keep: (name: string, make: () => string) => Promise<string>;
}

export const fileKeeper = async (folder: string): Promise<Keeper> => {
  const file = join(folder, 'secrets.json');
  const kept = await readKept(file);
  const write = async () => {
    await writeFile(`${file}.new`, JSON.stringify(kept, null, 2), { mode: 0o600 });
    await rename(`${file}.new`, file);
  };
  let written = Promise.resolve();
  return {
    keep: async (name, make) => {
      if (kept[name] === undefined) {
        kept[name] = make();
        written = written.then(write);
      }
      const value = kept[name];
      await written;
      return value;
    },
  };
};

const readKept = async (file: string): Promise<Record<string, string>> => {
  try {
    return z.parse(Kept, JSON.parse(await readFile(file, 'utf8')));
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return {};
    throw new BootFailure('data', `${file} can not be read. Start with --fresh to begin anew.`);
  }
};

const LETTERS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789';

/** Letters and digits only: safe in a URL, a shell and a connection string. */
export const randomPassword = (length = 32): string =>
  Array.from(randomBytes(length), (byte) => LETTERS[byte % LETTERS.length]).join('');
