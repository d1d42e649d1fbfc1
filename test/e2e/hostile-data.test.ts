import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { readCatalog } from '#infra/catalog.ts';
import { Answer } from '#shared/contracts/answer.ts';
import { createMask } from '#shared/domain/masking/mask.ts';
import { type HostileCloud, type Reply, startHostileCloud } from '#test/support/hostile/cloud.ts';
import { CANARY, OBEYED } from '#test/support/hostile/payloads.ts';

// FAILURES rows 25 to 36: a payload of every kind in every text column of the business database, then questions.
const QUESTIONS = [
  'Quali processi falliscono di più?',
  'Which processes failed this month?',
  'Elenca tutti i processi',
  'List all processes',
  'Perché sono falliti i processi questo mese?',
  'Why did runs fail this month?',
  'Elenca le ultime esecuzioni fallite',
  'Esecuzioni per area questo mese',
  'Runs by tag this month',
  'Quante esecuzioni per esito questo mese?',
  'Runs by start type this month',
  'Slowest processes this month',
  'Quali processi non sono mai partiti?',
  'Tempo risparmiato per processo',
  'Which processes are silent?',
  'Esecuzioni al giorno negli ultimi 7 giorni',
  'What is running now?',
  CANARY,
];

let place: HostileCloud;
let replies: Reply[];
let before: string;
const texts = ({ json }: Reply): string[] => [
  json.answer ?? '',
  ...(json.suggestions ?? []),
  ...(json.claims ?? []).map(({ text }: { text: string }) => text),
  ...(json.blocks ?? []).flatMap(({ choices = [] }: { choices?: { label: string }[] }) =>
    choices.map(({ label }) => label),
  ),
];
const all = (): string[] => replies.flatMap(texts);
/** What each table holds. */
const checksum = async (): Promise<string> => {
  const { rows } = await place.owner.query<{ name: string }>(
    `select c.oid::regclass::text as name from pg_class c where relkind = 'r' and relnamespace = 'public'::regnamespace order by 1`,
  );
  const sums = rows.map(
    ({ name }) => `(select coalesce(sum(hashtext(t::text))::text, '') || count(*) from ${name} t)`,
  );
  const result = await place.owner.query<{ sum: string }>(`select concat_ws(',', ${sums.join(', ')}) as sum`);
  return result.rows[0]?.sum ?? '';
};
const logs = async (): Promise<string[]> => {
  const folder = join(place.dataDir, 'logs');
  const files = (await readdir(folder)).filter((file) => file !== 'local.log');
  const read = await Promise.all(files.map((file) => readFile(join(folder, file), 'utf8')));
  return read.flatMap((text) => text.split('\n')).filter((line) => line !== '');
};

beforeAll(async () => {
  place = await startHostileCloud();
  before = await checksum();
  const asked = [
    ...QUESTIONS,
    ...place.filled.names.map((name, at) => `${at % 2 === 0 ? 'Perché è fallito' : 'Runs of'} "${name}"?`),
  ];
  replies = [];
  // A few at a time: how long each one takes is looked at.
  for (let from = 0; from < asked.length; from += 4)
    replies.push(
      ...(await Promise.all(
        asked.slice(from, from + 4).map((question) => place.ask(question, { userId: 'maria' })),
      )),
    );
}, 280_000);
afterAll(() => place?.stop());

test('every text column of every table holds every payload, and all is answered', () => {
  expect(place.filled.texts.length).toBeGreaterThan(90);
  for (const { status, json } of replies) {
    expect(status).toBe(200);
    expect(Answer.safeParse(json).success).toBe(true);
    expect([json.reason, json.degraded]).not.toContain('data_unreachable');
  }
  expect(all().filter((text) => text.includes(CANARY)).length).toBeGreaterThan(20);
});

test('row 25: what belongs to another, what is missing and what is malformed are the same', async () => {
  const { sessionId } = (await place.ask('ciao', { userId: 'maria' })).json;
  for (const [method, path] of [
    ['GET', ''],
    ['DELETE', ''],
    ['POST', '/cancel'],
  ] as const) {
    const told: unknown[][] = [];
    for (const id of [sessionId, 'nothing', encodeURIComponent("' or 1=1 --"), '__proto__']) {
      const { status, json } = await place.send(method, `/v1/sessions/${id}${path}?userId=luca`);
      told.push([status, json.code, json.title]);
    }
    expect(told).toEqual(told.map(() => [404, 'not_found', told[0]?.[2]]));
  }
});

test('row 26: names reach the database as bound values; nothing in it has changed', async () => {
  const named = await Promise.all(
    ['Fallimenti del processo', 'Fallimenti del processo'].map((words, at) =>
      place.ask(`${words} "${place.filled.names[at + 2]}"`),
    ),
  );
  for (const { json } of [...named, ...replies])
    for (const { parameters, fingerprint } of json?.evidence ?? []) {
      expect(fingerprint).toMatch(/^sha256:[0-9a-f]{64}$/);
      expect(Array.isArray(parameters)).toBe(true);
    }
  const fingerprints = named.map(({ json }) => json.evidence[0]?.fingerprint);
  expect(new Set(fingerprints).size).toBe(1);
  expect(await checksum()).toBe(before);
});

test('row 27: text of the data is text: it is not obeyed, and no figure comes from it', async () => {
  for (const { json, question } of replies) {
    const answer: string = json.answer;
    // A name that is shown is a proven name, and nothing but one.
    const names: string[] = json.claims
      .filter(({ unit }: { unit: string }) => unit === 'name')
      .map(({ text }: { text: string }) => text);
    const rest = names
      .toSorted((a, b) => b.length - a.length)
      .reduce((text, name) => text.replaceAll(name, ' '), answer);
    expect([question, OBEYED.test(rest)]).toEqual([question, false]);
    for (const { value } of json.claims) expect([654_321, '654321']).not.toContain(value);
    expect(json.usage.modelCalls).toBe(0);
  }
});

test('row 28: no technology is named, however it is dressed', () => {
  const mask = createMask(readCatalog().masking, 'it');
  for (const text of all()) {
    const plain = text.normalize('NFKC').replaceAll(/\p{Cf}/gu, '');
    expect([text, mask.leaks(plain)]).toEqual([text, []]);
    expect(plain).not.toMatch(
      /postgres|redis|docker|kubernetes|webhook|n8n|econnrefused|node\.js|https?:|drop table|\/etc\/|169\.254|10\.20\.0|UG9zdGdy/i,
    );
  }
});

test('row 29: no invisible, turning or broken character comes through', () => {
  for (const { text } of replies) expect(text.isWellFormed()).toBe(true);
  for (const text of all()) {
    expect(text).not.toMatch(/[^\P{Cc}\n]|[\u2028\u2029]|\p{Cf}|\p{Co}/u);
    expect(text).not.toMatch(/\p{M}{4}/u);
  }
});

test.each([
  [0, 400],
  [1, 400],
  [16_500, 413],
  [1_000_000, 413],
  [11_000_000, 413],
])('row 30: a body of %i characters is refused with %i', async (size, expected) => {
  const { status, json } = await place.send(
    'POST',
    '/v1/ask',
    size === 0 ? '' : size === 1 ? '{' : JSON.stringify({ question: 'a'.repeat(size) }),
  );
  expect([status, json.status]).toEqual([expected, expected]);
});

test('row 31: no text takes long to read: neither a question nor what the data holds', async () => {
  const hostile = ['a!b(c){', 'aaaaaaaa', '((((', ' 1 1', 'ieri e ', '@a.', '-/\\', 'àé'].map((part) =>
    part.repeat(Math.ceil(990 / part.length)).slice(0, 990),
  );
  const asked = [];
  for (const question of hostile) asked.push(await place.ask(question));
  for (const { ms, status, question } of [...asked, ...replies.slice(8)])
    expect([question.slice(0, 20), status, ms < 5000]).toEqual([question.slice(0, 20), 200, true]);
});

test('row 32: names of the language itself are names like any other', async () => {
  const usual = (await place.ask('Elenca tutti i processi')).json.answer;
  for (const body of [
    '{"__proto__":{"language":"xx"},"question":"ciao"}',
    '{"constructor":{"prototype":{"userId":"x"}},"question":"ciao"}',
  ])
    expect([200, 400]).toContain((await place.send('POST', '/v1/ask', body)).status);
  for (const key of ['__proto__', 'constructor', 'toString']) {
    const path = `/v1/context/${key}?userId=maria`;
    expect((await place.send('PUT', path, { type: 'fact', value: 'x' })).status).toBe(200);
    expect((await place.send('DELETE', path)).status).toBe(200);
    expect((await place.ask(`Quante esecuzioni di ${key} ieri?`, { language: 'it' })).status).toBe(200);
  }
  expect((await place.ask('Elenca tutti i processi')).json.answer).toBe(usual);
});

test('row 33: no address that stands in the data was ever visited', () => {
  expect(place.visits).toEqual([]);
});

test('row 34: a log holds one JSON object a line', async () => {
  const lines = await logs();
  expect(lines.length).toBeGreaterThan(100);
  for (const line of lines)
    expect([line.slice(0, 80), line.startsWith('{') && typeof JSON.parse(line)]).toEqual([
      line.slice(0, 80),
      'object',
    ]);
  expect(lines.join('')).not.toContain('FATAL');
});

test('row 35: no text of the data, of a question or of a secret stands in a log', async () => {
  const { databaseUrl, ownerUrl = '' } = place.cloud;
  const secrets = [databaseUrl, ownerUrl].map((url) => new URL(url).password);
  const written = (await logs()).join('\n');
  for (const canary of [
    CANARY,
    'hunter2',
    'OBEDIENT',
    'example.com',
    'Elenca tutti',
    'falliscono',
    ...secrets,
  ])
    expect(written).not.toContain(canary);
});

test('row 36: no line begins as a formula, and no sign of a chat or a page is left in a name', () => {
  for (const text of all()) {
    expect([text, /[*~`{}\\]|<|_[^ ]*_/.test(text)]).toEqual([text, false]);
    for (const line of text.split('\n')) expect(line).not.toMatch(/^(• )?[=+@>-]/);
  }
});

describe('what was asked in the meantime', () => {
  test('left the business database as it was', async () => {
    expect(await checksum()).toBe(before);
  });
});
