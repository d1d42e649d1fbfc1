import type { CatalogFolder } from '#shared/adapters/catalog-files.ts';
import { Catalog, type Directory } from '#shared/contracts/catalog.ts';
import type { Classified, Question } from '#shared/contracts/documents.ts';
import { Grammar } from '#shared/contracts/grammar.ts';
import type { Single, Understanding } from '#shared/contracts/understanding.ts';
import { sharersOf } from '#shared/domain/access.ts';
import { converse } from '#shared/domain/understanding/conversation/converse.ts';
import { inOwnView } from '#shared/domain/understanding/own-view.ts';
import { wordAnswer } from '#shared/domain/wording/word.ts';
import { Wording } from '#shared/domain/wording/wording.ts';
import type { DirectoryStore, Now } from '#shared/ports.ts';
import { recovered } from '#shared/runtime/log.ts';
import type { AskModels } from './ask-models.ts';
import { freshNames } from './fresh-names.ts';
import { secondOpinion } from './second-opinion.ts';
import { toneOf } from './tone.ts';
import { wishReader } from './wish.ts';

export interface ClassifyPorts {
  catalog: CatalogFolder;
  directories: DirectoryStore;
  now: Now;
  /** Asked only where the rules are unsure. */
  models?: AskModels;
  /** Models may also put courtesy around answers. */
  tone?: boolean;
}

const KINDS = {
  query: 'answer',
  definition: 'answer',
  clarify: 'clarify',
  refuse: 'refuse',
  static: 'static',
} as const;

/** What the whole answer is by: of several questions the first that is answered, else the first. */
const leading = (understanding: Understanding): Single => {
  if (understanding.kind !== 'several') return understanding;
  const [first, ...others] = understanding.parts;
  if (first === undefined) throw new Error('several questions without any');
  return [first, ...others].find(({ kind }) => KINDS[kind] === 'answer') ?? first;
};

/**
 * Reads the question: what it asks for, and the words of the answer with holes for what only data can tell.
 * Asks for the names first when they are missing or old, unless the answer needs no data at all.
 */
export const classifyWith = async ({
  catalog: folder,
  directories,
  now,
  models,
  tone = false,
}: ClassifyPorts) => {
  const [catalog, grammar, wordings, opinion, toned, wished] = await Promise.all([
    folder.read('model', Catalog),
    folder.read('grammar', Grammar),
    readWordings(folder),
    secondOpinion(models),
    toneOf(tone ? models : undefined),
    wishReader(folder),
  ]);
  const names = freshNames(directories, now);

  return async (question: Question): Promise<Classified> => {
    const { namesFault, ...asIs } = question;
    const { directory, fresh, known } = await names(sharersOf(question.reader, question.access));
    const message = asked(question);
    const knowledge = { catalog, grammar, directory };
    const wish = wished(message);
    const first = wish ?? converse(message, knowledge);
    const second = wish ? undefined : opinion(message, first, knowledge);
    const needed = !fresh && (second !== undefined || needsNames(first.understanding));
    if (needed && question.namesRead !== true)
      return { ...asIs, ...headOf(first.understanding), ...NOTHING_YET, next: 'names' };
    // A name that nobody could look up is not an unknown one.
    if (!known && needsNames(first.understanding))
      return namesFault
        ? { ...asIs, ...headOf(first.understanding), ...NOTHING_YET, next: 'mask', fault: namesFault }
        : withoutNames(asIs, first.understanding, wordings);
    const { read, help } = (await second?.(question)) ?? { read: first, help: {} };
    const { conversation } = read;
    const understanding = inOwnView(read.understanding, question.access, { ...knowledge, fresh });
    const { language } = understanding;
    const common = { ...asIs, ...headOf(understanding), ...numberedOf(directory), ...help };

    const wording = wordings[language] ?? Object.values(wordings)[0];
    if (wording === undefined) throw new Error('no wording');
    const words = wordAnswer(understanding, {
      catalog,
      wording,
      now: new Date(question.askedAt),
      timeZone: question.timeZone,
      coverage: directory.coverage,
      partly: directory.names.filter(({ partly }) => partly === true),
    });
    // One call of a model for a question: its time is bounded.
    const said =
      second || words.reads.length === 0
        ? { draft: words.draft, help: {} }
        : await toned(message, knowledge, { asker: question, understanding, words, wording });
    const next = words.reads.length > 0 ? 'query' : 'mask';
    const outdated = needed && namesFault ? ['names'] : [];
    if (outdated.length > 0) recovered({ failure: 'names_lost', how: 'stale' });
    const degraded = [...(said.help.degraded ?? help.degraded ?? []), ...outdated];
    const lacking = degraded.length > 0 ? { degraded } : {};
    return { ...common, ...said.help, ...lacking, ...words, draft: said.draft, conversation, next };
  };
};

/** Which names there are is not known just now: whatever were said of one could be wrong. */
const withoutNames = (
  question: Question,
  understanding: Understanding,
  wordings: Readonly<Record<string, Wording>>,
): Classified => {
  const words = wordings[understanding.language]?.refusals['data_unreachable'] ?? '';
  return {
    ...question,
    ...headOf(understanding),
    ...NOTHING_YET,
    kind: 'refuse',
    reason: 'data_unreachable',
    draft: { sentences: [{ parts: [words] }] },
    degraded: ['names'],
    next: 'mask',
  };
};

const NOTHING_YET = { reads: [], draft: { sentences: [] }, blocks: [], suggestions: [] };

/** What the document says of a reading before any words. */
const headOf = (understanding: Understanding) => {
  const { language, category, confidence } = understanding;
  const lead = leading(understanding);
  const reason = lead.kind === 'refuse' ? { reason: lead.reason } : {};
  return { language, category, confidence, kind: KINDS[lead.kind], ...reason };
};

/** Few names, if any: the others are masked by their words alone. */
const numberedOf = ({ names }: Directory): { numbered?: Record<string, string> } => {
  const numbered = names.filter(({ masked }) => masked !== undefined && / \(\d+\)$/.test(masked));
  if (numbered.length === 0) return {};
  return { numbered: Object.fromEntries(numbered.map(({ name, masked = name }) => [name, masked])) };
};

/** Under this a greeting stands beside words that nothing explains. */
const SURE = 0.9;

/** Greetings and help are instant, whatever is known of the names; what is not understood may hold one of them. */
const needsNames = ({ kind, category, confidence }: Understanding): boolean =>
  kind === 'static' ? category === 'OFF_TOPIC' || confidence < SURE : kind !== 'definition';

const asked = ({ text, askedLanguage, askedAt, timeZone, conversation, preferences }: Question) => ({
  text,
  askedAt,
  timeZone,
  ...(askedLanguage !== undefined && { askedLanguage }),
  ...(conversation !== undefined && { conversation }),
  ...(preferences !== undefined && { preferences }),
});

const readWordings = async (folder: CatalogFolder): Promise<Record<string, Wording>> => {
  const languages = await folder.languages();
  const read = languages.map(
    async (language) => [language, await folder.read(`wording.${language}`, Wording)] as const,
  );
  return Object.fromEntries(await Promise.all(read));
};
