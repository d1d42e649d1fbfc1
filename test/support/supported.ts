import type { Filter, SemanticQuery } from '#shared/contracts/query.ts';
import { readAlone } from '#shared/domain/understanding/understand.ts';
import { n8nCatalog as catalog } from '#test/support/catalog.ts';
import { directory, grammar, NOW } from '#test/support/understanding.ts';

/** A phrase of the grammar as a pattern over words with single spaces. */
const patternOf = (phrase: string): RegExp => {
  const pieces = phrase.split(' ').map((piece) => {
    const choices = piece
      .replace(/[[\]]/g, '')
      .split('/')
      .map((word) => word.replace(/[^a-z0-9*%]/g, '').replace('*', '[a-z0-9]*'));
    const one = `(?:${choices.join('|')})`;
    return piece.startsWith('[') ? `(?:${one} )?` : `${one} `;
  });
  return new RegExp(` ${pieces.join('')}`);
};

const plainWords = (text: string): string =>
  ` ${text
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, ' ')
    .trim()} `;

/** Written apart from the code it judges: a plain search for the phrases of the data files. */
const says = (text: string, ...lists: (readonly string[] | undefined)[]): boolean =>
  lists.some((list) => list?.some((phrase) => patternOf(phrase).test(plainWords(text))));

const catalogs = Object.values(grammar.catalogs);
const { reading } = grammar;

const saysTag = (
  text: string,
  kind: 'metrics' | 'families' | 'dimensions' | 'values' | 'views' | 'superlatives',
  name: string,
): boolean => {
  const tag = {
    metrics: 'metric',
    families: 'family',
    dimensions: 'dimension',
    values: 'value',
    views: 'view',
    superlatives: 'superlative',
  }[kind];
  return catalogs.some((each) => says(text, each[kind][name], each.hints?.[`${tag}:${name}`]));
};

/** Metrics that stand for "how is it" when no word says what is measured. */
const USUAL = new Set([reading.rows, ...reading.overview, ...Object.values(reading.entities)]);

const saysMetric = (text: string, metric: string): boolean => {
  const from = (record: Readonly<Record<string, string>>) =>
    Object.keys(record).filter((base) => record[base] === metric);
  const { families, superlatives, views, opposites } = reading;
  const bases = [reading.distinct, reading.rates, reading.last, reading.first].flatMap(from);
  return (
    USUAL.has(metric) ||
    [metric, ...bases, opposites[metric] ?? metric].some(
      (each) => USUAL.has(each) || saysTag(text, 'metrics', each),
    ) ||
    Object.keys(families).some(
      (each) => Object.values(families[each] ?? {}).includes(metric) && saysTag(text, 'families', each),
    ) ||
    Object.keys(superlatives).some(
      (each) => superlatives[each]?.metric === metric && saysTag(text, 'superlatives', each),
    ) ||
    Object.keys(views).some((each) => views[each]?.metric === metric && saysTag(text, 'views', each))
  );
};

interface Leaf {
  field: string;
  said: string;
}

const leavesOf = (filter: Filter | undefined): Leaf[] => {
  if (!filter) return [];
  if ('and' in filter) return filter.and.flatMap(leavesOf);
  if ('or' in filter) return filter.or.flatMap(leavesOf);
  if ('not' in filter) return leavesOf(filter.not);
  return [{ field: filter.field, said: JSON.stringify(filter) }];
};

/** Some word of the name stands in the text, or one that shares most of its letters. */
const saysName = (text: string, name: string): boolean => {
  const words = plainWords(text)
    .trim()
    .split(' ')
    .filter((word) => word.length > 3);
  const like = (one: string, other: string): boolean => {
    const common = [...new Set(one)].filter((letter) => other.includes(letter)).length;
    return one[0] === other[0] && common / new Set(one + other).size >= 0.6;
  };
  return plainWords(name)
    .trim()
    .split(' ')
    .some((own) => words.some((word) => word === own || like(word, own) || sameGroup(word, own)));
};

/** Invoice and fattura: words of one meaning. */
const sameGroup = (one: string, other: string): boolean =>
  Object.values(grammar.vocabulary).some((group) => says(one, group) && says(other, group));

const viewFilters = (text: string): string[] =>
  Object.entries(reading.views).flatMap(([name, view]) =>
    saysTag(text, 'views', name) ? leavesOf(view.filters).map(({ said }) => said) : [],
  );

/** What a query holds that its question does not say; nothing when all is supported. */
export const unsupported = (question: string, query: SemanticQuery): string[] => {
  const { frame } = readAlone(
    { text: question, askedAt: NOW, timeZone: 'Europe/Rome' },
    { catalog, grammar, directory },
  );
  const wrong: string[] = [];
  const periods = frame.times.ranges.flatMap(({ range, current }) => [range, ...(current ? [current] : [])]);
  // What is broken is told of today where no time is said; the rules say so, no model.
  const { recent, now, windows: hours, all } = frame.times;
  const open = periods.length + hours.length === 0 && !all;
  const troubled = query.metrics[0] === grammar.reading.trouble || query.shape === 'reason';
  const today = open && troubled ? [{ from: recent[0].to, to: now }] : [];
  const known = new Set([...periods, ...today].map((range) => JSON.stringify(range)));
  if (query.timeRange && !known.has(JSON.stringify(query.timeRange)))
    wrong.push(`period ${query.timeRange.from}`);
  if (
    periods.length > 0 &&
    !query.timeRange &&
    !query.metrics.every((metric) => catalog.metrics.find((each) => each.name === metric)?.now)
  )
    wrong.push('its period was lost');
  for (const metric of query.metrics) if (!saysMetric(question, metric)) wrong.push(`metric ${metric}`);
  const windows = new Set(
    frame.times.windows.map(({ recurring: { field, values } }) =>
      JSON.stringify({ field, operator: 'in', values }),
    ),
  );
  const own = new Set([
    ...viewFilters(question),
    ...Object.entries(reading.rowFilters).flatMap(([metric, filter]) =>
      saysMetric(question, metric) ? leavesOf(filter).map(({ said }) => said) : [],
    ),
    ...leavesOf(reading.timing.ended).map(({ said }) => said),
  ]);
  for (const { field, said } of leavesOf(query.filters)) {
    const names = directory.names.filter(
      (each) => each.dimension === field && said.includes(JSON.stringify(each.key)),
    );
    const named = names.length > 0 && names.every((each) => saysName(question, each.name));
    const value = Object.keys(catalogs[0]?.values ?? {}).some(
      (key) => key.startsWith(`${field}=`) && saysTag(question, 'values', key),
    );
    if (!named && !value && !windows.has(said) && !own.has(said)) wrong.push(`filter ${said}`);
  }
  for (const { choices } of frame.mentions)
    if (!choices.some(({ key }) => JSON.stringify(query.filters ?? '').includes(JSON.stringify(key))))
      wrong.push(`the name ${choices[0]?.name} was lost`);
  const numbers = frame.words.tokens.flatMap((_, at) => frame.words.number(at)?.value ?? []);
  if (query.limit !== undefined && ![1, 5, 24, 100, ...numbers].includes(query.limit))
    wrong.push(`limit ${query.limit}`);
  for (const { value } of query.having ?? [])
    if (value !== 0 && !numbers.some((each) => value % each === 0)) wrong.push(`having ${value}`);
  return wrong;
};
