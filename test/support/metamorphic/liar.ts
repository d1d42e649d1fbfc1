import { createHash } from 'node:crypto';
import type { Company } from './company.ts';

const whim = (...asked: unknown[]): number =>
  createHash('sha256').update(JSON.stringify(asked)).digest().readUInt16BE();

/** A company whose answers are each made up a little: what holds between true ones does not hold here. */
export const lying = (company: Company): Company => {
  let asked = 0;
  return {
    ...company,
    rows: async (query, seat) => {
      const rows = await company.rows(query, seat);
      const wrong = whim(query, seat, (asked += 1)) % 40;
      return rows.map((row) => row.map((cell) => (typeof cell === 'number' ? cell + wrong : cell)));
    },
    read: (text, seat) => {
      const reading = company.read(text, seat);
      if (reading.kind !== 'query') return reading;
      return { ...reading, query: { ...reading.query, limit: 1 + (whim(text, (asked += 1)) % 40) } };
    },
  };
};
