import { readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { spawn } from 'node:child_process';
import { once } from 'node:events';

const isAlive = (pid: number): boolean => {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
};

const signal = (pid: number, name: NodeJS.Signals): void => {
  try {
    process.kill(pid, name);
  } catch {
    // It has gone by itself.
  }
};

/** What the process was started with; empty when the system does not tell. */
const commandOf = async (pid: number): Promise<string> => {
  const known = await readFile(`/proc/${pid}/cmdline`, 'utf8').catch(() => undefined);
  if (known !== undefined) return known.replaceAll('\0', ' ');
  const ps = spawn('ps', ['-p', String(pid), '-o', 'command='], { stdio: ['ignore', 'pipe', 'ignore'] });
  let text = '';
  ps.stdout.on('data', (part: Buffer) => (text += part.toString()));
  ps.on('error', () => undefined);
  await once(ps, 'close').catch(() => undefined);
  return text;
};

/**
 * Ends the server that a killed instance left behind, cleanly; forgets its note if the note is all that is
 * left. A process that merely got the same number is not touched.
 */
export const endOrphan = async (cluster: string): Promise<void> => {
  const note = join(cluster, 'postmaster.pid');
  const pid = Number((await readFile(note, 'utf8').catch(() => '')).split('\n')[0]);
  if (!Number.isInteger(pid) || pid <= 1) return;
  // What has ended but not been collected yet has a number still, and no command any more.
  const runs = async () => isAlive(pid) && (await commandOf(pid)).includes(cluster);
  if (!(await runs())) return rm(note, { force: true });
  for (const [name, patience] of [
    ['SIGINT', 5000],
    ['SIGQUIT', 2000],
    ['SIGKILL', 2000],
  ] as const) {
    signal(pid, name);
    for (let waited = 0; waited < patience; waited += 20) {
      if (!(await runs())) return;
      await sleep(20);
    }
  }
};
