import type { Catalog, Named } from '#shared/contracts/catalog.ts';
import type { Grammar } from '#shared/contracts/grammar.ts';
import { type Local, localTime } from './time/calendar.ts';
import type { Asked, Knowledge, Readout } from './understand.ts';

interface Kept {
  catalog: Catalog;
  /** By all that they depend on, the instant included. */
  exact: Map<string, Readout>;
  /** Of those that would be the same at any other instant of the day. */
  ofDay: Map<string, Readout>;
}

const kept = new WeakMap<Named[], WeakMap<Grammar, Kept>>();
/** So many texts are remembered on the same names; then all are forgotten. */
const MOST = 500;

const keptOn = ({ directory: { names }, grammar, catalog }: Knowledge): Kept => {
  const ofGrammar = kept.get(names) ?? new WeakMap<Grammar, Kept>();
  kept.set(names, ofGrammar);
  const known = ofGrammar.get(grammar);
  if (known?.catalog === catalog) return known;
  const made = { catalog, exact: new Map<string, Readout>(), ofDay: new Map<string, Readout>() };
  ofGrammar.set(grammar, made);
  return made;
};

const keep = (readouts: Map<string, Readout>, key: string, readout: Readout): void => {
  if (readouts.size >= MOST) readouts.clear();
  readouts.set(key, readout);
};

/** This instant, and whether anything but its day was looked at. */
const watched = (local: Local): { local: Local; isOfDay: () => boolean } => {
  let looked = false;
  const look = <Value>(value: Value): Value => {
    looked = true;
    return value;
  };
  return {
    local: {
      today: local.today,
      timeZone: local.timeZone,
      get now() {
        return look(local.now);
      },
      get instant() {
        return look(local.instant);
      },
    },
    isOfDay: () => !looked,
  };
};

const at = ({ frame, understanding }: Readout, { instant }: Local): Readout => ({
  frame: { ...frame, times: { ...frame.times, now: instant } },
  understanding,
});

/**
 * The same text on the same names reads the same at the same instant, so it is read once: a message is looked at for
 * its courtesy, what it follows, a second opinion and the tone, and most of them read all of it or a part. Who asks it
 * later in the day is told that reading too, unless the hour was looked at on the way ("the last two hours").
 */
export const readOnce = (
  asked: Asked,
  knowledge: Knowledge,
  pins: readonly string[],
  read: (local: Local) => Readout,
): Readout => {
  const { text, askedLanguage, askedAt, timeZone, conversation, preferences } = asked;
  const { language, favourites } = preferences ?? {};
  const texts = [text, askedLanguage, conversation?.language, language, favourites, pins, timeZone];
  const { exact, ofDay } = keptOn(knowledge);
  const key = JSON.stringify([texts, askedAt]);
  const known = exact.get(key);
  if (known) return known;
  const local = localTime(askedAt, timeZone);
  const dayKey = JSON.stringify([texts, local.today.toString()]);
  const ofToday = ofDay.get(dayKey);
  const watch = watched(local);
  const readout = ofToday ?? read(watch.local);
  if (!ofToday && watch.isOfDay()) keep(ofDay, dayKey, readout);
  const told = at(readout, local);
  keep(exact, key, told);
  return told;
};
