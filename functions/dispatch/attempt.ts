import type { Outgoing, Send } from '#shared/contracts/delivery.ts';
import { afterOutcome, begun } from '#shared/domain/delivery/outcome.ts';
import { failureClass } from '#shared/domain/delivery/platform-errors.ts';
import { referenceOf } from '#shared/domain/delivery/reference.ts';
import type { SendOutcome } from '#shared/ports.ts';
import { recovered } from '#shared/runtime/log.ts';
import type { NumberPace } from './number-pace.ts';
import type { DispatchPorts } from './ports.ts';

/**
 * One attempt: write down that it begins, send, write down what became of it. Undefined when somebody else changed
 * the row in between; then it is to be read again.
 */
export const attempt = async (
  ports: DispatchPorts,
  pace: NumberPace,
  send: Send,
): Promise<Send | undefined> => {
  const { outbox, platform, now, chance } = ports;
  const outgoing = await withPictures(ports, send);
  const begins = begun({ ...send, outgoing }, now());
  if (!(await outbox.change(send, begins))) return undefined;
  const reference = referenceOf({ sendId: send.sendId, attempt: begins.attempts });
  const outcome = await platform.send(send.numberId, outgoing.payload, reference);
  const after = afterOutcome(begins, outcome, { now: now(), chance: chance() });
  await note(ports, pace, after, outcome);
  if (after === begins) return after;
  return (await outbox.change(begins, after)) ? after : undefined;
};

const note = async (
  ports: DispatchPorts,
  pace: NumberPace,
  after: Send,
  outcome: SendOutcome,
): Promise<void> => {
  if (outcome.kind !== 'refused') return ports.count(outcome.kind);
  const kind = failureClass(outcome);
  ports.count(`refused_${kind}`);
  if (kind === 'throttled' && after.waitUntil !== undefined)
    pace.slowDown(after.numberId, new Date(after.waitUntil));
  if (kind === 'opt_out') await ports.optedOut(after.to, ports.now().toISOString());
};

/** The message with its pictures uploaded; as text alone when one of them is not to be had. */
const withPictures = async (ports: DispatchPorts, { numberId, outgoing }: Send): Promise<Outgoing> => {
  if (outgoing.charts.length === 0) return outgoing;
  const uploaded = await Promise.all(outgoing.charts.map((chart) => upload(ports, numberId, chart)));
  const ids = new Map(outgoing.charts.map((chart, at) => [`chart:${chart}`, uploaded[at]]));
  const isWhole = uploaded.every((id) => id !== undefined);
  if (!isWhole && outgoing.plain !== undefined) {
    ports.count('without_picture');
    recovered({ failure: 'picture_lost', how: 'passed_by' });
    const { plain, outside } = outgoing;
    return { payload: plain, charts: [], ...(outside && { outside }) };
  }
  const payload = Object.fromEntries(
    Object.entries(outgoing.payload).map(([key, value]) => [key, replaced(value, ids)]),
  );
  return { ...outgoing, payload, charts: [] };
};

const upload = async (
  { platform, picture }: DispatchPorts,
  numberId: string,
  chart: string,
): Promise<string | undefined> => {
  const png = await picture(chart).catch(() => undefined);
  return png && platform.upload(numberId, png);
};

const replaced = (value: unknown, ids: ReadonlyMap<string, string | undefined>): unknown => {
  if (typeof value === 'string') return ids.get(value) ?? value;
  if (Array.isArray(value)) return value.map((each) => replaced(each, ids));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, each]) => [key, replaced(each, ids)]));
};
