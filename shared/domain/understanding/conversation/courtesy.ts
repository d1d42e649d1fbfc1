import type { Frame } from '../frame.ts';
import type { Asked, Knowledge } from '../understand.ts';
import { cuesOf } from './cues.ts';
import { restOf, some } from './parts.ts';
import { edited, type Span } from './pieces.ts';
import { isAside, makesSense, type Read, readWhole } from './read-whole.ts';

/** "Thanks. What is running?", "new question: …": what is said first asks for nothing. */
const leadOf = ({ words }: Frame): Span | undefined => {
  const lead = words.matches.filter(({ tag }) => tag === 'thanks' || tag === 'afresh');
  // "Ok, thanks.": what stands before it opens it.
  const opens = (at: number): boolean =>
    words.tokens[at]?.kind === 'mark' || words.tag(at, 'opener') > 0 || words.tag(at, 'noted') > 0;
  const first = words.tokens.findIndex((_, at) => words.mark(at, '.,;:!?')) + 1;
  const said = lead.find(({ start }) => words.tokens.slice(0, start).every((_, at) => opens(at)));
  const behind = words.tokens.findIndex((_, at) => said && at >= said.end && words.mark(at, '.,;:!?')) + 1;
  const mark = Math.max(first, behind);
  if (mark < words.tokens.length && lead.some(({ start, end }) => start < mark && end <= mark))
    return { start: 0, end: mark };
  // "Ok thanks and today?": a word that ties goes on.
  const thanks = lead.find(
    ({ tag, start, end }) => tag === 'thanks' && start <= 1 && words.tag(end, 'follow') > 0,
  );
  return thanks && { start: 0, end: thanks.end };
};

/** "By process, thanks": nor what is said last. */
const tailOf = ({ words }: Frame): Span | undefined => {
  const last = words.tokens.findLastIndex(({ kind }) => kind !== 'mark') + 1;
  const thanks = words.matches.find(({ tag, start, end }) => tag === 'thanks' && start > 0 && end === last);
  return thanks && { start: thanks.start, end: words.tokens.length };
};

const SAYS = /^(?:dimension:|per\.|metric:|family:|view:|superlative:|order\.|agg\.|ask\.(?!yesno)|compare)/;

/** "Thanks. What else can I ask?", "can I talk to a person?": something is asked, though not of the data. */
const asksElse = ({ understanding }: Read): boolean =>
  understanding.kind === 'static' && ['HELP', 'HUMAN'].includes(understanding.category);

/** The message without words that are there for courtesy. */
export const withoutCourtesy = (asked: Asked, knowledge: Knowledge): { asked: Asked; alone: Read } => {
  const alone = readWhole(asked, knowledge);
  const { words } = alone.frame;
  const lead = leadOf(alone.frame);
  const span = lead ?? (asked.conversation?.last ? tailOf(alone.frame) : undefined);
  if (!span) return { asked, alone };
  const text = edited(alone.frame, [{ ...span, text: '' }]);
  const rest = {
    ...asked,
    text,
    ...(asked.askedLanguage === undefined && { askedLanguage: alone.understanding.language }),
  };
  const read = readWhole(rest, knowledge);
  const { mentions, times } = read.frame;
  const { opening } = cuesOf(read.frame, knowledge.catalog.mainEntity);
  const said = some(read.frame, SAYS) || mentions.length + times.ranges.length + times.windows.length > 0;
  // "Ok, thanks": nothing is left behind the words that open it.
  const says = said && restOf(read.frame, opening) !== '';
  const follows = asked.conversation?.last !== undefined && says;
  const fresh = words.matches.some(({ tag, start }) => tag === 'afresh' && lead && start < lead.end);
  const { last: _last, ...before } = asked.conversation ?? { version: 1 as const };
  const kept = { ...rest, ...(asked.conversation && fresh && { conversation: before }) };
  // "Thanks, all good" is said, not asked.
  const praises = some(read.frame, /^overview$/) && !words.tokens.some((_, at) => words.mark(at, '?'));
  if (praises && times.ranges.length + mentions.length === 0) return { asked, alone };
  const asks = follows || (lead !== undefined && makesSense(read.understanding));
  if (lead && asksElse(read)) return { asked: kept, alone: read };
  return isAside(read.understanding) || !asks ? { asked, alone } : { asked: kept, alone: read };
};
