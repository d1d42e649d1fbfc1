import type { Cell } from '../contracts/evidence.ts';
import type { BusinessDatabase, Statement } from '../ports.ts';

/** Who may wait this little longer than another waits with them. */
const SLACK_MS = 1000;

interface Running {
  rows: Promise<Cell[][]>;
  until: number;
}

/**
 * Questions that come together and need the very same statement share one reading of it, unless it might be given up
 * long before one of them would. The parameters are part of what must be the same, so nothing crosses readers;
 * nothing is kept once the rows are there.
 */
export const sharedReads = (database: BusinessDatabase): BusinessDatabase => {
  const running = new Map<string, Running>();
  const read = (statement: Statement, answerBy: string | undefined): Promise<Cell[][]> => {
    const key = JSON.stringify([statement.sql, statement.parameters, statement.scope]);
    const until = answerBy === undefined ? Number.POSITIVE_INFINITY : Date.parse(answerBy);
    const known = running.get(key);
    if (known !== undefined && known.until + SLACK_MS >= until) return known.rows;
    const rows = database.read(statement, answerBy).finally(() => {
      if (running.get(key)?.rows === rows) running.delete(key);
    });
    running.set(key, { rows, until });
    return rows;
  };
  const own = async (statement: Statement, answerBy?: string): Promise<Cell[][]> =>
    (await read(statement, answerBy)).map((row) => [...row]);
  return { read: own, ping: () => database.ping() };
};
