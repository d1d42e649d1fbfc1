import type { Understanding } from '#shared/contracts/understanding.ts';
import type { ModelRequest } from '#shared/model-ports.ts';
import { type Conversed, converse } from '../conversation/converse.ts';
import { edited, type Span } from '../conversation/pieces.ts';
import type { Frame } from '../frame.ts';
import { type Asked as Message, type Knowledge, readAlone } from '../understand.ts';
import { namesOf } from '../read-frame.ts';
import { hiddenText, shownOf, unknownAt } from './aliases.ts';
import { type Asked, looseWords, placesOf, type Proof, provenSlots } from './evidence.ts';
import { emptyWord } from './hints.ts';
import { formOf, requestOf } from './request.ts';
import { readSuggestion, type Suggestion } from './suggestion.ts';
import { isAnchored, isUnsure, saysWhat } from './unsure.ts';

/** A reading with a model's part in it is never trusted more than this. */
const MOST_TRUST = 0.85;
/** A reading of the rules that is weaker gives way when a model says that the question is about something else. */
const WEAK = 0.7;
const DOUBT_PER_WORD = 0.03;

export interface SecondReading {
  readonly request: ModelRequest;
  /** Undefined when the output has not the form that was asked for. */
  read(output: string): Conversed | undefined;
}

interface Rewritten {
  readonly text: string;
  /** Plain words stand for loose ones; otherwise only decoration was taken away. */
  readonly reworded: boolean;
  readonly ignored: number;
}

const within = (at: number, spans: readonly Span[]): boolean =>
  spans.some(({ start, end }) => at >= start && at < end);

const isNaming = (frame: Frame, at: number): boolean =>
  frame.naming.includes(frame.words.tokens[at]?.norm ?? '');

/**
 * The question with plain words for loose ones and without decoration. Undefined when a word would be lost: one
 * that stands where a name would, one that may mean something, or one that the model does not account for.
 */
const rewritten = (
  suggestion: Suggestion,
  proofs: readonly Proof[],
  { frame, shown, grammar, catalog, empty }: Asked,
): Rewritten | undefined => {
  const edits = proofs.flatMap((proof) => proof.edits);
  const accounted = [
    ...proofs.map((proof) => proof.span),
    ...suggestion.ignored.flatMap((quote) => placesOf(quote, shown)),
  ];
  const left = unknownAt(frame).filter((at) => !within(at, edits));
  const meant = new Set(proofs.map((proof) => proof.meant));
  const loose = looseWords(frame, grammar, catalog.mainEntity).filter(({ tag }) => !meant.has(tag));
  const matters = (at: number): boolean => isNaming(frame, at) || within(at, loose);
  if (left.some((at) => matters(at) || !within(at, accounted))) return undefined;
  // What stood apart stays apart: "dalle ceneri ieri" must not become "since yesterday".
  const decoration = left.map((at) => ({ start: at, end: at + 1, text: empty }));
  return {
    text: edited(frame, [...edits, ...decoration]),
    reworded: edits.length > 0,
    ignored: left.length,
  };
};

const weaker = (understanding: Understanding, ignored: number): Understanding => {
  const confidence = Math.min(understanding.confidence, MOST_TRUST) - DOUBT_PER_WORD * ignored;
  return { ...understanding, confidence: Math.round(Math.max(0.3, confidence) * 100) / 100 };
};

/** Of an answer that is hardly trusted and "this is about something else" the refusal wins. */
const moreCareful = (first: Conversed): Conversed => {
  const { kind, confidence, language, category } = first.understanding;
  if (!isAnswer(kind) || confidence >= WEAK) return first;
  return {
    ...first,
    understanding: { kind: 'refuse', language, category, confidence, reason: 'not_understood' },
  };
};

const isAnswer = (kind: Understanding['kind']): boolean => kind === 'query' || kind === 'several';

/** The question before, as it may be shown; nothing when a name would be left in it. */
const before = ({ conversation, ...asked }: Message, knowledge: Knowledge): string | undefined => {
  const last = conversation?.last;
  if (!last) return undefined;
  const { frame } = readAlone({ ...asked, text: last.text, askedAt: last.askedAt }, knowledge, last.pins);
  return hiddenText(frame, knowledge.directory);
};

/**
 * A second reading of a message that the rules are unsure of, with the help of a model; undefined when they are
 * sure, or when nothing in it is about the data. The model proposes and the message decides: a slot counts only
 * with words of the message that say it, and the rules read the rest like any message. Nobody is asked about what
 * the rules refuse. Where no slot counts, the first reading stands.
 */
export const secondReading = (
  message: Message,
  first: Conversed,
  knowledge: Knowledge,
): SecondReading | undefined => {
  const { catalog, grammar, directory } = knowledge;
  const { language } = first.understanding;
  const { frame } = readAlone({ ...message, askedLanguage: language }, knowledge);
  // What the rules take for another subject needs a word of the data itself, whatever was spoken of before.
  const elsewhere = first.understanding.category === 'OFF_TOPIC';
  const anchored = isAnchored(frame) || (message.conversation?.last !== undefined && !elsewhere);
  const loose = looseWords(frame, grammar, catalog.mainEntity).length > 0;
  if (!anchored || !isUnsure(first.understanding, frame, loose)) return undefined;
  const shown = shownOf(frame, directory, grammar);
  const form = formOf(catalog, grammar);

  const reread = (suggestion: Suggestion): Conversed => {
    if (suggestion.category !== 'BUSINESS_DATA') return moreCareful(first);
    const empty = emptyWord(language, grammar, namesOf(directory, grammar).index);
    const asked: Asked = { frame, shown, language, grammar, catalog, empty };
    const next = rewritten(suggestion, provenSlots(suggestion, asked), asked);
    // What the rules would answer changes only for words that they did not know.
    if (!next || (isAnswer(first.understanding.kind) && !next.reworded)) return first;
    const plain = { ...message, text: next.text, askedLanguage: language };
    // With words left out, what remains must say by itself what is asked.
    if (next.ignored > 0 && !saysWhat(readAlone(plain, knowledge).frame)) return first;
    const again = converse(plain, knowledge);
    const { kind } = again.understanding;
    if (!isAnswer(kind) && kind !== 'clarify') return first;
    return { ...again, understanding: weaker(again.understanding, next.ignored) };
  };

  return {
    request: requestOf({ shown, language, before: before(message, knowledge) }, form),
    read: (output) => {
      const suggestion = readSuggestion(output, form.schema);
      return suggestion && reread(suggestion);
    },
  };
};
