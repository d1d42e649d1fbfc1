import type { Composed, Context } from './composing.ts';
import type { Frame, Mention } from './frame.ts';
import { listed } from './views.ts';

/** What such a question may open with. */
const LEADS = /^(?:stop|aux|greet|define|ask\.(?:what|which|list|enumerate|yesno)|dimension:.*)$/;

/** "…, please", "… at the moment". */
const TRAILS = /^(?:stop|thanks|greet|now)$/;
const ENDS = /^(?:thanks|greet|now)$/;

const isLabel = ({ choices, excluded }: Mention): boolean =>
  excluded !== true && choices.every(({ key, name }) => key === name);

/** "In the warehouse folder": an article and the noun of the label may stand between. */
const stepped = ({ words }: Frame, at: number): number => {
  const article = words.tag(at, 'naming') === at + 1 ? at + 1 : at;
  return words.prefixed(article, 'dimension:')?.end ?? article;
};

/** "What's in Magazzino", "everything that is tagged marketing", "cosa contiene la cartella Vendite": what a label is on. */
export const asksMembers = (frame: Frame): boolean => {
  const { words, mentions, concepts, times } = frame;
  const [label, ...others] = mentions;
  const timed = times.ranges.length + times.windows.length > 0;
  if (!label || others.length > 0 || !isLabel(label) || timed || frame.unknown.length > 0) return false;
  const lead = words.matches.find(
    ({ tag, end }) => tag === 'members' && end <= label.start && stepped(frame, end) === label.start,
  );
  const behind = words.prefixed(label.end, 'dimension:')?.end ?? label.end;
  const end = lead ? behind : words.tag(behind, 'members.end');
  const from = lead?.start ?? label.start;
  // "Is everything in sales ok?"
  const asked = concepts.some(({ tag, start }) => tag === 'ask.yesno' && start < from);
  const trails = asked ? ENDS : TRAILS;
  return (
    end > 0 &&
    concepts.every(({ tag, start }) => start >= from || LEADS.test(tag)) &&
    words.tokens.every(
      ({ kind }, at) =>
        at < end ||
        kind === 'mark' ||
        concepts.some((each) => trails.test(each.tag) && at >= each.start && at < each.end),
    )
  );
};

const ASKS_WHICH = /^(?:stop|aux|greet|thanks|many|ask\.(?:which|list)|dimension:.*)$/;

/** "Etichetta critico: quali sono?", "tag invoices. which ones?": behind the label and the word for it. */
const asksWhich = ({ mentions, concepts, times, unknown }: Frame): boolean => {
  const [label, ...others] = mentions;
  const bare = times.ranges.length + times.windows.length + unknown.length + others.length === 0;
  return (
    label !== undefined &&
    isLabel(label) &&
    bare &&
    concepts.every(({ tag, start }) => ASKS_WHICH.test(tag) && (tag !== 'ask.which' || start >= label.end)) &&
    ['ask.which', 'dimension:'].every((kind) => concepts.some(({ tag }) => tag.startsWith(kind)))
  );
};

/** The things themselves that bear the label. */
export const composeMembers = (frame: Frame, { reading }: Context): Composed | undefined => {
  const every = reading.views['every'];
  return every && (asksMembers(frame) || asksWhich(frame))
    ? { query: listed(every, frame), sure: 1 }
    : undefined;
};
