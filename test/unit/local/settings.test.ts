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
      whatsApp: {},
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
      MILHENA_CATALOG: 'orders',
      MILHENA_LANGUAGES: 'it,lexicons/es.lexicon.yaml',
      MILHENA_NOW: '2026-11-21T10:00:00+01:00',
      MILHENA_TIME_ZONE: 'America/New_York',
      MILHENA_DATA_DIR: '/data',
      MILHENA_CHAT_PORT: '0',
      WHATSAPP_APP_SECRET: 'signs',
      WHATSAPP_ADMISSION: 'everyone',
      REDIS_URL: 'redis://r',
      UNRELATED: 'x',
    });
    expect(read).toEqual({
      port: 0,
      databaseUrl: 'postgres://u@h/d',
      databaseSchema: 'n8n',
      catalog: 'orders',
      languages: ['it', 'lexicons/es.lexicon.yaml'],
      now: new Date('2026-11-21T09:00:00Z'),
      timeZone: 'America/New_York',
      dataDir: '/data',
      chatPort: 0,
      whatsApp: { appSecret: 'signs', admission: 'everyone' },
      redisUrl: 'redis://r',
      handedOn: {},
    });
  });

  test('a model is one by its name alone: a key that lies around turns none on', () => {
    expect(
      readSettings({ OPENAI_API_KEY: 'k', OPENAI_BASE_URL: 'http://127.0.0.1:1/v1' }).models,
    ).toBeUndefined();
    expect(readSettings({ MILHENA_MODEL: 'm', OPENAI_API_KEY: 'k' }).models).toEqual({
      models: [{ name: 'm', baseUrl: 'https://api.openai.com/v1', key: 'k' }],
      tone: false,
    });
    const here = readSettings({ MILHENA_MODEL: 'm', OPENAI_BASE_URL: 'http://127.0.0.1:8080/v1' });
    expect(here.models?.models).toEqual([{ name: 'm', baseUrl: 'http://127.0.0.1:8080/v1', key: 'none' }]);
    expect(() => readSettings({ MILHENA_MODEL: 'm' })).toThrow('OPENAI_API_KEY');
  });

  test('several models come as a list, in the place of one', () => {
    const list =
      '[{"name": "a", "key": "k"}, {"name": "b", "baseUrl": "http://127.0.0.1:1/v1", "id": "here"}]';
    expect(readSettings({ MILHENA_MODELS: list, MILHENA_MODEL: 'm' }).models?.models).toEqual([
      { name: 'a', baseUrl: 'https://api.openai.com/v1', key: 'k' },
      { id: 'here', name: 'b', baseUrl: 'http://127.0.0.1:1/v1', key: 'none' },
    ]);
    const budgets = '[{"of": "user-day", "usd": 1, "end": "refuse"}]';
    expect(readSettings({ MILHENA_MODELS: list, MILHENA_BUDGETS: budgets }).models?.budgets).toEqual([
      { of: 'user-day', usd: 1, end: 'refuse' },
    ]);
  });

  test.each([
    ['MILHENA_MODELS', '[{"name": "a"}, {"name": "a"}]'],
    ['MILHENA_MODELS', '/nowhere/models.json'],
    ['MILHENA_BUDGETS', '[{"of": "everybody", "usd": 1, "end": "refuse"}]'],
    ['OPENAI_BASE_URL', 'api.example.com'],
    ['PORT', '70000'],
    ['PORT', '3000.5'],
    ['MILHENA_NOW', '21/11/2026'],
    ['MILHENA_TIME_ZONE', 'Roma'],
    ['MILHENA_LANGUAGES', 'it, en'],
  ])('%s=%s is refused by name, without its value', (name, value) => {
    expect(() => readSettings({ [name]: value })).toThrow(name);
    expect(() => readSettings({ [name]: value })).not.toThrow(value);
  });

  test('docs/configuration.md says the same: run `npm run docs` when it does not', async () => {
    const page = await readFile(new URL('../../../docs/configuration.md', import.meta.url), 'utf8');
    expect(page).toBe(configurationPage());
  });
});
