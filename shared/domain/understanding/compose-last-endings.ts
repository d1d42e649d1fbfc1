import type { SemanticQuery } from '#shared/contracts/query.ts';
import { datedRows } from './compose-rows.ts';
import { countsLast } from './compose-last.ts';
import { type Composed, type Context, ranked, timeDimension } from './composing.ts';
import { type Frame, has, outcomesIn } from './frame.ts';
import type { Match } from './phrases.ts';
import { scopeOf } from './scope-filters.ts';

const OTHERWISE = ['ask.why', 'ask.when', 'rate', 'share', 'compare', 'define', 'not', 'none', 'each'];
/** "The last runs", with no number said. */
const SOME_ROWS = 5;

/** "Of the last five", "delle ultime cinque". */
const isPart = ({ words }: Frame, { start }: Match): boolean =>
  [1, 2].some((back) =>
    ['partOf', 'among'].some((tag) => {
      const end = words.tag(start - back, tag);
      return end > 0 && end <= start;
    }),
  );

/** "Which of the last five runs failed", "are the last five runs fine": what became of them, not those that did. */
const asksOutcome = (frame: Frame, { reading }: Context): boolean => {
  const { concepts } = frame;
  const last = concepts.find(({ tag }) => tag === 'last' || tag === 'lastMany');
  const row = concepts.find(({ tag, start }) => tag === 'row' && last && start >= last.end);
  if (!last || !row) return false;
  return outcomesIn(frame, reading.outcomes).some(
    ({ start }) =>
      start >= row.end &&
      (isPart(frame, last) ||
        has(frame, 'ask.yesno') ||
        concepts.some((verb) => verb.tag === 'aux' && verb.end === start)),
  );
};

/** "How did the last five runs end?": with the words apart. */
const asksHow = ({ words }: Frame): boolean =>
  ['went', 'went.end'].every((kind) => words.matches.some(({ tag }) => tag === kind));

/** "How did the last five runs go", "which of the last five failed": those rows, each with its outcome. */
export const composeLastEndings = (
  frame: Frame,
  context: Context,
  count: number | undefined,
): Composed | undefined => {
  const { ending, rows } = context.reading;
  const several = has(frame, 'lastMany') ? (count ?? SOME_ROWS) : countsLast(frame) ? count : undefined;
  if (ending === undefined || several === undefined || several < 2 || !has(frame, 'row')) return undefined;
  if (has(frame, ...OTHERWISE) || ranked(frame) || timeDimension(frame) !== undefined) return undefined;
  const asked =
    has(frame, 'overview', `dimension:${ending}`) || asksHow(frame) || asksOutcome(frame, context);
  if (!asked) return undefined;
  const query: SemanticQuery = {
    ...scopeOf(frame),
    ...datedRows(context, rows, 'desc', [ending]),
    limit: several,
    shape: 'list',
  };
  return { query, sure: 0.95 };
};
