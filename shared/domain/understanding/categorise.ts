import type { Category, Reason } from '#shared/contracts/answer.ts';
import { all, concept, type Frame, has } from './frame.ts';

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
  if (!verb || has(frame, 'ask.count', 'ask.which', 'ask.when', 'ask.why', 'define')) return false;
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

/** Decides everything that is not a question for the data; undefined lets the composers go on. */
export const aside = (frame: Frame): Aside | undefined => {
  const data = isData(frame);
  const measured = all(frame, 'metric:').length > 0 || has(frame, 'row');
  if (has(frame, 'human') && !measured) return { kind: 'static', category: 'HUMAN', sure: 1 };
  if (has(frame, 'define') && data) return undefined;
  if (isCommand(frame) && (data || !has(frame, 'offtopic')) && frame.words.tokens.length > 1) {
    return { kind: 'refuse', category: 'ACTION', reason: 'not_available_yet', sure: 1 };
  }
  if (has(frame, 'absent') && frame.mentions.every((mention) => mention.score < 1)) {
    return { kind: 'refuse', category: 'BUSINESS_DATA', reason: 'not_in_data', sure: 1 };
  }
  if (has(frame, 'forecast') && !has(frame, 'define'))
    return { kind: 'refuse', category: 'BUSINESS_DATA', reason: 'no_forecast', sure: data ? 1 : 0.8 };
  if (has(frame, 'opinion'))
    return {
      kind: 'refuse',
      category: data ? 'BUSINESS_DATA' : 'OFF_TOPIC',
      reason: 'no_opinion',
      sure: 0.9,
    };
  if (has(frame, 'tech') && !measured) return { kind: 'static', category: 'TECHNOLOGY', sure: 1 };
  if (has(frame, 'knowledge') && !measured)
    return { kind: 'refuse', category: 'KNOWLEDGE', reason: 'not_available_yet', sure: 0.95 };
  if (has(frame, 'help') && !measured && frame.mentions.length === 0)
    return { kind: 'static', category: 'HELP', sure: 1 };
  if (has(frame, 'offtopic') && !measured && frame.mentions.length === 0)
    return { kind: 'static', category: 'OFF_TOPIC', sure: 1 };
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
  );
  const inTime = frame.times.ranges.length > 0 && frame.unknown.length === 0;
  if (asked || inTime) return frame.unknown.length > 0 ? unclear(frame) : undefined;
  return polite ?? unclear(frame);
};

const unclear = (frame: Frame): Aside =>
  frame.unknown.length > 1
    ? { kind: 'static', category: 'OFF_TOPIC', sure: 0.75 }
    : { kind: 'refuse', category: 'OFF_TOPIC', reason: 'not_understood', sure: 0.5 };
