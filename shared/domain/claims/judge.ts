import { localOf } from '../language/format-date.ts';
import { exactDifference, exactSum } from '../proof/decimal.ts';
import { metricOf } from '../proof/columns.ts';
import type { Amount, Assertion, Many, Predicate } from './claim.ts';
import { type Fact, type Ground, type Table, cellAt, factsAt, endsOf, quantity } from './facts.ts';
import type { Compared, Said, Stated } from './item.ts';
import { isWhen } from './when.ts';

export type Verdict = 'proven' | 'contradicted' | 'unsupported';

const verdict = (holds: boolean | undefined): Verdict =>
  holds === undefined ? 'unsupported' : holds ? 'proven' : 'contradicted';

const CLOSE = 1e-9;

const compares = (left: number, is: Compared, right: number): boolean => {
  switch (is) {
    case '=':
      return Math.abs(left - right) <= CLOSE * Math.max(1, Math.abs(right));
    case '>':
      return left > right;
    case '<':
      return left < right;
    case '>=':
      return left >= right;
    case '<=':
      return left <= right;
  }
};

/** "About 1,800" states its hundreds; two digits stay. */
const LEAST_DIGITS = 100;
const stepOf = ({ value, step, about, unit }: Stated): number => {
  let wide = step;
  if (!about || unit !== 'count') return step;
  while (value >= wide * LEAST_DIGITS && value % (wide * 10) === 0) wide *= 10;
  return wide;
};

/** A figure is what the evidence gives, rounded to the digits that are stated. */
const bears = (worth: number, stated: Stated): boolean => {
  if (stated.is !== '=') return compares(worth, stated.is, stated.value);
  if (stated.side !== undefined && !compares(worth, stated.side, stated.value)) return false;
  const step = stepOf(stated);
  const rounded = Math.sign(worth) * Math.floor(Math.abs(worth) / step + 0.5 + CLOSE) * step;
  return Math.abs(rounded - stated.value) < step / 2;
};

const WEEK = 7;

/** "The worst day of the week" of one week's days. */
const isWeekOfDays = ({ dimension, facts }: Table, metric: string, asked: string): boolean =>
  asked === 'weekday' &&
  dimension === 'day' &&
  facts.filter((fact) => fact.metric === metric && fact.role === 'main').length <= WEEK;

const rowFacts = (ground: Ground, metric: string, dimension?: string): Fact[] =>
  ground.tables.flatMap((table) =>
    table.complete &&
    table.dimension !== undefined &&
    (dimension === undefined || table.dimension === dimension || isWeekOfDays(table, metric, dimension))
      ? table.facts.filter((fact) => fact.metric === metric && fact.role === 'main')
      : [],
  );

const numbers = (facts: readonly Fact[]): number[] | undefined => {
  const values = facts.map(({ value }) => value).filter((value) => typeof value === 'number');
  return values.length === facts.length && values.length > 0 ? values : undefined;
};

/** One run may have two tags, and no rate is the sum of rates. */
const addsUp = (
  { tables, catalog }: Ground,
  { metric, names }: Extract<Amount, { of: 'together' }>,
): boolean =>
  metricOf(catalog, metric)?.additive === true &&
  !tables.some(
    ({ dimension, facts }) =>
      dimension === 'tag' && facts.some(({ name }) => name !== undefined && names.includes(name)),
  );

const worthOf = (ground: Ground, amount: Amount): number | undefined => {
  switch (amount.of) {
    case 'place':
      return quantity(ground, amount.metric, amount);
    case 'together': {
      if (!addsUp(ground, amount)) return undefined;
      const places = amount.saids
        ? amount.saids.map((said) => ({ said }))
        : amount.names.map((name) => ({ name, said: amount.said }));
      const values = places.map((place) => quantity(ground, amount.metric, place));
      const known = values.filter((value) => value !== undefined);
      return known.length === values.length ? exactSum(known) : undefined;
    }
    case 'mean':
    case 'max':
    case 'min': {
      const values = numbers(rowFacts(ground, amount.metric, amount.dimension));
      if (!values) return undefined;
      if (amount.of === 'mean') return exactSum(values) / values.length;
      return amount.of === 'max' ? Math.max(...values) : Math.min(...values);
    }
  }
};

const figure = (ground: Ground, { amount, stated }: Extract<Assertion, { kind: 'figure' }>): Verdict => {
  const worth = worthOf(ground, amount);
  if (worth === undefined || stated.unit === 'clock' || stated.unit === 'points') return 'unsupported';
  return verdict(bears(worth, stated));
};

const difference = (ground: Ground, claim: Extract<Assertion, { kind: 'difference' }>): Verdict => {
  const [left, right] = [worthOf(ground, claim.left), worthOf(ground, claim.right)];
  if (left === undefined || right === undefined) return 'unsupported';
  const gap = exactDifference(left, right);
  const { stated } = claim;
  if (claim.way !== '<>=' && !compares(left, claim.way, right)) return 'contradicted';
  if (!stated) return 'proven';
  const relative = stated.unit === 'percent';
  if (relative && right === 0) return 'unsupported';
  const worth = relative ? (100 * gap) / right : gap;
  return verdict(bears(stated.signed === true ? worth : Math.abs(worth), stated));
};

const ranked = (ground: Ground, metric: string, way: '>' | '<', dimension?: string): Fact[] | undefined => {
  const facts = rowFacts(ground, metric, dimension).filter(({ value }) => value !== null);
  const keyed = facts.map((fact) => ({
    fact,
    worth: typeof fact.value === 'string' ? Date.parse(fact.value) : Number(fact.value),
  }));
  if (keyed.length === 0 || keyed.some(({ worth }) => Number.isNaN(worth))) return undefined;
  keyed.sort((a, b) => (way === '>' ? b.worth - a.worth : a.worth - b.worth));
  return keyed.map(({ fact }) => fact);
};

const isSaid = (fact: Fact, name: string | Said, ground: Ground): boolean =>
  typeof name === 'string' ? fact.name === name : fact.bucket && isWhen(fact, name, ground.now);

const ranking = (ground: Ground, claim: Extract<Assertion, { kind: 'ranking' }>): Verdict => {
  const order = ranked(ground, claim.metric, claim.way, claim.dimension);
  if (!order || claim.names.length === 0) return 'unsupported';
  if (claim.names.some((name) => !order.some((fact) => isSaid(fact, name, ground)))) return 'unsupported';
  const begin = claim.rank - 1;
  if (claim.tied) {
    const best = order.filter(({ value }) => value === order[begin]?.value);
    const all = claim.names.every((name) => best.some((fact) => isSaid(fact, name, ground)));
    return verdict(
      all && best.length === claim.names.length && order.findIndex((fact) => best.includes(fact)) === begin,
    );
  }
  const inOrder = claim.names.every((name, at) => {
    const place = order.findIndex((fact) => isSaid(fact, name, ground));
    const alone = order.filter(({ value }) => value === order[place]?.value).length === 1;
    return place === begin + at && alone;
  });
  return verdict(inOrder);
};

const meets = (ground: Ground, fact: Fact, predicate: Predicate): boolean | undefined => {
  if (predicate.is === 'value')
    return typeof fact.value === 'number' ? bears(fact.value, predicate.stated) : undefined;
  const before = fact.table.facts.find(
    (other) => other.role === 'compared' && other.name === fact.name && other.metric === fact.metric,
  );
  if (typeof fact.value !== 'number' || typeof before?.value !== 'number' || fact.name === undefined)
    return undefined;
  return ground.tables.length === 0 ? undefined : compares(fact.value, predicate.way, before.value);
};

const holdsOf = (facts: readonly Fact[], hits: readonly Fact[], many: Many, ground: Ground): boolean => {
  const isAmong = (list: readonly Fact[], name: string | Said): boolean =>
    list.some((fact) => isSaid(fact, name, ground));
  switch (many.is) {
    case 'all':
      return hits.length === facts.length;
    case 'none':
      return hits.length === 0;
    case 'notAll':
      return hits.length < facts.length;
    case 'most':
      return hits.length * 2 > facts.length;
    case 'count':
      return hits.length === many.count && (many.of === undefined || many.of === facts.length);
    case 'exactly':
      return hits.length === many.names.length && many.names.every((name) => isAmong(hits, name));
    case 'except':
      return (
        hits.length === facts.length - many.names.length &&
        many.names.every((name) => isAmong(facts, name) && !isAmong(hits, name))
      );
    case 'allBut':
      return hits.length === facts.length - many.count;
  }
};

const rows = (ground: Ground, claim: Extract<Assertion, { kind: 'rows' }>): Verdict => {
  const facts = rowFacts(ground, claim.predicate.metric, claim.dimension);
  if (facts.length === 0) return 'unsupported';
  const met = facts.map((fact) => meets(ground, fact, claim.predicate));
  if (met.includes(undefined)) return 'unsupported';
  return verdict(
    holdsOf(
      facts,
      facts.filter((_, at) => met[at] === true),
      claim.many,
      ground,
    ),
  );
};

const moment = (ground: Ground, claim: Extract<Assertion, { kind: 'moment' }>): Verdict => {
  const cell = cellAt(ground, claim.metric, { name: claim.name });
  if (typeof cell !== 'string' || (claim.day === undefined && claim.minute === undefined))
    return 'unsupported';
  const local = localOf(cell, ground.timeZone);
  if (claim.minute !== undefined && claim.minute !== local.hour * 60 + local.minute) return 'contradicted';
  if (claim.day?.kind === 'weekday') return verdict(local.weekday === claim.day.weekday);
  if (claim.day === undefined) return 'proven';
  if (claim.day.kind !== 'range') return 'unsupported';
  const { from, to } = claim.day.range;
  return verdict(Date.parse(cell) >= Date.parse(from) && Date.parse(cell) < Date.parse(to));
};

const steady = (ground: Ground, { metric, way }: Extract<Assertion, { kind: 'steady' }>): Verdict => {
  const facts = rowFacts(ground, metric).filter(({ bucket }) => bucket);
  const values = numbers(facts);
  if (!values || values.length < 2) return 'unsupported';
  return verdict(values.every((value, at) => at === 0 || compares(value, way, values[at - 1] ?? value)));
};

/** "The week before" of rows of weeks is one of them; the claim that names it says of which. */
const isRowUnit = ({ tables }: Ground, said: Said): boolean =>
  said.kind === 'previous' &&
  tables.some(
    ({ dimension, facts }) =>
      facts.some(({ bucket }) => bucket) && dimension === (said.unit ?? dimension) && dimension !== 'weekday',
  );

const isKnownTime = (ground: Ground, said: Said): boolean =>
  isRowUnit(ground, said) ||
  (said.kind === 'days' &&
    ground.tables.some(({ facts }) => facts.some(({ weekday }) => weekday !== undefined))) ||
  ground.tables.some(({ facts, witness }) => {
    if (facts.some((fact) => isWhen(fact, said, ground.now)) || endsOf(ground, said)) return true;
    const first = facts.find(({ role }) => role === 'main');
    return (
      first !== undefined &&
      isWhen({ ...first, bucket: false, range: witness.read.query.timeRange }, said, ground.now)
    );
  });

/** What the evidence says of one assertion. */
export const judge = (assertion: Assertion, ground: Ground): Verdict => {
  switch (assertion.kind) {
    case 'figure':
      return figure(ground, assertion);
    case 'difference':
      return difference(ground, assertion);
    case 'ratio':
    case 'share': {
      const [left, right] = [worthOf(ground, assertion.left), worthOf(ground, assertion.right)];
      if (left === undefined || right === undefined || right === 0) return 'unsupported';
      if (assertion.kind === 'share') return verdict(bears((100 * left) / right, assertion.stated));
      if (assertion.side !== undefined && !compares(left, assertion.side, right * assertion.times))
        return 'contradicted';
      if (assertion.about === true && assertion.is === '=')
        return verdict(Math.abs(Math.floor(left / right + 0.5 + CLOSE) - assertion.times) < CLOSE);
      return verdict(compares(left, assertion.is, right * assertion.times));
    }
    case 'ranking':
      return ranking(ground, assertion);
    case 'rows':
      return rows(ground, assertion);
    case 'moment':
      return moment(ground, assertion);
    case 'never': {
      const facts = factsAt(ground, assertion.metric, { name: assertion.name });
      return facts.length === 0 ? 'unsupported' : verdict(facts.every(({ value }) => value === null));
    }
    case 'steady':
      return steady(ground, assertion);
    case 'time':
      return isKnownTime(ground, assertion.said) ? 'proven' : 'unsupported';
  }
};
