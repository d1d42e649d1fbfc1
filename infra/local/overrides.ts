import type { WhatsAppAccount } from './channel.ts';
import type { BusinessLogin } from './database/business.ts';
import { modelVariables } from './model.ts';
import type { LocalSettings } from './settings.ts';

type Variables = Record<string, string>;

const whatsAppVariables = (
  { whatsApp }: LocalSettings,
  { graphUrl, numberId }: WhatsAppAccount,
): Variables => ({
  ...(graphUrl !== undefined && { WHATSAPP_GRAPH_URL: graphUrl }),
  WHATSAPP_NUMBER_IDS: numberId,
  ...(whatsApp?.admission && { ADMISSION: whatsApp.admission }),
  ...(whatsApp?.backlogLimit !== undefined && { BACKLOG_LIMIT: String(whatsApp.backlogLimit) }),
  ...(whatsApp?.parkedSeconds !== undefined && { PARKED_SECONDS: String(whatsApp.parkedSeconds) }),
});

/**
 * What differs from the template in a function's environment: the address of the business database, and the
 * settings of this machine. Only variables that the template gives to that function are laid over.
 */
export const overrideFor =
  (
    settings: LocalSettings,
    { database, whatsApp }: { database: BusinessLogin | undefined; whatsApp: WhatsAppAccount | undefined },
  ) =>
  (_: string, template: Variables): Variables => {
    const ours: Variables = {
      ...(database && {
        DATABASE_HOST: database.host,
        DATABASE_PORT: String(database.port),
        DATABASE_NAME: database.name,
        DATABASE_TLS: database.tls,
        ...(settings.databaseSchema !== undefined && { DATABASE_SCHEMA: settings.databaseSchema }),
      }),
      CACHE_URL: settings.redisUrl ?? 'none',
      ...(settings.models && modelVariables(settings.models, template)),
      ...(whatsApp && whatsAppVariables(settings, whatsApp)),
      ...settings.handedOn,
      TIME_ZONE: settings.timeZone,
    };
    const laid = Object.entries(ours).filter(([name]) => name in template);
    // Whoever knows where days begin is also who says what time it is.
    const fixed = settings.now && 'TIME_ZONE' in template ? { MILHENA_NOW: settings.now.toISOString() } : {};
    return { ...Object.fromEntries(laid), ...fixed };
  };
