import { randomUUID } from 'node:crypto';
import * as z from 'zod/mini';
import { dynamoPeople } from '#shared/adapters/dynamo-people.ts';
import type { Tables } from '#shared/adapters/dynamo-store.ts';
import { newPerson } from '#shared/domain/people/person.ts';
import type { Secrets } from './emulators/secrets.ts';
import { BootFailure, codeOf } from './failure.ts';
import { type Keeper, randomPassword } from './keeper.ts';
import type { LocalSettings } from './settings.ts';
import type { PhoneOwner } from './whatsapp/demo-people.ts';
import type { WhatsApp } from './whatsapp/open.ts';
import type { TemplateReader } from './template/template.ts';

const WEBHOOK = '/webhooks/whatsapp';
const CHAT_PORT = 3001;

/** What WhatsApp and this machine know of each other. */
export interface WhatsAppAccount {
  /** The platform itself; without it the one of this machine is used. */
  graphUrl?: string;
  appSecret: string;
  verifyToken: string;
  accessToken: string;
  numberId: string;
}

const NUMBER_ID = '100000000000001';

/** As the settings say; what they leave open is made once and kept. */
export const whatsAppAccount = async (
  { whatsApp: given }: LocalSettings,
  keeper: Keeper,
): Promise<WhatsAppAccount> => ({
  ...(given?.graphUrl !== undefined && { graphUrl: given.graphUrl }),
  appSecret: given?.appSecret ?? (await keeper.keep('whatsapp:appSecret', randomPassword)),
  verifyToken: given?.verifyToken ?? (await keeper.keep('whatsapp:verifyToken', randomPassword)),
  accessToken: given?.accessToken ?? (await keeper.keep('whatsapp:accessToken', randomPassword)),
  numberId: given?.numberId ?? NUMBER_ID,
});

const Function = z.object({
  Environment: z.optional(z.object({ Variables: z.record(z.string(), z.string()) })),
});

/** What the functions of the template are told under this name. */
const variable = (template: TemplateReader, name: string): string | undefined => {
  const functions = template.all('AWS::Lambda::Function', Function);
  return functions.flatMap(({ properties }) => properties.Environment?.Variables[name] ?? [])[0];
};

/** Where there is a channel at all. */
export const hasWhatsApp = (template: TemplateReader): boolean =>
  variable(template, 'WHATSAPP_SECRET_ARN') !== undefined;

/** The platform's secrets go where functions read them, as on AWS. */
export const keepWhatsAppSecret = (
  template: TemplateReader,
  secrets: Secrets,
  { appSecret, verifyToken, accessToken }: WhatsAppAccount,
): void => {
  const arn = variable(template, 'WHATSAPP_SECRET_ARN');
  if (arn !== undefined)
    secrets.put(arn, JSON.stringify({ appSecrets: [appSecret], verifyToken, accessToken }));
};

/** The platform of this machine with its chat page; undefined where the real one is used. */
export const openLocalWhatsApp = async (
  { graphUrl, appSecret, accessToken, numberId }: WhatsAppAccount,
  { port, whatsApp, chatPort = port === 0 ? 0 : CHAT_PORT }: LocalSettings,
  url: string,
): Promise<WhatsApp | undefined> => {
  if (graphUrl !== undefined) return undefined;
  const { openWhatsApp } = await import('./whatsapp/open.ts');
  const options = { appSecret, accessToken, numberId, webhookUrl: url + WEBHOOK };
  try {
    const people = whatsApp?.people;
    return await openWhatsApp({ ...options, ...(people && { people }), port: chatPort });
  } catch (error) {
    if (codeOf(error) !== 'EADDRINUSE') throw error;
    throw new BootFailure(
      'port',
      `Port ${chatPort}, of the chat page, is already used by another program. Set MILHENA_CHAT_PORT to another one.`,
    );
  }
};

const tablesAt = async (endpoint: string, region: string): Promise<Tables> => {
  const sdk = await import('@aws-sdk/client-dynamodb');
  const credentials = { accessKeyId: 'local', secretAccessKey: 'local' };
  const dynamo = new sdk.DynamoDBClient({ endpoint, region, credentials });
  return (work) => work(dynamo, sdk);
};

/** People of the chat page whom an operator would have let in, are let in; who is known already stays as they are. */
export const letDemoPeopleIn = async (
  template: TemplateReader,
  tablesUrl: string,
  people: readonly PhoneOwner[],
): Promise<void> => {
  const name = variable(template, 'PEOPLE_TABLE');
  if (name === undefined) return;
  const store = dynamoPeople(await tablesAt(tablesUrl, template.region), name);
  for (const { phone, scopedId, name: called, admitted } of people) {
    const sender = { phone, scopedId, name: called };
    if (!admitted || (await store.find(sender))) continue;
    await store.write({ ...newPerson(randomUUID(), sender), admission: 'granted' }, undefined);
  }
};
