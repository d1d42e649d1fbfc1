import { compose, type Voice } from './compose.ts';
import type { Dictionary, Form } from './dictionary.ts';
import { EVERY_TRAIT, files, isTechnical } from './gate.ts';
import { plainName } from './plain-name.ts';
import type { Finding, Scan } from './scan.ts';

const ENOUGH_WORDS = 2;

/** `syncOrders_to_crm.py` is read as "sync orders to crm". */
const spelled = (name: string, scan: Scan): string =>
  name
    .replace(/[^ ]+/g, (word) => withoutEnding(word, scan))
    .replace(/[^ _]+/g, (word) => dehumped(word, scan))
    .replaceAll('_', ' ');

/** A file says what it is for before its ending, but for terms that end so: "Node.js". */
const withoutEnding = (word: string, scan: Scan): string => {
  const dot = word.lastIndexOf('.');
  if (dot < 2 || !files.has(word.slice(dot + 1).toLowerCase())) return word;
  if (!/^[\p{L}\p{N}_.-]+$/u.test(word.slice(0, dot))) return word;
  return scan(word, 'name').some(({ entry }) => entry !== undefined) ? word : word.slice(0, dot);
};

const dehumped = (word: string, scan: Scan): string => {
  if (!/^[A-Za-z]+$/.test(word) || !isTechnical(word, EVERY_TRAIT)) return word;
  const [finding] = scan(word, 'name');
  // A word that everyone understands, or one term.
  if (finding === undefined || finding.entry) return word;
  const words = word
    .replace(/([a-z])([A-Z])/g, '$1 $2')
    .replace(/([A-Z])([A-Z][a-z])/g, '$1 $2')
    .split(' ');
  return words
    .map((part, i) => (i === 0 || part === part.toUpperCase() ? part : part.toLowerCase()))
    .join(' ');
};

const contentWords = (name: string, dangling: ReadonlySet<string>): number =>
  name.split(/[^\p{L}\p{N}]/u).filter((word) => /\p{L}{2}/u.test(word) && !dangling.has(word.toLowerCase()))
    .length;

/** What stands in quotes or brackets. */
const ENCLOSED = /(["“«([])([^"“”«»()[\]]*)(["”»)\]])/g;

/** Takes away what the removed words leave behind: empty brackets, signs that joined, prepositions at the end. */
const tidied = (name: string, dangling: ReadonlySet<string>): string => {
  const tidy = name
    .replace(/[([] *[)\]]/g, ' ')
    .replace(/^[-–—:;,/→←⇒+&#=. ]|[-–—:;,/→←⇒+&#= ]$/g, '')
    .replace(/([-–—/:;,→>&+]) +[-–—/:;,→>&+]{1,3}/g, '$1')
    .replace(/ ([,;])/g, '$1')
    .replace(ENCLOSED, (_, opening: string, within: string, closing: string) =>
      within.trim() === '' ? ' ' : opening + within.trim() + closing,
    );
  const words = tidy.split(' ');
  const isDangling = words.length > 1 && dangling.has((words.at(-1) ?? '').toLowerCase());
  const rest = isDangling ? words.slice(0, -1).join(' ') : tidy;
  return rest === name ? name : tidied(rest, dangling);
};

const shorts = new WeakMap<Form, Form>();
/** How a form is written in names: one and the same for a form, by which neighbours are known to be alike. */
const shortOf = (form: Form): Form => {
  const noun = form.short ?? form.one;
  const made = { ...form, one: noun, many: form.short ?? form.many, indefinite: false };
  const short = shorts.get(form) ?? made;
  shorts.set(form, short);
  return short;
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
  const readable = spelled(name, scan);
  const findings = scan(readable, 'name');
  if (findings.length === 0) return readable === name ? name : tidied(readable, dangling);
  const lastNamed = findings.findLast(({ entry }) => entry !== undefined);
  const write = (spare: Finding | undefined): string =>
    tidied(
      compose(readable, findings, voice, (finding) => {
        const { entry } = finding;
        if (entry?.concept === undefined || (entry.drop && finding !== spare)) return undefined;
        const form = dictionary.concepts[entry.concept]?.[language];
        return form && shortOf(form);
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
