import * as z from 'zod/mini';
import type { CatalogFolder } from '#shared/adapters/catalog-files.ts';
import type { ProblemCode } from '#shared/contracts/problem.ts';
import { Instant } from '#shared/contracts/query.ts';
import {
  Alert,
  type Quiet,
  Quiet as QuietHours,
  type Subscription,
  Summary,
  Want,
} from '#shared/contracts/subscription.ts';
import { cleanText } from '#shared/domain/language/clean-text.ts';
import { describeWant } from '#shared/domain/subscriptions/describe.ts';
import {
  MOST_SUBSCRIPTIONS,
  type SubscribePorts,
  subscribing,
} from '#shared/domain/subscriptions/subscribe.ts';
import { SubscriptionWords } from '#shared/domain/subscriptions/words.ts';
import { once } from '#shared/once.ts';
import type { Now, PeopleStore } from '#shared/ports.ts';
import { type Route, route } from '#shared/runtime/http.ts';
import { missing, nameIn, PersonQuery, readersOf, reject } from './person.ts';

const Given = z.extend(PersonQuery, {
  /** In which language they are told; default: the first that is spoken. */
  language: z.optional(z.string()),
  /** Tells of failures or silence: of the process, area or tag that is named, else of all. */
  alert: z.optional(
    z.strictObject({
      on: Alert.shape.on,
      process: z.optional(z.string().check(z.minLength(1), z.maxLength(200))),
      threshold: Alert.shape.threshold,
    }),
  ),
  summary: z.optional(z.strictObject({ at: Summary.shape.at, days: Summary.shape.days })),
  /** Local times between which nothing is said. */
  quiet: z.optional(QuietHours),
});

const Entry = z.object({
  subscriptionId: z.string(),
  want: Want,
  quiet: z.optional(QuietHours),
  language: z.string(),
  createdAt: Instant,
  /** What it is, in words. */
  text: z.string(),
});
type Entry = z.infer<typeof Entry>;
const Entries = z.object({ subscriptions: z.array(Entry) });
const Removed = z.object({ removed: z.literal(1) });

const PROBLEMS: ProblemCode[] = ['invalid_request', 'unauthorized', 'too_many_requests', 'unavailable'];

export interface SubscriptionPorts extends SubscribePorts {
  people: PeopleStore;
  catalog: CatalogFolder;
  tenantId: string;
  now: Now;
}

/** What people are told on WhatsApp without asking: alerts and summaries. */
export const subscriptionRoutes = (ports: SubscriptionPorts): Route[] => {
  const { subscriptions, people, catalog, tenantId, now } = ports;
  const readerOf = readersOf(tenantId);
  const spoken = once(() => catalog.read('subscriptions', z.array(SubscriptionWords)));
  const subscribe = subscribing(ports);
  const wordsOf = async (language: string | undefined): Promise<SubscriptionWords> => {
    const all = await spoken();
    const words = language === undefined ? all[0] : all.find((one) => one.language === language);
    return words ?? reject('language', `must be one of: ${all.map((one) => one.language).join(', ')}`);
  };
  const told = async (one: Subscription): Promise<Entry> => {
    const all = await spoken();
    const says = (all.find(({ language }) => language === one.language) ?? all[0])?.says;
    const { subscriptionId, want, quiet, language, createdAt } = one;
    const text = says === undefined ? '' : describeWant(want, says);
    return { subscriptionId, want, ...(quiet && { quiet }), language, createdAt, text };
  };

  const make = async ({ userId, language, alert, summary, quiet }: z.infer<typeof Given>) => {
    const words = await wordsOf(language);
    const reader = readerOf(userId);
    if ((await people.read(userId)) === undefined) reject('userId', 'never wrote on WhatsApp');
    const wished = { reader, words, at: now().toISOString(), quiet: quietIn(quiet) };
    if (summary !== undefined && alert === undefined)
      return subscribe.make({ kind: 'summary', ...summary }, wished);
    if (alert === undefined || summary !== undefined)
      return reject('alert', 'must be given, or summary, and not both');
    const { on, process, threshold } = alert;
    const name = process === undefined ? undefined : cleanText(process);
    return subscribe.alert(
      { kind: 'alert', on, ...(name !== undefined && { name }), ...(threshold && { threshold }) },
      wished,
    );
  };

  return [
    route(
      {
        method: 'GET',
        path: '/v1/subscriptions',
        summary: 'What a person is told without asking, the oldest first',
        query: PersonQuery,
        response: Entries,
        problems: PROBLEMS,
      },
      async ({ query }) => {
        const { userId } = query ?? reject('userId', 'is missing');
        const mine = await subscriptions.list(readerOf(userId));
        return { body: { subscriptions: await Promise.all(mine.map((one) => told(one.subscription))) } };
      },
    ),
    route(
      {
        method: 'POST',
        path: '/v1/subscriptions',
        summary: 'Tell a person on WhatsApp when something fails or falls silent, or how things went',
        body: Given,
        response: Entry,
        problems: [...PROBLEMS, 'malformed_json', 'body_too_large', 'unsupported_media_type'],
      },
      async ({ body }) => {
        const made = await make(body ?? reject('body', 'is missing'));
        if (made.kind === 'full') return reject('userId', `has ${MOST_SUBSCRIPTIONS} subscriptions`);
        if (made.kind === 'unclear') return reject('alert.process', made.answer.answer);
        return { body: await told(made.subscription) };
      },
    ),
    route(
      {
        method: 'DELETE',
        path: '/v1/subscriptions/{id}',
        summary: 'Tell a person no more of this',
        query: PersonQuery,
        response: Removed,
        problems: [...PROBLEMS, 'not_found'],
      },
      async ({ query, parts }) => {
        const { userId } = query ?? reject('userId', 'is missing');
        const removed = await subscriptions.remove(readerOf(userId), nameIn(parts, 'id'));
        return removed ? { body: { removed: 1 } } : missing();
      },
    ),
  ];
};

const quietIn = (quiet: Quiet | undefined): Quiet | undefined =>
  quiet?.from === quiet?.to && quiet !== undefined
    ? reject('quiet', 'must begin and end at two times')
    : quiet;
