import { execFile } from 'node:child_process';
import { mkdtemp, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Line, startLine } from '#test/support/line.ts';

const root = join(import.meta.dirname, '..', '..');
let line: Line;
let folder: string;
beforeAll(async () => {
  line = await startLine(1500, 30);
  folder = await mkdtemp(join(tmpdir(), 'milhena-commands-'));
});
afterAll(() => line.stop());

interface Ran {
  code: number;
  out: string;
}

const run = (command: string, ...args: string[]): Promise<Ran> =>
  new Promise((resolve) => {
    const file = join(root, 'infra', 'local', 'cli', `${command}.ts`);
    const environment = { ...process.env, MILHENA_DATA_DIR: folder, PORT: '1' };
    execFile(process.execPath, [file, ...args], { env: environment }, (error, stdout, stderr) => {
      resolve({ code: typeof error?.code === 'number' ? error.code : 0, out: stdout + stderr });
    });
  });

describe('doctor', () => {
  test('finds nothing wrong with the role that answers are read with', async () => {
    const { code, out } = await run('doctor', line.readerUrl);
    expect(out).toContain('tables of generation 2.x');
    expect(out).toMatch(/0 problems/);
    expect(code).toBe(0);
  });

  test('names what a role may do too much, and which secrets it reads', async () => {
    const { code, out } = await run('doctor', line.postgres.url);
    expect(out).toMatch(/✗ makes temporary tables/);
    expect(code).toBe(1);
    expect((await run('doctor', line.postgres.adminUrl)).out).toContain('everything: it is a superuser');
  });

  test('says what is missing in a database of another kind', async () => {
    const other = await line.postgres.createDatabase('elsewhere');
    const { code, out } = await run('doctor', other.adminUrl);
    expect(out).toMatch(/relation ".*execution_entity" does not exist/);
    expect(code).toBe(1);
  });

  test.each([
    ['a server that is not there', ['postgres://a:secret-canary@127.0.0.1:1/x'], /nothing listens at/],
    ['no URL', ['nonsense'], /malformed: .*postgres:/],
    ['an unknown option', ['--wrong'], /Unknown option '--wrong'/],
    ['a catalog that is not there', ['--catalog', 'nothing', 'URL'], /layers\/catalog\/nothing/],
  ])('%s is one sentence and exit code 2', async (_, args, sentence) => {
    const { code, out } = await run('doctor', ...args.map((arg) => (arg === 'URL' ? line.readerUrl : arg)));
    expect(code).toBe(2);
    expect(out).toMatch(sentence);
    expect(out.trim().split('\n')).toHaveLength(1);
    expect(out).not.toMatch(/canary|\bat .*\.ts/);
  });
});

describe('verify', () => {
  const answerFile = async (name: string, change: (text: string) => string = (text) => text) => {
    const answer = await line.ask('Quante esecuzioni fallite negli ultimi 7 giorni?');
    const file = join(folder, name);
    await writeFile(file, change(JSON.stringify(answer)));
    return file;
  };

  test('an answer that still holds', async () => {
    const { code, out } = await run('verify', await answerFile('good.json'), '--database', line.readerUrl);
    expect(out).toContain('Everything still holds.');
    expect(code).toBe(0);
  });

  test('an answer whose statement was exchanged', async () => {
    const forge = (text: string) => text.replaceAll(/sha256:[0-9a-f]{8}/g, 'sha256:00000000');
    const { code, out } = await run(
      'verify',
      await answerFile('bad.json', forge),
      '--database',
      line.readerUrl,
    );
    expect(out).toContain('fingerprint differs');
    expect(code).toBe(1);
  });

  test('a file that is no answer, and a database that is not there', async () => {
    const good = await answerFile('again.json');
    const cases = [
      await run('verify', join(folder, 'nowhere.json')),
      await run('verify', await answerFile('odd.json', () => '{"answer":1}')),
      await run('verify', good, '--database', 'postgres://a:b@127.0.0.1:1/x'),
    ];
    for (const { code, out } of cases) {
      expect(code).toBe(2);
      expect(out.trim().split('\n')).toHaveLength(1);
      expect(out).not.toMatch(/\bat .*\.ts/);
    }
  });

  test('every command explains itself', async () => {
    for (const command of ['ask', 'verify', 'doctor']) {
      const { code, out } = await run(command, '--help');
      expect([code, out]).toEqual([0, expect.stringContaining('npm run')]);
    }
  });
});
