import { readFileSync, readdirSync } from 'node:fs';
import { parse } from 'yaml';
import { compileDictionary } from '/work/main/shared/domain/masking/dictionary.ts';
export const load = () => {
  const dir = '/work/main/layers/catalog/masking';
  return compileDictionary(
    readdirSync(dir)
      .sort()
      .map((f) => parse(readFileSync(`${dir}/${f}`, 'utf8'))),
  );
};
