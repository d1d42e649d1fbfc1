import { dynamoDirectory } from '#shared/adapters/dynamo-directory.ts';
import { catalogFolder } from '#shared/adapters/catalog-files.ts';
import { Classified, Question } from '#shared/contracts/documents.ts';
import { readConfig } from '#shared/runtime/config.ts';
import { recovered } from '#shared/runtime/log.ts';
import { step } from '#shared/runtime/step.ts';
import { ClassifyConfig } from './config.ts';

const config = readConfig(ClassifyConfig);

export const handler = step('classify', Question, Classified, async () => {
  const catalog = catalogFolder(config.CATALOG_DIR);
  const [{ classifyWith }, models] = await Promise.all([
    import('./classify.ts'),
    // None unless some are configured; their code is not even loaded then.
    config.MODELS && import('./models.ts').then(({ modelsOf }) => modelsOf(config, catalog)),
  ]);
  return classifyWith({
    catalog,
    directories: dynamoDirectory(config.DIRECTORY_TABLE, recovered),
    now: () => new Date(),
    ...(models && { models, tone: config.MODEL_TONE === 'on' }),
  });
});
