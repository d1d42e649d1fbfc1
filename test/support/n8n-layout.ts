import { readFile } from 'node:fs/promises';
import type { Client } from 'pg';

const FOLDER = new URL('../../infra/local/demo/schema/', import.meta.url);

/** Empty tables as the program itself makes them; the older layout of 1.123 on request. */
export const createLayout = async (client: Client, layout: '2.8' | '1.123' = '2.8'): Promise<void> => {
  const files = ['tables.sql', 'constraints.sql', ...(layout === '1.123' ? ['as-1.123.sql'] : [])];
  for (const file of files) await client.query(await readFile(new URL(file, FOLDER), 'utf8'));
};
