import { catalogFolder } from '#shared/adapters/catalog-files.ts';
import { Queried, Validated } from '#shared/contracts/documents.ts';
import { readConfig } from '#shared/runtime/config.ts';
import { step } from '#shared/runtime/step.ts';
import { ValidateConfig } from './config.ts';

const config = readConfig(ValidateConfig);

export const handler = step('validate', Queried, Validated, async () => {
  const { validateWith } = await import('./validate.ts');
  return validateWith({ catalog: catalogFolder(config.CATALOG_DIR) });
});
