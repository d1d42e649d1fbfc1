import { type Talking, talking } from './whatsapp.ts';
import { type FaultyAws, startFaultyAws } from './faulty-aws.ts';
import { startTcpProxy, type TcpProxy } from './tcp-proxy.ts';
import * as z from 'zod/mini';
import type { BootOptions } from '#infra/local/cloud.ts';

/** What chaos looks at in an answer; of a problem document all of it is missing. */
const Said = z.object({
  kind: z.optional(z.string()),
  reason: z.optional(z.string()),
  answer: z.prefault(z.string(), ''),
  sessionId: z.prefault(z.string(), ''),
  degraded: z.prefault(z.array(z.string()), []),
  claims: z.prefault(z.array(z.unknown()), []),
  blocks: z.prefault(z.array(z.object({ type: z.string(), chart: z.optional(z.string()) })), []),
});
type Said = z.infer<typeof Said>;

export interface Asked {
  status: number;
  json: Said;
  ms: number;
}

/** A whole local cloud with its WhatsApp, whose functions reach every neighbour over a wire that can be broken. */
export interface BrokenCloud extends Talking {
  database: TcpProxy;
  tables: FaultyAws;
  queues: FaultyAws;
  /** Secrets and the state machine. */
  services: FaultyAws;
  askHttp: (question: string, more?: object) => Promise<Asked>;
  /** Ends every fault. */
  mend: () => void;
}

export const brokenCloud = async (
  options: Omit<BootOptions, 'port' | 'dataDir' | 'wire'> = {},
): Promise<BrokenCloud> => {
  let database: TcpProxy | undefined;
  const faulty = new Map<string, FaultyAws>();
  const chat = await talking({
    ...options,
    wire: async (neighbour, address) => {
      if (neighbour === 'database') {
        database = await startTcpProxy(Number(new URL(address).port));
        return `tcp://127.0.0.1:${database.port}`;
      }
      const wire = await startFaultyAws(address);
      faulty.set(neighbour, wire);
      return wire.url;
    },
  });
  const named = (name: string): FaultyAws => {
    const found = faulty.get(name);
    if (found === undefined) throw new Error(`There is no wire to ${name}`);
    return found;
  };
  if (database === undefined) throw new Error('There is no wire to the database');
  const wires = {
    database,
    tables: named('tables'),
    queues: named('queues'),
    services: named('services'),
  };
  return {
    ...chat,
    ...wires,
    askHttp: async (question, more = {}) => {
      const startedAt = performance.now();
      const response = await fetch(`${chat.cloud.url}/v1/ask`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', 'x-api-key': chat.cloud.apiKey },
        body: JSON.stringify({ question, ...more }),
      });
      const json = z.parse(Said, JSON.parse(await response.text()));
      return { status: response.status, json, ms: performance.now() - startedAt };
    },
    mend: () => {
      wires.database.mend();
      for (const wire of faulty.values()) wire.fate = () => 'pass';
    },
    stop: async () => {
      await chat.stop();
      await wires.database.close();
      for (const wire of faulty.values()) wire.stop();
    },
  };
};
