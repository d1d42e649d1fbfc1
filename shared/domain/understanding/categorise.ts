import type { Category, Reason } from '#shared/contracts/answer.ts';
import type { Reading } from '#shared/contracts/grammar.ts';
import { isAboutUnknown } from './about-unknown.ts';
import { deniesRows } from './absent-rows.ts';
import { isCode } from './code-text.ts';
import { type Aside, courtesy, onlyPolite } from './courtesies.ts';
import { elsewhere, isAnchored, isForeign, judgesAgainst, showsPeriod, topicsOf } from './foreign.ts';
import { all, asksWhyOf, concept, distinctRanges, type Frame, has, opensWith, speaksOf } from './frame.ts';
import { asksCauses } from './kinds-of-trouble.ts';
import { asksWhyLong } from './why-long.ts';
import { wishes } from './wishes.ts';

const isData = (frame: Frame): boolean =>
  ['metric:', 'family:', 'view:', 'superlative:', 'dimension:'].some(
    (prefix) => all(frame, prefix).length > 0,
  ) ||
  speaksOf(frame, 'entity') ||
  has(frame, 'row', 'oldest', 'busiest', 'per.hour', 'per.weekday', 'overview', 'trending', 'cause') ||
  showsPeriod(frame) ||
  asksWhyOf(frame) ||
  asksCauses(frame) ||
  judgesAgainst(frame) ||
  // "What is the difference between yesterday and Monday?"
  (has(frame, 'compare.ask') && distinctRanges(frame).length > 1) ||
  frame.mentions.length > 0;

/** An order to do something: it begins with the verb, or asks for it politely. */
const isCommand = (frame: Frame): boolean => {
  const verb = concept(frame, 'action');
  if (
    !verb ||
    has(frame, 'define') ||
    frame.words.matches.some(
      ({ tag, start, end }) =>
        (tag === 'asking' && start > verb.start) ||
        // "Send count of runs": a figure is asked for.
        (tag === 'ask.count' && start === verb.end) ||
        // "Did we run the payslips": what is done with is no order.
        // "Devo fermare il tracking?": advice is wanted.
        ((tag === 'past' || tag === 'modal') && end <= verb.start) ||
        // "Ripetizioni": a start that was repeated.
        (tag.startsWith('value:') && start === verb.start && end === verb.end) ||
        // "Quello che manda i solleciti": it says which one is meant.
        (tag === 'relative' && end === verb.start),
    ) ||
    // "The abandoned cart emails": what stands right behind a name belongs to it.
    frame.mentions.some(({ end }) => end === verb.start)
  )
    return false;
  return frame.concepts.every(
    (match) =>
      match.end > verb.start || match.tag === 'stop' || match.tag === 'greet' || match.tag === 'ask.yesno',
  );
};

/** The words measure something: a metric, or rows that are counted. */
const isMeasured = (frame: Frame): boolean =>
  ['metric:', 'family:', 'superlative:'].some((prefix) => all(frame, prefix).length > 0) ||
  (has(frame, 'row') && has(frame, 'ask.count', 'ask.when', 'last'));

/** "A person, please", "can I talk to somebody": who is merely mentioned is not asked for. */
const wantsPerson = (frame: Frame): boolean => {
  const weighty = frame.concepts.filter(
    ({ tag }) => !/^(?:stop|aux|greet|ask\.yesno|human|help|thanks|action)$/.test(tag),
  );
  const bare = weighty.length === 0 && frame.unknown.length === 0 && frame.mentions.length === 0;
  return has(frame, 'human.contact') || (has(frame, 'human') && bare);
};

/** "How many lamps did we ship": what is counted is nothing that the data knows. */
const countsUnknown = (frame: Frame): boolean => {
  const ask = concept(frame, 'ask.count');
  const named = frame.mentions.some(({ start }) => ask !== undefined && start === ask.end + 1);
  return ask !== undefined && !named && frame.unknown.includes(frame.words.tokens[ask.end]?.norm ?? '');
};

/** "How many light bulbs do we have left": ours are counted, of another subject. */
const countsOurs = (frame: Frame): boolean => {
  const ask = concept(frame, 'ask.count');
  return (
    frame.words.matches.some(({ tag }) => tag === 'ours') &&
    elsewhere(frame).some(({ start }) => ask !== undefined && start === ask.end)
  );
};

/** "How many sick days": what the data lacks is what is counted. */
const countsAbsent = (frame: Frame): boolean =>
  frame.concepts.some(
    ({ tag, start }) =>
      tag === 'absent' &&
      // "Quanto fatturiamo": the phrase begins with the word that counts.
      (concept(frame, 'ask.count')?.end === start || frame.words.tag(start, 'ask.count') > 0),
  );

/** "Chi ha approvato la nota spese", "who approved the expense report": the name says what somebody did. */
const asksWhoDid = ({ words, concepts, mentions }: Frame): boolean =>
  words.tokens.some((_, at) => {
    const who = words.tag(at, 'who');
    const verb = concepts.find(({ tag, start }) => tag === 'aux' && start === who)?.end ?? who;
    return who > 0 && mentions.some(({ start, hits }) => start === verb && hits > 1);
  });

const LOOSE = 0.9;

/** A word in the future tense, by its ending: "riusciremo". */
const foretells = ({ words, mentions }: Frame): boolean =>
  words.tokens.some(
    (_, at) =>
      words.future(at) &&
      // "Quanti pacchi consegneremo": a verb, though it fits a name.
      !mentions.some(
        ({ start, end, score }) => at >= start && at < end && (end - start > 1 || score > LOOSE),
      ),
  );

/** "The satisfaction score": not kept, even where a name has one of its words; "the order import is late" has a name. */
const lacks = ({ words, mentions }: Frame): boolean =>
  words.matches.some(
    ({ tag, start, end }) =>
      tag === 'absent.always' &&
      mentions.every(
        (name) =>
          name.end <= start ||
          name.start >= end ||
          (start <= name.start && !(end <= name.end && start === name.start)),
      ),
  );

const refusal = (category: Category, reason: Reason, sure = 1): Aside => ({
  kind: 'refuse',
  category,
  reason,
  sure,
});
const reply = (category: Category): Aside => ({ kind: 'static', category, sure: 1 });

/** "Secondo te domani si rompe qualcosa?": what is thought of a time to come. */
const guesses = (frame: Frame): boolean =>
  has(frame, 'opinion') && isMeasured(frame) && frame.times.ranges.some((range) => range.future);

const notInTheData = (frame: Frame): Aside | undefined => {
  const asksFigure = isMeasured(frame) && has(frame, 'ask.count');
  // A name may be what the word belongs to; where nothing is measured of it, the word is what is asked for.
  const named = frame.mentions.some((mention) => mention.score >= 1);
  const who = frame.words.tokens.some((_, at) => frame.words.tag(at, 'who') > 0);
  if (has(frame, 'absent') && who) return refusal('BUSINESS_DATA', 'not_in_data');
  if (has(frame, 'absent') && !(named && !countsAbsent(frame) && (isMeasured(frame) || has(frame, 'row')))) {
    return refusal('BUSINESS_DATA', 'not_in_data');
  }
  if (asksWhoDid(frame)) return refusal('BUSINESS_DATA', 'not_in_data', 0.95);
  if (countsUnknown(frame) || countsOurs(frame)) return refusal('BUSINESS_DATA', 'not_in_data', 0.8);
  const future = has(frame, 'forecast') || foretells(frame) || guesses(frame);
  if (future && !has(frame, 'define') && !deniesRows(frame))
    return refusal('BUSINESS_DATA', 'no_forecast', isData(frame) ? 1 : 0.8);
  if (has(frame, 'judgement') || (has(frame, 'opinion') && !asksFigure))
    return refusal(isData(frame) ? 'BUSINESS_DATA' : 'OFF_TOPIC', 'no_opinion', 0.9);
  return undefined;
};

/** "Manual" names a document, unless it says how runs were started. */
const asksKnowledge = ({ concepts }: Frame): boolean =>
  concepts.some(
    ({ tag, start, end }) =>
      tag === 'knowledge' &&
      !concepts.some((other) => other.tag.startsWith('value:') && other.start === start && other.end === end),
  );

/** "Webhook-triggered runs": a word of the machinery says how runs were started. */
const asksTech = ({ concepts }: Frame): boolean =>
  concepts.some(
    ({ tag, start }) =>
      tag === 'tech' &&
      !(
        concepts.some((other) => other.tag.startsWith('value:') && other.start === start) &&
        concepts.some((other) => other.tag === 'row')
      ),
  );

const NEAR = 2;

/** "What can you tell me about the backup": of one thing, and not what can be asked. */
const asksAbout = ({ concepts, mentions }: Frame): boolean =>
  concepts.some(
    ({ tag, start, end }) =>
      tag === 'help' &&
      end - start > NEAR &&
      mentions.some((mention) => mention.start >= end && mention.start - end <= NEAR),
  );

const LEADS = /^(?:stop|greet|aux|none|single|ask\.(?:which|what|yesno|list))$/;

/** "What is the written procedure for …", "is there a policy on failed payments": a document is asked for. */
const asksWritten = ({ concepts }: Frame): boolean => {
  const first = concepts.find(({ tag }) => !LEADS.test(tag));
  return first?.tag === 'knowledge' && first.end - first.start > 1;
};

/** Decides everything that is not a question for the data; undefined lets the composers go on. */
export const aside = (frame: Frame, reading: Reading): Aside | undefined => {
  const data = isData(frame);
  const measured = isMeasured(frame);
  if (has(frame, 'unsafe') || isCode(frame.source)) return refusal('OFF_TOPIC', 'unsafe');
  const onlySaid = onlyPolite(frame);
  if (onlySaid) return onlySaid;
  // "Where do you get your figures from?"
  if (!measured && frame.words.matches.some(({ tag }) => tag === 'trust'))
    return { kind: 'static', category: 'HELP', topic: 'trust', sure: 1 };
  // "What does our policy say about late payments?"
  if (lacks(frame) && !asksKnowledge(frame)) return refusal('BUSINESS_DATA', 'not_in_data');
  if (wantsPerson(frame) && !measured && all(frame, 'view:').length === 0) return reply('HUMAN');
  if (asksKnowledge(frame) && (!measured || opensWith(frame, 'knowledge') || asksWritten(frame)))
    return refusal('KNOWLEDGE', 'not_available_yet', 0.95);
  if (has(frame, 'help') && !measured && !has(frame, 'ask.count') && !asksAbout(frame)) return reply('HELP');
  if (asksWhyLong(frame, reading)) return refusal('BUSINESS_DATA', 'not_in_data');
  if (
    has(frame, 'define') &&
    data &&
    !has(frame, 'absent') &&
    (frame.unknown.length === 0 || frame.mentions.length > 0) &&
    !isAboutUnknown(frame)
  )
    return undefined;
  if (isCommand(frame) && (data || !has(frame, 'offtopic')) && frame.words.tokens.length > 1) {
    return refusal('ACTION', 'not_available_yet');
  }
  if (wishes(frame)) return refusal('ACTION', 'not_available_yet', 0.95);
  if (has(frame, 'tech') && !measured && frame.mentions.length === 0 && has(frame, 'absent'))
    return reply('TECHNOLOGY');
  const missing = notInTheData(frame);
  if (missing) return missing;
  // "Che percentuale delle esecuzioni è partita da sola".
  const parted = has(frame, 'row') && has(frame, 'share', 'rate');
  if (asksTech(frame) && !measured) return reply('TECHNOLOGY');
  if (
    ((measured || parted) && isAnchored(frame) ? topicsOf(frame) : elsewhere(frame).length) > 0 &&
    frame.mentions.every((mention) => mention.score < 0.8)
  )
    return reply('OFF_TOPIC');
  if (data && !isForeign(frame)) return undefined;
  const polite = courtesy(frame);
  if (polite && frame.unknown.length === 0) return polite;
  if (!isForeign(frame)) return undefined;
  // "Good morning, the sales ones in October?": among names that are not known yet there may be one.
  return polite ? { ...polite, sure: UNREAD } : unclear(frame);
};

/** How sure a courtesy is that stands beside words that nothing explains. */
const UNREAD = 0.85;

const unclear = (frame: Frame): Aside =>
  // "Dieci volte di fila" speaks of any subject.
  frame.unknown.length > (has(frame, 'beyond', 'beyond.lacks') ? 0 : 1)
    ? { kind: 'static', category: 'OFF_TOPIC', sure: 0.75 }
    : { kind: 'refuse', category: 'OFF_TOPIC', reason: 'not_understood', sure: 0.5 };
