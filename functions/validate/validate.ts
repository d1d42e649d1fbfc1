import type { CatalogFolder } from '#shared/adapters/catalog-files.ts';
import { Catalog } from '#shared/contracts/catalog.ts';
import type { Queried, Validated } from '#shared/contracts/documents.ts';
import { prove } from '#shared/domain/proof/prove.ts';
import { Wording } from '#shared/domain/wording/wording.ts';
import { log } from '#shared/runtime/log.ts';

/** Recomputes every slot of the draft from the evidence; what is not proven never gets past here. */
export const validateWith = async ({ catalog: folder }: { catalog: CatalogFolder }) => {
  const catalog = await folder.read('model', Catalog);
  const languages = await folder.languages();
  const wordings = new Map(
    await Promise.all(
      languages.map(async (code) => [code, await folder.read(`wording.${code}`, Wording)] as const),
    ),
  );

  return (document: Queried): Validated => {
    const { draft, ...rest } = document;
    const { evidence, reads, language, timeZone, questionId } = rest;
    const wording = wordings.get(language) ?? [...wordings.values()][0];
    if (wording === undefined) throw new Error('no wording');
    const now = new Date(document.askedAt);
    const { sentences, claims, refused } = prove(draft, evidence, reads, { wording, catalog, timeZone, now });
    log.info('validated', { questionId, claims: claims.length, refused: refused.length });
    const unproven = claims.length === 0 && sentences.flat()[0] === wording.refusals['not_proven'];
    return {
      ...rest,
      sentences,
      claims,
      ...(unproven && { kind: 'refuse', reason: 'not_proven' }),
    };
  };
};
