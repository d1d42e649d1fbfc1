import { mkdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { removeServerFolder } from './database/place.ts';

// Named one by one: whoever points MILHENA_DATA_DIR at a folder of theirs loses nothing of it.
const OURS = [
  'postgres',
  'tables',
  'tables.made',
  'queues',
  'secrets.json',
  'instance.json',
  'template',
  'logs',
];

/** Removes what an earlier start kept in the data folder. */
export const forget = async (dataFolder: string): Promise<void> => {
  await removeServerFolder(dataFolder);
  await Promise.all(OURS.map((name) => rm(join(dataFolder, name), { recursive: true, force: true })));
  await mkdir(join(dataFolder, 'logs'), { recursive: true });
};
