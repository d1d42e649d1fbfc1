import type { Cell } from '#shared/contracts/evidence.ts';
import type { BusinessDatabase, Statement } from '#shared/ports.ts';

const keyOf = ({ sql, parameters, scope }: Statement): string => JSON.stringify([sql, parameters, scope]);

export interface Recorded {
  /** What the real database said to the very same statement. @throws when it was never asked */
  rows: (statement: Statement) => Cell[][];
  size: () => number;
}

/** Remembers all that a database says, so that thousands of histories can go without it. */
export const recording = (database: BusinessDatabase): { database: BusinessDatabase; recorded: Recorded } => {
  const said = new Map<string, Cell[][]>();
  return {
    database: {
      ...database,
      // The clock of the questions stands still; that of the database does not.
      read: async (statement) => {
        const rows = await database.read(statement);
        said.set(keyOf(statement), rows);
        return rows;
      },
    },
    recorded: {
      rows: (statement) => {
        const rows = said.get(keyOf(statement));
        if (rows === undefined) throw new Error(`Nobody asked this before: ${statement.sql}`);
        return rows.map((row) => [...row]);
      },
      size: () => said.size,
    },
  };
};
