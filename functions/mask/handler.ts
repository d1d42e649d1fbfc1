import { catalogFolder } from '#shared/adapters/catalog-files.ts';
import { Maskable, Masked } from '#shared/contracts/documents.ts';
import { readConfig } from '#shared/runtime/config.ts';
import { step } from '#shared/runtime/step.ts';
import { MaskConfig } from './config.ts';

const config = readConfig(MaskConfig);

export const handler = step('mask', Maskable, Masked, async () => {
  const { maskWith } = await import('./mask.ts');
  return maskWith({ catalog: catalogFolder(config.CATALOG_DIR) });
});
