import { chmod, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { once } from 'node:events';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { failedStart, startProcess } from '#test/support/local-process.ts';
import { startPostgres, type TestPostgres } from '#test/support/postgres.ts';

let home: string;
const folder = (name: string) => ({ MILHENA_DATA_DIR: join(home, name) });

beforeAll(async () => {
  home = await mkdtemp(join(tmpdir(), 'milhena-boot-'));
  await chmod(home, 0o755);
});
afterAll(() => rm(home, { recursive: true, force: true }));

describe('a person starts it', () => {
  test('it tells each part as it boots, what is real, the key, and last that it is ready', async () => {
    const local = await startProcess({}, folder('plain'));
    const words = local.output();
    expect(words).toMatch(/^tables\s+\d+ ms/m);
    expect(words).toMatch(/^functions\s+\d+ ms/m);
    expect(words).toMatch(/^absent\s+IAM/m);
    expect(words).toMatch(/^API key\s+local-key$/m);
    expect(words.trimEnd().split('\n').at(-1)).toBe(`ready ${local.url}`);
    expect(await local.end('SIGTERM')).toBe(0);
  });

  test('--help explains every setting and every exit code without starting anything', async () => {
    const { code, output } = await failedStart({}, folder('help'), ['--help']);
    expect(code).toBe(0);
    for (const word of ['--fresh', 'DATABASE_URL', 'MILHENA_DATA_DIR', 'Exit codes'])
      expect(output).toContain(word);
  });

  test.each([
    [['--frsh'], {}, 'Only --fresh and --help are known'],
    [[], { PORT: 'eighty' }, 'PORT must be a number from 0 to 65535.'],
    [[], { MILHENA_NOW: 'yesterday' }, 'MILHENA_NOW must be an instant'],
    [[], { MILHENA_TIME_ZONE: 'Mars/Base' }, 'MILHENA_TIME_ZONE must be a time zone'],
  ])('a slip in the settings %j %j ends with a sentence that names it', async (given, slip, sentence) => {
    const { code, output } = await failedStart({}, { ...folder('slip'), ...slip }, given);
    expect(output).toContain(sentence);
    expect(output).not.toContain('    at ');
    expect(code).toBe(3);
  });

  test('a taken port ends with one sentence', async () => {
    const other = createServer().listen(0, '127.0.0.1');
    await once(other, 'listening');
    const address = other.address();
    const port = address !== null && typeof address === 'object' ? address.port : 0;
    const { code, output } = await failedStart({}, { ...folder('port'), PORT: String(port) });
    expect(output.trim()).toBe(`Port ${port} is already used by another program. Set PORT to another one.`);
    expect(code).toBe(4);
    other.close();
  });

  test('a second one on the same data folder is told who has it', async () => {
    const first = await startProcess({}, folder('shared'));
    const { code, output } = await failedStart({}, folder('shared'));
    expect(output).toContain('Another instance already uses the data folder');
    expect(output).toContain(first.url);
    expect(code).toBe(5);
    await first.end('SIGTERM');
  });

  test('a data folder that can not be one ends with one sentence', async () => {
    await writeFile(join(home, 'file'), '');
    const { code, output } = await failedStart({}, { MILHENA_DATA_DIR: join(home, 'file', 'inside') });
    expect(output).toContain('a file stands where a folder should be');
    expect(code).toBe(5);
  });

  test.skipIf(process.getuid?.() === 0)(
    'a data folder that may not be written ends with one sentence',
    async () => {
      const closed = await mkdtemp(join(home, 'closed-'));
      await chmod(closed, 0o500);
      const { code, output } = await failedStart({}, { MILHENA_DATA_DIR: closed });
      expect(output).toContain('this user may not read and write it');
      expect(code).toBe(5);
    },
  );
});

describe('what the template holds', () => {
  test('a resource type that is not known stops the boot with its name', async () => {
    const resources = { Stream: { Type: 'AWS::Kinesis::Stream', Properties: {} } };
    const { code, output } = await failedStart({ resources }, folder('unknown'));
    expect(output).toContain('AWS::Kinesis::Stream (Stream)');
    expect(code).toBe(6);
  });

  test('a JSONata state stops the boot with its name: the interpreter would ignore it', async () => {
    const states = { First: { Type: 'Pass', QueryLanguage: 'JSONata', Output: '{% 1 %}', End: true } };
    const { code, output } = await failedStart({ states }, folder('jsonata'));
    expect(output).toContain('state "First"');
    expect(output).toContain('JSONata');
    expect(code).toBe(6);
  });
});

describe('DATABASE_URL', () => {
  let postgres: TestPostgres;
  beforeAll(async () => {
    postgres = await startPostgres();
  });
  afterAll(() => postgres.stop());

  const tried = (url: string) => failedStart({ database: true }, { ...folder('url'), DATABASE_URL: url });

  test.each([
    ['not a url', 'it is not a URL'],
    ['mysql://u:p@localhost/db', 'it must begin with postgres://'],
    ['postgres://u:p@localhost', 'the database is missing'],
    ['postgres://localhost/db', 'the user is missing'],
    ['postgres://u:p@localhost/db?sslmode=always', 'sslmode is none of'],
    ['postgres://u:topsecret@127.0.0.1:1/db', 'nothing listens at 127.0.0.1:1'],
    ['postgres://u:topsecret@no.such.host.invalid/db', 'no.such.host.invalid'],
  ])('%s ends with one clear sentence', async (url, sentence) => {
    const { code, output } = await tried(url);
    expect(output).toContain(sentence);
    expect(output).not.toContain('topsecret');
    expect(output.trim().split('\n')).toHaveLength(1);
    expect(code).toBe(2);
  });

  test('a missing database and a wrong password are told apart', async () => {
    const missing = await tried(postgres.url.replace('/business', '/nothing'));
    expect(missing).toMatchObject({
      code: 2,
      output: expect.stringContaining('there is no database nothing'),
    });
    const wrong = await tried(postgres.url.replace('customer-secret', 'guessed'));
    expect(wrong).toMatchObject({
      code: 2,
      output: expect.stringContaining('the password of customer is wrong'),
    });
  });

  test('what listens there but is not PostgreSQL is told', async () => {
    const other = createServer((socket) => socket.end('220 mail\r\n')).listen(0, '127.0.0.1');
    await once(other, 'listening');
    const address = other.address();
    const port = address !== null && typeof address === 'object' ? address.port : 0;
    const { code, output } = await tried(`postgres://u:p@127.0.0.1:${port}/db`);
    expect(output).toMatch(/DATABASE_URL can not be used: .+\./);
    expect(code).toBe(2);
    other.close();
  });

  test('a good one is handed to the functions, with its login, and nothing is embedded', async () => {
    const local = await startProcess({ database: true }, { ...folder('good'), DATABASE_URL: postgres.url });
    const response = await fetch(`${local.url}/v1/env`, { headers: { 'x-api-key': 'local-key' } });
    expect(await response.json()).toMatchObject({
      DATABASE_HOST: '127.0.0.1',
      DATABASE_PORT: String(postgres.port),
      DATABASE_NAME: 'business',
      DATABASE_TLS: 'off',
    });
    expect(local.output()).toContain('PostgreSQL (yours)');
    await local.end('SIGTERM');
  });
});
