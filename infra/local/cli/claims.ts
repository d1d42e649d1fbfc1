import type { Claim } from '#shared/contracts/answer.ts';
import type { Cell } from '#shared/contracts/evidence.ts';
import type { Slot } from '#shared/contracts/draft.ts';
import { formatPeriod } from '#shared/domain/language/format-date.ts';
import { rangeOf } from '#shared/domain/proof/asked.ts';
import { evaluate } from '#shared/domain/proof/evaluate.ts';
import { formatValue } from '#shared/domain/proof/format-value.ts';
import type { Value } from '#shared/domain/proof/outcome.ts';
import type { Ground } from '#shared/domain/proof/witness.ts';
import type { Wording } from '#shared/domain/wording/wording.ts';

export interface Place {
  wording: Wording;
  timeZone: string;
  maskName: (name: string) => string;
}

const FIGURES = new Set(['count', 'percent', 'fraction', 'seconds', 'ms']);

/** What the evidence says the claim is worth; undefined when it says nothing. */
export const worthOf = (claim: Claim, ground: Ground): Value | undefined => {
  const row = claim.cells[0]?.[0];
  const witness = ground.witnesses.get(claim.evidence);
  if (witness === undefined) return undefined;
  const column = witness.evidence.columns[claim.cells[0]?.[1] ?? -1];
  if (claim.formula === null && (row === undefined || column === undefined)) return undefined;
  const formula = claim.formula ?? {
    op: 'cell',
    evidence: claim.evidence,
    column: column ?? '',
    row: row ?? 0,
  };
  const outcome = evaluate(formula, row === undefined ? ground : { ...ground, row });
  return outcome.kind === 'value' ? outcome : undefined;
};

/** Whether the claim's value is what the evidence gives; a list's claim is one of its values. */
export const agrees = (claim: Claim, ground: Ground, place: Place): boolean => {
  if (claim.formula?.op === 'period')
    return periodEdges(claim, ground, place).some(({ value }) => value === claim.value);
  const worth = worthOf(claim, ground);
  if (worth === undefined) return false;
  const candidates = [worth.value, ...(worth.values ?? []).map(({ value }) => value)];
  return candidates.some((value) => same(value, claim.value, place));
};

/** Whether the words of the claim say its value: figures must read exactly so, periods too. */
export const reads = (claim: Claim, ground: Ground, place: Place): boolean => {
  if (claim.formula?.op === 'period')
    return periodEdges(claim, ground, place).some(
      ({ value, text }) => value === claim.value && alike(text, claim.text),
    );
  if (claim.unit === 'name' && typeof claim.value === 'string') return readsName(claim, place);
  const worth = worthOf(claim, ground);
  if (!FIGURES.has(claim.unit) || worth === undefined || typeof claim.value !== 'number') return true;
  if (claim.value === 0 && !/\d/.test(claim.text)) return true;
  const slot: Slot = {
    slot: claim.slot,
    unit: claim.unit,
    formula: claim.formula ?? { op: 'rows', evidence: claim.evidence },
  };
  const at = { wording: place.wording, timeZone: place.timeZone, now: saidAt(claim, ground) };
  return alike(formatValue(slot, { ...worth, value: claim.value, unit: claim.unit }, at), claim.text);
};

/** A claim that opens a sentence has a capital letter. */
const alike = (left: string, right: string): boolean => left.toLowerCase() === right.toLowerCase();

const readsName = ({ text, value }: Claim, { wording, maskName }: Place): boolean => {
  const raw = String(value);
  const words = [...Object.values(wording.labels).map((list) => list[raw]), wording.trends[raw]];
  const plain = [raw, maskName(raw)].map((name) => name.replaceAll(/[\p{C}\s]+/gu, ' ').trim());
  return (
    plain.some((one) => alike(one, text)) ||
    words.some((word) => word !== undefined && [word, maskName(word)].some((one) => alike(one, text))) ||
    isVerdict(text, wording)
  );
};

/** A direction may be worded as good or bad news. */
const isVerdict = (text: string, { trends }: Wording): boolean =>
  Object.values(trends).some((one) => alike(one, text));

/** The instant that the answer was given: words such as "yesterday" are seen from there. */
const saidAt = ({ evidence }: Claim, ground: Ground): Date => {
  const said = ground.witnesses.get(evidence)?.evidence;
  return new Date(said?.kept?.at ?? said?.readAt ?? 0);
};

const periodEdges = (
  claim: Claim,
  ground: Ground,
  { wording, timeZone }: Place,
): { text: string; value: string }[] => {
  const query = ground.witnesses.get(claim.evidence)?.read.query;
  const range = query && claim.formula?.op === 'period' ? rangeOf(query, claim.formula.which) : undefined;
  if (range === undefined) return [];
  const { pieces } = formatPeriod(range, saidAt(claim, ground), timeZone, wording);
  return pieces.filter((piece) => typeof piece !== 'string');
};

const same = (left: Cell, right: Cell, { maskName }: Place): boolean => {
  if (typeof left === 'number' && typeof right === 'number')
    return Math.abs(left - right) <= 1e-9 * Math.max(1, Math.abs(left), Math.abs(right));
  return left === right || (typeof left === 'string' && maskName(left) === right);
};
