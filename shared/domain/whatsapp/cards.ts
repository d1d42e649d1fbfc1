import type { Masked } from '#shared/contracts/documents.ts';
import type { Evidence } from '#shared/contracts/evidence.ts';
import type { TimeRange } from '#shared/contracts/query.ts';
import { counted } from '../wording/agreement.ts';
import { nounOf, type Wording } from '../wording/wording.ts';

/** A thing of a ranking, its figure in words, and the question that shows the figure along time. */
export interface RankedThing {
  name: string;
  value: number;
  text: string;
  question: string;
  range: TimeRange;
}

/** A kept picture of one thing, with its figure in words. */
export interface Card {
  chart: string;
  name: string;
  text: string;
}

type Ranking = Pick<Masked, 'kind' | 'query' | 'blocks' | 'claims' | 'evidence'>;

const DAY_MS = 86_400_000;
const FEWEST_DAYS = 7;
const MOST_DAYS = 31;
const FEWEST = 2;
const MOST = 5;

/**
 * The things of a ranking that are worth a picture each: several of them, by a figure that the wording has a
 * question for, over the last days up to the one that is not over. Otherwise none.
 */
export const rankedThings = (
  answer: Ranking,
  { each = {}, metrics }: Pick<Wording, 'each' | 'metrics'>,
): RankedThing[] => {
  const { kind, query, blocks } = answer;
  const [metric = '', another] = query?.metrics ?? [];
  const template = Object.hasOwn(each, metric) ? each[metric] : undefined;
  const block = blocks.find((one) => one.type === 'series');
  if (kind !== 'answer' || query?.shape !== 'top' || template === undefined || another !== undefined)
    return [];
  if (block === undefined || block.value !== metric || block.compared !== undefined) return [];
  const evidence = answer.evidence.find(({ id }) => id === block.evidence);
  const range = evidence?.query?.timeRange;
  const days = evidence === undefined ? undefined : lastDays(evidence);
  if (evidence === undefined || range === undefined || days === undefined) return [];
  const things = placesOf(answer, evidence, block).map(({ name, value, figure }) => ({
    name,
    value,
    text: `${figure} ${counted(nounOf(metrics, metric), value)}`,
    question: template.replace('{name}', () => name).replace('{days}', String(days)),
    range,
  }));
  return things.length < FEWEST ? [] : things.slice(0, MOST);
};

/** How many whole days before the one in which it was read; undefined for any other period. */
const lastDays = ({ query, readAt }: Evidence): number | undefined => {
  const { from = '', to = '' } = query?.timeRange ?? {};
  const sinceMs = Date.parse(readAt) - Date.parse(to);
  // A day of summer time has another length.
  const days = Math.round((Date.parse(to) - Date.parse(from)) / DAY_MS);
  return sinceMs >= 0 && sinceMs < DAY_MS && days >= FEWEST_DAYS && days <= MOST_DAYS ? days : undefined;
};

/** Name and figure of each row that the answer says, as it says them. */
const placesOf = (
  { claims }: Ranking,
  { id, columns, rows }: Evidence,
  { label, value: column }: { label: string; value: string },
): { name: string; value: number; figure: string }[] => {
  const said = (row: number, name: string) =>
    claims.find(
      ({ evidence, cells: [cell], formula }) =>
        evidence === id && formula === null && cell?.[0] === row && cell[1] === columns.indexOf(name),
    );
  return rows.flatMap((_, row) => {
    const [name, figure] = [said(row, label), said(row, column)];
    return name?.unit === 'name' && figure?.unit === 'count' && typeof figure.value === 'number'
      ? [{ name: name.text, value: figure.value, figure: figure.text }]
      : [];
  });
};

/**
 * The card of a thing, when what was answered to its question is about the same days, of that name alone, and
 * comes to the very figure of the ranking.
 */
export const cardOf = (
  { name, value, text, range }: RankedThing,
  { kind, blocks, claims, evidence }: Ranking,
): Card | undefined => {
  const block = blocks.find((one) => one.type === 'series');
  const source = evidence.find(({ id }) => id === block?.evidence);
  const column = source?.columns.indexOf(block?.value ?? '') ?? -1;
  const total = source?.rows.reduce((sum, row) => sum + Number(row[column] ?? 0), 0);
  const names = claims.filter(({ unit }) => unit === 'name').map((claim) => claim.text);
  const period = source?.query?.timeRange;
  const fits =
    kind === 'answer' &&
    total === value &&
    names.length > 0 &&
    names.every((one) => one === name) &&
    period?.from === range.from &&
    period.to === range.to;
  return fits && block?.chart !== undefined ? { chart: block.chart, name, text } : undefined;
};
