import { Client, type ClientConfig } from 'pg';

/** Does something over a connection of its own, which is closed behind it whatever happens. */
export const connected = async <Result>(
  config: ClientConfig,
  work: (client: Client) => Promise<Result>,
): Promise<Result> => {
  const client = new Client(config);
  client.on('error', () => undefined);
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
};
