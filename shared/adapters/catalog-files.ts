import { join } from 'node:path';
import * as z from 'zod/mini';
import { InvalidConfiguration } from '../contracts/faults.ts';

export interface CatalogFolder {
  /** A part of the compiled catalog (`model`, `wording.it`, `masking` …), read and checked once. */
  read<Schema extends z.ZodMiniType>(part: string, schema: Schema): Promise<z.output<Schema>>;
  /** The languages that are spoken, in their order: the first answers where none is asked for. */
  languages(): Promise<string[]>;
}

/** The compiled catalog: JSON files in a layer. */
export const catalogFolder = (directory: string): CatalogFolder => {
  const read: CatalogFolder['read'] = async (part, schema) => {
    const file = `${part}.json`;
    // With the first file: as every module of the platform it costs the import of a function its time.
    const { readFile } = await import('node:fs/promises');
    const text = await readFile(join(directory, file), 'utf8').catch(() => {
      throw new InvalidConfiguration(`The catalog has no ${file}`);
    });
    const parsed = z.safeParse(schema, JSON.parse(text));
    if (parsed.success) return parsed.data;
    const where = parsed.error.issues[0]?.path.join('.') ?? '';
    throw new InvalidConfiguration(`The catalog file ${file} is not what this version reads, at: ${where}`);
  };
  return { read, languages: () => read('languages', z.array(z.string())) };
};
