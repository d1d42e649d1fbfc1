import { execFile } from 'node:child_process';
import { chmod, cp, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { expect, test } from 'vitest';
import { isRoot, serverBinaries, serverUser } from '#infra/local/database/binaries.ts';

test.skipIf(!isRoot)(
  'binaries under a folder closed to others are copied to where their user can run them',
  async () => {
    const user = await serverUser();
    const closed = await mkdtemp(join(tmpdir(), 'milhena-closed-'));
    await chmod(closed, 0o700);
    const native = join(closed, 'native');
    await cp(dirname(await serverBinaries({})), native, { recursive: true, verbatimSymlinks: true });
    const version = `test-${process.pid}`;
    const bin = await serverBinaries(user, { native, version });
    expect(bin.startsWith(closed)).toBe(false);
    const { stdout } = await promisify(execFile)(join(bin, 'postgres'), ['--version'], { ...user, cwd: '/' });
    expect(stdout).toMatch(/^postgres \(PostgreSQL\) \d+/);
    // The second time the copy is used as it is.
    expect(await serverBinaries(user, { native, version })).toBe(bin);
    await Promise.all([closed, dirname(bin)].map((folder) => rm(folder, { recursive: true, force: true })));
  },
);
