import type { Catalog } from '#shared/contracts/catalog.ts';
import type { Formula, Slot } from '#shared/contracts/draft.ts';
import type { Cell } from '#shared/contracts/evidence.ts';
import type { SemanticQuery } from '#shared/contracts/query.ts';
import { evaluate } from '#shared/domain/proof/evaluate.ts';
import type { Outcome } from '#shared/domain/proof/outcome.ts';
import type { Rendered, Setting } from '#shared/domain/proof/pieces.ts';
import { renderSlot } from '#shared/domain/proof/render.ts';
import { witnessesOf } from '#shared/domain/proof/witness.ts';
import type { Wording } from '#shared/domain/wording/wording.ts';
import {
  type Language,
  catalog as business,
  evidenceFor,
  now,
  timeZone,
  wordings,
} from '#test/support/wordings.ts';

type Rows = Record<string, Cell>[];

interface Place {
  language?: Language;
  wording?: Wording;
  catalog?: Catalog;
  row?: number;
  /** Further evidence by its name; what is asked about is `e1`. */
  beside?: Record<string, readonly [SemanticQuery, Rows]>;
}

/** Evidence for what was asked, made anew for each test. */
export const settingOf = (
  query: SemanticQuery,
  rows: Rows = [],
  { language = 'it', wording = wordings[language], catalog = business, row, beside = {} }: Place = {},
): Setting => {
  const all = Object.entries({ e1: [query, rows] as const, ...beside });
  const reads = all.map(([id, [asked]]) => ({ id, query: asked }));
  const evidence = all.map(([id, [asked, found]]) => evidenceFor({ id, query: asked }, found));
  return {
    witnesses: witnessesOf(evidence, reads, catalog),
    catalog,
    wording,
    timeZone,
    now,
    ...(row !== undefined && { row }),
  };
};

export const cell = (column: string, row: number | 'each' = 0, evidence = 'e1'): Formula => ({
  op: 'cell',
  evidence,
  column,
  row,
});

export const slotOf = (
  formula: Formula,
  unit: Slot['unit'],
  style?: Slot['style'],
  labels?: string,
  missing?: boolean,
): Slot => ({
  slot: 's',
  unit,
  formula,
  ...(style !== undefined && { style }),
  ...(labels !== undefined && { labels }),
  ...(missing !== undefined && { missing }),
});

/** What is said, each claim between brackets, or why nothing is. */
export const spoken = (rendered: Rendered): string =>
  rendered.kind === 'pieces'
    ? rendered.pieces.map((piece) => (typeof piece === 'string' ? piece : `[${piece.text}]`)).join('')
    : `${rendered.kind}: ${rendered.reason}`;

export const say = (slot: Slot, setting: Setting): string => spoken(renderSlot(slot, setting));

/** The worth of a formula alone, or why it has none. */
export const worth = (formula: Formula, setting: Setting): Cell => {
  const outcome = evaluate(formula, setting);
  return outcome.kind === 'value' ? outcome.value : `${outcome.kind}: ${outcome.reason}`;
};

/** The same with its unit and the places of its cells. */
export const figure = (
  formula: Formula,
  setting: Setting,
): Pick<Extract<Outcome, { kind: 'value' }>, 'value' | 'unit' | 'cells'> | string => {
  const outcome = evaluate(formula, setting);
  if (outcome.kind !== 'value') return `${outcome.kind}: ${outcome.reason}`;
  const { value, unit, cells } = outcome;
  return { value, unit, cells };
};
