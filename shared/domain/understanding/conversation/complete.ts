import type { Frame } from '../frame.ts';
import { inNumbers } from './absolute.ts';
import { askedAnew } from './anew.ts';
import { carried, spokenOf, subjectOf } from './carry.ts';
import { base, type Change, changed } from './change.ts';
import { type Cues, cuesOf } from './cues.ts';
import { countsDefined, existing } from './defined.ts';
import { ASK, freeNumbers, gone, GROUPING, joined, some, tagSpan, tieSpans, untied, WHAT } from './parts.ts';
import { conceptSpans, type Edit, edited, textOf } from './pieces.ts';
import { ranksUnit, splitOf } from './ranks-unit.ts';
import { isBoundOnly, lengthSaid } from './place-numbers.ts';
import { partOfRuns } from './part-of-runs.ts';
import { refiltered } from './refilter.ts';
import { onlyBefore } from './shift-times.ts';
import { alsoMeasured, denied, rankedAnew, remeasured, restated, reversed, sortedAnew } from './remeasure.ts';
import type { Setting } from './setting.ts';
import { onlyThose } from './those-ended.ts';
import { usually } from './usual.ts';
import { detailed, oldestOf, upToNow, whenOf } from './details.ts';
import { explained } from './explained.ts';
import { ofFirst, ofOthers, within, withoutFirst } from './of-listed.ts';
import { ofWhole } from './of-whole.ts';
import { ofRun } from './of-run.ts';
import { answeredAlready, whyLong } from './answered-already.ts';

/** Words that make a question of their own out of a measure. */
const OWN_FORM =
  /^(?:ask\.|single$|order\.(?!top)|superlative:|view:|last$|first$|never$|overview$|oldest$|busiest$|define$)/;
/** What says something only together with the question before. */
const PARTS =
  /^(?:dimension:|group$|per\.|series$|entity$|order\.|lastMany$|having\.|value:|agg\.|share$|rate$|compare|last$|first$)/;

/** As many as are ever shown. */
const ALL = 100;

const BESIDES = ['time.before', 'time.without', 'refer.before', 'refer.after', 'refer.days', 'refer.hours'];

/** "And the last success?", after the last failure of each area: of each. */
const lastOfEach = ({ next, before, opened }: Change): string | undefined => {
  const own = next.mentions.length + next.times.ranges.length + next.unknown.length;
  const bare = next.concepts.every(({ tag }) => /^(?:last|metric:.*|row|ask\.when|stop|aux)$/.test(tag));
  const each = some(before, /^group$/) && some(before, /^(?:dimension:|entity$)/);
  const [measure] = conceptSpans(next, /^(?:metric:|row$)/);
  const [old] = conceptSpans(before, /^metric:/).concat(conceptSpans(before, /^row$/));
  if (own > 0 || !bare || !each || !some(next, /^last$/) || !some(before, /^last$/)) return undefined;
  return measure && old
    ? joined([edited(before, [{ ...old, text: textOf(next, measure) }, ...base(before, opened)])])
    : undefined;
};

/** The message has something to put in, and needs the question before to say what is asked. */
const isElliptic = (next: Frame): boolean =>
  !some(next, WHAT) &&
  (next.times.ranges.length > 0 ||
    next.times.windows.length > 0 ||
    next.mentions.length > 0 ||
    freeNumbers(next).length > 0 ||
    lengthSaid(next) !== undefined ||
    tieSpans(next).length > 0 ||
    BESIDES.some((tag) => tagSpan(next, tag) !== undefined) ||
    onlyBefore(next) !== undefined ||
    next.times.all ||
    some(next, ASK) ||
    some(next, PARTS));

const CURT_WORDS = 4;

/** "How many failed?", "quante riuscite?": too short to be about everything. */
const isCurt = (next: Frame): boolean =>
  next.words.tokens.filter(({ kind }) => kind !== 'mark').length <= CURT_WORDS &&
  next.mentions.length === 0 &&
  next.times.ranges.length === 0 &&
  !next.times.all &&
  some(next, /^(?:metric:|family:|row$)/) &&
  !some(next, /^(?:view:|define|overview|oldest)/);

/** "Who is doing worst?", after each of them was told: of those, in the same period. */
const ranksThose = (next: Frame, before: Frame): boolean =>
  some(next, /^superlative:/) &&
  some(next, /^(?:ask\.which|single)$/) &&
  next.concepts.every(({ tag }) =>
    /^(?:superlative:|agg\.(?:max|min)$|order\.|ask\.(?:which|yesno)$|single$|stop$|aux$)/.test(tag),
  ) &&
  next.mentions.length + next.times.ranges.length + next.times.windows.length + next.unknown.length === 0 &&
  some(before, GROUPING) &&
  before.times.ranges.length > 0;

/** "How many were recovered?", "quanti sono falliti?": how many of what is not said. */
const isElided = (next: Frame): boolean => {
  const ask = next.concepts.find(({ tag }) => tag === 'ask.count');
  const said = next.concepts.find(({ tag }) => tag.startsWith('metric:'));
  const whole = some(next, /^(?:entity$|row$|dimension:|view:|family:|order\.|group$|per\.|define$)/);
  if (!ask || !said || whole || next.mentions.length > 0 || next.times.all) return false;
  return said.start > ask.end && next.concepts.some(({ tag, start }) => tag === 'aux' && start === ask.end);
};

/** "Which one has been waiting longest?", of those that wait. */
const statesAgain = (next: Frame, before: Frame): boolean =>
  next.concepts.some(
    ({ tag }) => tag.startsWith('view:') && before.concepts.some((each) => each.tag === tag),
  );

/** "Che processi ha …": the noun stands inside the words that ask. */
const listsThings = (before: Frame): boolean => before.words.matches.some(({ tag }) => tag === 'entity');

/** "Which are active?", of the things of an area that were listed. */
const isPicked = (next: Frame, before: Frame): boolean =>
  some(next, /^view:/) &&
  some(next, /^(?:ask\.which|single)$/) &&
  !some(next, /^(?:entity$|dimension:|metric:|family:)/) &&
  next.mentions.length + next.times.ranges.length === 0 &&
  before.mentions.length > 0 &&
  (statesAgain(next, before) || (listsThings(before) && !some(before, /^(?:metric:|family:)/)));

const FRAGMENT_TOKENS = 5;

/** Words of names, but for one each. */
const spelled = (next: Frame): number =>
  next.mentions.reduce((sum, { start, end }) => sum + end - start - 1, 0);

/** A few words that only measure: "errori?", "by failures", "la durata media". */
const isFragment = (next: Frame): boolean =>
  next.words.tokens.length - spelled(next) <= FRAGMENT_TOKENS &&
  next.times.ranges.length === 0 &&
  some(next, /^(?:metric:|family:|superlative:|view:)/) &&
  !some(next, /^(?:ask\.(?!list)|overview|define|last$|never$|order\.|entity$)/);

/** "Quante sono in attesa?", "what was the average time?": neither whose nor when. */
const isIncomplete = (next: Frame, { reading }: Setting): boolean => {
  const counted = next.concepts.some(
    ({ tag }) => tag.startsWith('view:') && reading.views[tag.slice('view:'.length)]?.dataset !== undefined,
  );
  const measures = some(next, /^(?:metric:|family:|row$)/) || (counted && some(next, /^ask\.count$/));
  const whole = /^(?:entity$|dimension:|define$|overview$|oldest$|trending$|busiest$|knowledge$)/;
  const given =
    next.mentions.length + next.times.ranges.length > 0 || tagSpan(next, 'widen.period') !== undefined;
  return measures && !given && !some(next, whole);
};

/** One word that nothing explains beside a name: "jist sales" asks for nothing by itself. */
const isNearlyName = (next: Frame): boolean =>
  next.unknown.length <= 1 && next.naming.length === 0 && next.mentions.length > 0;

/** "Which process is it?", of what was asked: no "it" that could be put in. */
const asksWhich = (next: Frame): boolean =>
  !some(next, WHAT) && some(next, /^(?:single|ask\.which)$/) && next.mentions.length === 0;

/** Of rows that were counted in their state: not how many. */
const countGone = (before: Frame, { reading }: Setting): Edit[] => {
  const state = before.concepts.find(({ tag }) => tag.startsWith('view:'))?.tag.slice('view:'.length) ?? '';
  return reading.views[state]?.dataset === 'runs' ? gone(before, /^ask\.count$/) : [];
};

/** The state that was counted is spoken of again, and since when it is so is asked. */
const asksSince = (next: Frame, before: Frame): boolean =>
  some(next, /^ask\.when$/) &&
  some(before, /^ask\.count$/) &&
  next.mentions.length + next.times.ranges.length === 0 &&
  next.concepts.some(
    ({ tag }) => tag.startsWith('view:') && before.concepts.some((each) => each.tag === tag),
  );

/** Words that only open the question; "show me" says that things are listed. */
const openedOf = (before: Frame, { mainEntity }: Cues): number => {
  const { opening } = cuesOf(before, mainEntity);
  const list = before.concepts.find(
    ({ tag, start }) => /^ask\.(?:list|enumerate)$/.test(tag) && start < opening,
  );
  return list?.start ?? opening;
};

/** "What part of the total": the total is no number that is asked for. */
const withoutCount = ({ next, ...change }: Change): Change => {
  const parted = some(next, /^(?:share|rate)$/);
  const concepts = next.concepts.filter(({ tag }) => !parted || tag !== 'ask.count');
  return { ...change, next: { ...next, concepts } };
};

/**
 * A follow-up as a question that stands by itself: what it leaves out is taken from the question before.
 * Undefined when the message is a question of its own. `named`: the names that the answer before gave.
 */
export const complete = (
  said: Frame,
  before: Frame,
  named: readonly string[],
  cues: Cues,
  setting: Setting,
): string | undefined => {
  const next = untied(said, cues.opening);
  if (tagSpan(next, 'afresh')) return undefined;
  // "And the failure rate of sales yesterday?", after a definition: a question of its own.
  const given = next.mentions.length > 0 && next.times.ranges.length > 0;
  if (some(before, /^define$/) && some(next, WHAT) && given) return undefined;
  const anew = askedAnew(next, before, cues);
  if (anew !== undefined) return anew;
  const opened = openedOf(before, cues);
  const run = ofRun(next, before, opened, cues, setting);
  if (run !== undefined) return run;
  const detail =
    explained(next, before, opened, setting) ??
    ofWhole(said, before, opened, cues) ??
    oldestOf(next, before, opened) ??
    whenOf(next, before, opened) ??
    detailed(next, before, opened, setting, cues.mainEntity) ??
    upToNow(next, before, opened);
  if (detail !== undefined) return detail;
  // "Since when?", of what is listed: the list says so.
  if (tagSpan(next, 'refer.since') && some(before, /^view:/) && next.mentions.length === 0)
    return joined([edited(before, [...countGone(before, setting), ...base(before, opened)])]);
  // "Since when are they waiting?": the list of those says so.
  if (asksSince(next, before))
    return joined([edited(before, [...gone(before, ASK), ...base(before, opened)])]);
  const there = countsDefined(said, before, cues.opening) ?? existing(next, before, setting);
  if (there !== undefined) return there;
  const long = whyLong(next, before, opened, setting);
  if (long !== undefined) return long;
  const answered = answeredAlready(next, said, before, opened, setting);
  if (answered !== undefined) return answered;
  // "Show them all", of the first of a ranking: the others too.
  if (
    tagSpan(said, 'refer.whole') &&
    some(before, /^order\./) &&
    !some(next, WHAT) &&
    next.mentions.length === 0
  ) {
    const few = freeNumbers(before).map((span) => ({ ...span, text: String(ALL) }));
    const ranked = few.length > 0 ? few : gone(before, /^order\./);
    return joined([edited(before, [...ranked, ...base(before, opened)])]);
  }
  const left = withoutFirst(said, before, opened, named, setting);
  if (left !== undefined) return left;
  const rest = ofOthers(next, before, opened, cues, named, setting);
  if (rest !== undefined) return rest;
  const narrower = within(said, before, cues, opened);
  if (narrower !== undefined) return narrower;
  const opposite = cues.breaks ? undefined : denied({ next: said, before, cues, opened, setting });
  if (opposite !== undefined) return opposite;
  const part = partOfRuns(said, before, setting);
  if (part) return joined([edited(before, base(before, opened)), textOf(said, part)]);
  const plain = inNumbers({ next: said, before, cues, opened, setting });
  if (plain !== undefined) return plain;
  const usual = usually(next, before, opened, setting);
  if (usual !== undefined) return usual;
  const filtered = refiltered(next, before, { cues, opened, setting });
  if (filtered !== undefined) return filtered;
  const change = { next, before, cues, opened, setting };
  const last = lastOfEach(change);
  if (last !== undefined) return last;
  const first = ofFirst(next, before, named, cues);
  if (first !== undefined) return changed(withoutCount(change), first);
  const subject = asksWhich(next)
    ? undefined
    : (subjectOf(next, before, named, cues, setting) ?? spokenOf(next, before, named));
  const elliptic = isElliptic(next);
  const partitive = cues.refers && cues.many;
  const picked = isPicked(next, before);
  const scoped =
    cues.follows ||
    partitive ||
    picked ||
    ranksUnit(next, before) ||
    splitOf(next, before).length > 0 ||
    ranksThose(next, before) ||
    isCurt(next) ||
    isElided(next) ||
    isIncomplete(next, setting);
  const follows = scoped || isFragment(next);
  const again =
    reversed(change) ??
    sortedAnew(change) ??
    (follows || elliptic ? (alsoMeasured(change) ?? rankedAnew(change) ?? restated(change)) : undefined);
  if (again !== undefined) return again;
  if (!follows && !elliptic && subject === undefined) return undefined;
  if (!follows && elliptic && next.unknown.length > 0 && !isNearlyName(next) && !cues.only) return undefined;
  if (isBoundOnly(next, setting) && !some(next, /^ask\./)) return changed(change);
  if (subject !== undefined && elliptic && !some(next, ASK)) {
    const known = before.mentions.length > 0;
    return changed(change, known ? undefined : subject);
  }
  if (subject !== undefined || (some(next, WHAT) && some(next, OWN_FORM)))
    return carried(next, before, { cues, subject, scoped, setting });
  // "Just the scheduled runs", of the failures: the noun says nothing new.
  const valued = some(next, /^value:/) && some(before, /^(?:metric:|family:)/);
  if (valued && !some(next, /^(?:metric:|family:|superlative:|view:)/)) return changed(change);
  if (onlyThose(change)) return changed(change);
  if (some(next, WHAT)) return remeasured(change);
  return elliptic || next.unknown.length > 0 ? changed(change) : undefined;
};
