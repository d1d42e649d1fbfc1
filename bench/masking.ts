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
import { leakDetector } from '#test/support/masking/leaks.ts';
import { mutations } from '#test/support/masking/mutations.ts';
import { cpuPerRun } from './measure.ts';

const FOLDER = new URL('../layers/catalog/masking/', import.meta.url);

const short =
  'Ieri il workflow delle fatture è fallito due volte perché l’API del corriere non ha risposto in tempo; ' +
  'gli altri processi sono andati bene e il prossimo controllo è previsto per domani mattina alle otto.';
const plain =
  'Le consegne della settimana sono in linea con il piano, i fornitori hanno confermato e il magazzino ha ' +
  'ricevuto tutto il materiale ordinato. The customers in the north asked for one more visit next month. ';
const long = (plain.repeat(30).slice(0, 3700) + short.repeat(2)).slice(0, 4096);

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

type Masking = (text: string) => string;

const CASES = new URL('../test/unit/masking/', import.meta.url);
const lines = (name: string): string[] =>
  readFileSync(new URL(name, CASES), 'utf8').split('\n').filter(Boolean);

/** Of the cases of the tests: every fourth technical text in all its dresses, and each ordinary sentence. */
const cases = () => {
  const leakIn = leakDetector(new URL('leak-terms.txt', CASES));
  const technical = ['technical.txt', 'messages.txt'].flatMap(lines).filter((_, at) => at % 4 === 0);
  const dressed = [...technical, ...Object.values(mutations).flatMap((dress) => technical.map(dress))];
  const ordinary = ['ordinary.it.txt', 'ordinary.en.txt', 'ordinary.business.txt'].flatMap(lines);
  return {
    technical: dressed.length,
    ordinary: ordinary.length,
    right: (mask: Masking): Right => ({
      technical: dressed.filter((text) => leakIn(mask(text)) === undefined).length,
      ordinary: ordinary.filter((text) => mask(text) === text).length,
    }),
  };
};

export interface Right {
  technical: number;
  ordinary: number;
}

export interface MaskingMeasure {
  terms: number;
  buildMs: number;
  /** CPU µs a call, by who and text. */
  micros: Record<string, Record<string, number>>;
  cases: Right;
  /** Cases right, by who. */
  right: Record<string, Right>;
  emojiCost: number;
}

/** Our masking beside two peers, all with every term that we always mask; all take turns in one run. */
export const measureMasking = async (): Promise<MaskingMeasure> => {
  const dictionary = read();
  const started = performance.now();
  const ours = createMask(dictionary, 'it');
  const buildMs = performance.now() - started;
  const strong = dictionary.lists
    .filter(({ strength }) => strength === undefined || strength === 'strong')
    .flatMap(({ terms }) => terms);
  const words = [...new Set([...strong, 'API'])].map((term) => term.toLowerCase());
  const all: Record<string, Masking> = {
    milhena: (text) => ours.text(text),
    obscenity: obscenity(words),
    allprofanity: allProfanity(words),
  };
  const texts = { '200 B': short, '4 kB': long, 'plain 200 B': plain, 'emoji 4 kB': `${long}🚀` };
  // What is compiled while it runs is not what a text costs.
  for (const text of Object.values(texts)) for (let i = 0; i < 5000; i++) ours.text(text);
  const micros: MaskingMeasure['micros'] = {};
  for (const [name, text] of Object.entries(texts)) {
    const contenders = Object.entries(all).map(([who, mask]) => [who, () => mask(text)] as const);
    const times = await cpuPerRun(Object.fromEntries(contenders), { rounds: 15, roundMs: 40 });
    for (const [who, time] of Object.entries(times)) (micros[who] ??= {})[name] = time;
  }
  const { right, technical, ordinary } = cases();
  const time = (name: string): number => micros['milhena']?.[name] ?? Number.NaN;
  return {
    terms: words.length,
    buildMs,
    micros,
    cases: { technical, ordinary },
    right: Object.fromEntries(Object.entries(all).map(([who, mask]) => [who, right(mask)])),
    emojiCost: time('emoji 4 kB') / time('4 kB'),
  };
};
