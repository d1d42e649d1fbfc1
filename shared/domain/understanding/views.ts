import type { View } from '#shared/contracts/grammar.ts';
import type { SemanticQuery } from '#shared/contracts/query.ts';
import type { Composed, Context } from './composing.ts';
import { all, type Frame, has, names } from './frame.ts';
import { allOf, scopeFilters, scopeOf } from './scope-filters.ts';

/** The things themselves, one row each. */
export const listed = (view: View, frame: Frame): SemanticQuery => {
  const filters = allOf([...(view.filters ? [view.filters] : []), ...scopeFilters(frame)]);
  return {
    metrics: [],
    dimensions: [...(view.dimensions ?? [])],
    ...(view.dataset !== undefined && { dataset: view.dataset }),
    ...(filters && { filters }),
    ...(view.order && { order: [...view.order] }),
    limit: 100,
    shape: 'list',
  };
};

/** Words such as "active" only describe when something else is measured. */
const onlyDescribes = (view: View, frame: Frame): boolean => {
  const counted = all(frame, 'metric:').length > 0;
  const measured = counted || (view.describes === true && all(frame, 'family:').length > 0);
  if (view.firm === true) return false;
  // "When was it last running" is about the last time.
  if (has(frame, 'ask.when') && has(frame, 'last')) return true;
  return (
    measured ||
    (view.describes === true
      ? has(frame, 'row') && frame.times.ranges.length > 0
      : frame.times.ranges.length > 0 && !has(frame, 'now'))
  );
};

/** What is so now, or never was: running, stuck, off, never run, always failing. */
export const composeView = (frame: Frame, { reading }: Context): Composed | undefined => {
  const found = all(frame, 'view:');
  const name = Object.keys(reading.views).find((each) => found.includes(each));
  const view = name === undefined ? undefined : reading.views[name];
  if (name === undefined || !view || onlyDescribes(view, frame)) return undefined;
  const counting = has(frame, 'ask.count') && view.metric !== undefined;
  const asked = has(frame, 'ask.yesno') || (frame.mentions.length > 0 && has(frame, 'aux'));
  const yesNo = asked && !has(frame, 'ask.which', 'ask.count', 'ask.why');
  if (counting && view.metric !== undefined) {
    const { filters, everything } = scopeOf(frame);
    const query: SemanticQuery = {
      metrics: [view.metric],
      ...(filters && { filters }),
      ...(everything && { everything }),
      shape: 'figure',
    };
    return { query, sure: 1 };
  }
  // "Is the reminder on?" is about one thing: yes or no, not a list.
  const [only, ...others] = names(frame);
  if (yesNo && view.describes === true && only && others.length === 0 && view.metric !== undefined) {
    const { filters } = scopeOf(frame);
    return {
      query: { metrics: [view.metric], ...(filters && { filters }), shape: 'boolean' },
      sure: 1,
      yesNo,
    };
  }
  return { query: listed(view, frame), sure: 1, ...(yesNo && { yesNo }) };
};
