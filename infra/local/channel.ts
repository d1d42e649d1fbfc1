import * as z from 'zod/mini';
import type { Secrets } from './emulators/secrets.ts';
import { type Keeper, randomPassword } from './keeper.ts';
import type { LocalSettings } from './settings.ts';
import type { TemplateReader } from './template/template.ts';

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

/** The platform's secrets go where functions read them, as on AWS. */
export const keepWhatsAppSecret = (
  template: TemplateReader,
  secrets: Secrets,
  { appSecret, verifyToken, accessToken }: WhatsAppAccount,
): void => {
  const secret = JSON.stringify({ appSecrets: [appSecret], verifyToken, accessToken });
  for (const { properties } of template.all('AWS::Lambda::Function', Function)) {
    const arn = properties.Environment?.Variables['WHATSAPP_SECRET_ARN'];
    if (arn !== undefined) secrets.put(arn, secret);
  }
};

/** Where there is a channel at all. */
export const hasWhatsApp = (template: TemplateReader): boolean =>
  template
    .all('AWS::Lambda::Function', Function)
    .some(({ properties }) => properties.Environment?.Variables['WHATSAPP_SECRET_ARN'] !== undefined);
