import { readConfig } from '#shared/runtime/config.ts';
import { step } from '#shared/runtime/step.ts';
import { QueryConfig } from './config.ts';
import { QueryInput, QueryOutput } from './documents.ts';

const config = readConfig(QueryConfig);

export const handler = step('query', QueryInput, QueryOutput, async () => {
  const [{ queryWith }, { neighboursOf }] = await Promise.all([
    import('./query.ts'),
    import('./neighbours.ts'),
  ]);
  return queryWith(neighboursOf(config));
});
