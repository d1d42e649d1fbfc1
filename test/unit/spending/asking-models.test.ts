import { describe, expect, test } from 'vitest';
import type { Asker } from '#functions/classify/ask-models.ts';
import type { Budget } from '#shared/contracts/spending.ts';
import { type Arms, observed } from '#shared/domain/routing/arms.ts';
import { dayOf } from '#shared/domain/spending/counters.ts';
import type { LanguageModel, ModelFailure, ModelLimits, ModelReply } from '#shared/model-ports.ts';
import { recoveriesIn } from '#test/support/counted.ts';
import { competing, memoryUsage } from '#test/support/models.ts';

const schema = { name: 'reading', schema: { type: 'object' } };
const asking = {
  work: 'reading' as const,
  request: { instructions: 'Read it.', text: 'How many?', schema },
  read: (text: string) => (text === 'good' ? text : undefined),
};
const asker = (more: Partial<Asker> = {}): Asker => ({
  questionId: 'q1',
  sessionId: 's1',
  reader: { tenantId: 'acme', userId: 'anna' },
  timeZone: 'Europe/Rome',
  ...more,
});

/** A model that says this, at once or after a while. */
const model = (says: string, { ms = 0, tokens = [100, 20] } = {}) => {
  const limits: ModelLimits[] = [];
  const reply = (): ModelReply =>
    says === 'away'
      ? { kind: 'failed', failure: 'away', usage: { calls: 1, inputTokens: 0, outputTokens: 0 } }
      : {
          kind: 'said',
          text: says,
          usage: { calls: 1, inputTokens: tokens[0] ?? 0, outputTokens: tokens[1] ?? 0 },
        };
  const made: LanguageModel = {
    name: 'made',
    ask: async (_, given = {}) => {
      limits.push(given);
      await new Promise((done) => setTimeout(done, ms));
      return reply();
    },
  };
  return { limits, made };
};
const PRICE = { input: 1, output: 4 };
const today = () => dayOf(new Date(), 'Europe/Rome');

/** So well known that chance hardly matters. */
const known = (success: Record<string, number>): Arms =>
  Object.fromEntries(
    Object.entries(success).map(([id, good]) => [
      `reading/${id}`,
      { ...observed({ good: true, ms: 500, usd: 0 }, Date.now()), calls: 50, good: good * 50, ms: 25_000 },
    ]),
  );

describe('several models', () => {
  test('the next is asked when the first is away, and the first does not try twice', async () => {
    const [bad, good] = [model('away'), model('good')];
    const ask = competing(
      [
        { id: 'bad', model: bad.made },
        { id: 'good', model: good.made },
      ],
      { arms: known({ bad: 0.99, good: 0.5 }) },
    );
    const { value, help } = await ask(asking, asker());
    expect(value).toBe('good');
    expect(help).toMatchObject({ usage: { modelCalls: 2 } });
    expect(help.degraded).toBeUndefined();
    expect([bad.limits[0]?.once, good.limits[0]?.once]).toEqual([true, false]);
  });

  test('a reply that our checks refuse counts as a failure, whatever the provider thinks of it', async () => {
    const [liar, good] = [model('well-formed nonsense'), model('good')];
    const ask = competing(
      [
        { id: 'liar', model: liar.made },
        { id: 'good', model: good.made },
      ],
      { arms: known({ liar: 0.9, good: 0.5 }) },
    );
    for (let question = 0; question < 60; question += 1)
      expect((await ask(asking, asker())).value).toBe('good');
    expect(liar.limits.length).toBeLessThan(40);
    const before = liar.limits.length;
    for (let question = 0; question < 40; question += 1) await ask(asking, asker());
    expect(liar.limits.length - before).toBeLessThan(8);
  });

  test('one that rests is not asked, and when all rest nothing waits', async () => {
    const [rests, good] = [model('good'), model('good')];
    const rest = () => true;
    const all = [
      { id: 'a', model: { ...rests.made, rests: rest } },
      { id: 'b', model: good.made },
    ];
    expect((await competing(all)(asking, asker())).value).toBe('good');
    expect(rests.limits).toEqual([]);
    expect(await competing(all.slice(0, 1))(asking, asker())).toMatchObject({
      help: { degraded: ['model'], usage: { modelCalls: 0 } },
    });
  });

  test('all together have the time of who asks, and the first leaves some to the second', async () => {
    const [slow, good] = [model('away', { ms: 20 }), model('good')];
    const ask = competing(
      [
        { id: 'slow', model: slow.made },
        { id: 'good', model: good.made },
      ],
      { arms: known({ slow: 0.99, good: 0.5 }) },
    );
    const answerBy = new Date(Date.now() + 2000).toISOString();
    await ask(asking, asker({ answerBy }));
    const [first, second] = [slow.limits[0]?.answerBy ?? '', good.limits[0]?.answerBy ?? ''];
    expect(Date.parse(first)).toBeLessThan(Date.parse(answerBy) - 800);
    expect(Date.parse(second)).toBeLessThanOrEqual(Date.parse(answerBy));
    expect(await ask(asking, asker({ answerBy: new Date(Date.now() + 100).toISOString() }))).toMatchObject({
      help: { usage: { modelCalls: 0 } },
    });
  });
});

describe('a model that was of no use is got over, and how is counted', () => {
  const failing = (failure: ModelFailure): LanguageModel => ({
    name: failure,
    rests: () => failure === 'resting',
    ask: async () => ({ kind: 'failed', failure, usage: { calls: 1, inputTokens: 0, outputTokens: 0 } }),
  });
  const arms = known({ bad: 0.99, good: 0.5 });
  const bad = (failure: ModelFailure) => ({ id: 'bad', model: failing(failure) });
  const good = { id: 'good', model: model('good').made };

  test.each([
    ['away', 'model_away next_model', 'model_away rules'],
    ['crowded', 'model_crowded next_model', 'model_crowded rules'],
    ['slow', 'model_slow next_model', 'model_slow rules'],
    ['unreadable', 'model_unreadable next_model', 'model_unreadable rules'],
    ['refused', 'model_refused next_model', 'model_refused rules'],
    ['resting', 'model_resting next_model', 'model_resting rules'],
  ] as const)('%s: by the next one, else by the rules alone', async (failure, byNext, byRules) => {
    const both = competing([bad(failure), good], { arms });
    expect(await recoveriesIn(() => both(asking, asker()))).toEqual([`${byNext}: 1`]);
    const alone = competing([bad(failure)]);
    expect(await recoveriesIn(() => alone(asking, asker()))).toEqual([`${byRules}: 1`]);
  });

  test('a budget that is used up: by the rules; not where such a question is declined', async () => {
    const spent = (end: 'no_model' | 'refuse') =>
      competing([good], { budgets: [{ of: 'service-day', calls: 0, end }] });
    expect(await recoveriesIn(() => spent('no_model')(asking, asker()))).toEqual(['budget_spent rules: 1']);
    expect(await recoveriesIn(() => spent('refuse')(asking, asker()))).toEqual([]);
  });

  test('one that was of use was no failure', async () => {
    expect(await recoveriesIn(() => competing([good])(asking, asker()))).toEqual([]);
  });
});

describe('what is used is counted', () => {
  test('by session, person, day, month, kind of work and model', async () => {
    const { usage, spent } = memoryUsage();
    const one = { id: 'm', model: model('good').made, price: PRICE };
    await competing([one], { usage })(asking, asker());
    const figures = { calls: 1, inputTokens: 100, outputTokens: 20, micros: 180 };
    const day = `day#${today()}`;
    for (const counter of ['session#s1', day, `month#${today().slice(0, 7)}`])
      expect(spent('acme/anna', counter)).toEqual(figures);
    for (const counter of [day, `${day}#work#reading`, `${day}#model#m`, `month#${today().slice(0, 7)}`])
      expect(spent('acme/', counter)).toEqual(figures);
  });

  test('a provider that tells no tokens, or far too many, changes little', async () => {
    for (const tokens of [
      [0, 0],
      [1e12, 1e12],
    ]) {
      const { usage, spent } = memoryUsage();
      const one = { id: 'm', model: model('good', { tokens }).made, price: PRICE };
      await competing([one], { usage })(asking, asker());
      const { micros = 0 } = spent('acme/', `day#${today()}`) ?? {};
      expect(micros).toBeGreaterThan(0);
      expect(micros).toBeLessThan(5000);
    }
  });
});

describe('budgets', () => {
  const cheap = () => ({ id: 'cheap', model: model('good').made, price: { input: 0.1, output: 0.4 } });
  const dear = () => ({ id: 'dear', model: model('good').made, price: PRICE });
  const budget = (more: Partial<Budget>): Budget => ({
    of: 'user-day',
    calls: 10,
    end: 'no_model',
    ...more,
  });
  const many = async (ask: ReturnType<typeof competing>, count: number, who = asker) => {
    const told = [];
    for (let question = 0; question < count; question += 1) told.push(await ask(asking, who()));
    return told;
  };

  test('at its end no model is asked, and that is said', async () => {
    const told = await many(competing([dear()], { budgets: [budget({})] }), 12);
    expect(told.map(({ value }) => value !== undefined)).toEqual([...Array(10).fill(true), false, false]);
    expect(told.at(-1)).toMatchObject({ isRefused: false, help: { degraded: ['model', 'budget'] } });
  });

  test('or the question is refused, where that is the setting', async () => {
    const told = await many(competing([dear()], { budgets: [budget({ end: 'refuse' })] }), 11);
    expect(told.at(-1)).toMatchObject({ isRefused: true });
  });

  test('before its end only the cheapest is asked', async () => {
    const { usage, spent } = memoryUsage();
    const rivals = [dear(), cheap()];
    const arms = known({ dear: 1, cheap: 0.3 });
    await many(competing(rivals, { usage, arms, budgets: [budget({ cheaper: 0.6 })] }), 10);
    const of = (id: string) => spent('acme/', `day#${today()}#model#${id}`)?.calls ?? 0;
    expect([of('dear'), of('cheap')]).toEqual([5, 5]);
  });

  test('another person still has theirs, another day begins anew', async () => {
    const ask = competing([dear()], { budgets: [budget({ calls: 1 })] });
    await many(ask, 2);
    const other = asker({ reader: { tenantId: 'acme', userId: 'bruno' } });
    expect((await ask(asking, other)).value).toBe('good');
  });
});

describe('exhausting the money is an attack', () => {
  const money: Budget = { of: 'service-day', usd: 0.2, end: 'no_model' };
  const rival = () => ({ id: 'm', model: model('good', { ms: 5 }).made, price: { input: 5, output: 20 } });
  const strangers = (count: number) =>
    Array.from({ length: count }, (_, at) =>
      asker({ reader: { tenantId: 'acme', userId: `stranger-${at}` }, sessionId: `s${at}` }),
    );
  const USUAL = 100 * 5 + 20 * 20;

  test('a new name for every question does not help, nor asking all at once: the cap of the service holds', async () => {
    const { usage, spent } = memoryUsage();
    const ask = competing([rival()], {
      usage,
      budgets: [money, { of: 'user-day', usd: 0.1, end: 'refuse' }],
    });
    const atOnce = await Promise.all(strangers(500).map((one) => ask(asking, one)));
    for (const one of strangers(300)) await ask(asking, one);
    const { micros = 0, calls = 0 } = spent('acme/', `day#${today()}`) ?? {};
    expect(micros).toBeLessThanOrEqual(200_000);
    // What is set aside for calls under way is not spent: with patience nearly all of it is used.
    expect(calls).toBeGreaterThan(180);
    expect(micros).toBe(calls * USUAL);
    expect(atOnce.filter(({ value }) => value === undefined).length).toBeGreaterThan(450);
  });

  test('while the counters are away, an instance has a tenth of it', async () => {
    const { usage, state } = memoryUsage();
    state.away = true;
    const one = rival();
    let calls = 0;
    const counted: LanguageModel = {
      ...one.model,
      ask: (...given) => {
        calls += 1;
        return one.model.ask(...given);
      },
    };
    const ask = competing([{ ...one, model: counted }], {
      usage,
      budgets: [{ of: 'service-day', calls: 100, end: 'refuse' }],
    });
    for (const each of strangers(40)) await ask(asking, each);
    expect(calls).toBe(10);
  });

  test('and what it used meanwhile is told when they are back', async () => {
    const { usage, state, spent } = memoryUsage();
    let at = 0;
    const ask = competing([rival()], {
      usage,
      elapsed: () => at,
      budgets: [{ of: 'service-day', calls: 1000, end: 'refuse' }],
    });
    state.away = true;
    await ask(asking, asker());
    expect(spent('acme/', `day#${today()}`)).toBeUndefined();
    state.away = false;
    at += 6000;
    await ask(asking, asker());
    await new Promise((done) => setTimeout(done, 20));
    expect(spent('acme/', `day#${today()}`)).toMatchObject({ calls: 2, micros: 2 * USUAL });
  });
});
