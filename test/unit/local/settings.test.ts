import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { describe, expect, test } from 'vitest';
import { configurationPage } from '#infra/local/docs.ts';
import { readSettings } from '#infra/local/settings.ts';

describe('settings of this machine', () => {
  test('none is needed', () => {
    expect(readSettings({})).toEqual({
      port: 3000,
      timeZone: 'Europe/Rome',
      dataDir: resolve('.milhena'),
      handedOn: {},
    });
  });

  test('an empty variable counts as not set', () => {
    expect(readSettings({ PORT: '', DATABASE_URL: '', MILHENA_NOW: '', REDIS_URL: '' })).toEqual(
      readSettings({}),
    );
  });

  test('each is read', () => {
    const read = readSettings({
      PORT: '0',
      DATABASE_URL: 'postgres://u@h/d',
      DATABASE_SCHEMA: 'n8n',
      MILHENA_NOW: '2026-11-21T10:00:00+01:00',
      MILHENA_TIME_ZONE: 'America/New_York',
      MILHENA_DATA_DIR: '/data',
      REDIS_URL: 'redis://r',
      UNRELATED: 'x',
    });
    expect(read).toEqual({
      port: 0,
      databaseUrl: 'postgres://u@h/d',
      databaseSchema: 'n8n',
      now: new Date('2026-11-21T09:00:00Z'),
      timeZone: 'America/New_York',
      dataDir: '/data',
      handedOn: { REDIS_URL: 'redis://r' },
    });
  });

  test.each([
    ['PORT', '70000'],
    ['PORT', '3000.5'],
    ['MILHENA_NOW', '21/11/2026'],
    ['MILHENA_TIME_ZONE', 'Roma'],
  ])('%s=%s is refused by name, without its value', (name, value) => {
    expect(() => readSettings({ [name]: value })).toThrow(name);
    expect(() => readSettings({ [name]: value })).not.toThrow(value);
  });

  test('docs/configuration.md says the same: run `npm run docs` when it does not', async () => {
    const page = await readFile(new URL('../../../docs/configuration.md', import.meta.url), 'utf8');
    expect(page).toBe(configurationPage());
  });
});
