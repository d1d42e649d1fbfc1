import type { Cell } from '../contracts/evidence.ts';
import type { BusinessDatabase, Statement } from '../ports.ts';

/**
 * Questions that come together and need the very same statement share one reading of it. The parameters are part
 * of what must be the same, so nothing crosses readers; nothing is kept once the rows are there.
 */
export const sharedReads = (database: BusinessDatabase): BusinessDatabase => {
  const running = new Map<string, Promise<Cell[][]>>();
  const read = (statement: Statement): Promise<Cell[][]> => {
    const key = JSON.stringify([statement.sql, statement.parameters, statement.scope]);
    const known = running.get(key);
    if (known) return known;
    const reading = database.read(statement).finally(() => running.delete(key));
    running.set(key, reading);
    return reading;
  };
  const own = async (statement: Statement): Promise<Cell[][]> =>
    (await read(statement)).map((row) => [...row]);
  return { read: own, ping: () => database.ping() };
};
