import type { Category, Reason } from '#shared/contracts/answer.ts';
import { type Frame, has } from './frame.ts';

/** What a question is when it is not for the data, or cannot be answered from it. */
export type Aside =
  | { readonly kind: 'static'; readonly category: Category; readonly topic?: string; readonly sure: number }
  | { readonly kind: 'refuse'; readonly category: Category; readonly reason: Reason; readonly sure: number };

/** Greetings, thanks and good-byes. */
export const courtesy = (frame: Frame): Aside | undefined => {
  if (has(frame, 'thanks')) return { kind: 'static', category: 'GREETING', topic: 'thanks', sure: 1 };
  if (has(frame, 'bye')) return { kind: 'static', category: 'GREETING', topic: 'goodbye', sure: 1 };
  if (has(frame, 'greet')) return { kind: 'static', category: 'GREETING', sure: 1 };
  return undefined;
};

/** Signs that approve of what was said. */
const APPROVING = /^(?:\s|👍|👌|🙏|😊|🙂|😀|😃|😄|😉|✅|💪|👏|🎉|\u{2764}|\u{fe0f}|[\u{1f3fb}-\u{1f3ff}])+$/u;

/** The message is nothing but words of these kinds, some of them of the first, and asks nothing. */
const onlySays = ({ words }: Frame, ...kinds: [string, ...string[]]): boolean => {
  const said = words.tokens.flatMap((token, at) => (token.kind === 'mark' ? [] : [at]));
  const spans = words.matches.filter(({ tag }) => kinds.includes(tag));
  return (
    spans.some(({ tag }) => tag === kinds[0]) &&
    !words.tokens.some((_, at) => words.mark(at, '?')) &&
    said.every((at) => spans.some(({ start, end }) => at >= start && at < end))
  );
};

/** "Ok", "perfetto", a thumb up: what was said is taken note of, and nothing is asked. */
const onlyNotes = (frame: Frame): boolean =>
  APPROVING.test(frame.source) || onlySays(frame, 'noted', 'closing');

/** "Okay cheers mate, that's all": nothing but words that close a conversation. */
const closes = (frame: Frame): Aside | undefined => {
  const topic = onlySays(frame, 'thanks', 'noted', 'bye', 'closing')
    ? 'thanks'
    : onlySays(frame, 'bye', 'noted', 'closing')
      ? 'goodbye'
      : undefined;
  return topic ? { kind: 'static', category: 'GREETING', topic, sure: 1 } : undefined;
};

const ASKING = ['ask.count', 'ask.which', 'ask.when', 'ask.why', 'ask.yesno'];

/** Thanks, and "hello, everything fine?": courtesies that use the words of the data. */
const onlyCourtesy = (frame: Frame): boolean => {
  const bare =
    frame.times.ranges.length === 0 && frame.mentions.length === 0 && !has(frame, ...ASKING, 'human.contact');
  // "Ciao, cosa ti posso chiedere?": it greets, though it may be said in parting too.
  const helped = has(frame, 'greet') && has(frame, 'help');
  return (
    bare &&
    (has(frame, 'thanks') ||
      (has(frame, 'bye') && !helped) ||
      (has(frame, 'greet') && has(frame, 'overview')))
  );
};

/** The message is a courtesy and nothing else. */
export const onlyPolite = (frame: Frame): Aside | undefined => {
  if (onlyNotes(frame)) return { kind: 'static', category: 'GREETING', topic: 'noted', sure: 1 };
  // "Wrong!" is said of the answer.
  if (onlySays(frame, 'disputed'))
    return { kind: 'refuse', category: 'BUSINESS_DATA', reason: 'not_understood', sure: 0.6 };
  return closes(frame) ?? (onlyCourtesy(frame) ? courtesy(frame) : undefined);
};
