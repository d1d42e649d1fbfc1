import { type Catalog, TIME_DIMENSIONS } from '#shared/contracts/catalog.ts';
import type { CatalogGrammar, Grammar, Reading, View } from '#shared/contracts/grammar.ts';
import type { Filter } from '#shared/contracts/query.ts';
import type { Wording } from '#shared/domain/wording/wording.ts';

/** Words or readings that lead to something the model does not have; each names where it stands. */
interface Reference {
  where: string;
  kind: 'metric' | 'dataset' | 'field' | 'family' | 'view' | 'superlative' | 'question';
  name: string;
}

const to =
  (kind: Reference['kind'], where: string) =>
  (name: string): Reference => ({ kind, where, name });

const pairs = (record: Readonly<Record<string, string>>): string[] => Object.entries(record).flat();

export const fieldsOf = (filter: Filter | undefined): string[] => {
  if (!filter) return [];
  if ('and' in filter) return filter.and.flatMap(fieldsOf);
  if ('or' in filter) return filter.or.flatMap(fieldsOf);
  return 'not' in filter ? fieldsOf(filter.not) : [filter.field];
};

const ofView = (name: string, { metric, dataset, dimensions = [], filters }: View): Reference[] => {
  const where = `reading.yaml, views.${name}`;
  return [
    ...[metric ?? []].flat().map(to('metric', where)),
    ...[dataset ?? []].flat().map(to('dataset', where)),
    ...[...dimensions, ...fieldsOf(filters)].map(to('field', where)),
  ];
};

/** Metrics that the reading leads to, however they are asked for. */
export const metricsOfReading = (reading: Reading): string[] => [
  reading.rows,
  ...Object.values(reading.counts ?? {}),
  ...Object.values(reading.families).flatMap((members) => Object.values(members)),
  ...Object.values(reading.views).flatMap(({ metric }) => metric ?? []),
  ...Object.values(reading.superlatives).map(({ metric }) => metric),
  reading.timing.metric,
  reading.trouble,
  ...reading.outcomes,
  ...reading.overview,
  ...Object.keys(reading.rowFilters),
  ...[reading.opposites, reading.distinct, reading.rates, reading.last, reading.first].flatMap(pairs),
  ...Object.values(reading.entities),
];

const ofReading = (reading: Reading): Reference[] => {
  const where = 'reading.yaml';
  const { timing, reason } = reading;
  // A catalog that measures no time leaves its parts empty.
  const timed = timing.family === '' ? [] : [timing.ended];
  const filters = [...timed, ...Object.values(reading.rowFilters)];
  return [
    ...metricsOfReading(reading).map(to('metric', where)),
    ...Object.keys(reading.counts ?? {}).map(to('dataset', `${where}, counts`)),
    ...Object.entries(reading.views).flatMap(([name, view]) => ofView(name, view)),
    to('family', `${where}, timing`)(timing.family),
    ...[timing.field, ...filters.flatMap(fieldsOf)].map(to('field', where)),
    ...[...Object.keys(reading.entities), ...(reading.preferred ?? [])].map(to('field', where)),
    ...(reason?.dimensions ?? []).map(to('field', `${where}, reason`)),
    ...[reason?.dataset ?? []].flat().map(to('dataset', `${where}, reason`)),
  ];
};

const ofGrammar = (grammar: CatalogGrammar): Reference[] => {
  const at = (part: string): string => `grammar.${grammar.language}.yaml, ${part}`;
  return [
    ...Object.keys(grammar.metrics).map(to('metric', at('metrics'))),
    ...Object.keys(grammar.otherRows ?? {}).map(to('metric', at('otherRows'))),
    ...Object.keys(grammar.families).map(to('family', at('families'))),
    ...Object.keys(grammar.dimensions).map(to('field', at('dimensions'))),
    ...Object.keys(grammar.values).map((value) => to('field', at('values'))(value.split('=')[0] ?? '')),
    ...Object.keys(grammar.views).map(to('view', at('views'))),
    ...Object.keys(grammar.viewsBehindName ?? {}).map(to('view', at('viewsBehindName'))),
    ...Object.keys(grammar.superlatives).map(to('superlative', at('superlatives'))),
  ];
};

const ofWording = ({ language, range, suggest }: Wording): Reference[] => {
  const at = (part: string): string => `wording.${language}.yaml, ${part}`;
  return [
    ...(range ? [range.first, range.last].map(to('metric', at('range'))) : []),
    ...Object.values(suggest).flatMap((keys) => keys.map(to('question', at('suggest')))),
  ];
};

export interface CatalogParts {
  model: Catalog;
  grammar: Grammar;
  wordings: Readonly<Record<string, Wording>>;
}

/** Everything that the words of a catalog speak of and its model does not have; empty when it is whole. */
export const brokenReferences = ({ model, grammar, wordings }: CatalogParts): string[] => {
  const { reading } = grammar;
  const every = Object.values(wordings);
  const known: Record<Reference['kind'], ReadonlySet<string>> = {
    metric: new Set(model.metrics.map(({ name }) => name)),
    dataset: new Set(model.datasets.map(({ name }) => name)),
    field: new Set([
      ...model.datasets.flatMap(({ fields }) => fields.map(({ name }) => name)),
      ...TIME_DIMENSIONS,
    ]),
    family: new Set(Object.keys(reading.families)),
    view: new Set(Object.keys(reading.views)),
    superlative: new Set(Object.keys(reading.superlatives)),
    question: new Set(every.flatMap(({ questions }) => Object.keys(questions))),
  };
  const references = [
    ...ofReading(reading),
    ...Object.values(grammar.catalogs).flatMap(ofGrammar),
    ...every.flatMap(ofWording),
  ];
  const broken = references.filter(({ kind, name }) => name !== '' && !known[kind].has(name));
  return [...new Set(broken.map(({ where, kind, name }) => `${where}: there is no ${kind} ${name}`))];
};
