import { bootLocalCloud } from '#infra/local/cloud.ts';
import type { PhoneOwner } from '#infra/local/whatsapp/demo-people.ts';
import { cpuMicros } from './measure.ts';

// A process of its own, so that the load is made elsewhere and the CPU that is counted is the cloud's.
process.env['TZ'] = 'UTC';
const dataDir = process.argv[2] ?? '';
const runs = Number(process.argv[3]);
/** People with a phone, beside those of the demo company. */
const phones = Number(process.argv[4] ?? 0);
const people = Array.from({ length: phones }, (_, at): PhoneOwner => {
  const number = String(at).padStart(4, '0');
  const ids = { id: `p${at}`, phone: `39333000${number}`, scopedId: `IT.7000000${number}` };
  return { ...ids, name: `Person ${at}`, readReceipts: true, admitted: true };
});

const cloud = await bootLocalCloud({
  port: 0,
  dataDir,
  quiet: true,
  timeZone: 'Europe/Rome',
  demo: { runs, days: 120 },
  ...(phones > 0 && { whatsApp: { people, appSecret: 'bench' } }),
});
// The platform's limit of one person's messages is not what is measured.
cloud.whatsApp?.setFaults({ pairRate: false, throughput: 100_000 });
// Everybody is told who answers, and may be written to for a day.
for (const { id } of people) cloud.whatsApp?.phone(id).say('ciao');
/** What came to people, by the id of the message it replies to, in ms since 1970. */
const came = () =>
  (cloud.whatsApp?.messages() ?? []).flatMap(({ from, callback, at }) =>
    from === 'business' && callback !== undefined ? [{ callback, at }] : [],
  );
process.on('message', (asked) => {
  if (asked === 'came') process.send?.({ came: came() });
  if (asked === 'cpu') process.send?.({ cpuMicros: cpuMicros() });
  if (asked === 'stop') void cloud.stop().then(() => process.exit(0));
});
process.on('disconnect', () => void cloud.stop().then(() => process.exit(1)));
process.send?.({
  url: cloud.url,
  apiKey: cloud.apiKey,
  databaseUrl: cloud.databaseUrl,
  queuesUrl: cloud.queuesUrl,
});
