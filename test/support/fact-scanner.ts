/** Something in a text that a reader would take for a fact. */
export interface Sighting {
  kind: 'figure' | 'time' | 'name' | 'claim';
  start: number;
  end: number;
  text: string;
}

/**
 * Words of fact in both languages, written down apart from every list of the product. A figure and a time must be
 * claims themselves, a name too; the others (`claim`) say something of what their line proves.
 */
const UNITS =
  'uno(?! di)|due|tre|quattro|cinque|sei|sette|otto|nove|dieci|undici|dodici|tredici|quindici|venti|trenta|cento|mille|' +
  'two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|twenty|thirty|hundred|thousand|' +
  'metà|mezz[oa]|doppio|triplo|half|twice|double|dozzina|dozen|terzo|quarto|third|quarter';
const TIMES =
  'luned[iì]|marted[iì]|mercoled[iì]|gioved[iì]|venerd[iì]|sabato|domenica|' +
  'monday|tuesday|wednesday|thursday|friday|saturday|sunday|' +
  'gennaio|febbraio|marzo|aprile|maggio|giugno|luglio|agosto|settembre|ottobre|novembre|dicembre|' +
  'january|february|march|april|june|july|august|september|october|november|december|' +
  'ieri|oggi|domani|yesterday|today|tomorrow|scors[oa]|mezzogiorno|mezzanotte|noon|midnight';
const CLAIMS =
  'aument\\w*|diminui\\w*|cal[oa]|cresc\\w*|rising|falling|rose|fell|increase\\w*|decrease\\w*|' +
  'massimo|minimo|più|meno|maggior\\w*|minor\\w*|peggior\\w*|miglior\\w*|highest|lowest|most|fewest|more|fewer|less|' +
  'nessun[oa]?|mai|sempre|tutt[ei]|none|never|always|every';

const wordsOf = (list: string): RegExp =>
  new RegExp(`(?<![\\p{L}\\p{N}])(?:${list})(?![\\p{L}\\p{N}])`, 'giu');
const RULES: readonly [Sighting['kind'], RegExp][] = [
  ['figure', /\p{N}+(?:[.,:]\p{N}+)*(?:\s?%)?/gu],
  ['figure', wordsOf(UNITS)],
  ['time', wordsOf(TIMES)],
  ['name', /[«“]([^»”]+)[»”]/gu],
  ['claim', wordsOf(CLAIMS)],
];

const places = (text: string, name: string): number[] => {
  const found: number[] = [];
  for (let at = text.indexOf(name); at >= 0; at = text.indexOf(name, at + 1)) found.push(at);
  return found;
};

/** What a text says, by its letters alone; `names`: those that are known to be names of the data. */
export const sightings = (text: string, names: Iterable<string>): Sighting[] => [
  ...RULES.flatMap(([kind, pattern]) =>
    [...text.matchAll(pattern)].map(({ 0: said, 1: inner, index }): Sighting => {
      const start = inner === undefined ? index : index + said.indexOf(inner);
      return { kind, start, end: start + (inner ?? said).length, text: inner ?? said };
    }),
  ),
  ...[...names].flatMap((name) =>
    places(text, name).map(
      (start): Sighting => ({ kind: 'name', start, end: start + name.length, text: name }),
    ),
  ),
];
