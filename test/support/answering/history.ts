import type { CatalogFolder } from '#shared/adapters/catalog-files.ts';
import type { Mask } from '#shared/domain/masking/mask.ts';
import { type World, worldOf } from '#test/support/delivery/world.ts';
import { CALM, climateOf } from './climate.ts';
import { lineIn, MOST_CALLS, type Outcome, READERS, type Sabotage } from './line-world.ts';
import { DIALOGUES, factsOf, isStale, type Truths } from './truths.ts';

export interface Surroundings {
  catalog: CatalogFolder;
  truths: Truths;
  /** By language: what may stand in a finished answer. */
  masks: ReadonlyMap<string, Mask>;
}

/** The door waits no longer than this. */
const LATEST_MS = 29_000;
/** All faults are over by then, and what was kept of them has aged. */
const HEALED_MS = 180_000;
/** Reasons that need no proof: nothing of the data is said. */
const HONEST = new Set(['data_unreachable', 'not_proven', 'nothing_visible']);

const MODELS = new Set(['model', 'budget']);

interface Turn {
  outcome: Outcome;
  dialogue: number;
  turn: number;
}

/** What is wrong with an answer that was given while anything may have failed. */
const wrongIn = ({ outcome, dialogue, turn }: Turn, { truths, masks }: Surroundings): string[] => {
  const { asked, answered, ms } = outcome;
  const wrong: string[] = [];
  if (ms > LATEST_MS) wrong.push(`late: ${Math.round(ms)} ms`);
  if (answered === undefined) return wrong;
  const { answer } = answered;
  const honest = answer.kind === 'refuse' && HONEST.has(answer.reason ?? '');
  const isTrue = truths.of(asked.reader, dialogue, turn).has(factsOf(outcome));
  if (!isTrue && !honest) wrong.push('untrue');
  if (honest && !isTrue && answer.degraded.length === 0) wrong.push('refused without telling why');
  if (honest && (answer.claims.length > 0 || answer.evidence.length > 0)) wrong.push('refused with figures');
  if (isStale(answer.answer) && !answer.degraded.includes('database')) wrong.push('stale without telling');
  const all = JSON.stringify(answer);
  if (truths.foreignTo(asked.reader).some((name) => all.includes(name))) wrong.push('another reader’s names');
  if (masks.get(answer.language)?.gate(answer.answer) !== answer.answer) wrong.push('not masked');
  return wrong;
};

/** One history: some people ask some things at about the same time, faults come and go, and all heals in the end. */
export const historyOf = async (
  seed: number,
  surroundings: Surroundings,
  plant: (world: World) => Sabotage = () => ({}),
): Promise<{ wrong: string[]; outcomes: Outcome[] }> => {
  const world = worldOf(seed);
  const weather = { climate: climateOf(world) };
  const { catalog, truths } = surroundings;
  const { ask, modelCalls } = await lineIn(world, weather, catalog, truths.recorded, plant(world));
  const readers = Object.keys(READERS);
  const turns: Turn[] = [];
  const healed: Turn[] = [];
  const pick = (size: number): number => Math.floor(world.random() * size);
  // Now and then all ask the same, each of what they may see.
  const together = world.chance(0.4) ? pick(DIALOGUES.length) : undefined;
  const talk = async (talker: number): Promise<void> => {
    const reader = readers[pick(readers.length)] ?? 'chief';
    const dialogue = together ?? pick(DIALOGUES.length);
    await world.pass(world.between(0, 20_000));
    for (const [turn, text] of (DIALOGUES[dialogue] ?? []).entries())
      turns.push({ outcome: await ask({ reader, text, sessionId: `s${talker}` }), dialogue, turn });
    await world.pass(HEALED_MS);
    weather.climate = CALM;
    const again = await ask({ reader, text: DIALOGUES[dialogue]?.[0] ?? '' });
    healed.push({ outcome: again, dialogue, turn: 0 });
  };
  const talks = Promise.all(Array.from({ length: 1 + pick(2) }, (_, talker) => talk(talker)));
  await Promise.all([talks, world.run()]);
  const wrong = [...turns, ...healed].flatMap((turn) => wrongIn(turn, surroundings));
  if (modelCalls() > MOST_CALLS) wrong.push(`beyond the budget: ${modelCalls()} calls`);
  for (const { outcome, dialogue } of healed) {
    const isTrue = truths.of(outcome.asked.reader, dialogue, 0).has(factsOf(outcome));
    // The models are useless for ever, and what they may cost is spent.
    const still = outcome.answered?.answer.degraded.filter((part) => !MODELS.has(part)) ?? ['line'];
    if (!isTrue || still.length > 0) wrong.push('not healed');
  }
  return { wrong, outcomes: [...turns, ...healed].map(({ outcome }) => outcome) };
};
