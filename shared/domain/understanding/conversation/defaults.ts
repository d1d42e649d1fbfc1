import type { Understanding } from '#shared/contracts/understanding.ts';
import { concerned } from '../composing.ts';
import type { Asked, Knowledge, Readout } from '../understand.ts';
import { readAlone } from '../understand.ts';

const periodless = ({ average, query }: Understanding & { kind: 'query' }): boolean =>
  average !== true && !(query.dimensions?.[0] === 'day' && query.shape === 'series');

/**
 * "How many errors a day", on average or day by day, and "what needs attention": of late; everything kept would be
 * more than is told.
 */
const usualPeriod = ({ understanding, frame }: Readout, { grammar }: Knowledge): string | undefined => {
  if (understanding.kind !== 'query') return undefined;
  const concern = concerned(frame, grammar.reading);
  if (!concern && (periodless(understanding) || frame.times.windows.length > 0)) return undefined;
  const unit = concern ? 'concern' : (understanding.query.dimensions?.[0] ?? '');
  return grammar.languages[understanding.language]?.tags[`usual.period.${unit}`]?.[0];
};

/** A question that names no period is read with the period that its asker prefers, where one applies. */
export const fillPeriod = <Read extends Readout & { askedAt: string; pins: readonly string[] }>(
  read: Read,
  asked: Asked,
  knowledge: Knowledge,
): Read => {
  const period = asked.preferences?.period ?? usualPeriod(read, knowledge);
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
