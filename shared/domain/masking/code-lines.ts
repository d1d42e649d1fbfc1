import { TRAIT } from './glyphs.ts';

/** A stretch of the text, end excluded. */
export type Stretch = readonly [start: number, end: number];

const verbs = [
  'select ',
  'insert into',
  'delete from',
  'update ',
  'alter table',
  'create table',
  'create index',
  'create unique',
  'drop table',
  'add constraint',
  'truncate ',
];
const partners: Record<string, string> = { 'select ': ' from ', 'update ': ' set ' };
const codeMarks = ['=>', '===', '!==', '&&', '||', '});', '};', '){', ' ?? ', 'function(', 'new promise('];
const openers = ['const ', 'let ', 'var ', 'return ', 'import {', 'export ', 'async function', 'await '];

const startsWord = (line: string, at: number): boolean =>
  at === 0 || !/[\p{L}\p{N}]/u.test(line[at - 1] ?? '');

/** Query text: verbs in capitals, or with the signs that only a statement carries. */
const statementIn = (line: string, lower: string): number => {
  for (const verb of verbs) {
    const at = lower.indexOf(verb);
    if (at < 0 || !startsWord(line, at)) continue;
    const rest = lower.slice(at);
    const partner = partners[verb];
    const written = line.slice(at, at + verb.length);
    const complete = partner === undefined || rest.includes(partner) || rest.includes('*');
    const signs = /[*=_$]|\w\(/.test(rest);
    if (complete && (signs || (written === written.toUpperCase() && line !== line.toUpperCase()))) return at;
  }
  return -1;
};

const isStackLine = (line: string): boolean =>
  line.startsWith('at ') &&
  (/:\d+\)?$/.test(line) || line.endsWith('<anonymous>)') || line.endsWith('(native)'));

const isCodeLine = (line: string, lower: string): boolean => {
  if (codeMarks.some((mark) => lower.includes(mark))) return true;
  // "(come ieri);" is prose: code calls something by its name.
  if (lower.includes(');') && /\w\([^()]{3,}\);/.test(lower)) return true;
  // "Let me know …; there were 3 (5 %)" is prose: code has no space before its bracket, and ends with its stop.
  return openers.some((opener) => lower.startsWith(opener)) && /[={]|\w\(|;$/.test(line.trimEnd());
};

/** From the first to the last bracket of something that is no prose. */
const between = (line: string, open: string, close: string): Stretch | undefined => {
  const start = line.indexOf(open);
  if (start < 0) return undefined;
  const last = line.lastIndexOf(close);
  return [start, last > start ? last + close.length : line.length];
};

const lineStretch = (line: string): Stretch | undefined => {
  const lower = line.toLowerCase();
  const trimmed = line.trim();
  const begin = line.indexOf(trimmed);
  const whole: Stretch = [begin, begin + trimmed.length];
  if (isStackLine(trimmed)) return whole;
  const query = statementIn(line, lower);
  if (query >= 0) return [query, whole[1]];
  if (/["'\]}]\s{0,4}:/.test(line) || line.includes('[{') || line.includes('{"')) {
    const json = between(line, '{"', '}') ?? between(line, '[{', ']');
    if (json) return json;
  }
  if (line.includes('{{')) return between(line, '{{', '}}');
  if (line.includes('</') || lower.includes('<html') || lower.includes('<!doctype'))
    return between(line, '<', '>');
  return isCodeLine(trimmed, trimmed.toLowerCase()) ? whole : undefined;
};

const VERB_ENDS = 'TERPD';
const CODE = TRAIT.symbol | TRAIT.slash;
const CAPITAL_VERB = /(?:^|[^\p{L}\p{N}_])(?:SELECT|INSERT|DELETE|UPDATE|ALTER|CREATE|DROP|ADD|TRUNCATE)$/u;

/** Whether one of the suspect words (start, end and traits each) is a verb of a query in capitals. */
export const hasCapitalVerb = (text: string, words: readonly number[]): boolean => {
  for (let i = 0; i < words.length; i += 3) {
    const end = words[i + 1] ?? 0;
    if (((words[i + 2] ?? 0) & TRAIT.innerUpper) === 0 || !VERB_ENDS.includes(text[end - 1] ?? ' ')) continue;
    if (CAPITAL_VERB.test(text.slice(words[i], end))) return true;
  }
  return false;
};

/** Whether a text with these traits may hold code. */
export const mayHoldCode = (traits: number): boolean => (traits & (CODE | TRAIT.foreign)) !== 0;

/** Full-width signs as the plain ones, each in its place. */
const narrowed = (text: string): string =>
  text.replace(/[\uff01-\uff5e]/g, (char) => String.fromCharCode(char.charCodeAt(0) - 0xfee0));

/** The stretches of the text that are code, query text, markup or a line of a stack, not prose. */
export const codeStretches = (written: string, traits: number): Stretch[] => {
  const text = (traits & TRAIT.foreign) === 0 ? written : narrowed(written);
  const stretches: Stretch[] = [];
  let start = 0;
  while (start < text.length) {
    const newline = text.indexOf('\n', start);
    const end = newline < 0 ? text.length : newline;
    const found = lineStretch(text.slice(start, end));
    if (found) stretches.push([start + found[0], start + found[1]]);
    start = end + 1;
  }
  return stretches;
};
