import type { CatalogFolder } from '#shared/adapters/catalog-files.ts';
import type { Claim } from '#shared/contracts/answer.ts';
import { Catalog } from '#shared/contracts/catalog.ts';
import type { Conversation } from '#shared/contracts/conversation.ts';
import type { Maskable, Masked, ProvenSentence } from '#shared/contracts/documents.ts';
import { Dictionary } from '#shared/domain/masking/dictionary.ts';
import { createMask, type Mask } from '#shared/domain/masking/mask.ts';
import { joinSentences } from '#shared/domain/wording/join.ts';
import { Wording } from '#shared/domain/wording/wording.ts';
import { log } from '#shared/runtime/log.ts';
import { maskEvidence, nameColumns } from './mask-evidence.ts';
import { toldIn } from './told.ts';

type NameOf = (name: string) => string;

interface Voice {
  wording: Wording;
  mask: Mask;
}

/** The end of the line: text of the sentences, in business words, and nothing technical left anywhere. */
export const maskWith = async ({ catalog: folder }: { catalog: CatalogFolder }) => {
  const [catalog, dictionary, languages] = await Promise.all([
    folder.read('model', Catalog),
    folder.read('masking', Dictionary),
    folder.languages(),
  ]);
  const voices = new Map<string, Voice>();
  for (const code of languages)
    voices.set(code, {
      wording: await folder.read(`wording.${code}`, Wording),
      mask: createMask(dictionary, code),
    });
  const columns = nameColumns(catalog);
  // As the directory names them: one name in all languages.
  const [names] = [...voices.values()].map(({ mask }) => mask);
  if (names === undefined) throw new Error('no wording');

  return (document: Maskable): Masked => {
    const voice = voices.get(document.language) ?? [...voices.values()][0];
    if (voice === undefined) throw new Error('no wording');
    const { numbered = {} } = document;
    // A name may be a word of the language itself: `__proto__`.
    const nameOf: NameOf = (name) =>
      (Object.hasOwn(numbered, name) ? numbered[name] : undefined) ?? names.name(name);
    const whole = document.fault === undefined ? document : withFault(document, document.fault.Error, voice);
    const honest = withoutBlocked(whole, voice, nameOf);
    const claims = (honest.claims ?? []).map((claim) => maskClaim(claim, nameOf));
    const answer = joined(honest.sentences ?? plain(honest), claims);
    const gated = voice.mask.text(answer);
    if (gated !== answer) log.warn('masked again', { questionId: document.questionId });
    return {
      questionId: document.questionId,
      sessionId: document.sessionId,
      language: document.language,
      kind: honest.kind,
      category: document.category,
      confidence: document.confidence,
      ...(honest.reason !== undefined && { reason: honest.reason }),
      answer: gated,
      query: document.reads[0]?.query ?? null,
      claims,
      evidence: (honest.evidence ?? []).map((one) => maskEvidence(one, columns, nameOf)),
      blocks: honest.blocks.map((block) => maskBlock(block, voice.mask, nameOf)),
      suggestions: honest.suggestions,
      cached: isKept(honest.evidence),
      degraded: [
        ...(document.degraded ?? []),
        ...(document.fault === undefined ? [] : [faultyPart(document.fault.Error)]),
      ],
      ...(document.conversation && {
        conversation: withNamed(document.conversation, document, claims, catalog),
      }),
      usage: document.usage ?? { modelCalls: 0, inputTokens: 0, outputTokens: 0, costUsd: 0 },
    };
  };
};

/** All of it had been read for earlier questions. */
const isKept = (evidence: Maskable['evidence'] = []): boolean =>
  evidence.length > 0 && evidence.every(({ kept }) => kept !== undefined);

const MOST_NAMED = 10;

/** The names that the answer gave, in its order: what "it" or "the second one" may mean next. */
const withNamed = (
  conversation: Conversation,
  { reads, evidence = [] }: Maskable,
  claims: Claim[],
  { mainEntity, summaries }: Catalog,
): Conversation => {
  if (conversation.last === undefined || reads.length === 0) return conversation;
  // What only tells how far back the figures go names things that nobody asked for.
  const roles = new Set(summaries?.metrics.filter(({ role }) => role !== undefined).map(({ name }) => name));
  const isNote = (measured: readonly string[]): boolean =>
    measured.length > 0 && measured.every((name) => roles.has(name));
  const isEntity = ({ unit, evidence: id, cells }: Claim): boolean => {
    const source = evidence.find((one) => one.id === id);
    if (unit !== 'name' || !source || isNote(source.query?.metrics ?? [])) return false;
    return cells.some(([, column]) => source.columns[column] === mainEntity);
  };
  const named = [...new Set(claims.filter(isEntity).map(({ text }) => text))].slice(0, MOST_NAMED);
  const told = toldIn(claims);
  return { ...conversation, last: { ...conversation.last, named, ...(told && { told }) } };
};

/** Without the sentences that stay technical whatever is written; nothing is left: an honest refusal. */
const withoutBlocked = (document: Maskable, { wording, mask }: Voice, nameOf: NameOf): Maskable => {
  const sentences = document.sentences ?? plain(document);
  const claims = (document.claims ?? []).map((claim) => maskClaim(claim, nameOf));
  const kept = sentences.filter((sentence) => mask.gate(joined([sentence], claims)) !== undefined);
  if (kept.length === sentences.length && kept.length > 0) return document;
  log.warn('blocked', { questionId: document.questionId, sentences: sentences.length - kept.length });
  if (kept.length === 0) return refused(document, 'not_proven', wording);
  return { ...document, ...renumbered(kept, document.claims ?? []) };
};

/** Only the claims that these sentences make. */
const renumbered = (sentences: ProvenSentence[], claims: Claim[]) => {
  const used = [
    ...new Set(sentences.flat().flatMap((part) => (typeof part === 'string' ? [] : [part.claim]))),
  ];
  return {
    claims: used.flatMap((claim) => claims[claim] ?? []),
    sentences: sentences.map((parts) =>
      parts.map((part) => (typeof part === 'string' ? part : { claim: used.indexOf(part.claim) })),
    ),
  };
};

/** A step failed: nothing that needs data is said; why it failed stays in the log. */
const withFault = (document: Maskable, fault: string, { wording }: Voice): Maskable => {
  log.warn('degraded', { questionId: document.questionId, fault });
  return refused(document, 'data_unreachable', wording);
};

const refused = (
  document: Maskable,
  reason: 'data_unreachable' | 'not_proven',
  wording: Wording,
): Maskable => ({
  ...document,
  kind: 'refuse',
  reason,
  sentences: [[wording.refusals[reason] ?? '']],
  claims: [],
  evidence: [],
  blocks: [],
  suggestions: [],
});

const faultyPart = (fault: string): string => {
  if (fault === 'AccessUnknown') return 'access';
  return fault.startsWith('Database') ? 'database' : 'assistant';
};

/** Static replies come straight from classify: sentences without slots. */
const plain = ({ draft }: Maskable): ProvenSentence[] =>
  (draft?.sentences ?? []).map(({ parts }) => parts.filter((part) => typeof part === 'string'));

const maskClaim = (claim: Claim, nameOf: NameOf): Claim => {
  if (claim.unit !== 'name') return claim;
  const value =
    typeof claim.value === 'string' && claim.value === claim.text ? nameOf(claim.value) : claim.value;
  return { ...claim, value, text: nameOf(claim.text) };
};

/** Lines of a list start with a line break of their own; other sentences follow each other. */
const joined = (sentences: ProvenSentence[], claims: Claim[]): string => {
  const texts = sentences.map((parts) =>
    parts.map((part) => (typeof part === 'string' ? part : (claims[part.claim]?.text ?? ''))).join(''),
  );
  return joinSentences(texts).trimStart();
};

const maskBlock = (block: Masked['blocks'][number], mask: Mask, nameOf: NameOf): Masked['blocks'][number] => {
  switch (block.type) {
    case 'choices':
      return { ...block, choices: block.choices.map(({ id, label }) => ({ id, label: nameOf(label) })) };
    case 'definitions':
      return {
        ...block,
        definitions: block.definitions.map((one) => ({ ...one, text: mask.text(one.text) })),
      };
    case 'series':
    case 'topics':
      return block;
  }
};
