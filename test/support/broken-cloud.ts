import { type Talking, talking } from './whatsapp.ts';
import { layingWires, type Wires } from './wires.ts';
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
export interface BrokenCloud extends Talking, Wires {
  askHttp: (question: string, more?: object) => Promise<Asked>;
  /** Ends every fault. */
  mend: () => void;
}

export const brokenCloud = async (
  options: Omit<BootOptions, 'port' | 'dataDir' | 'wire'> = {},
): Promise<BrokenCloud> => {
  const wires = layingWires();
  const chat = await talking({ ...options, wire: wires.wire });
  return {
    ...chat,
    ...wires.laid(),
    mend: wires.mend,
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
    stop: async () => {
      await chat.stop();
      await wires.close();
    },
  };
};
