import type { Claim } from '#shared/contracts/answer.ts';
import { Told } from '#shared/contracts/conversation.ts';

type Unit = Told['unit'];

const UNITS: ReadonlySet<string> = new Set<Unit>(['hour', 'weekday', 'day', 'week', 'month']);
/** What the answer itself was read from; the rest are remarks. */
const MAIN = 'e1';

const told = (unit: string, value: unknown): Told | undefined => {
  const read = Told.safeParse({ unit, value: String(value) });
  return read.success ? read.data : undefined;
};

/** The top of a ranking of days or hours, or the highest of a series: its lowest is told beside it. */
const peakOf = (claims: readonly Claim[]): Told | undefined => {
  const peaks = claims.flatMap(({ formula, value }) =>
    formula?.op === 'at' && UNITS.has(formula.column) ? [{ ...formula, value }] : [],
  );
  const highest = peaks.filter(({ which }) => which === 'max');
  const [peak, ...others] = highest.length > 0 ? highest : peaks;
  return peak && others.length === 0 ? told(peak.column, peak.value) : undefined;
};

/** When the one thing was that was told: the last failure. */
const instantOf = (claims: readonly Claim[]): Told | undefined => {
  const read = claims.filter(({ evidence, cells, formula }) => {
    const own = evidence === MAIN && cells.length === 1;
    return own && formula === null;
  });
  const instants = new Set(read.flatMap(({ unit, value }) => (unit === 'date' ? [String(value)] : [])));
  const [instant, ...others] = instants;
  return instant !== undefined && others.length === 0 && instant.includes('T')
    ? told('instant', instant)
    : undefined;
};

/** The one moment that an answer told, as far as its claims prove it. */
export const toldIn = (claims: readonly Claim[]): Told | undefined => peakOf(claims) ?? instantOf(claims);
