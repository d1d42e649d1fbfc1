import { catalogFolder } from '#shared/adapters/catalog-files.ts';
import { CHART_KEEP_SECONDS, dynamoCharts } from '#shared/adapters/dynamo-charts.ts';
import { dynamoAccess } from '#shared/adapters/dynamo-access.ts';
import { dynamoContext } from '#shared/adapters/dynamo-context.ts';
import { dynamoFeedback } from '#shared/adapters/dynamo-feedback.ts';
import { dynamoPeople } from '#shared/adapters/dynamo-people.ts';
import { dynamoSessions } from '#shared/adapters/dynamo-sessions.ts';
import { dynamoSubscriptions } from '#shared/adapters/dynamo-subscriptions.ts';
import { dynamoStates } from '#shared/adapters/dynamo-states.ts';
import { dynamoStore } from '#shared/adapters/dynamo-store.ts';
import { dynamoTables } from '#shared/adapters/dynamo-tables.ts';
import { dynamoUsage } from '#shared/adapters/dynamo-usage.ts';
import { localCache } from '#shared/adapters/local-cache.ts';
import { resvgCharts } from '#shared/adapters/resvg-charts.ts';
import { scatteredPause } from '#shared/adapters/pauses.ts';
import { stepFunctionsLine } from '#shared/adapters/sfn-line.ts';
import { cachedLine, type CachedLinePorts } from '#shared/domain/caching/cached-line.ts';
import type { SessionRules } from '#shared/domain/conversation/session-rules.ts';
import type { Now } from '#shared/ports.ts';
import { complain } from '#shared/runtime/complain.ts';
import type { Route } from '#shared/runtime/http.ts';
import { count, recovered } from '#shared/runtime/log.ts';
import { askRoute } from './ask.ts';
import { catalogRoute } from './catalog.ts';
import { chartRoute } from './charts.ts';
import type { ApiConfig } from './config.ts';
import { contextRoutes } from './context.ts';
import { erasureRoute } from './erasure.ts';
import { feedbackRoutes } from './feedback.ts';
import { healthRoutes } from './health.ts';
import { modelsRoute } from './models.ts';
import { openApiRoute } from './openapi-route.ts';
import { peopleRoutes } from './people.ts';
import { sessionRoutes } from './sessions.ts';
import { subscriptionRoutes } from './subscriptions.ts';
import { usageRoute } from './usage.ts';

/** All that this API serves. */
export const routesOf = (config: ApiConfig): Route[] => {
  const catalog = catalogFolder(config.CATALOG_DIR);
  const flow = stepFunctionsLine(config.ANSWER_FLOW_ARN, recovered);
  const line = cachedLine(flow, remembering(config));
  const fixed = config.MILHENA_NOW;
  const now = () => (fixed === undefined ? new Date() : new Date(fixed));
  const { TENANT_ID: tenantId, TIME_ZONE: timeZone, UNLISTED_READERS: unlisted } = config;
  const rules = rulesOf(config);
  const stores = storesOf(config, now);
  const { sessions, context, people, feedback, charts, subscriptions, usage, states } = stores;
  const tables = dynamoTables([
    config.SESSIONS_TABLE,
    config.CONTEXT_TABLE,
    config.ACCESS_TABLE,
    config.PEOPLE_TABLE,
    config.FEEDBACK_TABLE,
    config.CHARTS_TABLE,
    config.SUBSCRIPTIONS_TABLE,
    config.USAGE_TABLE,
    config.STATES_TABLE,
  ]);
  return [
    askRoute({ ...stores, ...CHANCE, answerBy, line, catalog, tenantId, timeZone, now, unlisted, rules }),
    ...sessionRoutes({ ...CHANCE, sessions, rules, tenantId, now }),
    ...contextRoutes({ context, catalog, tenantId, now }),
    ...peopleRoutes({ ...CHANCE, people, sessions, rules, tenantId }),
    ...feedbackRoutes({ feedback, sessions, tenantId, now }),
    chartRoute({ charts, draw: resvgCharts(config.CHARTS_DIR), tenantId }),
    ...subscriptionRoutes({ ...stores, ...CHANCE, catalog, line, tenantId, timeZone, now, unlisted }),
    erasureRoute({ sessions, context, people, feedback, charts, subscriptions, usage, tenantId }),
    usageRoute({ usage, tenantId, timeZone, now: () => new Date() }),
    modelsRoute({ states, clock: Date.now }),
    catalogRoute(catalog),
    ...healthRoutes({ line: flow, catalog, tables }),
    openApiRoute(catalog),
  ];
};

const ANSWERS_BYTES = 16_000_000;

const remembering = ({ FRESH_SECONDS: seconds }: ApiConfig): CachedLinePorts => ({
  memory: localCache(ANSWERS_BYTES),
  elapsed: () => performance.now(),
  freshMs: seconds * 1000,
  tell: (outcome) => count('cacheReads', { cache: 'answers', outcome }),
});

const LONGEST_PAUSE_MS = 15;
/** The door closes after 29 s; what is cut off before it leaves time to say so. */
const ANSWER_MS = 20_000;
const answerBy = () => new Date(Date.now() + ANSWER_MS).toISOString();

const CHANCE = {
  newId: () => crypto.randomUUID(),
  pause: scatteredPause(LONGEST_PAUSE_MS),
  elapsed: () => performance.now(),
  complain,
};

const HOUR_MS = 3_600_000;
const DAY_SECONDS = 86_400;

const rulesOf = ({ SESSION_IDLE_HOURS, WORKING_HOURS, TIME_ZONE }: ApiConfig): SessionRules => {
  const [workStart = '', workEnd = ''] = WORKING_HOURS.split('-');
  return { idleMs: SESSION_IDLE_HOURS * HOUR_MS, workStart, workEnd, timeZone: TIME_ZONE };
};

const storesOf = (config: ApiConfig, now: Now) => {
  const tables = dynamoStore({ recovered });
  const { SESSIONS_TABLE: name, TENANT_ID: tenantId } = config;
  const keepSeconds = config.SESSION_KEEP_DAYS * DAY_SECONDS;
  return {
    sessions: dynamoSessions({ tables, name, keepSeconds, clock: Date.now }),
    context: dynamoContext({ tables, name: config.CONTEXT_TABLE, now }),
    access: dynamoAccess(tables, config.ACCESS_TABLE),
    people: dynamoPeople(tables, config.PEOPLE_TABLE),
    feedback: dynamoFeedback({ tables, name: config.FEEDBACK_TABLE, tenantId }),
    subscriptions: dynamoSubscriptions(tables, config.SUBSCRIPTIONS_TABLE),
    usage: dynamoUsage({ tables, name: config.USAGE_TABLE, clock: Date.now }),
    states: dynamoStates({ tables, name: config.STATES_TABLE, clock: Date.now }),
    charts: dynamoCharts({
      tables,
      name: config.CHARTS_TABLE,
      keepSeconds: CHART_KEEP_SECONDS,
      now: () => new Date(),
    }),
  };
};
