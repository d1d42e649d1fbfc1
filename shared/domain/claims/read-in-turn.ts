import { type Item, isWord, ofType } from './item.ts';
import { type Reading, claim, metricsIn } from './reading.ts';
import { fitted } from './units.ts';

/** "A and B had 19 and 26 failures respectively": as many figures as names, or as rows of time, in their order. */
export const readInTurn = (items: readonly Item[], reading: Reading): boolean => {
  const word = items.find((item) => isWord(item, 'respectively'));
  const values = ofType(items, 'value');
  const names = ofType(items, 'name');
  const rows = ofType(items, 'period').filter(({ said }) => reading.hints.isBucket(said));
  const metrics = new Set(metricsIn(items, reading.hints).map(({ metric }) => metric));
  const [metric] = metrics;
  const subjects = names.length > 0 ? names : rows;
  if (!word || metric === undefined || metrics.size > 1 || subjects.length !== values.length) return false;
  const stated = values.map((value) => fitted(value.stated, metric, reading));
  if (stated.includes(undefined) || (names.length > 0 && rows.length > 0)) return false;
  for (const [at, value] of values.entries()) {
    const subject = subjects[at];
    const figure = stated[at];
    if (!subject || !figure) continue;
    const whose = subject.type === 'name' ? { name: subject.name } : { said: subject.said };
    claim(reading, { kind: 'figure', amount: { of: 'place', metric, ...whose }, stated: figure }, [
      word,
      value,
      subject,
      ...ofType(items, 'metric'),
    ]);
  }
  reading.memory.metric = metric;
  return true;
};
