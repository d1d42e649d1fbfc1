import { isWord } from './item.ts';
import { type Reading, claim } from './reading.ts';

/** "Good news: failures fell by a third": what the sentence says of then and now is for the better, all of it. */
export const readNews = (reading: Reading): void => {
  const word = reading.items.find((item) => isWord(item, 'goodNews', 'badNews'));
  const told = reading.claims.flatMap(({ assertion }) =>
    assertion.kind === 'difference' || assertion.kind === 'ratio' ? [assertion] : [],
  );
  if (!word || told.length === 0) return;
  for (const { left, right } of told) {
    const good = reading.hints.better(left.metric);
    const apart = left.of === 'place' && right.of === 'place' && left.name === right.name;
    if (left.metric !== right.metric || !apart || (good !== 'up' && good !== 'down')) return;
  }
  for (const { left, right } of told) {
    const isUp = isWord(word, 'goodNews') === (reading.hints.better(left.metric) === 'up');
    claim(reading, { kind: 'difference', left, right, way: isUp ? '>' : '<' }, [word]);
  }
};
