import * as fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import * as z from 'zod/mini';
import { Answer } from '#shared/contracts/answer.ts';
import { type Line, startLine } from '#test/support/line.ts';
import {
  type Script,
  saysJson,
  type ScriptedProvider,
  startProvider,
  modelsAt,
} from '#test/support/scripted-provider.ts';
import { toneLies } from '#test/support/tone-lies.ts';
import { questionDocument } from '#test/support/documents.ts';

// `npm run test:lies` is the long form.
const isLong = process.env['MODE'] === 'long';
const LIES = isLong ? 20_000 : 2000;
const MOST_MS = isLong ? 3_600_000 : 600_000;

const QUESTIONS = [
  'Quanti errori ieri?',
  'Quante esecuzioni la settimana scorsa di Tracking corrieri?',
  'Qual è il processo con più errori questo mese?',
  'errori per area a novembre',
  'esecuzioni per giorno della settimana scorsa',
  'Quando ha girato per ultima Tracking corrieri?',
  'Perché è fallito Import listino fornitori?',
  'Errori di ieri rispetto al giorno prima',
  'How many runs failed last week?',
  'Which processes had more than 3 failures this month?',
  'Average duration by process last week',
  'How many runs yesterday compared with the day before?',
  'Did anything fail yesterday?',
  'What share of runs failed this month?',
  'The three slowest processes this month',
];

/** What no courtesy holds, written apart from the lists of the product. */
const FACT =
  /[\p{N}{}<>*_~@\\|=]|\b(?:five|twelve|half|twice|dodici|duecento|ieri|yesterday|week|settimana|mese|month|better|worst|peggio|raddoppi|improv|not?|nessuno|tutto|everything|fail|error|worked|payroll|fattur|tracking|acme|segreto|confidential|docker|webhook|postgres|n8n|workflow|api|timeout|ignor|script|select|https?|three|più|more)/iu;

let provider: ScriptedProvider;
let line: Line;
const evidences = new Map<string, unknown>();

beforeAll(async () => {
  provider = await startProvider();
  Object.assign(process.env, {
    MODELS: modelsAt(provider.baseUrl),
    MODEL_TONE: 'on',
  });
  line = await startLine(2000, 30);
  // The names are read once.
  provider.plays(PLAIN);
  await line.ask('How many runs yesterday?');
});
afterAll(async () => {
  await line.stop();
  await provider.stop();
});

const PLAIN: Script = saysJson({
  pieces: [
    { say: null, show: 'answer' },
    { say: null, show: 'source' },
  ],
});

const Step = z.looseObject({ next: z.optional(z.string()), reads: z.optional(z.unknown()) });
const step = async (name: string, document: unknown): Promise<z.infer<typeof Step>> =>
  z.parse(Step, await line.handlers[name]?.(document));

/** Through the real steps and a real provider; what one statement reads is read once. */
const asked = async (text: string): Promise<Answer> => {
  const classified = await step('classify', {
    ...questionDocument({ text, reader: { tenantId: 'demo', userId: 'anna' } }),
    namesRead: true,
  });
  const key = JSON.stringify(classified['reads']);
  const queried = evidences.get(key) ?? (await step('query', classified));
  evidences.set(key, queried);
  const evidence = z.parse(z.looseObject({ evidence: z.unknown() }), queried).evidence;
  const validated = await step('validate', { ...classified, evidence });
  const { conversation: _, ...answer } = await step('mask', validated);
  return z.parse(Answer, { ...answer, durationMs: 1 });
};

const factsOf = ({ kind, query, claims, blocks }: Answer) => ({ kind, query, claims, blocks });

/** What stands in the answer beside the answer that was given without a model. */
const besideOf = (said: string, plain: string): string => {
  const [, body = '', source = ''] = /^([\s\S]*?)((?:Dati|Data) [^\n]*)$/u.exec(plain) ?? [];
  const at = said.indexOf(body.trim());
  const behind = at < 0 ? -1 : said.indexOf(source, at + body.trim().length);
  if (at < 0 || behind < 0) throw new Error(`something is lost: ${said}`);
  return [
    said.slice(0, at),
    said.slice(at + body.trim().length, behind),
    said.slice(behind + source.length),
  ].join(' ');
};

describe('a model that may put courtesy around answers', () => {
  test('its courtesy arrives, around the same facts', async () => {
    const [question = ''] = QUESTIONS;
    provider.plays(PLAIN);
    const plain = await asked(question);
    provider.plays(
      saysJson({
        pieces: [
          { say: 'Certo, ecco quello che hai chiesto.', show: null },
          { say: null, show: 'answer' },
          { say: null, show: 'source' },
          { say: 'Se vuoi posso mostrarti i dettagli.', show: null },
        ],
      }),
    );
    const said = await asked(question);
    expect(said.answer).toBe(
      `Certo, ecco quello che hai chiesto. ${plain.answer} Se vuoi posso mostrarti i dettagli.`,
    );
    expect(factsOf(said)).toEqual(factsOf(plain));
    expect(said.usage.modelCalls).toBe(1);
    expect(said.degraded).toEqual([]);
  });

  test('is told no value, no row and no name', async () => {
    provider.plays(PLAIN);
    provider.heard.length = 0;
    const answers = [];
    for (const question of QUESTIONS) answers.push(await asked(question));
    const told = JSON.stringify(provider.heard.map(({ raw }) => raw));
    expect(provider.heard.length).toBe(QUESTIONS.length);
    const values = answers.flatMap(({ evidence }) =>
      evidence.flatMap(({ rows }) =>
        rows.flat().filter((cell) => typeof cell === 'string' && cell.length > 9),
      ),
    );
    expect(values.length).toBeGreaterThan(20);
    expect(values.filter((value) => told.includes(String(value)))).toEqual([]);
  });

  test(
    `whatever it says, nothing but courtesy is added and nothing is lost (${LIES} times)`,
    async () => {
      const plain = new Map<string, Answer>();
      provider.plays(PLAIN);
      for (const question of QUESTIONS) plain.set(question, await asked(question));
      let courteous = 0;
      await fc.assert(
        fc.asyncProperty(fc.constantFrom(...QUESTIONS), toneLies, async (question, lie) => {
          provider.plays(saysJson(lie));
          const said = await asked(question);
          const before = plain.get(question);
          if (!before) throw new Error('no such question');
          expect(factsOf(said)).toEqual(factsOf(before));
          const beside = besideOf(said.answer, before.answer);
          expect(beside).not.toMatch(FACT);
          if (beside.trim() !== '') courteous += 1;
        }),
        { numRuns: LIES },
      );
      expect(courteous).toBeGreaterThan(LIES / 20);
      console.log(
        `${LIES} lies: all facts as without a model, courtesy of ${courteous} kept, nothing else added`,
      );
    },
    MOST_MS,
  );
});
