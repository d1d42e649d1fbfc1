import type { Asked, Knowledge, Readout } from '../understand.ts';
import { readAlone } from '../understand.ts';

/** A question that names no period is read with the period that its asker prefers, where one applies. */
export const fillPeriod = <Read extends Readout & { askedAt: string; pins: readonly string[] }>(
  read: Read,
  asked: Asked,
  knowledge: Knowledge,
): Read => {
  const period = asked.preferences?.period;
  const { understanding, frame } = read;
  if (period === undefined || understanding.kind !== 'query' || understanding.periodGiven) return read;
  if (understanding.query.shape === 'last' || frame.times.all) return read;
  const text = `${frame.source} ${period}`;
  const { language } = understanding;
  const filled = readAlone(
    { ...asked, text, askedAt: read.askedAt, askedLanguage: language },
    knowledge,
    read.pins,
  );
  const query = filled.understanding.kind === 'query' ? filled.understanding.query : undefined;
  const asBefore = String(query?.metrics) === String(understanding.query.metrics);
  const same = query?.timeRange !== undefined && asBefore && query.shape === understanding.query.shape;
  return same ? { ...read, ...filled } : read;
};
