import { InvalidConfiguration } from '../contracts/faults.ts';
import { once } from '../once.ts';

/** Where the key of a provider is kept. */
export interface KeyStore {
  read(signal: AbortSignal): Promise<string>;
  /** The key was refused: it is asked for again the next time. */
  forget(): void;
}

/** A key kept as plain text in Secrets Manager; asked for once, and again when the provider refuses it. */
export const managedKey = (secretId: string): KeyStore => {
  const client = once(async () => {
    const sdk = await import('@aws-sdk/client-secrets-manager');
    return { sdk, secrets: new sdk.SecretsManagerClient({ maxAttempts: 2 }) };
  });
  const ask = async (abortSignal: AbortSignal): Promise<string> => {
    const { sdk, secrets } = await client();
    const command = new sdk.GetSecretValueCommand({ SecretId: secretId });
    const { SecretString } = await secrets.send(command, { abortSignal });
    if (!SecretString) throw new InvalidConfiguration('The secret of the model provider is empty');
    return SecretString;
  };
  let known: Promise<string> | undefined;
  const forget = (): void => {
    known = undefined;
  };
  return {
    read: (signal) => {
      known ??= ask(signal).catch((error: unknown) => {
        forget();
        throw error;
      });
      return known;
    },
    forget,
  };
};
