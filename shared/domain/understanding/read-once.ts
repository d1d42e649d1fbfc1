import type { Catalog, Named } from '#shared/contracts/catalog.ts';
import type { Grammar } from '#shared/contracts/grammar.ts';
import type { Asked, Knowledge, Readout } from './understand.ts';

interface Kept {
  catalog: Catalog;
  readouts: Map<string, Readout>;
}

const kept = new WeakMap<Named[], WeakMap<Grammar, Kept>>();
/** So many texts are remembered on the same names; then all are forgotten. */
const MOST = 100;

const keptOn = ({ directory: { names }, grammar, catalog }: Knowledge): Map<string, Readout> => {
  const ofGrammar = kept.get(names) ?? new WeakMap<Grammar, Kept>();
  kept.set(names, ofGrammar);
  const known = ofGrammar.get(grammar);
  if (known?.catalog === catalog && known.readouts.size < MOST) return known.readouts;
  const made = { catalog, readouts: new Map<string, Readout>() };
  ofGrammar.set(grammar, made);
  return made.readouts;
};

/**
 * The same text, asked at the same instant on the same names, reads the same, so it is read once: a message is looked
 * at for its courtesy, what it follows, a second opinion and the tone, and most of them read all of it or a part.
 */
export const readOnce = (
  asked: Asked,
  knowledge: Knowledge,
  pins: readonly string[],
  read: () => Readout,
): Readout => {
  const { text, askedLanguage, askedAt, timeZone, conversation, preferences } = asked;
  const { language, favourites } = preferences ?? {};
  const key = JSON.stringify([
    [text, askedLanguage, askedAt, timeZone],
    [conversation?.language, language, favourites],
    pins,
  ]);
  const readouts = keptOn(knowledge);
  const known = readouts.get(key) ?? read();
  readouts.set(key, known);
  return known;
};
