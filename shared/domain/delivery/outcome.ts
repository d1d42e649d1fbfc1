import type { Send } from '../../contracts/delivery.ts';
import type { SendOutcome } from '../../ports.ts';
import { failureClass, type PlatformError } from './platform-errors.ts';
import { isPassing, waitAfter } from './waits.ts';

export interface Moment {
  now: Date;
  /** From 0 to 1. */
  chance: number;
}

/** A row of which an attempt begins now; whoever writes this down first is the one who sends. */
export const begun = (send: Send, now: Date): Send => {
  const { waitUntil: _waited, messageId: _former, status: _told, ...rest } = send;
  return { ...rest, state: 'sending', attempts: send.attempts + 1, sendingAt: now.toISOString() };
};

/** The row after the platform answered. What nobody knows leaves it `sending`: it is parked. */
export const afterOutcome = (send: Send, outcome: SendOutcome, moment: Moment): Send => {
  switch (outcome.kind) {
    case 'sent':
      return { ...send, state: 'sent', messageId: outcome.messageId };
    case 'unknown':
      return send;
    case 'refused':
      return afterFailure(send, outcome, moment, outcome.retryAfterMs);
  }
};

/** The row after the platform said that it did not send it, or could not bring it to the person. */
export const afterFailure = (
  send: Send,
  error: PlatformError,
  { now, chance }: Moment,
  retryAfterMs?: number,
): Send => {
  const kind = failureClass(error);
  const errors = error.code === undefined ? send.errors : [error.code];
  const { status: _told, messageId: _former, ...rest } = send;
  const next: Send = { ...rest, ...(errors && { errors }) };
  if (isPassing(kind)) {
    const ms = waitAfter(kind, send.attempts, chance, retryAfterMs);
    return { ...next, state: 'ready', waitUntil: new Date(now.getTime() + ms).toISOString() };
  }
  const { plain, outside } = send.outgoing;
  if ((kind === 'payload' || kind === 'media') && plain !== undefined)
    return { ...next, state: 'ready', outgoing: { payload: plain, charts: [], ...(outside && { outside }) } };
  if (kind === 'window' && outside !== undefined)
    return { ...next, state: 'ready', outgoing: { payload: outside, charts: [] } };
  return { ...send, ...(errors && { errors }), state: 'given_up' };
};
