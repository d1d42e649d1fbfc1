import type { Incoming } from '#shared/contracts/incoming.ts';
import { isSameSecret, isSigned } from '#shared/domain/delivery/signature.ts';
import type { IncomingQueue, MessagingSecrets, Now } from '#shared/ports.ts';
import type { RawReply, RawRequest } from '#shared/runtime/raw-http.ts';

export interface ReceivePorts {
  secrets: MessagingSecrets;
  /** What a document of the platform tells, and how much of it was passed over, by kind. */
  read: (document: unknown, receivedAt: Date) => { items: Incoming[]; ignored: Record<string, number> };
  /** Receipts and changes of identity. */
  urgent: IncomingQueue;
  normal: IncomingQueue;
  now: Now;
  /** Counts by kind, and the messages that were queued, for the log. */
  count: (counts: Record<string, number>, messageIds?: readonly string[]) => void;
}

const OK: RawReply = { status: 200, body: '' };
const REFUSED: RawReply = { status: 401, body: '' };

/**
 * The platform's webhook. What is signed is queued and acknowledged with 200; any other answer makes the platform
 * repeat it for days, so 500 is given only when something could not be queued.
 */
export const receive = (ports: ReceivePorts) => {
  const { secrets } = ports;
  return async (request: RawRequest): Promise<RawReply> => {
    if (request.method === 'GET') return handshake(secrets, request.query);
    if (request.method !== 'POST') return { status: 405, body: '' };
    const { bytes, headers } = request;
    return (await isGenuine(secrets, bytes, headers['x-hub-signature-256'])) ? accept(ports, bytes) : REFUSED;
  };
};

const handshake = async (secrets: MessagingSecrets, query: RawRequest['query']): Promise<RawReply> => {
  const { 'hub.mode': mode, 'hub.verify_token': token, 'hub.challenge': challenge } = query;
  const refused = { status: 403, body: '' };
  if (mode !== 'subscribe' || token === undefined || challenge === undefined) return refused;
  const knows = async (kept: ReturnType<MessagingSecrets['read']>) =>
    isSameSecret((await kept).verifyToken, token);
  const fits = (await knows(secrets.read())) || (await knows(secrets.renew()));
  return fits ? { status: 200, body: challenge } : refused;
};

/** A signature that does not fit may be of a secret that is newer than what we know. */
const isGenuine = async (
  secrets: MessagingSecrets,
  bytes: Uint8Array,
  header: string | undefined,
): Promise<boolean> => {
  const { appSecrets } = await secrets.read();
  if (isSigned(bytes, header, appSecrets)) return true;
  if (header === undefined) return false;
  const { appSecrets: renewed } = await secrets.renew();
  return renewed !== appSecrets && isSigned(bytes, header, renewed);
};

const accept = async (ports: ReceivePorts, bytes: Uint8Array): Promise<RawReply> => {
  const document = parsed(bytes);
  if (document === undefined) {
    ports.count({ malformed_json: 1 });
    return OK;
  }
  const { items, ignored } = ports.read(document, ports.now());
  const isUrgent = ({ kind }: Incoming) => kind === 'receipt' || kind === 'moved';
  const [urgent, normal] = await Promise.all([
    ports.urgent.put(items.filter(isUrgent)),
    ports.normal.put(items.filter((item) => !isUrgent(item))),
  ]);
  const lost = urgent.length + normal.length;
  const counts = {
    queued: items.length - lost,
    ...(lost > 0 && { not_queued: lost }),
    ...prefixed(ignored),
  };
  ports.count(
    counts,
    items.flatMap((item) => (item.kind === 'message' ? item.messageId : [])),
  );
  return lost > 0 ? { status: 500, body: '' } : OK;
};

const prefixed = (ignored: Record<string, number>): Record<string, number> =>
  Object.fromEntries(Object.entries(ignored).map(([kind, count]) => [`ignored_${kind}`, count]));

const decoder = new TextDecoder();

const parsed = (bytes: Uint8Array): unknown => {
  try {
    return JSON.parse(decoder.decode(bytes));
  } catch {
    return undefined;
  }
};
