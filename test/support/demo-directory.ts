import { processes } from '#infra/local/demo/company.ts';
import type { Directory, Named } from '#shared/contracts/catalog.ts';
import { NOW } from './demo-company.ts';

const labels = (dimension: string, names: Iterable<string>): Named[] =>
  [...new Set(names)].map((name) => ({ dimension, key: name, name }));

/** The names of the demo company, made without its database. */
export const demoDirectory: Directory = {
  readers: 'demo',
  readAt: NOW,
  names: [
    ...processes.map(({ name }, at) => ({ dimension: 'process', key: `p${at}`, name })),
    ...labels(
      'area',
      processes.flatMap(({ area }) => area ?? []),
    ),
    ...labels(
      'tag',
      processes.flatMap(({ tags }) => tags),
    ),
  ],
};
