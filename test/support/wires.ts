import type { Wire } from '#infra/local/wires.ts';
import { type FaultyAws, startFaultyAws } from './faulty-aws.ts';
import { startTcpProxy, type TcpProxy } from './tcp-proxy.ts';

export interface Wires {
  database: TcpProxy;
  tables: FaultyAws;
  queues: FaultyAws;
  /** Secrets and the state machine. */
  services: FaultyAws;
}

/** Wires to every neighbour of a local cloud's functions; `laid` once it has booted. */
export const layingWires = () => {
  let database: TcpProxy | undefined;
  const faulty = new Map<string, FaultyAws>();
  const wire: Wire = async (neighbour, address) => {
    if (neighbour === 'database') {
      database = await startTcpProxy(Number(new URL(address).port));
      return `tcp://127.0.0.1:${database.port}`;
    }
    const laid = await startFaultyAws(address);
    faulty.set(neighbour, laid);
    return laid.url;
  };
  const named = (name: string): FaultyAws => {
    const found = faulty.get(name);
    if (found === undefined) throw new Error(`There is no wire to ${name}`);
    return found;
  };
  return {
    wire,
    laid: (): Wires => {
      if (database === undefined) throw new Error('There is no wire to the database');
      return { database, tables: named('tables'), queues: named('queues'), services: named('services') };
    },
    /** Ends every fault. */
    mend: () => {
      database?.mend();
      for (const one of faulty.values()) one.fate = () => 'pass';
    },
    close: async () => {
      await database?.close();
      for (const one of faulty.values()) one.stop();
    },
  };
};
