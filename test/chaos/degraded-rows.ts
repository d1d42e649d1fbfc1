import { describe, expect, test } from 'vitest';
import { wordsOf } from '#test/support/whatsapp.ts';
import { type Bench, questionAbout } from './bench.ts';

const PATIENCE = { timeout: 30_000, interval: 100 };

/** The rows of "When something is away" in docs/operations.md: what is said in each language, and the stable code. */
export const degradedRows = (bench: Bench): void => {
  describe('when something is away, it is said', () => {
    test.each([
      ['it', 'In questo momento non riesco a leggere i dati.', 'Ti scrivo appena ci riesco di nuovo.', 'p2'],
      [
        'en',
        'I cannot read the data right now.',
        'I will write to you as soon as I can read it again.',
        'p3',
      ],
    ] as const)(
      'of the database, over HTTP and on WhatsApp, in %s',
      async (language, sentence, promise, who) => {
        bench.cloud.database.cut();
        const { json } = await bench.cloud.askHttp(questionAbout(7, language), { language });
        expect(json.answer).toContain(sentence);
        expect([json.kind, json.reason]).toEqual(['refuse', 'data_unreachable']);
        expect(json.degraded).toContain('database');
        bench.cloud.whatsApp.phone(who).say(questionAbout(8, language));
        await expect.poll(() => wordsOf(bench.cloud.came(who)), PATIENCE).toContain(promise);
        // Help needs no data.
        const help = await bench.cloud.askHttp(language === 'it' ? 'aiuto' : 'help', { language });
        expect([help.json.kind, help.json.degraded]).toEqual(['static', []]);
      },
    );

    test('of the line: 503 for clients, who may try again', async () => {
      bench.cloud.services.fate = (operation) => (operation === 'StartSyncExecution' ? 'reset' : 'pass');
      expect((await bench.cloud.askHttp(questionAbout(9, 'it'))).status).toBe(503);
    });

    test('of tables: answers go on, without what was said before', async () => {
      bench.cloud.tables.fate = () => 'InternalServerError';
      const { json } = await bench.cloud.askHttp(questionAbout(10, 'en'), { language: 'en' });
      expect(json.kind).toBe('answer');
      expect(json.degraded).toContain('sessions');
    });
  });
};
