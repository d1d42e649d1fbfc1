import { isWord, ofType } from './item.ts';
import { type Clause, type Reading, claim, metricsIn } from './reading.ts';
import { fractionIn } from './shares.ts';
import { fitted } from './units.ts';

/** "Halved on July (750 against 1,500)", "by 450 runs, or a third": figures of the change just told, and no others. */
export const readTold = ({ items, inner, after }: Clause, reading: Reading): boolean => {
  const told = reading.claims.findLast(({ assertion }) => 'left' in assertion)?.assertion;
  if (told?.kind !== 'ratio' && told?.kind !== 'difference') return false;
  const plain = items.filter((item) => item.type !== 'metric' && !isWord(item, 'of', 'by'));
  const [first, second, third, ...more] = plain;
  const part = fractionIn(items);
  if (part && plain.length === 1 && first === part.item && told.kind === 'difference' && after === ',') {
    claim(reading, { ...told, way: '<>=', stated: part.stated }, [part.item]);
    return true;
  }
  const pair = first?.type === 'value' && third?.type === 'value' && isWord(second, 'against', 'than');
  if ((!inner && after !== ':') || !pair || more.length > 0) return false;
  const metrics = new Set([told.left.metric, told.right.metric]);
  if (metricsIn(items, reading.hints).some(({ metric }) => !metrics.has(metric))) return false;
  const [now, then] = [
    fitted(first.stated, told.left.metric, reading),
    fitted(third.stated, told.right.metric, reading),
  ];
  if (!now || !then) return false;
  claim(reading, { kind: 'figure', amount: told.left, stated: now }, [first]);
  claim(reading, { kind: 'figure', amount: told.right, stated: then }, [third, ...ofType(items, 'metric')]);
  return true;
};
