import { Client } from 'pg';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { catalogFolder } from '#shared/adapters/catalog-files.ts';
import { postgresDatabase } from '#shared/adapters/postgres.ts';
import { fixedCredentials } from '#shared/adapters/secrets.ts';
import type { Answer } from '#shared/contracts/answer.ts';
import { Catalog } from '#shared/contracts/catalog.ts';
import { CauseRules } from '#shared/domain/causes/cause-of.ts';
import { Dictionary } from '#shared/domain/masking/dictionary.ts';
import { createMask } from '#shared/domain/masking/mask.ts';
import { Wording } from '#shared/domain/wording/wording.ts';
import { namedDatabase } from '#infra/local/cli/database-url.ts';
import { type Finding, verifyAnswer } from '#infra/local/cli/verification.ts';
import { type Line, startLine } from '#test/support/line.ts';

let line: Line;
beforeAll(async () => {
  line = await startLine();
});
afterAll(() => line.stop());

const asOwner = async (sql: string) => {
  const client = new Client(line.postgres.adminUrl);
  await client.connect();
  const { rows } = await client.query<Record<string, unknown>>(sql);
  await client.end();
  return rows;
};

describe('a question about the data', () => {
  test('is answered with figures that are those of the database', async () => {
    const answer = await line.ask('How many runs failed yesterday?');
    const [truth] = await asOwner(`select count(*)::int as n from execution_entity
      where "deletedAt" is null and status in ('error', 'crashed')
        and mode in ('webhook', 'trigger', 'retry', 'error', 'cli', 'evaluation')
        and "startedAt" >= '2026-11-19T23:00:00Z' and "startedAt" < '2026-11-20T23:00:00Z'`);
    expect(answer).toMatchObject({ kind: 'answer', category: 'BUSINESS_DATA', language: 'en', degraded: [] });
    const claim = answer.claims.find(({ slot, unit }) => unit === 'count' && slot !== '');
    expect(claim?.value).toBe(truth?.['n']);
    expect(answer.query?.timeRange).toEqual({
      from: '2026-11-19T23:00:00.000Z',
      to: '2026-11-20T23:00:00.000Z',
    });
  });

  test('is answered in the language it was asked in, or asked for', async () => {
    expect((await line.ask('Quante esecuzioni oggi?')).language).toBe('it');
    expect((await line.ask('How many runs today?')).language).toBe('en');
    expect((await line.ask('Quante esecuzioni oggi?', { language: 'en' })).language).toBe('en');
  });

  test('names the instant of the data, and every digit belongs to a claim', async () => {
    const { answer, claims, evidence } = await line.ask('Quali processi falliscono di più questo mese?');
    let rest = answer;
    for (const { text } of claims.toSorted((a, b) => b.text.length - a.text.length))
      rest = rest.replaceAll(text, '');
    expect(rest).not.toMatch(/\d/);
    expect(answer).toContain('03:36');
    expect(evidence[0]?.readAt).toBe('2026-11-21T02:36:00.000Z');
  });

  test('why something failed is told by a cause; the text of the error never leaves the query function', async () => {
    const answer = await line.ask('Why did the last run of any process fail?');
    expect(JSON.stringify(answer)).not.toMatch(/ECONN|Error:|stack|"message"|httpCode|at Object/);
  });
});

describe('what needs no data', () => {
  test.each(['ciao', 'thank you', 'aiuto, cosa sai fare?'])(
    '%s is answered at once, without evidence',
    async (text) => {
      const answer = await line.ask(text);
      expect(answer).toMatchObject({ kind: 'static', evidence: [], claims: [], query: null });
      expect(answer.answer.length).toBeGreaterThan(5);
    },
  );

  test.each([
    ['mandami un riepilogo ogni mattina alle 8', 'WhatsApp'],
    ['Send me a summary every Monday at 9', 'WhatsApp'],
    ['avvisami se qualcosa va in errore', 'Scrivimi lì'],
  ])('a wish to be told without asking is no question: %s', async (wish, words) => {
    const answer = await line.ask(wish);
    expect(answer).toMatchObject({
      kind: 'refuse',
      category: 'ACTION',
      reason: 'only_by_message',
      evidence: [],
    });
    expect(answer.answer).toContain(words);
  });

  test('what the data does not hold is refused with a reason', async () => {
    expect(await line.ask('qual è il fatturato di ottobre?')).toMatchObject({
      kind: 'refuse',
      reason: 'not_in_data',
    });
  });
});

/** What the checker finds that knows nothing but the answer and the database. */
const check = async (answer: Answer): Promise<Finding[]> => {
  const { settings, credentials } = await namedDatabase(line.readerUrl);
  const database = postgresDatabase(settings, fixedCredentials(credentials));
  const parts = catalogFolder(line.catalogDir);
  const mask = createMask(await parts.read('masking', Dictionary), answer.language);
  const findings = await verifyAnswer(answer, {
    catalog: await parts.read('model', Catalog),
    causes: await parts.read('causes', CauseRules),
    wording: await parts.read(`wording.${answer.language}`, Wording),
    maskName: (name) => mask.name(name),
    schema: 'public',
    timeZone: 'Europe/Rome',
    database,
  });
  await database.close();
  return findings;
};
const broken = (findings: Finding[]) => findings.filter(({ holds }) => !holds).map(({ why }) => why);

describe('proofs replayed', () => {
  test.each([
    'Quante esecuzioni sono fallite ieri?',
    'Which processes failed most in the last 30 days?',
    'average duration this week',
    'questa settimana rispetto alla settimana scorsa, quanti fallimenti?',
    'what is running now?',
    'tasso di successo di questo mese',
    'runs per day in the last 14 days',
    'ultima esecuzione di ogni processo',
    'what is the busiest hour?',
    'quante ore risparmiate questo mese?',
    'Perché è fallita la riconciliazione pagamenti?',
    'Quanti fallimenti il 21 settembre?',
    'Which processes failed on 21 September?',
    'quanti successi di Controllo temperatura celle ieri?',
  ])('everything holds: %s', async (question) => {
    const answer = await line.ask(question);
    expect(answer.kind).toBe('answer');
    expect(broken(await check(answer))).toEqual([]);
  });

  test('a changed figure is found, in the text, in the value and in the rows', async () => {
    const answer = await line.ask('How many runs this week?');
    const claim = answer.claims.find(({ unit }) => unit === 'count');
    if (claim === undefined) throw new Error('no figure');
    const forged = (more: Partial<typeof claim>, text = answer.answer) => ({
      ...answer,
      answer: text,
      claims: answer.claims.map((one) => (one === claim ? { ...claim, ...more } : one)),
    });
    const inText = answer.answer.replace(claim.text, '9,999');
    expect(broken(await check({ ...answer, answer: inText })).join()).toMatch(/tampered/);
    expect(broken(await check(forged({ text: '9,999' }, inText))).join()).toMatch(/does not read so/);
    expect(broken(await check(forged({ text: '9,999', value: 9999 }, inText))).join()).toMatch(
      /own evidence/,
    );
    const rows = [[9999, ...(answer.evidence[0]?.rows[0]?.slice(1) ?? [])]];
    const evidence = answer.evidence.map((one) => ({ ...one, rows }));
    const all = { ...forged({ text: '9,999', value: 9999 }, inText), evidence };
    expect(broken(await check(all)).join()).toMatch(/rows changed: it was 9999/);
  });

  test('another query behind the same figures is found by its fingerprint', async () => {
    const answer = await line.ask('How many runs this week?');
    const evidence = answer.evidence.map((one) => ({ ...one, query: { metrics: ['failures'] } }));
    expect(broken(await check({ ...answer, evidence })).join()).toMatch(/fingerprint differs/);
  });

  test('rows that changed since are told, with what it was and what it is', async () => {
    const answer = await line.ask('How many runs this week?');
    await asOwner(`delete from execution_entity where id = (select id from execution_entity
      where mode = 'trigger' and status = 'success' and "deletedAt" is null
        and "startedAt" > '2026-11-17' order by id limit 1)`);
    expect(broken(await check(answer)).join()).toMatch(/rows changed: it was \d+, now it is \d+/);
  });
});

describe('the edge', () => {
  test.each([
    ['an empty question', { question: ' \u200b\n ' }, 'question'],
    ['a question of 1001 characters', { question: 'a'.repeat(1001) }, 'question'],
    ['an unknown language', { question: 'ciao', language: 'xx' }, 'language'],
    ['a session id of another form', { question: 'ciao', sessionId: 'a b' }, 'sessionId'],
    ['a field nobody knows', { question: 'ciao', sql: 'select 1' }, 'sql'],
  ])('%s is refused by its name', async (_, body, field) => {
    const result = await line.http('POST', '/v1/ask', { body: JSON.stringify(body) });
    expect(result.statusCode).toBe(400);
    expect(JSON.parse(result.body)).toMatchObject({ code: 'invalid_request', errors: [{ field }] });
  });

  test('invisible and control characters change nothing', async () => {
    const plain = await line.ask('Quante esecuzioni oggi?');
    const dressed = await line.ask('\u202eQuan\u200bte\u0000 ese\u00adcuzioni\r\n oggi?\ufeff');
    expect(dressed.query).toEqual(plain.query);
  });

  test('the session comes back as it was given, by body or by header', async () => {
    expect((await line.ask('ciao', { sessionId: 's-1' })).sessionId).toBe('s-1');
    const result = await line.http('POST', '/v1/ask', {
      headers: { 'content-type': 'application/json', 'X-Session-ID': 's-2' },
      body: '{"question":"ciao"}',
    });
    expect([JSON.parse(result.body).sessionId, result.headers['x-session-id']]).toEqual(['s-2', 's-2']);
  });

  test('the catalog is told in business names only', async () => {
    const it = await line.http('GET', '/v1/catalog', { headers: { 'accept-language': 'it-IT,it;q=0.9' } });
    const en = await line.http('GET', '/v1/catalog', { queryStringParameters: { language: 'en' } });
    expect([JSON.parse(it.body).language, JSON.parse(en.body).language]).toEqual(['it', 'en']);
    expect(it.body + en.body).not.toMatch(/execution_entity|workflow|select |"startedAt"|n8n/i);
  });

  test('the description of the API holds every path, and examples of the promised shape', async () => {
    const { body } = await line.http('GET', '/openapi.json');
    const document = JSON.parse(body);
    expect(document.openapi).toBe('3.1.0');
    expect(Object.keys(document.paths)).toEqual([
      '/v1/ask',
      '/v1/sessions',
      '/v1/sessions/{id}',
      '/v1/sessions/{id}/cancel',
      '/v1/context',
      '/v1/context/{key}',
      '/v1/people',
      '/v1/people/{personId}',
      '/v1/feedback',
      '/v1/charts/{file}',
      '/v1/subscriptions',
      '/v1/subscriptions/{id}',
      '/v1/users/{userId}',
      '/v1/usage',
      '/v1/models',
      '/v1/catalog',
      '/v1/health/live',
      '/v1/health/ready',
      '/v1/health/deep',
      '/openapi.json',
    ]);
    expect(document.paths['/v1/ask'].post.responses['400'].content).toHaveProperty(
      'application/problem+json',
    );
  });
});

describe('when the database is away', () => {
  const asked = ['Quante esecuzioni sono fallite ieri?', 'How many runs failed yesterday?'];
  const said = [
    'In questo momento i dati sono irraggiungibili: questi sono delle 03:36 di ',
    'The data cannot be reached right now: this is as of 03:36 on ',
  ];
  const before: Answer[] = [];
  const then: Answer[] = [];

  test('what was asked before is answered as it was then, which is said and proven', async () => {
    for (const text of asked) before.push(await line.ask(text));
    await line.postgres.kill();
    for (const [at, text] of asked.entries()) {
      const [read, now] = [before[at], await line.ask(text)];
      then.push(now);
      expect(now).toMatchObject({ kind: 'answer', degraded: ['database'], cached: true });
      expect(now.evidence[0]).toMatchObject({ rows: read?.evidence[0]?.rows, kept: { why: 'unreachable' } });
      expect(now.answer).toContain(said[at]);
      expect(now.answer).not.toContain(at === 0 ? 'Dati alle' : 'Data as of');
      expect(now.claims.filter(({ formula }) => formula?.op === 'readAt')).toHaveLength(2);
      expect(withoutClaims(now)).not.toMatch(/\d/);
      expect(read).toMatchObject({ degraded: [], cached: false });
    }
  });

  test('processes are known by the names they had, and where nobody knows any, that is said', async () => {
    vi.useFakeTimers({ toFake: ['Date'], now: Date.now() + 120_000 });
    const answer = await line.ask(asked[0] ?? '');
    expect(answer).toMatchObject({ kind: 'answer', degraded: ['names', 'database'] });
    vi.useRealTimers();
  });

  test('greetings go on, questions get an honest sentence in their language, and it heals by itself', async () => {
    expect((await line.ask('ciao')).kind).toBe('static');
    const startedAt = performance.now();
    const [it, en] = [await line.ask('Quante esecuzioni ieri?'), await line.ask('How many runs yesterday?')];
    expect(performance.now() - startedAt).toBeLessThan(10_000);
    for (const answer of [it, en])
      expect(answer).toMatchObject({
        kind: 'refuse',
        reason: 'data_unreachable',
        degraded: ['database'],
        claims: [],
      });
    expect(it.answer).not.toBe(en.answer);
    expect((await line.http('GET', '/v1/health/deep')).statusCode).toBe(503);
    expect((await line.http('GET', '/v1/health/live')).statusCode).toBe(200);
    await line.postgres.restart();
    const upAt = performance.now();
    expect((await line.ask('Quante esecuzioni ieri?')).kind).toBe('answer');
    expect(performance.now() - upAt).toBeLessThan(2000);
  });

  test('what was said meanwhile holds when it is replayed', async () => {
    expect(then).toHaveLength(2);
    for (const answer of then) expect(broken(await check(answer))).toEqual([]);
  });
});

/** The text without what claims say. */
const withoutClaims = ({ answer, claims }: Answer): string =>
  claims
    .toSorted((one, other) => other.text.length - one.text.length)
    .reduce((text, claim) => text.replaceAll(claim.text, ''), answer);
