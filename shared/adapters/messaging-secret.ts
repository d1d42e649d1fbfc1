import * as z from 'zod/mini';
import { InvalidConfiguration, StoreUnavailable } from '../contracts/faults.ts';
import { once } from '../once.ts';
import type { MessagingSecret, MessagingSecrets } from '../ports.ts';

const Filled = z.string().check(z.minLength(1));
const Secret = z.object({
  appSecrets: z.array(Filled).check(z.minLength(1), z.maxLength(2)),
  verifyToken: Filled,
  accessToken: Filled,
});

/** A caller who makes us ask again and again gets what is known. */
const RENEW_EVERY_MS = 5000;
const PATIENCE_MS = 3000;

/**
 * What the platform and we know of each other, as JSON in Secrets Manager. While it can not be asked, what was
 * known stays good.
 */
export const managedMessagingSecret = (
  secretId: string,
  clock: () => number = () => performance.now(),
): MessagingSecrets => {
  const client = once(async () => {
    const sdk = await import('@aws-sdk/client-secrets-manager');
    return { sdk, secrets: new sdk.SecretsManagerClient({ maxAttempts: 2 }) };
  });
  const ask = async (): Promise<MessagingSecret> => {
    const { sdk, secrets } = await client();
    const command = new sdk.GetSecretValueCommand({ SecretId: secretId });
    const { SecretString } = await secrets
      .send(command, { abortSignal: AbortSignal.timeout(PATIENCE_MS) })
      .catch((error: unknown) => {
        throw new StoreUnavailable(error instanceof Error ? error.name : 'unknown');
      });
    return shaped(SecretString);
  };
  let known: MessagingSecret | undefined;
  let asking: Promise<MessagingSecret> | undefined;
  let askedAt = Number.NEGATIVE_INFINITY;
  const renew = (): Promise<MessagingSecret> => {
    if (asking) return asking;
    if (known !== undefined && clock() - askedAt < RENEW_EVERY_MS) return Promise.resolve(known);
    askedAt = clock();
    asking = ask()
      .then((secret) => (known = same(known, secret)))
      .catch((error: unknown) => {
        if (known === undefined) throw error;
        return known;
      })
      .finally(() => (asking = undefined));
    return asking;
  };
  return { read: async () => known ?? renew(), renew };
};

/** The same object when nothing has changed. */
const same = (known: MessagingSecret | undefined, asked: MessagingSecret): MessagingSecret =>
  known !== undefined && JSON.stringify(known) === JSON.stringify(asked) ? known : asked;

const shaped = (text: string | undefined): MessagingSecret => {
  try {
    return z.parse(Secret, JSON.parse(text ?? ''));
  } catch {
    throw new InvalidConfiguration(
      'The secret of the channel is not { "appSecrets", "verifyToken", "accessToken" }',
    );
  }
};
