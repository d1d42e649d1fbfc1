import { type CatalogFolder, catalogFolder } from '#shared/adapters/catalog-files.ts';
import { dynamoAccess } from '#shared/adapters/dynamo-access.ts';
import { dynamoContext } from '#shared/adapters/dynamo-context.ts';
import { dynamoFeedback } from '#shared/adapters/dynamo-feedback.ts';
import { dynamoPeople } from '#shared/adapters/dynamo-people.ts';
import { dynamoSessions } from '#shared/adapters/dynamo-sessions.ts';
import { dynamoSubscriptions } from '#shared/adapters/dynamo-subscriptions.ts';
import type { Tables } from '#shared/adapters/dynamo-store.ts';
import { localCache } from '#shared/adapters/local-cache.ts';
import { managedKey } from '#shared/adapters/model-key.ts';
import { notifiers } from '#shared/adapters/notifiers.ts';
import { scatteredPause } from '#shared/adapters/pauses.ts';
import { lineAt, stepFunctionsLine } from '#shared/adapters/sfn-line.ts';
import { snsNotifier } from '#shared/adapters/sns-notifier.ts';
import { webhookNotifier } from '#shared/adapters/webhook-notifier.ts';
import { cachedLine, type CachedLinePorts } from '#shared/domain/caching/cached-line.ts';
import type { PeopleRules } from '#shared/domain/people/decide.ts';
import { noticeText } from '#shared/domain/people/notice-text.ts';
import { Manners } from '#shared/domain/people/manners.ts';
import { workDaysOf } from '#shared/contracts/work-days.ts';
import { once } from '#shared/once.ts';
import type { ChartStore, Heed, Notifier, Now, Respond, SentMessages } from '#shared/ports.ts';
import { complain } from '#shared/runtime/complain.ts';
import { count, recovered } from '#shared/runtime/log.ts';
import type { DispatchConfig } from './config.ts';
import { newsFor } from './news.ts';
import type { DispatchPorts } from './ports.ts';
import { heeding, optingOut } from './respond/heed.ts';
import { responding } from './respond/respond.ts';

const HOUR_MS = 3_600_000;
const DAY_SECONDS = 86_400;
const LONGEST_PAUSE_MS = 15;
/** People who write are more patient than programs; the line itself ends after 26 s. */
const ANSWER_MS = 25_000;
/** Messages of one person that are answered in a minute. */
const PER_MINUTE = 20;

export interface Conversation {
  respond: Respond;
  /** Says that too many are asking just now. */
  busy: Respond;
  heed: Heed;
  optedOut: ReturnType<typeof optingOut>;
  news: DispatchPorts['news'];
}

/** How people are talked with, with the real neighbours. */
export const conversationWith = (
  config: DispatchConfig,
  { tables, charts, sent, now }: { tables: Tables; charts: ChartStore; sent: SentMessages; now: Now },
): Conversation => {
  const { TENANT_ID: tenantId, TIME_ZONE: timeZone } = config;
  const catalog = catalogFolder(config.CATALOG_DIR);
  const people = dynamoPeople(tables, config.PEOPLE_TABLE);
  const newId = () => crypto.randomUUID();
  const rules = rulesOf(config);
  const keepSeconds = config.SESSION_KEEP_DAYS * DAY_SECONDS;
  const ports = {
    people,
    charts,
    sent,
    catalog,
    tenantId,
    timeZone,
    now,
    newId,
    rules,
    complain,
    pause: scatteredPause(LONGEST_PAUSE_MS),
    elapsed: () => performance.now(),
    answerBy: () => new Date(Date.now() + ANSWER_MS).toISOString(),
    // Where the clock is fixed, questions are asked at that instant; people still live in their own time.
    line: lineAt(
      cachedLine(stepFunctionsLine(config.ANSWER_FLOW_ARN, recovered), remembering(config)),
      config.MILHENA_NOW,
    ),
    unlisted: config.UNLISTED_READERS,
    feedback: dynamoFeedback({ tables, name: config.FEEDBACK_TABLE, tenantId }),
    sessions: dynamoSessions({ tables, name: config.SESSIONS_TABLE, keepSeconds, clock: Date.now }),
    context: dynamoContext({ tables, name: config.CONTEXT_TABLE, now }),
    access: dynamoAccess(tables, config.ACCESS_TABLE),
    subscriptions: dynamoSubscriptions(tables, config.SUBSCRIPTIONS_TABLE),
    notifier: notifierOf(config, catalog),
  };
  return {
    respond: responding(ports),
    busy: responding(ports, { crowded: true }),
    heed: heeding({ people, newId, idleMs: rules.idleMs }),
    optedOut: optingOut({ people, newId }),
    news: newsFor({ people, rules, now }),
  };
};

const ANSWERS_BYTES = 16_000_000;

const remembering = ({ FRESH_SECONDS: seconds }: DispatchConfig): CachedLinePorts => ({
  memory: localCache(ANSWERS_BYTES),
  elapsed: () => performance.now(),
  freshMs: seconds * 1000,
  tell: (outcome) => count('cacheReads', { cache: 'answers', outcome }),
});

const rulesOf = (config: DispatchConfig): PeopleRules => {
  const [workStart = '', workEnd = ''] = config.WORKING_HOURS.split('-');
  return {
    idleMs: config.SESSION_IDLE_HOURS * HOUR_MS,
    workStart,
    workEnd,
    workDays: workDaysOf(config.WORKING_DAYS),
    timeZone: config.TIME_ZONE,
    admission: config.ADMISSION,
    lateAfterMs: config.LATE_AFTER_HOURS * HOUR_MS,
    perMinute: PER_MINUTE,
  };
};

const SECRET_MS = 3000;

/** People of ours read their notices in the first language. */
const notifierOf = (config: DispatchConfig, catalog: CatalogFolder): Notifier => {
  const { NOTICES_TOPIC_ARN: arn, NOTICES_URL: url, NOTICES_SECRET_ARN } = config;
  const all = once(async () => {
    const [language = ''] = await catalog.languages();
    const manners = await catalog.read(`manners.${language}`, Manners);
    const topic = snsNotifier({ arn, words: (notice) => noticeText(notice, manners) });
    if (url === undefined) return notifiers([topic]);
    const key = managedKey(NOTICES_SECRET_ARN);
    const secret = () => key.read(AbortSignal.timeout(SECRET_MS));
    return notifiers([topic, webhookNotifier({ url, secret, clock: Date.now })]);
  });
  return { tell: async (notice) => (await all()).tell(notice) };
};
