import { dynamoDirectory } from '#shared/adapters/dynamo-directory.ts';
import { catalogFolder } from '#shared/adapters/catalog-files.ts';
import { Classified, Question } from '#shared/contracts/documents.ts';
import { readConfig } from '#shared/runtime/config.ts';
import { step } from '#shared/runtime/step.ts';
import { ClassifyConfig } from './config.ts';

const config = readConfig(ClassifyConfig);

export const handler = step('classify', Question, Classified, async () => {
  const { classifyWith } = await import('./classify.ts');
  return classifyWith({
    catalog: catalogFolder(config.CATALOG_DIR),
    directories: dynamoDirectory(config.DIRECTORY_TABLE),
    now: () => new Date(),
  });
});
