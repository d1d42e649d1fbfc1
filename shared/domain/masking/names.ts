import { compose, type Voice } from './compose.ts';
import type { Dictionary, Form } from './dictionary.ts';
import { isTechnical } from './gate.ts';
import { plainName } from './plain-name.ts';
import type { Finding, Scan } from './scan.ts';

const ENOUGH_WORDS = 2;
const EVERY_TRAIT = 0x1ff;

/** `syncOrders_to_crm` is read as "sync orders to crm". */
const spelled = (name: string, scan: Scan): string =>
  name
    .split(/([\s_]+)/)
    .map((part) => (/^[\s_]+$/.test(part) ? part.replaceAll('_', ' ') : dehumped(part, scan)))
    .join('');

const dehumped = (word: string, scan: Scan): string => {
  if (!/^[A-Za-z]+$/.test(word) || !isTechnical(word, EVERY_TRAIT)) return word;
  const [finding, other] = scan(word, 'name');
  if (!other && finding?.entry && finding.start === 0 && finding.end === word.length) return word;
  const words = word
    .replace(/([a-z])([A-Z])/g, '$1 $2')
    .replace(/([A-Z])([A-Z][a-z])/g, '$1 $2')
    .split(' ');
  return words
    .map((part, i) => (i === 0 || part === part.toUpperCase() ? part : part.toLowerCase()))
    .join(' ');
};

const contentWords = (name: string, dangling: ReadonlySet<string>): number =>
  name.split(/[^\p{L}\p{N}]+/u).filter((word) => /\p{L}{2}/u.test(word) && !dangling.has(word.toLowerCase()))
    .length;

const EDGE_SIGNS = '-–—_:;,|/\\→←⇒+&#*=~';

const isEdge = (char: string, more: string): boolean =>
  (EDGE_SIGNS + more).includes(char) || char.trim() === '';

/** Without the signs at its ends that joined it to what is gone. */
const withoutEdges = (name: string): string => {
  let from = 0;
  let to = name.length;
  while (from < to && isEdge(name[from] ?? '', '.>')) from++;
  while (to > from && isEdge(name[to - 1] ?? '', '<')) to--;
  return name.slice(from, to);
};

/** Takes away what the removed words leave behind: empty brackets, doubled signs, prepositions at the end. */
const tidied = (name: string, dangling: ReadonlySet<string>): string => {
  let tidy = name
    .replace(/[([{]\s*[)\]}]/g, ' ')
    .replace(/\s+/g, ' ')
    .trim();
  for (let before = ''; before !== tidy; ) {
    before = tidy;
    tidy = withoutEdges(tidy)
      .replace(/([-–—|/:;,→>&+])\s+[-–—|/:;,→>&+]/gu, '$1')
      .replace(/ ([,;])/g, '$1');
    const words = tidy.split(' ');
    if (words.length > 1 && dangling.has((words.at(-1) ?? '').toLowerCase()))
      tidy = words.slice(0, -1).join(' ');
  }
  return tidy;
};

const short = (form: Form): Form => {
  const noun = form.short ?? form.one;
  return { ...form, one: noun, many: form.short ?? form.many, indefinite: false };
};

export interface Naming {
  dictionary: Dictionary;
  language: string;
  voice: Voice;
  /** Words that may not end a name, of all languages: a name has none. */
  dangling: ReadonlySet<string>;
  scan: Scan;
}

const capitalAs = (source: string, text: string): string =>
  /^\P{L}*\p{Lu}/u.test(source) ? text.charAt(0).toUpperCase() + text.slice(1) : text;

const once = (name: string, { dictionary, language, voice, dangling, scan }: Naming): string => {
  const shorts = new Map<string, Form>();
  const shortOf = (concept: string): Form | undefined => {
    const known = shorts.get(concept);
    if (known) return known;
    const form = dictionary.concepts[concept]?.[language];
    if (form) shorts.set(concept, short(form));
    return shorts.get(concept);
  };
  const readable = spelled(name, scan);
  const findings = scan(readable, 'name');
  if (findings.length === 0) return readable === name ? name : tidied(readable, dangling);
  const lastNamed = findings.findLast(({ entry }) => entry !== undefined);
  const write = (spare: Finding | undefined): string =>
    tidied(
      compose(readable, findings, voice, (finding) => {
        const { entry } = finding;
        if (entry?.concept === undefined || (entry.drop && finding !== spare)) return undefined;
        return shortOf(entry.concept);
      }).text,
      dangling,
    );
  const brief = write(undefined);
  return capitalAs(readable, contentWords(brief, dangling) >= ENOUGH_WORDS ? brief : write(lastNamed));
};

const PASSES = 4;

/** A masked name: the same for the same name, never empty, nothing technical left in it. */
export const maskName = (name: string, naming: Naming): string => {
  let masked = plainName(name);
  for (let pass = 0; pass < PASSES; pass++) {
    const next = plainName(once(masked, naming));
    if (next === masked) break;
    masked = next;
  }
  const bare = !/[\p{L}\p{N}]/u.test(masked) || naming.scan(masked, 'name').length > 0;
  return bare ? capitalAs('A', naming.dictionary.concepts['process']?.[naming.language]?.one ?? '?') : masked;
};
