import type { Named } from '#shared/contracts/catalog.ts';
import { tokenise } from '#shared/domain/language/tokens.ts';
import type { Mention } from './frame.ts';
import { isLabel, ranksThings } from './kinds.ts';
import type { Lexemes } from './lexemes.ts';
import type { Candidate, NameIndex } from './names.ts';
import { ENOUGH, withoutEchoes } from './repeated-names.ts';

/** Two names nearer than this are asked back. */
const CLOSE = 0.07;
const EXACT = 0.95;

export const keysOf = (words: Lexemes, index: NameIndex): (string | undefined)[] =>
  words.tokens.map((token) =>
    token.kind === 'mark' || index.small(token.norm) ? undefined : index.keyOf(token.norm),
  );

/** Names that stand whole in the text, longest first where they overlap. */
export const wholeNames = (
  keys: readonly (string | undefined)[],
  index: NameIndex,
  acceptable: (start: number, end: number) => boolean,
): Mention[] => {
  const found: Mention[] = [];
  for (let at = 0; at < keys.length; ) {
    const match = index.wholeAt(keys, at);
    if (match && acceptable(at, match.end)) {
      found.push({
        start: at,
        end: match.end,
        choices: index.prefer(match.named),
        score: 1,
        hits: match.end - at,
      });
      at = match.end;
    } else at += 1;
  }
  return found;
};

/** "The invoices process", "quello delle fatture": one thing is meant, behind these words or before them. */
export const isTheOne = (words: Lexemes, index: NameIndex, start: number, end = start + 1): boolean => {
  if (words.tag(end, 'theOneBehind') > 0) return true;
  for (let at = start - 1; at >= 0 && at >= start - 4; at -= 1) {
    const says = words.matches.some(
      (match) => match.tag === 'theOne' && at >= match.start && at < match.end && match.end <= start,
    );
    if (says) return true;
    if (!index.small(words.tokens[at]?.norm ?? '') && words.tag(at, 'time.glue') === 0) return false;
  }
  return false;
};

const saysDimension = (words: Lexemes, named: Named): boolean =>
  named.outside === undefined &&
  named.listed === undefined &&
  named.key === named.name &&
  words.matches.some((match) => match.tag === `dimension:${named.dimension}`);

const PREFERRED = 0.3;

/** Letters that forms of one word begin with. */
const BEGINNING = 5;
/** Of more that are alike none is told by its spelling. */
const FEW = 6;
const MOST_BESIDE = 3;

/** "Giacenze": a name that has the very word is meant rather than one that has another of its meaning. */
const spelledSo = (close: readonly Candidate[], asked: readonly string[]): readonly Candidate[] => {
  // A label beside the names of things: it may be either.
  if (close.length < 2 || close.length > FEW || close.some(({ named }) => named.key === named.name))
    return close;
  const own = close.filter(({ named }) => {
    const begun = new Set(tokenise(named.name).map(({ norm }) => norm.slice(0, BEGINNING)));
    return asked.every((word) => begun.has(word.slice(0, BEGINNING)));
  });
  return own.length > 0 ? own : close;
};

const decide = (
  found: readonly Candidate[],
  words: Lexemes,
  index: NameIndex,
  { start, one }: { start: number; one: boolean },
  asked: readonly string[],
): { choices: Named[]; score: number } | undefined => {
  // "Which process of sales": an area by its very name is that area.
  // "The slowest sales process": one of an area, whatever the area is called.
  const ranks = ranksThings(words, start);
  // "Which order process runs the most": of a kind, and not of the one that is spelled so.
  const kinds = ranks
    ? found.filter(({ named, full, words: length }) => isLabel(named) && full && length <= asked.length)
    : [];
  const area = found.some(({ score, named }) => index.isPreferred(named) && score >= EXACT);
  const things = one && !area ? found.filter(({ named, score }) => !isLabel(named) && score >= ENOUGH) : [];
  const meant = kinds.length > 0 ? kinds : things.length > 0 ? things : found;
  // "The warehouse area" says of which dimension the name is.
  const candidates = meant
    .map((each) => ({
      ...each,
      score: Math.min(1, each.score + (saysDimension(words, each.named) ? PREFERRED : 0)),
    }))
    .toSorted((a, b) => b.score - a.score);
  const best = candidates[0];
  if (!best || best.score < ENOUGH) return undefined;
  const close = spelledSo(
    candidates.filter((each) => best.score - each.score < CLOSE),
    asked,
  );
  const listed = close.filter((each) => each.named.listed !== false);
  return {
    choices: index.prefer((listed.length > 0 ? listed : close).map((each) => each.named)),
    score: best.score,
  };
};

export interface Roles {
  /** The token may begin or carry a mention: nothing else explains it. */
  readonly core: (at: number) => boolean;
  /** The token may join a mention when that makes it fit better. */
  readonly joins: (at: number) => boolean;
  /** Something else is said here: words on both sides may be two names. */
  readonly parts: (at: number) => boolean;
  /** The token ends a mention: a comparison word, a mark, a time. */
  readonly breaks: (at: number) => boolean;
  readonly conjunction: (at: number) => boolean;
  /** A state is said here: a name does not reach across it. */
  readonly states: (at: number) => boolean;
}

interface Run {
  readonly core: number[];
  readonly joining: number[];
}

const runs = (count: number, roles: Roles): Run[] => {
  const found: Run[] = [];
  let run: Run = { core: [], joining: [] };
  const close = (): void => {
    if (run.core.length > 0) found.push(run);
    run = { core: [], joining: [] };
  };
  for (let at = 0; at < count; at += 1) {
    if (roles.breaks(at)) close();
    else if (roles.core(at)) {
      // Words of one name stand close together.
      if (at - (run.core.at(-1) ?? at) > 4) close();
      run.core.push(at);
    } else if (roles.joins(at)) run.joining.push(at);
  }
  close();
  return found;
};

const near = (at: number, core: readonly number[]): boolean => core.some((each) => Math.abs(each - at) <= 3);

const isClear = ([best, next]: readonly Candidate[]): boolean =>
  best !== undefined && (next === undefined || best.score - next.score >= CLOSE);

/** Nothing stands between the two but an article: "confirm an order". */
const isBeside = (words: Lexemes, index: NameIndex, one: number, other: number): boolean => {
  const between = words.tokens.slice(Math.min(one, other) + 1, Math.max(one, other));
  return between.length <= 1 && between.every(({ norm }) => index.small(norm) || norm.length <= 2);
};

const linkRun = (
  run: Run,
  keys: readonly (string | undefined)[],
  words: Lexemes,
  index: NameIndex,
): Mention | undefined => {
  const wordAt = (at: number): string => words.tokens[at]?.norm ?? '';
  const keyAt = (at: number): string => keys[at] ?? '';
  let chosen = run.core;
  let candidates = index.candidates(chosen.map(keyAt), chosen.map(wordAt));
  for (const at of run.joining) {
    if (!near(at, run.core)) continue;
    const more = index.candidates([...chosen, at].map(keyAt), [...chosen, at].map(wordAt));
    const better = (more[0]?.score ?? 0) > (candidates[0]?.score ?? 0) + 0.001;
    // "Conferma ordine": a name with both words beats a label that is one of them.
    const beside = run.core.some((each) => isBeside(words, index, each, at));
    const fuller =
      beside &&
      more[0]?.full === true &&
      more[0].score >= ENOUGH &&
      (more[0].words > (candidates[0]?.words ?? 0) || !isClear(candidates));
    if (better || fuller) {
      chosen = [...chosen, at];
      candidates = more;
    }
  }
  // "Reminders for overdue invoices": the words beside it make up one name together.
  const beside = run.joining.filter((at) => near(at, run.core) && !chosen.includes(at));
  const whole = [...run.core, ...beside];
  const loose = (candidates[0]?.score ?? 0) < EXACT;
  const together =
    loose && beside.length > 1 && beside.length <= MOST_BESIDE
      ? index.candidates(whole.map(keyAt), whole.map(wordAt))
      : [];
  if (together[0]?.full === true && together[0].score > Math.max(ENOUGH, candidates[0]?.score ?? 0)) {
    chosen = whole;
    candidates = together;
  }
  const start = Math.min(...chosen);
  const end = Math.max(...chosen) + 1;
  const one = isTheOne(words, index, start, end);
  const decided = decide(candidates, words, index, { start, one }, chosen.map(wordAt));
  return decided && { ...decided, start, end, hits: chosen.length, one };
};

const between = (run: Run, from: number, to: number): Run => ({
  core: run.core.filter((each) => each > from && each < to),
  joining: run.joining.filter((each) => each > from && each < to),
});

/** A run cut at some tokens; pieces without a core word fall away. */
const cutAt = (run: Run, cuts: readonly number[], end: number): Run[] =>
  [-1, ...cuts]
    .map((from, at) => between(run, from, cuts[at] ?? end))
    .filter((piece) => piece.core.length > 0);

/** Words that do not fit one name together may each be a name of its own: a tag and an area. */
const exactly = (mention: Mention | undefined): Mention | undefined =>
  mention !== undefined && mention.score >= EXACT ? mention : undefined;

const positions = (count: number, test: (at: number) => boolean): number[] =>
  Array.from({ length: count }, (_, at) => at).filter(test);

/** One thing, by a word that is written as in its name. */
const WRITTEN = 0.85;

/** "I solleciti ai clienti": a label behind the word for one thing says whom that is for; else those that fit exactly. */
const ofHead = (found: readonly (Mention | undefined)[]): Mention[] => {
  const [head, label, ...others] = found;
  const [only, ...more] = head?.choices ?? [];
  const thing = only !== undefined && more.length === 0 && only.key !== only.name;
  const whom = others.length === 0 ? exactly(label) : undefined;
  if (head && head.score >= WRITTEN && thing && whom) return [{ ...head, end: whom.end }];
  return found.flatMap((each) => exactly(each) ?? []);
};

const LEAST_WORDS = 3;

/** "Payroll attendance collection": all but the first word, or but the last, are words of one name. */
const withoutOne = ({ core, ...run }: Run, link: (run: Run) => Mention | undefined): Mention | undefined => {
  if (core.length < LEAST_WORDS) return undefined;
  const found = [core.slice(1), core.slice(0, -1)].flatMap((fewer) => link({ ...run, core: fewer }) ?? []);
  const [only, ...others] = found.filter(({ choices, hits }) => choices.length === 1 && hits > 1);
  return others.length === 0 ? only : undefined;
};

/** Names meant by some of their words: "quello delle fatture", "the payroll one". */
export const partialNames = (
  keys: readonly (string | undefined)[],
  words: Lexemes,
  index: NameIndex,
  roles: Roles,
): { mentions: Mention[]; unlinked: number[] } => {
  const mentions: Mention[] = [];
  const unlinked: number[] = [];
  const link = (run: Run): Mention | undefined => linkRun(run, keys, words, index);
  for (const run of runs(keys.length, roles)) {
    const whole = link(run);
    // "Note spese che aspettano l'approvazione": what stands before the state is enough.
    const states = whole
      ? positions(keys.length, roles.states).filter((at) => at > whole.start && at < whole.end)
      : [];
    const parted =
      states.length > 0 ? cutAt(run, states, keys.length).flatMap((part) => link(part) ?? []) : [];
    const firm = withoutEchoes(parted, words);
    if (firm.length > 0 && firm.every(({ choices }) => choices.length === 1)) {
      mentions.push(...firm);
      continue;
    }
    const joints = positions(keys.length, roles.conjunction);
    const listed = cutAt(run, joints, keys.length).map(link);
    const all = listed.flatMap((mention) => mention ?? []);
    // "A and B": both names stand when both fit at least as well as one name with both words.
    const several = all.length > 1 && all.length === listed.length;
    if (several && (!whole || all.every((mention) => mention.score >= whole.score))) mentions.push(...all);
    else if (whole) mentions.push(whole);
    else {
      for (const piece of cutAt(run, positions(keys.length, roles.parts), keys.length)) {
        const found = link(piece);
        const fewer = found ?? withoutOne(piece, link);
        const alone = fewer ? [fewer] : ofHead(piece.core.map((at) => link({ core: [at], joining: [] })));
        mentions.push(...alone);
        if (alone.length === 0) unlinked.push(...piece.core);
      }
    }
  }
  return { mentions, unlinked };
};
