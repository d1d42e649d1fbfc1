import type { Token } from '../language/tokens.ts';
import type { Stated } from './item.ts';
import type { Lexicon } from './lexicon.ts';
import { numberInWords } from './number-words.ts';

/** The tags of the longest phrase at a token, and where it ends. */
export type Tagged = (at: number) =>
  | {
      readonly tags: ReadonlySet<string>;
      readonly end: number;
      readonly unit?: { readonly size: number; readonly end: number };
    }
  | undefined;

export interface Found {
  readonly stated: Stated;
  readonly end: number;
}

interface Plain {
  value: number;
  step: number;
  end: number;
}

const plainAt = (tokens: readonly Token[], at: number, lexicon: Lexicon): Plain | undefined => {
  const token = tokens[at];
  if (token?.kind === 'number' && token.value !== undefined && token.ordinal !== true) {
    const fraction = token.norm.split(lexicon.decimal)[1]?.length ?? 0;
    return { value: token.value, step: 10 ** -fraction, end: at + 1 };
  }
  const words = token?.kind === 'word' ? numberInWords(tokens, at, lexicon) : undefined;
  return words && { value: words.value, step: 1, end: words.end };
};

/** "Half an hour", "un quarto d'ora". */
const spanAt = (at: number, tagged: Tagged): Found | undefined => {
  const found = tagged(at);
  const tag = [...(found?.tags ?? [])].find((each) => each.startsWith('span.'));
  if (!found || tag === undefined) return undefined;
  const value = Number(tag.slice(5));
  const stated = { value, unit: 'seconds', step: value, scale: value, is: '=', about: false } as const;
  return { stated, end: found.end };
};

/** "A minute": one of it. */
const oneUnit = (tokens: readonly Token[], at: number, tagged: Tagged): Plain | undefined => {
  const article = /^(?:a|an)$/.test(tokens[at]?.norm ?? '') && tagged(at)?.tags.has('perDay') !== true;
  return article && tagged(at + 1)?.unit ? { value: 1, step: 1, end: at + 1 } : undefined;
};

const HALF_OF = 0.5;

const durationAt = (
  tokens: readonly Token[],
  first: Plain,
  tagged: Tagged,
  lexicon: Lexicon,
): Found | undefined => {
  let { value, step, end } = first;
  let seconds = 0;
  let least = 0;
  let scale = Number.POSITIVE_INFINITY;
  const halved = tagged(end);
  // "Two and a half hours".
  if (halved?.tags.has('half') === true && tagged(halved.end)?.unit) {
    value += HALF_OF;
    step = HALF_OF;
    ({ end } = halved);
  }
  for (;;) {
    const unit = tagged(end)?.unit;
    if (!unit || unit.size >= scale) break;
    const { size } = unit;
    seconds += value * size;
    least = step * size;
    scale = size;
    end = unit.end;
    const half = tagged(end);
    if (half?.tags.has('half') === true) {
      seconds += HALF_OF * size;
      least = HALF_OF * size;
      end = half.end;
      break;
    }
    const joint = tagged(end)?.tags.has('and') === true ? end + 1 : end;
    const next = plainAt(tokens, joint, lexicon);
    const smaller = next && tagged(next.end)?.unit;
    if (!next || !smaller || smaller.size >= scale) break;
    ({ value, step, end } = next);
  }
  if (scale === Number.POSITIVE_INFINITY) return undefined;
  return { stated: { value: seconds, unit: 'seconds', step: least, scale, is: '=', about: false }, end };
};

/** "4 points", "a 25-point rise", "un punto e mezzo". */
const pointsAt = (
  tokens: readonly Token[],
  { value, step, end }: Plain,
  tagged: Tagged,
): { of: { value: number; step: number }; end: number } | undefined => {
  const unit = tagged(tokens[end]?.norm === '-' ? end + 1 : end);
  if (unit?.tags.has('points') !== true) return undefined;
  const half = tagged(unit.end);
  if (half?.tags.has('half') !== true) return { of: { value, step }, end: unit.end };
  return { of: { value: value + HALF_OF, step: HALF_OF }, end: half.end };
};

/** A figure with its unit from token `at` on: "12", "dodici", "13,2 %", "1 minuto e 15 secondi". */
export const valueAt = (
  tokens: readonly Token[],
  at: number,
  tagged: Tagged,
  lexicon: Lexicon,
): Found | undefined => {
  const sign = tokens[at]?.kind === 'mark' && /^[-+−]$/.test(tokens[at].norm) ? tokens[at].norm : undefined;
  const signed = sign !== undefined && tokens[at]?.end === tokens[at + 1]?.start;
  const span = spanAt(at, tagged);
  if (span) return span;
  const plain = plainAt(tokens, signed ? at + 1 : at, lexicon) ?? oneUnit(tokens, at, tagged);
  if (!plain || (sign !== undefined && !signed)) return undefined;
  const turn = signed && sign !== '+' ? -1 : 1;
  const base = { is: '=', about: false, ...(signed && { signed }) } as const;
  const after = tagged(plain.end);
  if (tokens[plain.end]?.norm === '%' || after?.tags.has('percent') === true) {
    const end = tokens[plain.end]?.norm === '%' ? plain.end + 1 : (after?.end ?? 0);
    return { stated: { ...base, value: turn * plain.value, unit: 'percent', step: plain.step }, end };
  }
  const points = pointsAt(tokens, plain, tagged);
  if (points)
    return {
      stated: { ...base, unit: 'points', ...points.of, value: turn * points.of.value },
      end: points.end,
    };
  const duration = durationAt(tokens, plain, tagged, lexicon);
  if (duration) return duration;
  const inWords = tokens[plain.end - 1]?.kind === 'word';
  const stated = { ...base, value: turn * plain.value, unit: 'count', step: plain.step } as const;
  return { stated: inWords ? { ...stated, inWords } : stated, end: plain.end };
};
