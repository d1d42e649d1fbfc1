import type { Claim } from '#shared/contracts/answer.ts';
import type { Catalog } from '#shared/contracts/catalog.ts';
import type { ProvenSentence, Read } from '#shared/contracts/documents.ts';
import type { Draft, Part, Sentence } from '#shared/contracts/draft.ts';
import type { Evidence } from '#shared/contracts/evidence.ts';
import type { Wording } from '../wording/wording.ts';
import { assemble } from './assemble.ts';
import { isCoherent } from './coherence.ts';
import { holds } from './evaluate.ts';
import { fixedText } from './fixed-text.ts';
import { nameKey, objection, toneObjection } from './free-text.ts';
import type { Piece, Setting } from './pieces.ts';
import { renderSlot } from './render.ts';
import { type Witness, witnessesOf } from './witness.ts';

export interface ProofContext {
  wording: Wording;
  catalog: Catalog;
  timeZone: string;
  /** The instant the question was asked: "yesterday" is seen from here. */
  now: Date;
}

export interface Refusal {
  slot: string;
  reason: string;
}

export interface Proof {
  sentences: ProvenSentence[];
  claims: Claim[];
  refused: Refusal[];
}

/** Sentences that repeat are lines of their own; a reader of the sentences sees it by this start. */
const LINE = '\n• ';

/** Slots of this name tell how far the data reaches, not what was asked. */
const FRAME_SLOT = 'range_';

const namesIn = (witnesses: Map<string, Witness>): Set<string> => {
  const names = new Set<string>();
  for (const { evidence, columns } of witnesses.values())
    for (const row of evidence.rows)
      for (const [index, cell] of row.entries()) {
        const column = columns.get(evidence.columns[index] ?? '');
        if (typeof cell === 'string' && column?.field?.type === 'text') names.add(nameKey(cell));
      }
  names.delete('');
  return names;
};

const sentencePieces = (parts: Part[], setting: Setting): Piece[] | Refusal => {
  if (!isCoherent(parts, setting)) return { slot: '', reason: 'value of another row' };
  const pieces: Piece[] = [];
  for (const part of parts) {
    if (typeof part === 'string') {
      pieces.push(part);
      continue;
    }
    const rendered = renderSlot(part, setting);
    if (rendered.kind === 'refused') return { slot: part.slot, reason: rendered.reason };
    pieces.push(...rendered.pieces);
    if (rendered.comma === true) pieces.push(',');
  }
  return pieces;
};

const rowsOf = (sentence: Sentence, witnesses: Map<string, Witness>): (number | undefined)[] => {
  if (!sentence.each) return [undefined];
  const count = witnesses.get(sentence.each.evidence)?.evidence.rows.length ?? 0;
  return Array.from({ length: Math.min(count, sentence.each.limit) }, (_, row) => row);
};

const freeText = (sentence: Sentence): string =>
  sentence.parts.map((part) => (typeof part === 'string' ? part : ' ')).join('');

interface Trial {
  witnesses: Map<string, Witness>;
  names: ReadonlySet<string>;
  context: ProofContext;
}

/** What is left of the sentences that belong together, and whether it answers anything. */
const tried = (
  sentences: readonly Sentence[],
  { witnesses, names, context }: Trial,
): Proof & { tells: boolean } => {
  const proof: Proof = { sentences: [], claims: [], refused: [] };
  let tells = false;
  for (const sentence of sentences)
    for (const row of rowsOf(sentence, witnesses)) {
      const setting: Setting = { ...context, witnesses, ...(row === undefined ? {} : { row }) };
      if (!(sentence.when ?? []).every((condition) => holds(condition, setting))) continue;
      const pieces = sentence.said
        ? fixedPieces(sentence.said, context.wording)
        : provenPieces(sentence, setting, names);
      if ('reason' in pieces) proof.refused.push(pieces);
      else {
        append(proof, pieces, sentence, context.wording);
        tells ||=
          sentence.said !== undefined ||
          sentence.parts.some((part) => typeof part !== 'string' && part.style === 'unknown');
      }
    }
  return { ...proof, tells: tells || proof.claims.some(tellsSomething) };
};

const fixedPieces = (keys: string[], wording: Wording): Piece[] | Refusal => {
  const text = fixedText(keys, wording);
  return text === undefined ? { slot: '', reason: 'no such text' } : [text];
};

const tonePieces = ({ parts }: Sentence, wording: Wording, names: ReadonlySet<string>): Piece[] | Refusal => {
  const [text, ...others] = parts;
  if (typeof text !== 'string' || text === '' || others.length > 0) return freeRefusal('not a text');
  const reason = toneObjection(text, wording, names);
  return reason === undefined ? [text] : freeRefusal(reason);
};

const provenPieces = (
  sentence: Sentence,
  setting: Setting,
  names: ReadonlySet<string>,
): Piece[] | Refusal => {
  if (sentence.tone === true) return tonePieces(sentence, setting.wording, names);
  const reason = objection(freeText(sentence), setting.wording, names);
  return reason === undefined ? sentencePieces(sentence.parts, setting) : freeRefusal(reason);
};

/** The sentences of each question of the message, then those that belong to all. */
const byPart = ({ sentences }: Draft): { parts: Sentence[][]; common: Sentence[] } => {
  const numbers = [...new Set(sentences.flatMap(({ part }) => part ?? []))].sort(
    (left, right) => left - right,
  );
  if (numbers.length === 0) return { parts: [sentences], common: [] };
  return {
    parts: numbers.map((number) => sentences.filter(({ part }) => part === number)),
    common: sentences.filter(({ part }) => part === undefined),
  };
};

/** The one proof after the other; each begins a line. */
const joinedProof = (proofs: readonly Proof[]): Proof => {
  const whole: Proof = { sentences: [], claims: [], refused: [] };
  for (const [at, { sentences, claims, refused }] of proofs.entries()) {
    const shift = whole.claims.length;
    const moved = sentences.map((sentence) =>
      sentence.map((part) => (typeof part === 'string' ? part : { claim: part.claim + shift })),
    );
    const [first, ...others] = moved;
    if (first) whole.sentences.push(at === 0 || startsLine(first) ? first : ['\n', ...first], ...others);
    whole.claims.push(...claims);
    whole.refused.push(...refused);
  }
  return whole;
};

/**
 * Recomputes every slot of a draft from the evidence and drops each sentence that holds anything unproven:
 * a slot that can not be computed or has another unit, or free text that says something by itself.
 * `sentences` point into `claims`, which hold every figure, name and date that is left. A question with
 * nothing left gets one honest sentence without claims.
 */
export const prove = (draft: Draft, evidence: Evidence[], reads: Read[], context: ProofContext): Proof => {
  const witnesses = witnessesOf(evidence, reads, context.catalog);
  const trial: Trial = { witnesses, names: namesIn(witnesses), context };
  const { parts, common } = byPart(draft);
  const unproven: ProvenSentence[] = [[context.wording.refusals['not_proven'] ?? '']];
  const proofs = parts.map((sentences) => tried(sentences, trial));
  const honest = proofs.map((proof) => (proof.tells ? proof : { ...proof, claims: [], sentences: unproven }));
  if (!proofs.some(({ tells }) => tells)) return { ...joinedProof(honest), sentences: unproven };
  return joinedProof([...honest, tried(common, trial)]);
};

const freeRefusal = (reason: string): Refusal => ({ slot: '', reason: `free text: ${reason}` });

const FRAMING = new Set<string | undefined>(['readAt', 'period', 'asked', 'bound', 'filtered', 'values']);

/** When the data was read and what was asked for is no answer by itself. */
const tellsSomething = ({ formula, slot }: Claim): boolean =>
  !FRAMING.has(formula?.op) && !slot.startsWith(FRAME_SLOT);

const startsLine = (parts: readonly unknown[] | undefined): boolean => {
  const first = parts?.[0];
  return typeof first === 'string' && first.startsWith(LINE);
};

const append = (proof: Proof, pieces: Piece[], sentence: Sentence, wording: Wording): void => {
  const proven: ProvenSentence = [];
  const whole = assemble(sentence.each ? [LINE, ...pieces] : pieces, wording);
  // After lines the text begins a line of its own again.
  if (startsLine(proof.sentences.at(-1)) && !startsLine(whole)) proven.push('\n');
  for (const piece of whole)
    if (typeof piece === 'string') proven.push(piece);
    else proven.push({ claim: proof.claims.push(piece) - 1 });
  proof.sentences.push(proven);
};
