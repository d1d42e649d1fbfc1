import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { watching } from '#functions/monitor/watch.ts';
import { memoryCharts } from '#shared/adapters/memory-charts.ts';
import { memorySubscriptions } from '#shared/adapters/memory-subscriptions.ts';
import { stepFunctionsLine } from '#shared/adapters/sfn-line.ts';
import type { Announcement, Incoming } from '#shared/contracts/incoming.ts';
import type { Part } from '#shared/contracts/reply.ts';
import { askingAs } from '#shared/domain/subscriptions/ask-as.ts';
import { wishes } from '#shared/domain/subscriptions/heed.ts';
import { type Line, startLine } from '#test/support/line.ts';
import { allWords } from '#test/support/subscriptions.ts';

let line: Line;
beforeAll(async () => {
  line = await startLine(3000, 45);
});
afterAll(() => line.stop());

const MINUTE = 60_000;
const reader = { tenantId: 'demo', userId: 'giulia' };

/** Somebody who writes wishes, and the clock that looks after them, over the real line. */
const desk = (start: string) => {
  const state = { now: Date.parse(start) };
  const queued: Announcement[] = [];
  const subscriptions = memorySubscriptions();
  const ports = {
    subscriptions,
    line: stepFunctionsLine(process.env['ANSWER_FLOW_ARN'] ?? ''),
    access: { read: () => Promise.resolve(undefined) },
    unlisted: 'everything' as const,
    timeZone: 'Europe/Rome',
    newId: () => crypto.randomUUID(),
  };
  const charts = memoryCharts(() => new Date(state.now), 86_400);
  const heed = wishes(ports, allWords);
  const watch = watching({
    subscriptions,
    queue: {
      put: async (items: readonly Incoming[]) => {
        for (const item of items) if (item.kind === 'announcement') queued.push(item);
        return [];
      },
    },
    ask: askingAs(ports),
    charts,
    words: allWords,
    timeZone: 'Europe/Rome',
    numberId: '1',
    now: () => new Date(state.now),
    complain: (_, error) => {
      throw error;
    },
    announced: () => undefined,
  });
  return {
    state,
    queued,
    charts,
    subscriptions,
    write: async (text: string): Promise<Part[]> => {
      const heeded = await heed({ reader, text, at: new Date(state.now).toISOString(), open: 'Scegli' });
      return heeded?.parts ?? [];
    },
    tickUntil: async (end: string, everyMinutes = 5) => {
      for (; state.now < Date.parse(end); state.now += everyMinutes * MINUTE)
        await watch(new Date(state.now + MINUTE));
      return queued.map(({ at, reply }) => ({ at, text: textOf(reply.parts) }));
    },
  };
};

const textOf = (parts: readonly Part[]): string =>
  parts.map((part) => (part.type === 'picture' ? part.caption : 'text' in part ? part.text : '')).join('\n');
const labels = (parts: readonly Part[]): string[] =>
  parts.flatMap((part) => (part.type === 'options' ? part.options.map(({ label }) => label) : []));
const taps = (parts: readonly Part[]): string[] =>
  parts.flatMap((part) =>
    part.type === 'options' ? part.options.map(({ action }) => (action.do === 'say' ? action.text : '')) : [],
  );

describe('what people wish to be told, over the real line', () => {
  let d: ReturnType<typeof desk>;
  beforeEach(() => {
    d = desk('2026-11-20T09:00:00.000Z');
  });

  test('a process by its whole name, its words back in plain language', async () => {
    expect(textOf(await d.write('avvisami quando fallisce Emissione fatture elettroniche'))).toBe(
      'Va bene, ti scrivo quando «Emissione fatture elettroniche» ha un problema, e quando torna a posto.',
    );
    expect(textOf(await d.write('tell me when Customer sync HubSpot fails'))).toBe(
      'All right, I will write to you when “Allineamento anagrafica clienti” has a problem, and when it works again.',
    );
    expect(textOf(await d.write('quali avvisi ho?'))).toContain('• quando «Emissione fatture elettroniche»');
  });

  test('a name that fits several is asked back, and a tap ends it', async () => {
    const asked = await d.write('avvisami quando fallisce la fatturazione, ma non tra le 22 e le 7');
    expect(labels(asked)).toContain('Emissione fatture elettroniche');
    const again = taps(asked).find((text) => text.includes('Emissione')) ?? '';
    expect(textOf(await d.write(again))).toBe(
      'Va bene, ti scrivo quando «Emissione fatture elettroniche» ha un problema, e quando torna a posto. ' +
        'Non ti scrivo tra le 22:00 e le 07:00: quello che succede intanto te lo dico dopo.',
    );
    expect(textOf(await d.write('basta avvisi per le fatture'))).toBe(
      'Va bene, non ti scrivo più quando «Emissione fatture elettroniche» ha un problema, e quando torna a posto.',
    );
    expect(textOf(await d.write('quali avvisi ho?'))).toMatch(/^Non hai avvisi\./);
  });

  test('a name that nobody knows is said to be unknown', async () => {
    const said = textOf(await d.write('avvisami quando fallisce pippo pluto'));
    expect(said).toMatch(/^Non trovo un processo con quel nome/);
    expect(await d.subscriptions.list(reader)).toEqual([]);
  });

  test('the same wish twice is one subscription; twenty are enough', async () => {
    for (const hour of [...Array.from({ length: 21 }, (_, at) => at), 0])
      await d.write(`ogni mattina alle ${hour}:00 mandami un riepilogo`);
    expect(await d.subscriptions.list(reader)).toHaveLength(20);
    expect(textOf(await d.write('avvisami quando un processo fallisce'))).toMatch(/^Hai già 20 avvisi/);
  });
});

describe('what people are told, over the real line', () => {
  test('a summary every morning, that reads well', async () => {
    const d = desk('2026-11-18T20:00:00.000Z');
    await d.write('ogni mattina alle 8 mandami un riepilogo');
    await d.write('every Friday at 8:30 the weekly report');
    const told = await d.tickUntil('2026-11-20T09:00:00.000Z', 30);
    expect(told.map(({ at }) => at)).toEqual([
      '2026-11-19T07:00:00.000Z',
      '2026-11-20T07:00:00.000Z',
      '2026-11-20T07:30:00.000Z',
    ]);
    expect(told[1]?.text).toMatch(/^Buongiorno! Ecco il riepilogo\.\n\nIeri, giovedì 19 novembre/);
    expect(told[1]?.text).toContain(
      '**2** processi con fallimenti:\n• Emissione fatture elettroniche: **1** fallimento',
    );
    expect(told[1]?.text.match(/Dati alle/g)).toHaveLength(1);
    expect(told[2]?.text).toMatch(/^Good morning! Here is the week\.\n\nLast week, from 9 to 15 November/);
    expect(told[2]?.text.match(/Data as of/g)).toHaveLength(1);
    const [picture] = d.queued[2]?.reply.parts ?? [];
    const kept = picture?.type === 'picture' ? await d.charts.read(picture.chart) : undefined;
    expect(kept?.chart.rows[0]?.values).toEqual([1, 3, 3, 4, 1, 6, 12]);
  });

  test('a failure once, and that it works again', async () => {
    const d = desk('2026-11-19T06:00:00.000Z');
    await d.write('avvisami quando fallisce Emissione fatture elettroniche');
    const told = await d.tickUntil('2026-11-20T16:00:00.000Z', 15);
    expect(told.length).toBeGreaterThan(0);
    told.forEach(({ text }, place) => {
      expect(text).toMatch(place % 2 === 0 ? /ha bisogno di attenzione\.\n/ : /funziona di nuovo\.\n/);
    });
  });

  test('any process that fails, each under its own name, and what has gone quiet', async () => {
    const d = desk('2026-11-20T08:00:00.000Z');
    await d.write('tell me when a process fails');
    await d.write('avvisami se un processo non parte');
    const told = await d.tickUntil('2026-11-20T14:00:00.000Z', 20);
    const silent = told.filter(({ text }) => text.includes('doveva partire e non è partito'));
    expect(silent.map(({ text }) => text)).toEqual([
      '«**Inventario notturno**» doveva partire e non è partito.\n' +
        "L'ultima esecuzione di «Inventario notturno» è stata lunedì 16 novembre 2026 alle 02:00. " +
        'Dati alle 09:00 di venerdì 20 novembre 2026.',
    ]);
    expect(told.some(({ text }) => text.includes('needs attention'))).toBe(true);
  });
});

describe('subscriptions by HTTP', () => {
  const call = async (
    method: string,
    resource: string,
    more: { body?: unknown; query?: object; id?: string },
  ) => {
    const result = await line.http(method, resource.replace('{id}', more.id ?? ''), {
      resource,
      queryStringParameters: more.query ?? null,
      pathParameters: more.id === undefined ? null : { id: more.id },
      body: more.body === undefined ? null : JSON.stringify(more.body),
    });
    return { status: result.statusCode, json: JSON.parse(result.body) };
  };

  test('are made for who writes on WhatsApp, listed, ended, and erased with them', async () => {
    const { dynamoPeople } = await import('#shared/adapters/dynamo-people.ts');
    const { dynamoStore } = await import('#shared/adapters/dynamo-store.ts');
    const people = dynamoPeople(dynamoStore(), 'people');
    const userId = crypto.randomUUID();
    const alert = { on: 'failure', process: 'Emissione fatture elettroniche' };
    expect((await call('POST', '/v1/subscriptions', { body: { userId, alert } })).status).toBe(400);
    await people.write(
      { version: 1, personId: userId, sender: { phone: '393339998888' }, admission: 'granted', offers: [] },
      undefined,
    );
    const made = await call('POST', '/v1/subscriptions', { body: { userId, alert } });
    expect(made).toMatchObject({
      status: 200,
      json: { want: { kind: 'alert', about: { name: 'Emissione fatture elettroniche' } } },
    });
    const summary = { at: '08:00', days: 'monday' };
    expect(
      (await call('POST', '/v1/subscriptions', { body: { userId, language: 'en', summary } })).json.text,
    ).toBe('every Monday at 08:00, with a summary of the week before');
    const unclear = await call('POST', '/v1/subscriptions', {
      body: { userId, alert: { on: 'failure', process: 'pippo pluto' } },
    });
    expect(unclear.json.errors).toEqual([
      { field: 'alert.process', detail: expect.stringContaining('Non trovo un processo') },
    ]);
    for (const body of [
      { userId },
      { userId, alert, summary },
      { userId, summary, quiet: { from: '1', to: '2' } },
    ])
      expect((await call('POST', '/v1/subscriptions', { body })).status).toBe(400);
    const query = { userId };
    const listed = await call('GET', '/v1/subscriptions', { query });
    expect(listed.json.subscriptions).toHaveLength(2);
    const id = made.json.subscriptionId;
    expect((await call('DELETE', '/v1/subscriptions/{id}', { query: { userId: 'nobody' }, id })).status).toBe(
      404,
    );
    expect((await call('DELETE', '/v1/subscriptions/{id}', { query, id })).status).toBe(200);
    expect((await call('DELETE', '/v1/subscriptions/{id}', { query, id })).status).toBe(404);
    const erased = await line.http('DELETE', `/v1/users/${userId}`, {
      resource: '/v1/users/{userId}',
      pathParameters: { userId },
    });
    expect(JSON.parse(erased.body).removed).toMatchObject({ subscriptions: 1, people: 1 });
  });
});
