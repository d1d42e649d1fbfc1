import type { SendOutcome } from '#shared/ports.ts';
import type { World } from './world.ts';

/** One message of ours that the platform took. */
export interface Taken {
  messageId: string;
  reference: string;
  text: string;
  at: number;
  /** The platform said later that it could not bring it. */
  failed: boolean;
  /** When the last of its statuses that is in time was worked off. */
  toldAt: number | undefined;
}

export interface PlatformFaults {
  /** Shares of sends: refused for a passing reason; not answered and taken; not answered and not taken. */
  refused: number;
  takenUnknown: number;
  lostUnknown: number;
  /** Share of what was taken that fails later. */
  failsLater: number;
  /** Share of statuses that never come. */
  statusLost: number;
  /** A status comes so much later at most, in ms. */
  statusDelay: number;
}

export interface Platform {
  taken: Taken[];
  send: (payload: Record<string, unknown>, reference: string) => Promise<SendOutcome>;
}

const REFUSALS: readonly SendOutcome[] = [
  { kind: 'refused', status: 500, code: 131000 },
  { kind: 'refused', status: 400, code: 131056 },
  { kind: 'refused', status: 429, code: 130429, retryAfterMs: 3000 },
  { kind: 'refused', status: 503 },
];

const envelope = (value: object): string =>
  JSON.stringify({
    object: 'whatsapp_business_account',
    entry: [
      {
        id: '1',
        changes: [{ field: 'messages', value: { metadata: { phone_number_id: '1055' }, ...value } }],
      },
    ],
  });

export const messagePost = (from: string, id: string, at: Date): string =>
  envelope({
    messages: [
      { from, id, timestamp: String(Math.floor(at.getTime() / 1000)), type: 'text', text: { body: id } },
    ],
  });

/** The platform without any key of idempotency: what it is sent twice, the person gets twice. */
export const platformOf = (world: World, faults: PlatformFaults, post: (body: string) => void): Platform => {
  const taken: Taken[] = [];

  const status = (one: Taken, word: string, codes: number[] = []): void => {
    if (world.chance(faults.statusLost)) return;
    const body = envelope({
      statuses: [
        {
          id: one.messageId,
          status: word,
          timestamp: String(Math.floor(world.now().getTime() / 1000)),
          biz_opaque_callback_data: one.reference,
          ...(codes.length > 0 && { errors: codes.map((code) => ({ code })) }),
        },
      ],
    });
    world.after(world.between(50, faults.statusDelay), () => post(body));
  };

  const take = (payload: Record<string, unknown>, reference: string): Taken => {
    const one: Taken = {
      messageId: `wamid.OUT${taken.length}`,
      reference,
      text: String(payload['text']),
      at: world.now().getTime(),
      failed: world.chance(faults.failsLater),
      toldAt: undefined,
    };
    taken.push(one);
    if (one.failed) status(one, 'failed', [131000]);
    else for (const word of ['sent', 'delivered', 'read']) status(one, word);
    return one;
  };

  return {
    taken,
    send: async (payload, reference) => {
      const fate = world.random();
      if (fate < faults.refused)
        return REFUSALS[Math.floor(world.random() * REFUSALS.length)] ?? { kind: 'unknown' };
      const isLost = fate > 1 - faults.lostUnknown;
      const isUnknown = isLost || fate > 1 - faults.lostUnknown - faults.takenUnknown;
      const one = isLost ? undefined : take(payload, reference);
      if (!isUnknown && one !== undefined) return { kind: 'sent', messageId: one.messageId };
      await world.pass(10_000);
      return { kind: 'unknown' };
    },
  };
};
