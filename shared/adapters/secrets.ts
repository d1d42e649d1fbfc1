import * as z from 'zod/mini';
import { InvalidConfiguration } from '../contracts/faults.ts';
import { once } from '../once.ts';
import type { CredentialStore, Credentials } from '../ports.ts';

const Login = z.object({ username: z.string(), password: z.string() });

/** A login kept in Secrets Manager; asked for once, and again when the database refuses it. */
export const managedCredentials = (secretId: string): CredentialStore => {
  const client = once(async () => {
    const sdk = await import('@aws-sdk/client-secrets-manager');
    return { sdk, secrets: new sdk.SecretsManagerClient({ maxAttempts: 3 }) };
  });
  const ask = async (): Promise<Credentials> => {
    const { sdk, secrets } = await client();
    const { SecretString } = await secrets.send(new sdk.GetSecretValueCommand({ SecretId: secretId }));
    return login(SecretString);
  };
  let known: Promise<Credentials> | undefined;
  const renew = (): Promise<Credentials> => {
    known = ask().catch((error: unknown) => {
      known = undefined;
      throw error;
    });
    return known;
  };
  return { read: () => known ?? renew(), renew };
};

/** A login that does not change: for the command line. */
export const fixedCredentials = (credentials: Credentials): CredentialStore => ({
  read: async () => credentials,
  renew: async () => credentials,
});

const login = (text: string | undefined): Credentials => {
  try {
    return z.parse(Login, JSON.parse(text ?? ''));
  } catch {
    throw new InvalidConfiguration('The secret of the database is not { "username", "password" }');
  }
};
