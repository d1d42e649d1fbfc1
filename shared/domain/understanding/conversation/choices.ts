import type { Pending, Turn } from '#shared/contracts/conversation.ts';
import type { Understanding } from '#shared/contracts/understanding.ts';
import type { Frame, Mention } from '../frame.ts';
import { ambiguous, type Asked, type Knowledge, readAlone, type Readout } from '../understand.ts';
import { replyTo } from './choose.ts';
import { ASK, some, tagSpan, WHAT } from './parts.ts';
import { textOf } from './pieces.ts';
import type { Read } from './read-whole.ts';

const MOST_CHARACTERS = 2000;

const filled = ({ text, from, to }: Pending, name: string): string =>
  `${text.slice(0, from)}${name}${text.slice(to)}`;

/** The unclear name as it was said, settled by a pin; undefined where pins settle nothing. */
const pinned = (
  asked: Asked,
  pending: Pending,
  pins: readonly string[],
  knowledge: Knowledge,
): Read | undefined => {
  const { text, askedAt } = pending;
  const read = readAlone({ ...asked, text, askedAt }, knowledge, pins);
  const settles = ({ choices: [only, ...others] }: Mention): boolean =>
    only !== undefined && others.length === 0 && only.key === pins.at(-1);
  return read.frame.mentions.some(settles) && read.understanding.kind !== 'clarify'
    ? { ...read, askedAt, pins }
    : undefined;
};

/** "I meant the courier one", which was not among the choices: a name of their kind, and nothing else. */
const otherName = (
  asked: Asked,
  alone: Frame,
  pending: Pending,
  knowledge: Knowledge,
): string | undefined => {
  const [mention, ...others] = alone.mentions;
  if (!mention || others.length > 0 || some(alone, WHAT) || some(alone, ASK)) return undefined;
  if (alone.times.ranges.length > 0 || alone.times.windows.length > 0) return undefined;
  const unclear = ambiguous(readAlone({ ...asked, text: pending.text }, knowledge).frame);
  // "Is it still failing?": of an area, as well as of one thing.
  const open = unclear === undefined && pending.choices.length === 0;
  const wanted = unclear?.choices[0]?.dimension ?? knowledge.catalog.mainEntity;
  return open || mention.choices[0]?.dimension === wanted ? textOf(alone, mention) : undefined;
};

/** The message as an answer to what was asked back; undefined when it is none. */
export const answered = (
  asked: Asked,
  alone: Read,
  pending: Pending,
  knowledge: Knowledge,
): Read | 'other' | undefined => {
  const reply = replyTo(asked.text, alone.frame, pending);
  if (reply?.kind === 'other') return 'other';
  const { askedAt, choices, pins: before = [] } = pending;
  const read = (text: string, pins: readonly string[]): Read => ({
    ...readAlone({ ...asked, text, askedAt }, knowledge, pins),
    askedAt,
    pins,
  });
  if (reply?.kind === 'all')
    return read(filled(pending, choices.map(({ name }) => name).join(' , ')), before);
  const choice = reply
    ? choices[reply.at]
    : (byKind(asked, alone.frame, pending, knowledge) ?? described(asked, alone.frame, pending, knowledge));
  if (choice) {
    const pins = [...before, choice.id];
    return pinned(asked, pending, pins, knowledge) ?? read(filled(pending, choice.name), pins);
  }
  const name = otherName(asked, alone.frame, pending, knowledge);
  return name === undefined ? undefined : read(filled(pending, name), before);
};

const FEW_WORDS = 4;

/** "The label", "the area": the only choice of that kind. */
const byKind = (asked: Asked, { words, ...frame }: Frame, pending: Pending, knowledge: Knowledge) => {
  const kinds = frame.concepts.flatMap(({ tag }) => (tag.startsWith('dimension:') ? [tag.slice(10)] : []));
  const bare = frame.mentions.length + frame.times.ranges.length === 0 && words.tokens.length <= FEW_WORDS;
  if (kinds.length === 0 || !bare || some({ words, ...frame }, WHAT)) return undefined;
  const { text, askedAt, pins = [] } = pending;
  const open = ambiguous(readAlone({ ...asked, text, askedAt }, knowledge, pins).frame);
  const [only, ...others] = open?.choices.filter(({ dimension }) => kinds.includes(dimension)) ?? [];
  return others.length === 0 ? pending.choices.find(({ id }) => id === only?.key) : undefined;
};

const DESCRIBES = /^(?:stop|per\.)/;

/** "The weekly one", "quello settimanale": the only choice that the unclear name means with that word beside it. */
const described = (asked: Asked, { words, ...frame }: Frame, pending: Pending, knowledge: Knowledge) => {
  const [word, ...others] = words.tokens.filter((_, at) => words.tag(at, 'adjective') === at + 1);
  const own = frame.mentions.length + frame.times.ranges.length + frame.unknown.length;
  const bare = own === 0 && words.tokens.length <= FEW_WORDS;
  if (!word || others.length > 0 || !bare || !frame.concepts.every(({ tag }) => DESCRIBES.test(tag)))
    return undefined;
  const { text, askedAt, from, to, choices, pins = [] } = pending;
  const name = text.slice(from, to);
  return [`${name} ${word.text}`, `${word.text} ${name}`]
    .flatMap(
      (said) => readAlone({ ...asked, text: filled(pending, said), askedAt }, knowledge, pins).frame.mentions,
    )
    .flatMap(({ choices: [only, ...rest] }) =>
      rest.length > 0 ? [] : choices.filter(({ id }) => id === only?.key),
    )
    .at(0);
};

const SHORT = 6;
const SHORT_NAMED = 8;

/** "And the one from the site?", said of more than one thing: the only one of those that were offered. */
const offered = (frame: Frame, open: Mention): Mention['choices'][number] | undefined => {
  const [mention, ...others] = frame.mentions;
  const given = others.length + frame.times.ranges.length + frame.times.windows.length + frame.unknown.length;
  if (!mention || mention.choices.length < 2 || given > 0 || some(frame, WHAT) || some(frame, ASK))
    return undefined;
  const [only, ...more] = open.choices.filter(({ key }) => mention.choices.some((each) => each.key === key));
  return more.length > 0 ? undefined : only;
};

/** "No, the other one": the name that was not chosen when several fitted, one of them, or both. */
export const otherChoice = (
  asked: Asked,
  { frame }: Read,
  last: Turn,
  knowledge: Knowledge,
): Read | undefined => {
  const both = tagSpan(frame, 'every');
  const other = tagSpan(frame, 'refer.other');
  const named = frame.mentions.length > 0;
  if ((!both && !other && !named) || frame.words.tokens.length > (named ? SHORT_NAMED : SHORT))
    return undefined;
  const { text, askedAt, pins = [] } = last;
  const open = ambiguous(readAlone({ ...asked, text, askedAt }, knowledge, []).frame);
  const left = open?.choices.filter(({ key }) => !pins.includes(key)) ?? [];
  const [only, ...others] = left;
  if (!open || !only || left.length === open.choices.length) return undefined;
  const kept = pins.filter((pin) => !open.choices.some(({ key }) => key === pin));
  const reading = (words: string, now: readonly string[]): Read => ({
    ...readAlone({ ...asked, text: words, askedAt }, knowledge, now),
    askedAt,
    pins: now,
  });
  const said = named ? offered(frame, open) : undefined;
  if (named) return said && reading(text, [...kept, said.key]);
  if (!both) return reading(text, others.length > 0 ? kept : [...kept, only.key]);
  const { tokens } = readAlone({ ...asked, text, askedAt }, knowledge, []).frame.words;
  const from = tokens[open.start]?.start ?? 0;
  const to = tokens[open.end - 1]?.end ?? from;
  const names = open.choices.map(({ name }) => name).join(' , ');
  return reading(`${text.slice(0, from)}${names}${text.slice(to)}`, kept);
};

const unclearSpan = (
  frame: Frame,
  understanding: Understanding,
): { start: number; end: number } | undefined => {
  if (understanding.kind === 'clarify') return ambiguous(frame) ?? frame.mentions[0];
  const at = frame.words.tokens.findIndex((token) => token.norm === frame.naming[0]);
  return at < 0 ? undefined : { start: at, end: at + 1 };
};

/** What was asked back, so that the next message may answer it. */
export const pendingOf = (
  { frame, askedAt, pins }: Readout & { askedAt: string; pins: readonly string[] },
  understanding: Understanding,
): Pending | undefined => {
  const choices =
    understanding.kind === 'clarify'
      ? understanding.choices
      : understanding.kind === 'refuse'
        ? (understanding.nearestNames ?? [])
        : [];
  const span = unclearSpan(frame, understanding);
  const first = span && frame.words.tokens[span.start];
  const last = span && frame.words.tokens[span.end - 1];
  const asked =
    understanding.kind === 'clarify' ||
    (understanding.kind === 'refuse' && understanding.reason === 'unknown_name');
  if (!asked || !first || !last) return undefined;
  return {
    text: frame.source.slice(0, MOST_CHARACTERS),
    askedAt,
    from: first.start,
    to: last.end,
    choices: choices.map(({ key, name, masked }) => ({ id: key, label: masked ?? name, name })),
    ...(pins.length > 0 && { pins: [...pins] }),
  };
};
