import type { Composed, Context } from './composing.ts';
import { type Frame, has, saysNoTime } from './frame.ts';
import { asksOfHabit } from './kinds-of-trouble.ts';

/** "What failed?", "any problems?": those that had any, or whether there were, and nothing else about them. */
const asksOfTrouble = ({ query }: Composed, frame: Frame, { catalog, reading }: Context): boolean => {
  const { dimensions = [], having = [], comparison } = query;
  const [bound, ...more] = having;
  const anyOf = bound?.metric === reading.trouble && bound.operator === '>' && bound.value === 0;
  const listed = String(dimensions) === catalog.mainEntity && anyOf && more.length === 0;
  const whether = query.shape === 'boolean' && dimensions.length === 0 && frame.mentions.length === 0;
  const always = has(frame, 'never', 'always', 'first', 'last') || asksOfHabit(frame);
  return (listed || whether) && comparison === undefined && !always;
};

/** "What went wrong?", "what's wrong?", of nothing by name: the question itself says that something is. */
const asksWhatIsWrong = ({ query }: Composed, frame: Frame, { reading }: Context): boolean =>
  query.shape === 'reason' &&
  query.filters === undefined &&
  frame.mentions.length === 0 &&
  !has(frame, 'first', 'last') &&
  !asksOfHabit(frame) &&
  frame.concepts.some(
    (ask) =>
      ask.tag === 'ask.why' &&
      frame.words.matches.some(
        ({ tag, start, end }) => tag === `metric:${reading.trouble}` && start >= ask.start && end <= ask.end,
      ),
  );

/** "Which are broken right now?", "what failed?", of no other time: what went wrong today. */
export const todayIfOpen = (composed: Composed, frame: Frame, context: Context): Composed => {
  const { query } = composed;
  const { times, concepts } = frame;
  if (!saysNoTime(frame) || query.timeRange || query.shape === 'last') return composed;
  const counted = query.dataset === undefined && query.metrics[0] === context.reading.trouble;
  const isNow = concepts.some(({ tag }) => tag === 'now');
  const troubled = counted && (isNow || asksOfTrouble(composed, frame, context));
  if (!troubled && !asksWhatIsWrong(composed, frame, context)) return composed;
  return { ...composed, query: { ...query, timeRange: { from: times.recent[0].to, to: times.now } } };
};
