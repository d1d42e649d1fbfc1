import type { CatalogFolder } from '#shared/adapters/catalog-files.ts';
import { Catalog } from '#shared/contracts/catalog.ts';
import type { Classified, Question } from '#shared/contracts/documents.ts';
import { Grammar } from '#shared/contracts/grammar.ts';
import type { Understanding } from '#shared/contracts/understanding.ts';
import { understand } from '#shared/domain/understanding/understand.ts';
import { wordAnswer } from '#shared/domain/wording/word.ts';
import { Wording } from '#shared/domain/wording/wording.ts';
import type { DirectoryStore, Now } from '#shared/ports.ts';
import { freshNames } from './fresh-names.ts';

export interface ClassifyPorts {
  catalog: CatalogFolder;
  directories: DirectoryStore;
  now: Now;
}

const KINDS = {
  query: 'answer',
  definition: 'answer',
  clarify: 'clarify',
  refuse: 'refuse',
  static: 'static',
} as const;

/**
 * Reads the question: what it asks for, and the words of the answer with holes for what only data can tell.
 * Asks for the names first when they are missing or old, unless the answer needs no data at all.
 */
export const classifyWith = async ({ catalog: folder, directories, now }: ClassifyPorts) => {
  const [catalog, grammar, wordings] = await Promise.all([
    folder.read('model', Catalog),
    folder.read('grammar', Grammar),
    readWordings(folder),
  ]);
  const names = freshNames(directories, now);

  return async (question: Question): Promise<Classified> => {
    const { directory, fresh } = await names(question.reader.tenantId);
    const understanding = understand(asked(question), { catalog, grammar, directory });
    const { language, category, confidence } = understanding;
    const kind = KINDS[understanding.kind];
    const common = { ...question, language, category, confidence, kind };
    if (!fresh && question.namesRead !== true && needsNames(understanding))
      return { ...common, next: 'names', reads: [], draft: { sentences: [] }, blocks: [], suggestions: [] };

    const wording = wordings[language] ?? wordings['en'] ?? Object.values(wordings)[0];
    if (wording === undefined) throw new Error('no wording');
    const words = wordAnswer(understanding, { catalog, wording, now: new Date(question.askedAt) });
    const reason = understanding.kind === 'refuse' ? { reason: understanding.reason } : {};
    return { ...common, ...reason, ...words, next: words.reads.length > 0 ? 'query' : 'mask' };
  };
};

/** Greetings and help are instant, whatever is known of the names. */
const needsNames = ({ kind }: Understanding): boolean => kind !== 'static' && kind !== 'definition';

const asked = ({ text, askedLanguage, askedAt, timeZone }: Question) => ({
  text,
  askedAt,
  timeZone,
  ...(askedLanguage !== undefined && { askedLanguage }),
});

const readWordings = async (folder: CatalogFolder): Promise<Record<string, Wording>> => {
  const languages = await folder.languages('wording');
  const read = languages.map(
    async (language) => [language, await folder.read(`wording.${language}`, Wording)] as const,
  );
  return Object.fromEntries(await Promise.all(read));
};
