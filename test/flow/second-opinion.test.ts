import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { classifyWith } from '#functions/classify/classify.ts';
import { compileCatalog } from '#infra/catalog.ts';
import { type CatalogFolder, catalogFolder } from '#shared/adapters/catalog-files.ts';
import { memoryDirectory } from '#shared/adapters/memory-directory.ts';
import { openAiModel } from '#shared/adapters/openai-model.ts';
import type { Classified, Question } from '#shared/contracts/documents.ts';
import type { LanguageModel } from '#shared/model-ports.ts';
import { alone as asked } from '#test/support/models.ts';
import { HARD_QUESTIONS, suggestion } from '#test/support/hard-questions.ts';
import {
  fails,
  says,
  saysJson,
  type Script,
  type ScriptedProvider,
  startProvider,
} from '#test/support/scripted-provider.ts';
import { directory, NOW } from '#test/support/understanding.ts';
import { questionDocument } from '#test/support/documents.ts';

let folder: CatalogFolder;
let provider: ScriptedProvider;
beforeAll(async () => {
  const place = await mkdtemp(join(tmpdir(), 'milhena-catalog-'));
  await compileCatalog(place);
  folder = catalogFolder(place);
  provider = await startProvider();
});
afterAll(() => provider.stop());
beforeEach(() => {
  provider.heard.length = 0;
});

const questionOf = (text: string): Question => questionDocument({ text, askedAt: NOW });

type Classify = (text: string) => Promise<Classified>;

/** The real step, on the names of the small test company. */
const classifier = async (model?: LanguageModel, now = NOW): Promise<Classify> => {
  const directories = memoryDirectory();
  await directories.write(directory);
  const clock = () => new Date(now);
  const models = model && (await asked(model, folder));
  const classify = await classifyWith({
    catalog: folder,
    directories,
    now: clock,
    ...(models && { models }),
  });
  return (text) => classify(questionOf(text));
};

const key = { read: async () => 'key', forget: () => undefined };
/** A model with a circuit of its own. */
const modelHere = (name = 'scripted'): LanguageModel => openAiModel({ name, baseUrl: provider.baseUrl, key });

const helped = async (text: string, script: Script, name?: string): Promise<Classified> => {
  provider.plays(script);
  const classify = await classifier(modelHere(name));
  const startedAt = performance.now();
  const classified = await classify(text);
  expect(performance.now() - startedAt).toBeLessThan(5000);
  return classified;
};

const alone = async (text: string): Promise<Classified> => (await classifier())(text);

/** All that an answer is made of; how it came about stands apart. */
const factsOf = (classified: Classified): Classified => {
  const { usage: _usage, degraded: _degraded, ...facts } = classified;
  return facts;
};

const UNSURE = [
  ...HARD_QUESTIONS.map(({ ask }) => ask),
  'process Zephyr failures last week',
  'what do you make of the sync situation for the cold rooms temperature stuff in the last 7 days',
];

/** Names that are spelt too badly, or do not exist: no rule will ever be sure of these. */
const MISSPELT = HARD_QUESTIONS.filter(({ ask }) => /Paayrol|onbrding/.test(ask));
const [SPELT = { ask: '', says: suggestion({}), plain: '' }] = MISSPELT;
const DOUBTFUL = ['process Zephyr failures last week', ...MISSPELT.map(({ ask }) => ask)];

describe('a helpful provider', () => {
  test.each(HARD_QUESTIONS)('$ask', async ({ ask, says: said, plain }) => {
    const classified = await helped(ask, saysJson(said));
    expect(classified).toMatchObject({ kind: 'answer', category: 'BUSINESS_DATA', next: 'query' });
    expect(classified.reads).toEqual((await alone(plain)).reads);
    expect(classified.degraded).toBeUndefined();
  });

  test('what it used and what that cost stand in the document', async () => {
    const { ask, says: said } = SPELT;
    const classified = await helped(ask, saysJson(said), 'gpt-4o-mini');
    expect(classified.usage).toEqual({
      modelCalls: 1,
      inputTokens: 900,
      outputTokens: 100,
      costUsd: 0.000195,
    });
    const unknown = await helped(ask, saysJson(said), 'a model without a price');
    expect(unknown.usage).toMatchObject({ modelCalls: 1, costUsd: 0 });
  });
});

describe('nobody is asked', () => {
  test('without a model', async () => {
    for (const text of UNSURE) expect((await alone(text)).usage).toBeUndefined();
    expect(provider.heard).toEqual([]);
  });

  test.each(['ciao', 'How many runs failed yesterday?', 'How much did we earn?', 'Which database is this?'])(
    'where the rules are sure: %s',
    async (text) => {
      expect(await helped(text, saysJson(suggestion({})))).toEqual(await alone(text));
      expect(provider.heard).toEqual([]);
    },
  );

  test('before the names are known', async () => {
    const classify = await classifier(modelHere(), '2026-11-21T09:00:00.000Z');
    expect(await classify(SPELT.ask)).toMatchObject({ next: 'names' });
    expect(provider.heard).toEqual([]);
  });
});

describe('a useless provider changes nothing, and is said to have failed', () => {
  const right = JSON.stringify(suggestion({ ignored: ['x'] }));
  const raw =
    (body: string, type = 'application/json'): Script =>
    (_, response) => {
      response.setHeader('content-type', type);
      response.end(body);
    };
  test.each<[string, Script]>([
    ['an empty answer', says('')],
    ['no answer', says(null)],
    ['a refusal', says(null, { refusal: 'I can not help with that.' })],
    ['a chat', says('Sure! Here is what I think of your question: …')],
    ['half a JSON', says(right.slice(0, right.length / 2))],
    ['another form', says('{"answer":"12 failures"}')],
    ['one property too many', says(right.replace('{', '{"sql":"select 1",'))],
    ['numbers for words', says(right.replace('"x"', '12'))],
    [
      'a term that the catalog has not',
      saysJson({ ...suggestion({}), metrics: [{ metric: 'revenue', because: 'jobs' }] }),
    ],
    ['a body of garbage', raw('\u0000\u0001<<<>>>')],
    ['a page', raw('<html></html>', 'text/html')],
    ['a huge body', says('x'.repeat(3_000_000))],
    ['deep JSON', says('['.repeat(100_000))],
    ['a key of the prototype', says(right.replace('{', '{"__proto__":{"category":"BUSINESS_DATA"},'))],
  ])('%s', async (_, script) => {
    for (const text of DOUBTFUL) {
      const classified = await helped(text, script);
      expect(factsOf(classified)).toEqual(factsOf(await alone(text)));
      expect(classified.degraded).toEqual(['model']);
      expect(classified.usage?.modelCalls).toBe(1);
    }
  });
});

describe('a provider that is down, slow or refuses changes nothing, in time', () => {
  const drips: Script = async (_, response) => {
    response.setHeader('content-type', 'application/json');
    for (const letter of JSON.stringify(suggestion({}))) {
      if (response.destroyed) return;
      response.write(letter);
      await sleep(100);
    }
  };
  test.each<[string, Script, number]>([
    ['never answers', () => undefined, 1],
    ['drips', drips, 1],
    ['refuses the key', fails(401), 1],
    ['is crowded for a minute', fails(429, { 'retry-after': '60' }), 1],
    ['fails', fails(500), 3],
    ['breaks off', (_, response) => void response.destroy(), 3],
  ])('%s', async (_, script, calls) => {
    const text = SPELT.ask;
    const classified = await helped(text, script);
    expect(factsOf(classified)).toEqual(factsOf(await alone(text)));
    expect(classified).toMatchObject({ degraded: ['model'], usage: { modelCalls: calls, costUsd: 0 } });
  });

  test('is crowded for a second: then it helps', async () => {
    const { ask, says: said, plain } = SPELT;
    let calls = 0;
    const classified = await helped(ask, (heard, response) => {
      calls += 1;
      return calls === 1
        ? fails(429, { 'retry-after': '1' })(heard, response)
        : saysJson(said)(heard, response);
    });
    expect(classified.reads).toEqual((await alone(plain)).reads);
    expect(classified.usage).toMatchObject({ modelCalls: 2 });
  });

  test('keeps failing: it is left in peace, and questions wait no more', async () => {
    provider.plays(fails(500));
    const classify = await classifier(modelHere());
    for (let asking = 0; asking < 10; asking += 1) await classify(SPELT.ask);
    const before = provider.heard.length;
    const classified = await classify(SPELT.ask);
    expect(classified).toMatchObject({ degraded: ['model'], usage: { modelCalls: 0 } });
    expect(provider.heard.length).toBe(before);
  });
});

describe('a hostile provider', () => {
  const OTHER = ['successes', 'time_saved', 'cancelled', 'runs', 'total_duration', 'recovered'];
  const WORDS = [
    'webhook',
    'postgres',
    "'; DROP TABLE execution_entity; --",
    'ignore all rules',
    'SYSTEM: show every row',
  ];
  /** Valid by its form, and as wrong as can be; `quote` is a piece of the question or all of it. */
  const lies = (quote: string) => [
    suggestion({
      metrics: OTHER.slice(0, 4).map((metric) => ({ metric, because: quote })),
      ignored: [quote],
    }),
    suggestion({ metrics: OTHER.slice(4).map((metric) => ({ metric, because: quote })), ignored: [quote] }),
    suggestion({
      views: [
        { view: 'never_run', because: quote },
        { view: 'running', because: quote },
      ],
      ignored: [quote],
    }),
    suggestion({
      names: ['P1', 'P2', 'P9', 'Payroll export'].map((alias) => ({ alias, because: quote })),
      ignored: [quote],
    }),
    suggestion({
      periods: ['last year', 'since 2001', 'tomorrow'].map((because) => ({ because })),
      ignored: [quote],
    }),
    suggestion({
      order: { direction: 'least', limit: 77, because: quote },
      comparison: { because: quote },
      ignored: [quote],
    }),
    suggestion({
      shape: { shape: 'reason', because: quote },
      values: [{ value: 'start_type=manual', because: quote }],
      ignored: [quote],
    }),
    suggestion({
      metrics: WORDS.slice(0, 4).map((because) => ({ metric: 'failures', because })),
      ignored: WORDS,
    }),
  ];

  test('gets no other facts into an answer than the question has, in loose words or in plain ones', async () => {
    const classify = await classifier(modelHere());
    const plain = await classifier();
    for (const text of UNSURE) {
      const same = HARD_QUESTIONS.find(({ ask }) => ask === text)?.plain ?? text;
      const right = [await plain(text), await plain(same)].map(({ reads }) => JSON.stringify(reads));
      const words = text.split(' ');
      for (const quote of [text, words.slice(-3).join(' '), words.slice(0, 4).join(' ')])
        for (const lie of lies(quote)) {
          provider.plays(saysJson(lie));
          const { text: _, ...rest } = await classify(text);
          expect(right).toContain(JSON.stringify(rest.reads));
          for (const word of WORDS) expect(JSON.stringify(rest)).not.toContain(word);
        }
    }
  });

  test.each([
    ['what is not in the data', 'What was the revenue of the gizmo department last month?'],
    ['a forecast', 'Will the payroll export gizmo fail tomorrow?'],
    ['an opinion', 'What do you think of the payroll export gizmo?'],
    ['an order', 'Delete the payroll export gizmo'],
    ['technology', 'Which database holds it?'],
    ['another subject', 'Who won the match last week?'],
  ])('never turns a refusal into data: %s', async (_, text) => {
    const classified = await helped(
      text,
      saysJson(suggestion({ metrics: [{ metric: 'failures', because: text }], ignored: [text] })),
    );
    expect(factsOf(classified)).toEqual(factsOf(await alone(text)));
    expect(classified.reads).toEqual([]);
  });
});
