import type { Answer } from '#shared/contracts/answer.ts';

/** What an evaluation file expects of an answer; the fields are described in test/evals/questions/README.md. */
export interface Expectation {
  category: string[];
  kind?: string[];
  reason?: string[];
  values?: ExpectedValue[];
  anyOf?: ExpectedValue[][];
  all?: boolean;
  order?: boolean;
  exact?: boolean;
  mayMention?: string[];
  mayMentionIf?: { name: string; any: string[] }[];
  inEvidence?: boolean;
  noData?: boolean;
  clarifyOk?: boolean;
}

export interface ExpectedValue {
  v: string | number;
  unit: string;
  tol?: number;
  any?: string[];
}

export interface EvalQuestion {
  id: string;
  lang: string;
  q: string;
  shape?: string;
  now?: string;
  expect: Expectation;
}

const plain = (text: string): string => text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();

const near = (value: unknown, expected: ExpectedValue, timeZone: string): boolean => {
  if (expected.unit === 'date') return sameDate(value, String(expected.v), expected.tol ?? 0, timeZone);
  if (typeof value !== 'number' || typeof expected.v !== 'number') return false;
  return Math.abs(value - expected.v) <= (expected.tol ?? 0) + 1e-9;
};

const sameDate = (value: unknown, expected: string, tolerance: number, timeZone: string): boolean => {
  if (typeof value !== 'string') return false;
  if (expected.length === 10) {
    if (value.length === 10) return value === expected;
    return new Date(value).toLocaleDateString('sv-SE', { timeZone }) === expected;
  }
  return Math.abs(Date.parse(value) - Date.parse(expected)) <= Math.max(tolerance, 1) * 1000;
};

const UNITS: Readonly<Record<string, readonly string[]>> = {
  count: ['count'],
  percent: ['percent'],
  seconds: ['seconds'],
  date: ['date'],
};

const found = (answer: Answer, expected: ExpectedValue, inEvidence: boolean, timeZone: string): boolean => {
  const text = plain(answer.answer);
  if (expected.unit === 'name') return text.includes(plain(String(expected.v)));
  if (expected.unit === 'cause') return (expected.any ?? []).some((stem) => text.includes(plain(stem)));
  if (expected.unit === 'none') {
    return answer.claims.every(
      (claim) => !['count', 'percent', 'seconds'].includes(claim.unit) || Number(claim.value) === 0,
    );
  }
  const units = UNITS[expected.unit] ?? [expected.unit];
  if (answer.claims.some((claim) => units.includes(claim.unit) && near(claim.value, expected, timeZone)))
    return true;
  return (
    inEvidence &&
    answer.evidence.some((each) => each.rows.flat().some((cell) => near(cell, expected, timeZone)))
  );
};

const inOrder = (answer: Answer, values: readonly ExpectedValue[]): boolean => {
  const text = plain(answer.answer);
  const places = values
    .filter((value) => value.unit === 'name')
    .map((value) => text.indexOf(plain(String(value.v))));
  return places.every((place, at) => place >= 0 && (at === 0 || place >= (places[at - 1] ?? 0)));
};

const strangers = (answer: Answer, expect: Expectation, names: readonly string[]): string[] => {
  const text = plain(answer.answer);
  const conditional = (expect.mayMentionIf ?? []).filter((each) =>
    each.any.some((stem) => text.includes(plain(stem))),
  );
  const allowed = new Set(
    [
      ...[...(expect.values ?? []), ...(expect.anyOf ?? []).flat()].map((value) => String(value.v)),
      ...(expect.mayMention ?? []),
      ...conditional.map((each) => each.name),
    ].map(plain),
  );
  return names.filter((name) => text.includes(plain(name)) && !allowed.has(plain(name)));
};

/** Why the answer is wrong; undefined when it is right. `names` are all process names of the database. */
export const whatIsWrong = (
  expect: Expectation,
  answer: Answer,
  names: readonly string[],
  timeZone = 'Europe/Rome',
): string | undefined => {
  if (answer.kind === 'clarify' && expect.clarifyOk === true) return undefined;
  if (!expect.category.includes(answer.category)) return `category ${answer.category}`;
  if (expect.kind && !expect.kind.includes(answer.kind)) return `kind ${answer.kind}`;
  if (expect.reason && !expect.reason.includes(answer.reason ?? ''))
    return `reason ${answer.reason ?? 'none'}`;
  if (expect.noData === true) {
    const figures = answer.claims.length > 0 || answer.evidence.some((each) => each.rows.length > 0);
    return figures ? 'it gives data' : undefined;
  }
  const lists = [...(expect.anyOf ?? []), ...(expect.values && !expect.anyOf ? [expect.values] : [])];
  const missing = lists.map((list) =>
    list.filter((value) => !found(answer, value, expect.inEvidence === true, timeZone)),
  );
  if (lists.length > 0 && missing.every((list) => list.length > 0)) {
    return `missing ${JSON.stringify(missing[0]?.map((value) => value.v))}`;
  }
  if (expect.order === true && !inOrder(answer, expect.values ?? [])) return 'order';
  const others = expect.exact === true ? strangers(answer, expect, names) : [];
  return others.length > 0 ? `also names ${others.join(', ')}` : undefined;
};
