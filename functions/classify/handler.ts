import { dynamoDirectory } from '#shared/adapters/dynamo-directory.ts';
import { catalogFolder } from '#shared/adapters/catalog-files.ts';
import { Classified, Question } from '#shared/contracts/documents.ts';
import { readConfig } from '#shared/runtime/config.ts';
import { step } from '#shared/runtime/step.ts';
import { ClassifyConfig } from './config.ts';

const config = readConfig(ClassifyConfig);

/** None unless one is configured; its code is not even loaded then. */
const modelOf = async ({
  MODEL_NAME: name,
  MODEL_BASE_URL: baseUrl,
  MODEL_SECRET: secret,
}: ClassifyConfig) => {
  if (name === undefined || baseUrl === undefined || secret === undefined) return undefined;
  const [{ openAiModel }, { managedKey }] = await Promise.all([
    import('#shared/adapters/openai-model.ts'),
    import('#shared/adapters/model-key.ts'),
  ]);
  return openAiModel({ name, baseUrl, key: managedKey(secret) });
};

export const handler = step('classify', Question, Classified, async () => {
  const [{ classifyWith }, model] = await Promise.all([import('./classify.ts'), modelOf(config)]);
  return classifyWith({
    catalog: catalogFolder(config.CATALOG_DIR),
    directories: dynamoDirectory(config.DIRECTORY_TABLE),
    now: () => new Date(),
    ...(model && { model, tone: config.MODEL_TONE === 'on' }),
  });
});
