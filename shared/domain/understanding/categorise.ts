import type { Category, Reason } from '#shared/contracts/answer.ts';
import { all, concept, type Frame, has, opensWith } from './frame.ts';

/** What a question is when it is not for the data, or cannot be answered from it. */
export type Aside =
  | { readonly kind: 'static'; readonly category: Category; readonly topic?: string; readonly sure: number }
  | { readonly kind: 'refuse'; readonly category: Category; readonly reason: Reason; readonly sure: number };

const isData = (frame: Frame): boolean =>
  ['metric:', 'family:', 'view:', 'superlative:', 'dimension:'].some(
    (prefix) => all(frame, prefix).length > 0,
  ) ||
  has(frame, 'row', 'entity', 'oldest', 'busiest', 'per.hour', 'per.weekday', 'overview', 'trending') ||
  frame.mentions.length > 0;

/** An order to do something: it begins with the verb, or asks for it politely. */
const isCommand = (frame: Frame): boolean => {
  const verb = concept(frame, 'action');
  if (!verb || has(frame, 'define')) return false;
  return frame.concepts.every(
    (match) =>
      match.end > verb.start || match.tag === 'stop' || match.tag === 'greet' || match.tag === 'ask.yesno',
  );
};

const courtesy = (frame: Frame): Aside | undefined => {
  if (has(frame, 'thanks')) return { kind: 'static', category: 'GREETING', topic: 'thanks', sure: 1 };
  if (has(frame, 'bye')) return { kind: 'static', category: 'GREETING', topic: 'goodbye', sure: 1 };
  if (has(frame, 'greet')) return { kind: 'static', category: 'GREETING', sure: 1 };
  return undefined;
};

/** The words measure something: a metric, or rows that are counted. */
const isMeasured = (frame: Frame): boolean =>
  ['metric:', 'family:', 'superlative:'].some((prefix) => all(frame, prefix).length > 0) ||
  (has(frame, 'row') && has(frame, 'ask.count'));

const ASKING = ['ask.count', 'ask.which', 'ask.when', 'ask.why', 'ask.yesno'];

/** Thanks, and "hello, everything fine?": courtesies that use the words of the data. */
const onlyCourtesy = (frame: Frame): boolean => {
  const bare = frame.times.ranges.length === 0 && frame.mentions.length === 0 && !has(frame, ...ASKING);
  return bare && (has(frame, 'thanks', 'bye') || (has(frame, 'greet') && has(frame, 'overview')));
};

const refusal = (category: Category, reason: Reason, sure = 1): Aside => ({
  kind: 'refuse',
  category,
  reason,
  sure,
});
const reply = (category: Category): Aside => ({ kind: 'static', category, sure: 1 });

const notInTheData = (frame: Frame): Aside | undefined => {
  const asksFigure = isMeasured(frame) && has(frame, 'ask.count');
  if (has(frame, 'absent') && frame.mentions.every((mention) => mention.score < 1)) {
    return refusal('BUSINESS_DATA', 'not_in_data');
  }
  if (has(frame, 'forecast') && !has(frame, 'define'))
    return refusal('BUSINESS_DATA', 'no_forecast', isData(frame) ? 1 : 0.8);
  if (has(frame, 'opinion') && !asksFigure)
    return refusal(isData(frame) ? 'BUSINESS_DATA' : 'OFF_TOPIC', 'no_opinion', 0.9);
  return undefined;
};

/** Decides everything that is not a question for the data; undefined lets the composers go on. */
export const aside = (frame: Frame): Aside | undefined => {
  const data = isData(frame);
  const measured = isMeasured(frame);
  if (onlyCourtesy(frame)) return courtesy(frame);
  if (has(frame, 'human') && !measured && all(frame, 'view:').length === 0) return reply('HUMAN');
  if (has(frame, 'knowledge') && (!measured || opensWith(frame, 'knowledge')))
    return refusal('KNOWLEDGE', 'not_available_yet', 0.95);
  if (has(frame, 'help') && !measured && !has(frame, 'ask.count')) return reply('HELP');
  if (has(frame, 'define') && data) return undefined;
  if (isCommand(frame) && (data || !has(frame, 'offtopic')) && frame.words.tokens.length > 1) {
    return refusal('ACTION', 'not_available_yet');
  }
  const missing = notInTheData(frame);
  if (missing) return missing;
  if (has(frame, 'tech') && !measured) return reply('TECHNOLOGY');
  if (has(frame, 'offtopic') && !measured && frame.mentions.every((mention) => mention.score < 0.8))
    return reply('OFF_TOPIC');
  if (data) return undefined;
  const polite = courtesy(frame);
  if (polite && frame.unknown.length === 0) return polite;
  const asked = has(
    frame,
    'agg.mean',
    'agg.median',
    'agg.p95',
    'agg.max',
    'agg.min',
    'now',
    'series',
    'busiest',
    'never',
    'always',
    'last',
    'order.most',
    'order.least',
  );
  const inTime = frame.times.ranges.length > 0 && frame.unknown.length === 0;
  if (asked || inTime) return frame.unknown.length > 0 ? unclear(frame) : undefined;
  return polite ?? unclear(frame);
};

const unclear = (frame: Frame): Aside =>
  frame.unknown.length > 1
    ? { kind: 'static', category: 'OFF_TOPIC', sure: 0.75 }
    : { kind: 'refuse', category: 'OFF_TOPIC', reason: 'not_understood', sure: 0.5 };
