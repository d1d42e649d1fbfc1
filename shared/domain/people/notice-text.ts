import type { Notice } from '#shared/ports.ts';
import type { Manners } from './manners.ts';

/** As long as the subject of a mail may be. */
const MOST_SUBJECT = 100;

/** A notice for people to read: what is asked of them, who it is about, what was said last. */
export const noticeText = (
  { kind, name, personId, turns }: Notice,
  { notices }: Manners,
): { subject: string; text: string } => {
  const first = notices[kind].replace('{name}', () => name ?? notices.somebody);
  const said = turns.flatMap(({ question, answer }) => [
    `${notices.person}: ${question}`,
    ...(answer === '' ? [] : [`${notices.assistant}: ${answer}`]),
  ]);
  const text = [first, '', ...said, ...(said.length > 0 ? [''] : []), personId].join('\n');
  // Of a subject the mail takes plain letters on one line alone.
  const plain = first.normalize('NFKD').replace(/[^\x20-\x7e]/g, '');
  return { subject: plain.slice(0, MOST_SUBJECT), text };
};
