import { readdirSync, readFileSync } from 'node:fs';
import { AllProfanity } from 'allprofanity';
import {
  assignIncrementingIds,
  DataSet,
  englishRecommendedTransformers,
  parseRawPattern,
  RegExpMatcher,
  TextCensor,
} from 'obscenity';
import { parse } from 'yaml';
import { compileDictionary, type Dictionary } from '#shared/domain/masking/dictionary.ts';
import { createMask } from '#shared/domain/masking/mask.ts';

const FOLDER = new URL('../layers/catalog/masking/', import.meta.url);

/** The terms that the published measure of the peers has: half of them phrases. */
const PEER_TERMS = 221;

const short =
  'Ieri il workflow delle fatture è fallito due volte perché l’API del corriere non ha risposto in tempo; ' +
  'gli altri processi sono andati bene e il prossimo controllo è previsto per domani mattina alle otto.';
const plain =
  'Le consegne della settimana sono in linea con il piano, i fornitori hanno confermato e il magazzino ha ' +
  'ricevuto tutto il materiale ordinato. The customers in the north asked for one more visit next month. ';
const long = (plain.repeat(30).slice(0, 3700) + short.repeat(2)).slice(0, 4096);

const median = (values: number[]): number => values.sort((a, b) => a - b)[values.length >> 1] ?? Number.NaN;

/** Microseconds of processor time a call (other work on the machine counts less), the median of rounds. */
const microseconds = (run: () => unknown): number => {
  const times = (count: number): number => {
    const start = process.cpuUsage();
    for (let i = 0; i < count; i++) run();
    const { user, system } = process.cpuUsage(start);
    return (user + system) / count;
  };
  const once = Math.max(1, times(200));
  const count = Math.max(3, Math.min(20_000, Math.round(40_000 / once)));
  times(count);
  return median(Array.from({ length: 7 }, () => times(count)));
};

const obscenity = (terms: readonly string[]): ((text: string) => string) => {
  const patterns = assignIncrementingIds(
    terms.map((term) => parseRawPattern(`|${term.replace(/[^\p{L}\d ]/gu, '')}|`)),
  );
  const matcher = new RegExpMatcher({
    ...new DataSet<unknown>().build(),
    blacklistedTerms: patterns,
    blacklistMatcherTransformers: englishRecommendedTransformers.blacklistMatcherTransformers ?? [],
  });
  const censor = new TextCensor();
  return (text) => censor.applyTo(text, matcher.getAllMatches(text));
};

const allProfanity = (terms: readonly string[]): ((text: string) => string) => {
  const filter = new AllProfanity({ silent: true });
  filter.clearList();
  filter.add([...terms]);
  return (text) => filter.clean(text);
};

const read = (): Dictionary =>
  compileDictionary(
    readdirSync(FOLDER)
      .sort()
      .map((file): unknown => parse(readFileSync(new URL(file, FOLDER), 'utf8'))),
  );

export interface MaskingMeasure {
  terms: number;
  buildMs: number;
  /** Microseconds a call, by who and what. */
  micros: Record<string, Record<string, number>>;
  /** How many times faster than each peer, by text. */
  ratios: Record<string, Record<string, number>>;
  emojiCost: number;
}

/** Our masking with its whole dictionary beside two peers with a small part of it, in one run. */
export const measureMasking = (): MaskingMeasure => {
  const dictionary = read();
  const started = performance.now();
  const mask = createMask(dictionary, 'it');
  const buildMs = performance.now() - started;
  const strong = dictionary.lists
    .filter(({ strength }) => strength === undefined)
    .flatMap(({ terms }) => terms);
  const few = strong.filter((_, i) => i % Math.floor(strong.length / PEER_TERMS) === 0);
  const words = [...new Set([...few, 'workflow', 'API'])].map((term) => term.toLowerCase());
  const peers = { obscenity: obscenity(words), allprofanity: allProfanity(words) };
  const texts = { '200 B': short, '4 kB': long, 'plain 200 B': plain };
  const all = { milhena: (text: string) => mask.text(text), ...peers };
  const micros = Object.fromEntries(
    Object.entries(all).map(([who, run]) => [
      who,
      Object.fromEntries(Object.entries(texts).map(([name, text]) => [name, microseconds(() => run(text))])),
    ]),
  );
  const ours = (name: string): number => micros['milhena']?.[name] ?? Number.NaN;
  const ratios = Object.fromEntries(
    Object.keys(peers).map((who) => [
      who,
      Object.fromEntries(
        Object.keys(texts).map((name) => [name, (micros[who]?.[name] ?? Number.NaN) / ours(name)]),
      ),
    ]),
  );
  const emojiCost = microseconds(() => mask.text(`${long}🚀`)) / ours('4 kB');
  return { terms: strong.length, buildMs, micros, ratios, emojiCost };
};

if (import.meta.main)
  console.log(
    JSON.stringify(
      measureMasking(),
      (_, value: unknown) => (typeof value === 'number' ? Math.round(value * 100) / 100 : value),
      2,
    ),
  );
